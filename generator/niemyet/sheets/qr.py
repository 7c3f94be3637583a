"""The door to segno: QR codes as SVG."""

import io

_MASK = 3
"""Any of the eight patterns is read alike by today's readers; weighing them took longer than setting the sheet."""


def draw_qr(text: str) -> str:
    """A QR code (error correction M) as an SVG image with its quiet zone."""
    import segno  # here, because nobody else waits for it to load

    buffer = io.BytesIO()
    code = segno.make(text, error="m", boost_error=False, micro=False, mask=_MASK)
    code.save(buffer, kind="svg", border=4, xmldecl=False, omitsize=True, nl=False)
    return buffer.getvalue().decode()
