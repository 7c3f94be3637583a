"""The frames of a build: of the same sources they are recalled, else they are made while the catalogue is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import CachedPart, part_of
from niemyet.cache.digests import digest, digest_paths, digest_program
from niemyet.publish.staging import Staging, keep_unchanged
from niemyet.render.frames import Frame
from niemyet.render.renderer import CarriedBytecode, FrameSet

BeginFrames: TypeAlias = Callable[[Path], Callable[[], FrameSet]]
"""Begins to write the hand-written pages and the look into a folder; what it gives waits for the frames."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames, and the digest of what they are."""

    frame_set: FrameSet
    key: bytes


class _StoredFrames(NamedTuple):
    """What is remembered of frames: all but the compiled templates, which are programs and are never taken from a file."""

    key: bytes
    frames: Mapping[str, Frame]
    theme: Path
    site_url: str
    own_addresses: tuple[str, ...]
    sources: tuple[Path, ...]


class FrameCache:
    """Where frames come from."""

    def __init__(self, begin: BeginFrames, build_cache: BuildCache, staging: Staging) -> None:
        self._build_cache = build_cache
        self._recalled = _recall_frames(build_cache.previous("frames"))
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
        stored = _StoredFrames(
            made.key, frame_set.frames, frame_set.theme, frame_set.site_url, frame_set.own_addresses, frame_set.sources
        )
        self._build_cache.note("frames", part_of(_key_of(frame_set), staging.list_files(), stored))
        return made

    def settle(self, staging: Staging) -> None:
        """Leaves of what the frame maker wrote only what the site does not have yet, or takes over all of it."""
        if self._wait is None:
            part = self._build_cache.keep("frames")
            staging.keep(part.files, part.tree)
        else:
            keep_unchanged(staging)


def _recall_frames(part: CachedPart | None) -> Frames | None:
    """The frames of the last build, with templates that are compiled again; None where their sources are not those of today, or
    are not known."""
    if part is None:
        return None
    stored = part.read(_StoredFrames)
    frame_set = FrameSet(stored.frames, stored.theme, CarriedBytecode(), stored.site_url, stored.own_addresses, stored.sources)
    return Frames(frame_set, stored.key) if stored.sources and part.key == _key_of(frame_set) else None


def _key_of(frame_set: FrameSet) -> bytes:
    """Of what the frames were made; nothing where that is not known."""
    return digest(digest_program(), digest_paths(frame_set.sources)) if frame_set.sources else b""


def _digest_frames(frame_set: FrameSet) -> bytes:
    frames = sorted(frame_set.frames.items())
    pieces = (digest(kind, *frame.slots, *frame.literals) for kind, frame in frames)
    return digest(frame_set.site_url, digest_paths([frame_set.theme / "records", frame_set.theme / "sheets"]), *pieces)
