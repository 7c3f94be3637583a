"""Finds syntax errors that libyaml notices too late: a line above is indented too little, lacks its hyphen, its name or a closing
quotation mark.

Takes libyaml's message and the lines up to the one at which it stopped; gives the line that is wrong and words for its author.
"""

import re
from collections.abc import Sequence

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.syntax_hints import NO_COLON, OPEN_QUOTE, Slip, explain_slip
from niemyet.patterns import regex

_NO_COLON = regex(r"\s*[a-z_]+(?![a-z_]*:(?: |$))")
_NO_DASH = Slip(
    Bilingual("dòng này ở giữa các dòng có dấu gạch nối mà không có dấu ấy", "this line, among lines with a hyphen, has none"),
    Bilingual(
        "thêm dấu gạch nối và một dấu cách ở đầu dòng; nếu viết tiếp dòng trên thì thụt vào thêm hai dấu cách",
        "put a hyphen and a space at its beginning; if it goes on with the line above, indent it by two more spaces",
    ),
)
_KEY_ALONE = regex(r"\s*(?:- )*[^\s:#]+:\s*")
_KEY_WITH_VALUE = regex(r"\s*[a-z_]+: +[^\s|>#].*")
_OPEN_QUOTE = regex(r"\s*(?:- )*[a-z_]+: +\"[^\"]*")
_WORDS_ALONE = regex(r"\s*- [^\s\"'{}\[\]:][^{}\[\]:]*")
_NO_LIST = Slip(
    Bilingual("danh sách bắt đầu ở đây không có tên mục ở trên", "the list that begins here has no name above it"),
    Bilingual("thêm tên mục, ví dụ 'notes:', vào dòng ngay trên danh sách", "put its name, like 'notes:', on the line above it"),
)
_NO_NAME = Slip(
    Bilingual("sau dấu gạch nối thiếu tên mục", "the name of an entry is missing behind the hyphen"),
    Bilingual("viết '- tên mục: …', ví dụ '- name: Nộp hồ sơ'", "write '- its name: …', for instance '- name: Nộp hồ sơ'"),
)


def find_slip_above(complaint: str, lines: Sequence[str]) -> tuple[int, Slip] | None:
    """The mistake that libyaml notices only at the last of `lines`: the number of lines above it, and what is wrong there.

    None if the mistake is in the last line itself. `lines` are those up to it, from the beginning of the file.
    """
    line = lines[-1]
    above = [i for i in range(len(lines) - 2, -1, -1) if lines[i].strip() and not lines[i].lstrip().startswith("#")]
    if not above:
        return None
    if "mapping values" in complaint:
        return _find_lost_sign(lines, above[0]) or _find_wrong_depth(lines, above)
    if NO_COLON in complaint and re.search(r":(?: |$)", line) is None:
        return (0, _NO_DASH) if lines[above[0]].startswith(f"{_indentation(line)}- ") else None
    return _find_open_quote(complaint, lines)


def _find_lost_sign(lines: Sequence[str], above: int) -> tuple[int, Slip] | None:
    """The line `above`, of the same level as the last, lacks its colon, or the name behind its hyphen."""
    before, line = lines[above], lines[-1]
    if above == len(lines) - 2 and _indentation(before) == _indentation(line) and _NO_COLON.match(before):
        return 1, explain_slip(NO_COLON, before)
    if _WORDS_ALONE.fullmatch(before) and _depth(before) == _depth(line):
        return len(lines) - 1 - above, _NO_NAME
    return None


def _find_wrong_depth(lines: Sequence[str], above: Sequence[int]) -> tuple[int, Slip] | None:
    """The last line is deeper than an entry with a value above it: a list without a name, a hyphen or blanks that are missing.

    `above` are the numbers of the lines above with something in them, the nearest first.
    """
    line, before, depth = lines[-1], lines[above[0]], _depth(lines[-1])
    if len(above) == 1 or not _KEY_WITH_VALUE.fullmatch(before) or _depth(before) >= depth:
        return None
    if line.lstrip().startswith("- "):
        return 0, _NO_LIST
    parent, back, missing = lines[above[1]], len(lines) - 1 - above[0], depth - _depth(before)
    is_parent = _KEY_ALONE.fullmatch(parent) is not None
    if is_parent and _depth(parent) < _depth(before) and missing == len("- "):
        return back, _say_first_of_list(before.strip().partition(":")[0])
    return (back, _say_outdented(missing)) if _depth(parent) >= depth or is_parent else None


def _find_open_quote(complaint: str, lines: Sequence[str]) -> tuple[int, Slip] | None:
    """A quotation mark opened in a line above and closed by the next one anywhere, behind which words are left."""
    if "did not find expected" not in complaint:
        return None
    for i in range(len(lines) - 1):
        if not _OPEN_QUOTE.fullmatch(lines[i]):
            continue
        closing = next((line for line in lines[i + 1 :] if '"' in line), "")
        if re.search(r'"\s*[^\s,\]}#]', closing[closing.find('"') :]):
            return len(lines) - 1 - i, OPEN_QUOTE
    return None


def _say_first_of_list(key: str) -> Slip:
    return Slip(
        Bilingual(
            "dòng này thiếu dấu gạch nối ở đầu, hoặc dòng dưới thụt vào quá sâu",
            "a hyphen is missing at the beginning of this line, or the line below is indented too far",
        ),
        Bilingual(
            f"là mục của một danh sách thì viết '- {key}: …'; nếu không thì cho dòng dưới thẳng hàng với dòng này",
            f"write '- {key}: …' if it belongs to a list; else align the line below with this one",
        ),
    )


def _say_outdented(missing: int) -> Slip:
    return Slip(
        Bilingual(
            "dòng này thụt vào ít hơn các dòng cùng cấp ở dưới", "this line is indented less than those of its level below"
        ),
        Bilingual(
            f"thêm {missing} dấu cách ở đầu dòng này cho thẳng hàng với dòng dưới; dòng này đã đúng thì đưa dòng dưới ra ngoài",
            f"put {missing} blanks before it to align it with the line below; if it is right, move the line below out",
        ),
    )


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _depth(line: str) -> int:
    """The column at which its entry begins, behind dashes."""
    return len(line) - len(re.sub(r"^\s*(?:- )*", "", line))
