"""Where compiled templates are kept: beside this module, where Python keeps what it has compiled of the program.

Takes what the templates are made from; gives and takes their code. Code is read from no other place: whoever can write there can
write the program itself.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from niemyet.cache.codec import CodecError, decode, encode
from niemyet.cache.digests import DIGEST_SIZE, digest, digest_paths
from niemyet.cache.program import digest_program
from niemyet.cache.whole_files import write_whole
from niemyet.load.packaged import find_theme


def recall_compiled(theme: Path) -> Mapping[str, bytes] | None:
    """The code of the templates of `theme`; None if none is kept, or that of other templates, libraries or another program."""
    file = _file_of(theme)
    if file is None:
        return None
    with suppress(OSError, CodecError):
        written = file.read_bytes()
        seal, data = written[:DIGEST_SIZE], written[DIGEST_SIZE:]
        if seal == digest(_key_of(theme), data):
            compiled = decode(data)
            return compiled if isinstance(compiled, dict) else None
    return None


def keep_compiled(theme: Path, compiled: Mapping[str, bytes]) -> None:
    """Keeps the code in place of any other; where nothing can be written, or Python is told to write none, nothing is kept."""
    file = _file_of(theme)
    if file is None or sys.dont_write_bytecode:
        return
    data = encode(dict(sorted(compiled.items())))
    with suppress(OSError):
        write_whole(file, digest(_key_of(theme), data) + data)


def _file_of(theme: Path) -> Path | None:
    """One file for the theme that travels with the program; none for another, which may lie anywhere and be anybody's."""
    if theme != find_theme():
        return None
    try:
        return Path(cache_from_source(__file__)).with_suffix(".templates")
    except NotImplementedError:  # a Python that keeps nothing
        return None


def _key_of(theme: Path) -> bytes:
    names = (file.relative_to(theme).as_posix() for file in sorted(theme.rglob("*.html")))
    return digest(digest_program(), str(theme), *names, digest_paths(sorted(theme.rglob("*.html"))))
