"""Turns a Word file (.docx) into HTML and the pictures in it. The only module that knows mammoth.

The file is measured before the library opens it; nothing that it links to from elsewhere is fetched.
"""

import io
from typing import Any, NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import LARGEST_WORD_XML, UnreadableError, check_office_file
from niemyet.load.word_files import leave_out_hidden

MOST_PICTURES = 100
_BROKEN = Bilingual(
    "không đọc được tệp Word; mở bằng Word, lưu lại thành .docx",
    "the Word file cannot be read; open it in Word and save it",
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
"""
"""What the library does not know of Word's own styles."""


class PastedPage(NamedTuple):
    """A page of HTML, and its pictures by the `src` under which they stand in it."""

    html: str
    pictures: dict[str, bytes]


def read_word_page(data: bytes) -> PastedPage:
    """The content of a Word file. Raises `UnreadableError`."""
    import mammoth  # here, because it is slow to load and seldom needed

    check_office_file(data, LARGEST_WORD_XML)
    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        name = f"word:{len(pictures)}"
        if len(pictures) < MOST_PICTURES:
            with image.open() as stream:
                pictures[name] = stream.read()
        return {"src": name}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(leave_out_hidden(data)),
            convert_image=mammoth.images.img_element(keep),
            external_file_access=False,
            style_map=_STYLES,
        )
    except Exception as error:  # whatever a library meets in a broken file
        raise UnreadableError(_BROKEN) from error
    return PastedPage(made.value, pictures)
