"""What a build need not do again above the communes: read files, make frames, read and resolve the law.

Takes the ledger; gives what it holds of the same, or makes it and notes it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from niemyet.build.keys import Keys, derive_keys
from niemyet.build.workers import Progress, no_progress, step
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import CachedPart, pack, part_of, unpack
from niemyet.cache.digests import digest, digest_paths, digest_program
from niemyet.cache.inputs import Input, take_inputs
from niemyet.catalogue.handwritten import check_handwritten
from niemyet.catalogue.reading import Reference, read_reference
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.load.finding import CatalogueFiles, CommuneFiles, SourceFile, find_files
from niemyet.publish.staging import Staging, keep_unchanged
from niemyet.render.renderer import CarriedBytecode, FrameSet
from niemyet.resolve.site import ResolvedReference, resolve_reference

BeginFrames: TypeAlias = Callable[[Path], Callable[[], FrameSet]]
"""Begins to write the hand-written pages and the look into a folder; what it gives waits for the frames."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames, and the digest of what they are."""

    frame_set: FrameSet
    key: bytes


def recall_inputs(root: Path, above: Sequence[SourceFile], build_cache: BuildCache, began: int) -> Mapping[str, Input]:
    """The files above the communes with their digests."""
    before = build_cache.previous("inputs")
    inputs, _ = take_inputs(root, above, before.value if before else {}, began)
    build_cache.note("inputs", part_of(b"", (), inputs))
    return inputs


class FrameCache:
    """Where frames come from: of the same sources they are recalled, else they are being made from the beginning."""

    def __init__(self, begin: BeginFrames, build_cache: BuildCache, staging: Staging) -> None:
        self._ledger = build_cache
        before = build_cache.previous("frames")
        recalled = _recall_frames(before) if before else None
        self._recalled = recalled if recalled and before and before.key == _key_of(recalled.frame_set) else None
        self._wait = None if self._recalled else begin(staging.folder)

    @property
    def stands(self) -> bool:
        """Whether nothing of what the frame maker reads has changed: then its own pages and the look stand too."""
        return self._wait is None

    def wait(self, staging: Staging) -> Frames:
        """The frames, when they are ready."""
        if self._wait is None and self._recalled:
            return self._recalled
        assert self._wait is not None
        frame_set = self._wait()
        made = Frames(frame_set, _digest_frames(frame_set))
        told = (made.key, frame_set.frames, frame_set.theme, frame_set.site_url, frame_set.own_addresses, frame_set.sources)
        self._ledger.note("frames", part_of(_key_of(frame_set), staging.list_files(), told))
        return made

    def settle(self, staging: Staging) -> None:
        """Leaves of what the frame maker wrote only what the site does not have yet, or takes over all of it."""
        if self._wait is None:
            part = self._ledger.keep("frames")
            staging.keep(part.files, part.tree)
        else:
            keep_unchanged(staging)


def _recall_frames(part: CachedPart) -> Frames:
    """The frames of the last build. Templates are programs: they are compiled again and never taken from a ledger."""
    key, frames, theme, *rest = part.value
    return Frames(FrameSet(frames, theme, CarriedBytecode(), *rest), key)


def _key_of(frame_set: FrameSet) -> bytes:
    """Of what the frames were made; nothing where that is not known."""
    return digest(digest_program(), digest_paths(frame_set.sources)) if frame_set.sources else b""


def _digest_frames(frame_set: FrameSet) -> bytes:
    frames = sorted(frame_set.frames.items())
    pieces = (digest(kind, *frame.slots, *frame.literals) for kind, frame in frames)
    return digest(frame_set.site_url, digest_paths([frame_set.theme / "records", frame_set.theme / "sheets"]), *pieces)


class Law:
    """The reference level: what was told of it; the records are recalled when they are asked for."""

    def __init__(self, diagnostics: list[Diagnostic], recall: Callable[[], tuple[Reference, ResolvedReference]]) -> None:
        self.diagnostics, self.recall = diagnostics, recall


def recall_law(root: Path, found: CatalogueFiles, inputs: Mapping[str, Input], today: date, build_cache: BuildCache) -> Law:
    """The reference with the provinces and the news, as of `today`."""
    posted = digest(*(digest(files.path, *files.names) for files in found.communes), *(find.path for find in found.handwritten))
    key = digest(
        digest_program(),
        today.isoformat(),
        *(part for path, known in inputs.items() for part in (path, known.digest)),
        posted,
    )
    if build_cache.holds("law", key):
        diagnostics, packed = build_cache.keep("law").value
        return Law(diagnostics, lambda: _recall_law(packed, found.communes, today))
    reference, diagnostics = read_reference(root, found, today)
    if make_report(diagnostics, 0).errors:
        return Law(diagnostics, lambda: (reference, resolve_reference(reference, today)))
    resolved = resolve_reference(reference, today)
    build_cache.note("law", part_of(key, (), (diagnostics, pack(replace(reference, communes=())))))
    return Law(diagnostics, lambda: (reference, resolved))


def _recall_law(packed: bytes, communes: tuple[CommuneFiles, ...], today: date) -> tuple[Reference, ResolvedReference]:
    reference = replace(unpack(packed), communes=communes)
    return reference, resolve_reference(reference, today)


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """The catalogue before its communes are read: what is there, what was told so far, and the keys of all that is above."""

    files: int
    communes: tuple[CommuneFiles, ...]
    diagnostics: list[Diagnostic]
    law: Law
    frames: Frames
    keys: Keys
    commune_keys: Mapping[str, bytes]
    """The key of each commune's part by its path, from the stamps of the files."""

    @property
    def key(self) -> bytes:
        """Stands for everything that the site is made of."""
        return digest(self.keys.reference, *self.commune_keys.values())


def gather_inputs(
    root: Path,
    today: date,
    room: FrameCache,
    staging: Staging,
    build_cache: BuildCache,
    options: str,
    progress: Progress = no_progress,
) -> BuildInputs:
    """Finds all files and reads what lies above the communes. `options` are words that change what pages are like."""
    with step(progress, "Tìm tệp"):
        found = find_files(root)
    with step(progress, "Đọc phần chung"):
        told = list(check_handwritten(root, found.handwritten))
        inputs = recall_inputs(root, found.above, build_cache, staging.began)
        law = recall_law(root, found, inputs, today, build_cache)
    with step(progress, "Khung trang"):
        frames = room.wait(staging)
    keys = derive_keys(found.above, inputs, digest(digest_program(), today.isoformat(), options, frames.key))
    by_path = {files.path: keys.of_commune(files, files.stamps) for files in found.communes}
    return BuildInputs(found.total, found.communes, [*found.diagnostics, *told, *law.diagnostics], law, frames, keys, by_path)
