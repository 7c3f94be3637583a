"""QR codes as SVG. The only module that imports segno."""

import io

_MASK = 3
"""A fixed mask pattern. Choosing the best of the eight took longer than typesetting the sheet, and readers handle all of them."""


def draw_qr(text: str) -> str:
    """A QR code (error correction M) as an SVG image with its quiet zone."""
    import segno  # here, because it is slow to load and rarely needed

    buffer = io.BytesIO()
    code = segno.make(text, error="m", boost_error=False, micro=False, mask=_MASK)
    code.save(buffer, kind="svg", border=4, xmldecl=False, omitsize=True, nl=False)
    return buffer.getvalue().decode()
