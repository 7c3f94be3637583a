"""The frames of the projects that tests build: in one process, those of the same sources are made once."""

import os
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from niemyet.building.frame_cache import BeginFrames
from niemyet.cache.digests import digest, digest_paths
from niemyet.cli.frames import begin_frames
from niemyet.load.packaged import find_theme
from niemyet.render.renderer import FrameSet, compile_templates


class _Made(NamedTuple):
    """What was made, and every file that was written."""

    frame_set: FrameSet
    files: dict[str, bytes]


_made: dict[bytes, _Made] = {}


def begin_known_frames(config_file: Path) -> BeginFrames:
    """As the commands begin them, for tests of what is poured into the frames.

    They are made where a byte of mkdocs.yml, docs/ or the theme differs from all that was made, and where one of them is a link.
    """
    return lambda folder: partial(_make, config_file, folder)


def _make(config_file: Path, folder: Path) -> FrameSet:
    settings = config_file.read_text("utf-8")
    custom = re.search(r"^  custom_dir: (.+)$", settings, re.MULTILINE)
    docs = config_file.parent / "docs"
    if _holds_link(docs):
        return begin_frames(config_file, 1)(folder)()
    theme = config_file.parent / custom[1] if custom else find_theme()
    key = digest(settings, digest_paths([docs, theme]))
    if key not in _made:
        with TemporaryDirectory() as temporary:
            _made[key] = _Made(begin_frames(config_file, 1)(Path(temporary))(), _read_files(Path(temporary)))
    made = _made[key]
    for name, data in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    templates = made.frame_set.templates if theme == made.frame_set.theme else compile_templates(theme)
    sources = (config_file, docs, theme) if made.frame_set.sources else ()
    return replace(made.frame_set, theme=theme, templates=templates, sources=sources)


def _holds_link(folder: Path) -> bool:
    return folder.is_symlink() or any(
        os.path.islink(os.path.join(parent, name)) for parent, below, names in os.walk(folder) for name in (*below, *names)
    )


def _read_files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
