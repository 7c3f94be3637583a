"""QR codes as SVG. The only module that imports segno."""

import io
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from niemyet.patterns import regex

_MASK = 3
"""A fixed mask pattern. Choosing the best of the eight took longer than typesetting the sheet, and readers handle all of them."""
_QUIET = 4
"""Modules of white around a code."""
_SHORT = regex(r"[0-9A-Z $%*+./:-]+")
"""What a code holds in 5.5 bits a letter instead of eight."""


class DrawnCode(NamedTuple):
    """A QR code as an SVG image without white around it, and the number of modules of a side."""

    svg: str
    modules: int


def draw_qr(text: str) -> str:
    """A QR code (error correction M) as an SVG image with its quiet zone."""
    return _draw([text], _QUIET).svg


def draw_short_qr(address: str) -> DrawnCode:
    """The code of a URL in as few modules as possible: a host is the same in capital letters, and these take less room."""
    parts = urlsplit(address)
    host = f"{parts.scheme}://{parts.netloc}".upper()
    rest = address[len(host) :]
    return _draw([piece for piece in re.split(r"([^0-9A-Z$%*+./:-]+)", host + rest) if piece], 0)


def _draw(pieces: list[str], border: int) -> DrawnCode:
    import segno  # here, because it is slow to load and rarely needed
    from segno.consts import MODE_ALPHANUMERIC, MODE_BYTE

    modes = [(piece, MODE_ALPHANUMERIC if _SHORT.fullmatch(piece) else MODE_BYTE) for piece in pieces]
    buffer = io.BytesIO()
    code = segno.make(modes, error="m", boost_error=False, micro=False, mask=_MASK)  # type: ignore[arg-type]  # as it documents
    code.save(buffer, kind="svg", border=border, xmldecl=False, omitsize=True, nl=False)
    return DrawnCode(buffer.getvalue().decode(), int(code.symbol_size(border=0)[0]))
