"""What the build cache holds of a commune, and which of its postings are stale."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from niemyet.building.input_digests import InputDigests
from niemyet.cache.cache_file import pack, unpack
from niemyet.cache.codec import encode
from niemyet.cache.digests import DIGEST_SIZE, digest
from niemyet.cache.inputs import Input
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import CommuneFiles
from niemyet.model.vocabulary import Standing
from niemyet.render.listings import ComparedPosting, ListedCommune, ListedPosting


class _PackedMemory(NamedTuple):
    """`CommuneMemory` stored column by column, which is compact and fast to decode. Days are ordinals."""

    paths: list[str]
    sizes: list[int]
    times: list[int]
    digests: bytes
    ground: bytes
    codes: list[str]
    keys: bytes
    standings: list[Standing]
    deadlines: list[str]
    posted: list[int]
    confirmed: list[int]
    to_review: list[bool]
    found: dict[str, tuple[Diagnostic, ...]]


class CommuneMemory(NamedTuple):
    """What the next build of the commune needs.

    `inputs` are its files by path, `ground` is the key of what all its pages depend on, `keys` holds the key of each posting's
    page by code, `found` the diagnostics by file.
    """

    inputs: Mapping[str, Input]
    ground: bytes
    keys: Mapping[str, bytes]
    postings: Mapping[str, ListedPosting]
    found: Mapping[str, tuple[Diagnostic, ...]]


def _pack_memory(memory: CommuneMemory) -> bytes:
    known, listed = memory.inputs.values(), memory.postings.values()
    return pack(
        _PackedMemory(
            [*memory.inputs],
            [one.size for one in known],
            [one.modified for one in known],
            b"".join(one.digest for one in known),
            memory.ground,
            [*memory.keys],
            b"".join(memory.keys.values()),
            [one.standing for one in listed],
            [one.deadlines for one in listed],
            [one.posted.toordinal() for one in listed],
            [one.last_confirmed.toordinal() for one in listed],
            [one.to_review for one in listed],
            dict(memory.found),
        )
    )


def _unpack_memory(packed: bytes) -> CommuneMemory:
    it = unpack(packed, _PackedMemory)
    stamps = zip(it.paths, it.sizes, it.times, _divide(it.digests), strict=True)
    columns = zip(it.codes, it.standings, it.deadlines, it.posted, it.confirmed, it.to_review, strict=True)
    return CommuneMemory(
        {path: Input(size, time, known) for path, size, time, known in stamps},
        it.ground,
        dict(zip(it.codes, _divide(it.keys), strict=True)),
        {
            code: ListedPosting(code, standing, deadlines, date.fromordinal(posted), date.fromordinal(confirmed), to_review)
            for code, standing, deadlines, posted, confirmed, to_review in columns
        },
        it.found,
    )


class _PackedCommune(NamedTuple):
    """`ListedCommune` with its postings column by column."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    codes: list[str]
    standings: list[Standing]
    deadlines: list[str]
    posted: list[int]


class MadeCommune(NamedTuple):
    """A commune as cached. What lists need (`packed_listed`) and its memory stay packed, because most builds read neither."""

    name: str
    """With kind: "xã Thường Tín"."""
    outline: bytes
    """Digest of what lists of communes show of it."""
    content: bytes
    """Digest of everything that its pages and sheets are made of."""
    codes: tuple[str, ...]
    digests: bytes
    """Digests of what comparisons show of each posting, concatenated in the order of `codes`."""
    diagnostics: tuple[Diagnostic, ...]
    packed_listed: bytes
    packed_memory: bytes

    @property
    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Pairs of a code and its digest."""
        return zip(self.codes, _divide(self.digests), strict=True)

    @property
    def memory(self) -> CommuneMemory:
        """What the next build of the commune needs, unpacked."""
        return _unpack_memory(self.packed_memory)


def _divide(digests: bytes) -> Iterator[bytes]:
    return (digests[i : i + DIGEST_SIZE] for i in range(0, len(digests), DIGEST_SIZE))


def remember_commune(listed: ListedCommune, memory: CommuneMemory) -> MadeCommune:
    """The commune as the build cache stores it."""
    packed_memory = _pack_memory(memory)
    name = f"{listed.path} {listed.name}"
    rows = {code: digest(f"{name} {posting}") for code, posting in listed.postings.items()}
    told = tuple(diagnostic for found in memory.found.values() for diagnostic in found)
    postings = listed.postings.values()
    packed = _PackedCommune(
        listed.path,
        listed.name,
        listed.code,
        listed.former_names,
        listed.sample,
        [*listed.postings],
        [one.standing for one in postings],
        [one.deadlines for one in postings],
        [one.posted.toordinal() for one in postings],
    )
    content = digest(memory.ground, *(part for code, key in memory.keys.items() for part in (code.encode(), key)))
    outline = digest(encode(listed.outlined))
    return MadeCommune(listed.name, outline, content, tuple(rows), b"".join(rows.values()), told, pack(packed), packed_memory)


def remember_unchanged(made: MadeCommune, memory: CommuneMemory, inputs: Mapping[str, Input]) -> MadeCommune:
    """The commune as it was made, of files whose sizes and times alone have changed."""
    return made._replace(packed_memory=_pack_memory(memory._replace(inputs=inputs)))


class CommuneUnpacker:
    """Unpacks `ListedCommune`s. Equal codes and postings become one object: the whole country has a million postings."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._postings: dict[ComparedPosting, ComparedPosting] = {}

    def unpack(self, packed: bytes) -> ListedCommune:
        """The commune in `MadeCommune.packed_listed`."""
        it = unpack(packed, _PackedCommune)
        postings: dict[str, ComparedPosting] = {}
        for code, standing, deadlines, posted in zip(it.codes, it.standings, it.deadlines, it.posted, strict=True):
            posting = ComparedPosting(standing, deadlines, date.fromordinal(posted))
            postings[self._codes.setdefault(code, code)] = self._postings.setdefault(posting, posting)
        return ListedCommune(it.path, it.name, it.code, it.former_names, it.sample, postings)


@dataclass(frozen=True, slots=True)
class CommunePlan:
    """A commune's current files and keys, compared with the cached ones. `keys` are by code, in the order of the files."""

    files: CommuneFiles
    inputs: Mapping[str, Input]
    ground: bytes
    keys: Mapping[str, bytes]
    before: CommuneMemory | None

    @property
    def stale(self) -> frozenset[str]:
        """The codes whose pages must be rendered again."""
        before = self.before.keys if self.before else {}
        return frozenset(code for code, key in self.keys.items() if before.get(code) != key)

    @property
    def stands(self) -> bool:
        """Whether all pages of the commune can be kept."""
        return self.before is not None and (self.before.ground, self.before.keys) == (self.ground, self.keys)

    def told_of_others(self, read: CommuneFiles) -> Iterator[Diagnostic]:
        """The cached diagnostics of the files that are not in `read`."""
        paths = {file.path for file in read.source_files}
        for path, told in (self.before.found if self.before else {}).items():
            if path not in paths:
                yield from told

    def merge(
        self, listed: Mapping[str, ListedPosting], diagnostics: Iterable[Diagnostic], read: frozenset[str]
    ) -> CommuneMemory:
        """The new memory. `listed` and `diagnostics` cover the postings that were `read`; the others are taken from the cache."""
        postings = {**(self.before.postings if self.before else {}), **listed}
        kept = [f"catalogue/{self.files.path}/{name}" for code, name in self.files.postings.items() if code not in read]
        found = {path: self.before.found[path] for path in kept if self.before and path in self.before.found}
        for diagnostic in diagnostics:
            found[diagnostic.place.file] = (*found.get(diagnostic.place.file, ()), diagnostic)
        return CommuneMemory(self.inputs, self.ground, self.keys, {code: postings[code] for code in self.keys}, found)


def plan_commune(
    files: CommuneFiles, inputs: Mapping[str, Input], digests: InputDigests, base: bytes, before: CommuneMemory | None
) -> CommunePlan:
    """Computes the commune's keys. `base` is the digest that every part of the site depends on."""
    folder, province, postings = f"catalogue/{files.path}/", files.province, files.postings
    digest_of = {name: inputs[folder + name].digest for name in files.names}
    names = {*postings.values()}
    own = [part for name in files.names if name not in names for part in (name.encode(), digest_of[name])]
    ground = digests.of_ground(base, files.path, *own)
    by_code = {code: digests.of_posting(ground, province, code, digest_of[name]) for code, name in postings.items()}
    return CommunePlan(files, inputs, ground, by_code, before)
