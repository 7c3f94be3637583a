"""Finds what was meant by a telephone number or e-mail address in the wrong format.

Takes the refused text; gives the text to write instead, or None if more than one reading is possible.
"""

import re
import unicodedata

from niemyet.model.hosts import meant_mail_host
from niemyet.model.meant import LETTERS_AS_FIGURES
from niemyet.model.scalars import EMAIL, PHONE, can_be_dialled
from niemyet.patterns import regex

_REMARK = regex(r"\((?![0-9 +]+\))[^()]*\)|^(?:sđt|đt|điện thoại|tel|phone|hotline|số)\b[.:]? *:?", re.IGNORECASE)
_SIGN = regex(r" *[–—_/,;:.]+ *")
_AT = regex(r" *(?:\(at\)|\[at\]|@+|＠) *", re.IGNORECASE)


def meant_phone(text: str) -> str | None:
    """The number without additions: "024.3385.35O5 (giờ hành chính)" → "024.3385.3505"."""
    text = _REMARK.sub("", " ".join(unicodedata.normalize("NFKC", text).split())).strip(" .,;:-")
    if not re.search("[0-9]", text) or re.search(r"[^\W\dOolI_]", text):
        return None
    text = text.translate(LETTERS_AS_FIGURES)
    forms: tuple[str, ...] = (text, _SIGN.sub(" ", text))
    if re.match("[2-9]", text):  # spreadsheets drop the zero
        forms = (*forms, *(f"0{form}" for form in forms))
    for written in forms:
        if PHONE.fullmatch(written) and can_be_dialled(written):
            return written
    return None


def meant_email(text: str) -> str | None:
    """The address without spaces, commas instead of dots, and parts of a link around it."""
    text = unicodedata.normalize("NFKC", text).strip(" \t<>()\"'.,;:")
    text = re.sub("^(?:mailto|e-?mail) *: *", "", text, flags=re.IGNORECASE).removeprefix("www.")
    name, *rest = _AT.split(text)
    if len(rest) != 1 or "?" in text or " " in name:
        return None
    host = re.sub(r" *[.,]+ *", ".", rest[0])
    written = f"{name}@{meant_mail_host(host) or host}"
    return written if EMAIL.fullmatch(written) else None
