"""The frames of a build: taken from the cache if their sources are unchanged, else made while the catalogue is read."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import CachedPart, part_of
from niemyet.cache.digests import digest, digest_paths
from niemyet.cache.program import digest_program
from niemyet.load.picture_words import take_words_out
from niemyet.model.kinds import PICTURE_ENDINGS
from niemyet.publish.staging import Staging, keep_unchanged
from niemyet.render.frames import Frame
from niemyet.render.language import VIETNAMESE, Language, OtherLanguage
from niemyet.render.renderer import FrameSet, recall_templates
from niemyet.values import dataclass

BeginFrames: TypeAlias = Callable[[Path], Callable[[], FrameSet]]
"""Starts writing the hand-written pages and the theme's files to a folder; returns a function that waits for the frames."""


class FrameMakerError(RuntimeError):
    """The frames cannot be made; the message says why, in the words of whatever makes them."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames and their digest."""

    frame_set: FrameSet
    key: bytes


class _StoredLanguage(NamedTuple):
    """An `OtherLanguage` as cached; `script_words` and `embed_words` are JSON."""

    code: str
    place: int
    catalogue: bytes
    script_words: str
    embed_words: str


class _StoredFrames(NamedTuple):
    """A `FrameSet` as cached: without the compiled templates, which are code and are never read from a file."""

    key: bytes
    frames: Mapping[str, Frame]
    theme: Path
    site_url: str
    own_addresses: tuple[str, ...]
    sources: tuple[Path, ...]
    languages: tuple[_StoredLanguage, ...]
    """All but Vietnamese."""


class FrameCache:
    """Gives the frames of a build. `begin` is called at once if the cached ones are stale."""

    def __init__(self, begin: BeginFrames, build_cache: BuildCache, staging: Staging) -> None:
        self._build_cache = build_cache
        self._recalled = _recall_frames(build_cache.previous("frames"))
        self._wait = None if self._recalled else begin(staging.folder)

    @property
    def reused(self) -> bool:
        """Whether the cached frames are used: the hand-written pages and the theme's files are then unchanged too."""
        return self._wait is None

    def wait(self, staging: Staging) -> Frames:
        """Waits for the frames; notes them in the cache if they are new."""
        if self._wait is None and self._recalled:
            return self._recalled
        assert self._wait is not None
        frame_set = self._wait()
        _take_words_out_of_pictures(staging)
        made = Frames(frame_set, _digest_frames(frame_set))
        sources, languages = frame_set.sources, _store_languages(frame_set.languages)
        stored = _StoredFrames(
            made.key, frame_set.frames, frame_set.theme, frame_set.site_url, frame_set.own_addresses, sources, languages
        )
        self._build_cache.note("frames", part_of(_key_of(frame_set), staging.list_files(), stored))
        return made

    def settle(self, staging: Staging) -> None:
        """Keeps the published files of the frame maker; of newly written ones, drops those that equal the published ones."""
        if self._wait is None:
            part = self._build_cache.keep("frames")
            staging.keep(part.files, part.tree)
        else:
            keep_unchanged(staging)


def _take_words_out_of_pictures(staging: Staging) -> None:
    """Pictures of pages written by hand are published as they are, but for what they say of who took them, and where."""
    for path in staging.list_files():
        if path.endswith(PICTURE_ENDINGS) and (plain := take_words_out(data := (staging.folder / path).read_bytes())) != data:
            (staging.folder / path).write_bytes(plain)


def _recall_frames(part: CachedPart | None) -> Frames | None:
    """The frames of the last build, with templates that are compiled again where no code of theirs is kept; None where their
    sources are not those of today, or are not known."""
    if part is None:
        return None
    stored = part.read(_StoredFrames)
    others = (
        OtherLanguage(one.code, one.place, one.catalogue, json.loads(one.script_words), json.loads(one.embed_words))
        for one in stored.languages
    )
    languages = (VIETNAMESE, *others)
    frame_set = FrameSet(
        stored.frames,
        stored.theme,
        recall_templates(stored.theme),
        stored.site_url,
        stored.own_addresses,
        stored.sources,
        languages,
    )
    return Frames(frame_set, stored.key) if stored.sources and part.key == _key_of(frame_set) else None


def _store_languages(languages: Iterable[Language]) -> tuple[_StoredLanguage, ...]:
    return tuple(
        _StoredLanguage(one.code, one.place, one.catalogue, json.dumps(one.script_words), json.dumps(one.embed_words))
        for one in languages
        if isinstance(one, OtherLanguage)
    )


def _key_of(frame_set: FrameSet) -> bytes:
    """Digest of the sources of the frames; empty if the sources are unknown, so that it never matches."""
    return digest(digest_program(), digest_paths(frame_set.sources)) if frame_set.sources else b""


def _digest_frames(frame_set: FrameSet) -> bytes:
    frames = sorted(frame_set.frames.items())
    pieces = (digest(kind, *frame.slots, *frame.literals) for kind, frame in frames)
    return digest(frame_set.site_url, digest_paths([frame_set.theme / "records", frame_set.theme / "sheets"]), *pieces)
