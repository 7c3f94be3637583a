"""Releases: which files a site has, what of it a target holds, and how that is written down there.

Three files on the target say it, all in `OWN_FOLDER`. The manifest holds the files of the last whole release and what is needed
to go back to the one before. The attempt, while a release is being sent, holds every path that may have been touched. The
progress says how much of the attempt is done. They come from a place that others can write to: `read_record` takes nothing that
leads out of the target.
"""

import gzip
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, TypeVar

from pydantic import AfterValidator, ConfigDict, StringConstraints, TypeAdapter, ValidationError, with_config

from niemyet.cache.digests import digest
from niemyet.patterns import regex
from niemyet.values import dataclass

OWN_FOLDER = ".niemyet-publish"
"""The folder on the target that is ours."""
MANIFEST = f"{OWN_FOLDER}/manifest.json.gz"
ATTEMPT = f"{OWN_FOLDER}/attempt.json.gz"
PROGRESS = f"{OWN_FOLDER}/progress.json.gz"
KEPT = f"{OWN_FOLDER}/kept/"
"""Files of the release before, each under the digest of its bytes."""
COMPRESSED = ("br", "gz")
"""The endings of compressed siblings, without the dot."""

_LARGEST_RECORD = 1 << 29
"""Bytes of a record when it is unpacked: twice what a site of the whole country needs."""
_LEADS_AWAY = regex(r"(?:^|/)(?:\.{0,2})(?:/|$)|[\\\x00-\x1f\x7f]|^[A-Za-z]:")
"""An empty part, '.' or '..', a backslash, a control character, a drive."""


def check_path(path: str) -> str:
    """The path, if it leads to a file inside the target that is not in our own folder. Raises ValueError."""
    if _LEADS_AWAY.search(path) or path.partition("/")[0].casefold() == OWN_FOLDER:
        raise ValueError(path)
    return path


FilePath = Annotated[str, AfterValidator(check_path)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
_Ending = Annotated[str, StringConstraints(pattern=r"^(?:br|gz)$")]


class Entry(NamedTuple):
    """One file: the digest and the number of its bytes, and the endings of its compressed siblings, sorted."""

    digest: Digest
    size: int
    siblings: tuple[_Ending, ...] = ()


Release: TypeAlias = Mapping[str, Entry]
"""The files of a site by their paths; compressed siblings are in the entry of their file."""


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Manifest:
    """The last whole release on a target."""

    files: dict[FilePath, Entry]
    before: dict[FilePath, Entry | None] | None = None
    """What the release before had in place of these paths, None for nothing; None if there is no release before."""
    attempt: str = ""
    """The name of the attempt that brought this release; it is over."""
    follows: str = ""
    """The name of the attempt of the release before, if that was kept as a whole; '' if not."""
    version: Literal[1] = 1

    def release_before(self) -> Release | None:
        """The files of the release before; None if there is none."""
        if self.before is None:
            return None
        files = {path: entry for path, entry in self.files.items() if path not in self.before}
        return files | {path: entry for path, entry in self.before.items() if entry is not None}


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Attempt:
    """A release that is being sent, or whose sending was cut off."""

    name: str
    """One that no other attempt has."""
    aim: Digest
    """`identify_release` of the release."""
    returns_to: Literal["", "last", "before"]
    """Whether it goes back, to the last whole release or the one before it, instead of bringing one."""
    unsure: tuple[FilePath, ...]
    """Paths that attempts before this one may have touched."""
    touched: tuple[FilePath, ...]
    """Paths that this attempt or one before it may have touched."""
    kept: tuple[Digest, ...]
    """What these attempts put among the kept files."""
    left: tuple[Digest, ...]
    """What will lie among the kept files and be needed no longer when this attempt is over."""


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Progress:
    """How many acts of an attempt are done, from the first on."""

    attempt: str = ""
    """Its name."""
    acts: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a target: the files of its last whole release, and which paths may differ from it."""

    files: Release = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    """Paths that an attempt may have written or removed."""


class BrokenRecordError(ValueError):
    """A file of ours on the target is not as it was written. The message is its path."""


Written = TypeVar("Written", Manifest, Attempt, Progress)


_ADAPTERS: Mapping[type[object], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in (Manifest, Attempt, Progress)}
"""Made once: making one takes longer than most uses of it."""


def format_record(record: Manifest | Attempt | Progress) -> bytes:
    """The record as compressed JSON."""
    return gzip.compress(_ADAPTERS[type(record)].dump_json(record), 6, mtime=0)


def read_record(kind: type[Written], path: str, data: bytes) -> Written:
    """Reverses `format_record`; `path` is for the message. Raises BrokenRecordError."""
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = unpacking.decompress(data, _LARGEST_RECORD)
        if not unpacking.eof:
            raise BrokenRecordError(path)
        record: Written = _ADAPTERS[kind].validate_json(text)
        return record
    except (zlib.error, ValidationError) as error:
        raise BrokenRecordError(path) from error


def identify_release(release: Release) -> str:
    """The digest of a release: of its paths, its files and their siblings."""
    return digest(*(f"{path}\n{entry.digest}\n{entry.siblings}" for path, entry in sorted(release.items()))).hex()


def differing(new: Release, old: Release) -> dict[str, Entry | None]:
    """What `old` has in place of the paths in which the two differ, without siblings; None for nothing."""
    paths = [path for path in sorted(new.keys() | old.keys()) if not same_bytes(new.get(path), old.get(path))]
    return {path: old[path]._replace(siblings=()) if path in old else None for path in paths}


def same_bytes(one: Entry | None, other: Entry | None) -> bool:
    """Whether two entries, of which one may be missing, are of the same file."""
    return one is other if one is None or other is None else one.digest == other.digest


def sibling_names(path: str, endings: Iterable[str]) -> list[str]:
    """The paths of compressed siblings."""
    return [f"{path}.{ending}" for ending in endings]
