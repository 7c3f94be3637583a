"""Explains syntax errors: what libyaml's message means for the person who wrote the line, and how to correct it.

Takes libyaml's message and the line; gives words for the author. Some mistakes are visible in the line itself while the message
is about their consequences, so the line is examined first.
"""

import re
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.yaml_writer import quote
from niemyet.patterns import regex


class Slip(NamedTuple):
    """What is wrong, how to correct it, and its column from 1; 0: libyaml's column."""

    detail: Bilingual
    fix: Bilingual
    column: int = 0
    width: int = 1
    """The number of characters that the correction replaces."""


_BEFORE_VALUE = r"(?P<before>\s*(?:- )*(?:[^\s\"'{}\[\],:]+: +)?)"
"""What may precede a value in its line: dashes, a key."""
_FALSE_DASH = regex(r"\s*(?P<dash>[–—−‒‐‑•·▪●∙‣◦*+])[ \u00a0]*(?P<rest>\S.*)")
_TO_QUOTE = (
    (regex(_BEFORE_VALUE + r"(?P<value>(?:\[[^\[\]{}:]*\]|\{[^\[\]{}:]*\})\s*[^\s,#\]}:](?:(?!: ).)*?)\s*"), Bilingual(
        "giá trị mở đầu bằng dấu ngoặc, nên chỉ phần trong ngoặc được đọc",
        "the value begins with a bracket, so that only what is inside it is read")),
    (regex(_BEFORE_VALUE + r"(?P<value>[>|](?![+-]?\s*(?:#|$)|[+-] ).*?)\s*"), Bilingual(
        "giá trị mở đầu bằng dấu > hoặc |", "the value begins with > or |")),
    (regex(_BEFORE_VALUE + r"(?P<value>[@%`][^\"]*?)\s*"), Bilingual(
        "giá trị mở đầu bằng dấu @, % hoặc `", "a value starts with @, % or `")),
    (regex(_BEFORE_VALUE + r"(?P<value>[*&][^\s\"][^\"]*?)\s*"), Bilingual(
        "giá trị mở đầu bằng dấu * hoặc &", "a value starts with * or &")),
)  # fmt: skip
_GLUED_DASH = regex(r"\s*(?P<dash>-)(?P<rest>[^\s\-0-9].*)")
_ROUND = regex(_BEFORE_VALUE + r"\((?P<inside>[a-z_]+: .*)\)\s*")
_COLON_INSIDE = regex(
    r"(?P<before>.*[{,] ?[a-z_]+: )(?P<value>[^,{}\[\]\"':]*(?<![a-z_]{3}): [^,{}\[\]\"':]*?)(?P<after> *[,}].*)"
)
"""A second colon in a value between braces. Behind a word like a key's, a comma is missing instead."""
_NO_BRACES = regex(
    r"(?P<before>\s*(?:- |[a-z_]+: +))(?P<value>[a-z_]+: [^\s{}\[\],][^{}\[\],]*, *[a-z_]+: [^{}\[\]]*[^\s{}\[\]])\s*"
)
_UNEVEN_QUOTES = regex(_BEFORE_VALUE + r"(?P<value>'(?P<one>[^'\"]*)\"|\"(?P<two>[^'\"]*)')\s*")


def write(text: str) -> Bilingual:
    """The help that gives the corrected value itself."""
    return Bilingual(f"viết {text}", f"write {text}")


def given(help_: object) -> str | None:
    """The corrected value that a help gives: what `write` was told; None where the help is no more than words."""
    if not isinstance(help_, Bilingual) or not help_.vi.startswith("viết "):
        return None
    text = help_.vi.removeprefix("viết ")
    return text if help_.en == f"write {text}" else None


def _find_mendable(line: str) -> Slip | None:
    """A mistake whose correction is evident from the line; else None."""
    if dash := _FALSE_DASH.fullmatch(line):
        what = Bilingual(
            f"dòng mở đầu bằng dấu '{dash['dash']}', không phải dấu gạch nối",
            f"the line begins with '{dash['dash']}', not with a hyphen",
        )
        return Slip(what, write(f"- {dash['rest']}"), dash.start("dash") + 1, len(line) - dash.start("dash"))
    if glued := _GLUED_DASH.fullmatch(line):
        what = Bilingual("thiếu dấu cách sau dấu gạch nối", "a space is missing after the hyphen")
        return Slip(what, write(f"- {glued['rest']}"), glued.start("dash") + 1, len(line) - glued.start("dash"))
    if inside := _COLON_INSIDE.fullmatch(line):
        what = Bilingual("có thêm một dấu hai chấm trong giá trị", "there is a second colon inside the value")
        return Slip(what, write(quote(inside["value"])), inside.end("before") + 1, len(inside["value"]))
    if bare := _NO_BRACES.fullmatch(line):
        what = Bilingual("nhiều mục con trên một dòng mà không có ngoặc nhọn", "several entries in one line without braces")
        return Slip(what, write(f"{{{bare['value']}}}"), bare.end("before") + 1, len(bare["value"]))
    if rounded := _ROUND.fullmatch(line):
        what = Bilingual(
            "các mục con ở trong ngoặc tròn, không phải ngoặc nhọn", "the entries are in round brackets, not in braces"
        )
        return Slip(what, write(f"{{{rounded['inside']}}}"), rounded.end("before") + 1, len(rounded["inside"]) + 2)
    for form, what in _TO_QUOTE:
        if found := form.fullmatch(line):
            return Slip(what, write(quote(found["value"])), found.start("value") + 1, len(found["value"]))
    if found := _UNEVEN_QUOTES.fullmatch(line):
        what = Bilingual("dấu nháy mở và dấu nháy đóng khác nhau", "the opening and the closing quotation mark differ")
        return Slip(what, write(quote(found["one"] or found["two"] or "")), found.start("value") + 1, len(found["value"]))
    return None


_FALSE_BLANKS = regex(r" *(?P<blanks>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000][\s]*)(?=\S)")


def find_false_indentation(line: str) -> Slip | None:
    """A line indented with other characters than spaces (from the web or Word); else None."""
    found = _FALSE_BLANKS.match(line)
    if not found:
        return None
    code = f"U+{ord(found['blanks'][0]):04X}"
    return Slip(
        Bilingual(
            f"dòng thụt vào bằng ký tự chỉ trông giống dấu cách ({code})",
            f"the line is indented by what only looks like a blank ({code})",
        ),
        Bilingual(
            "xóa khoảng trống ở đầu dòng rồi gõ lại bằng phím cách, hai dấu cách cho mỗi bậc",
            "delete the space at the beginning of the line and type blanks, two a level",
        ),
        found.start("blanks") + 1,
        len(found["blanks"]),
    )


_QUOTE = Bilingual("đặt cả giá trị trong ngoặc kép", "put the whole value into quotation marks")

NO_COLON_THERE = Slip(
    Bilingual("thiếu dấu hai chấm sau tên mục", "a colon is missing after the name of an entry"),
    Bilingual("viết 'tên mục: giá trị'; dòng viết tiếp của một giá trị thì thụt vào sâu hơn",
              "write 'name: value'; a line that goes on with a value is indented deeper"))  # fmt: skip
_IN_THE_LINE = (
    (regex(r"(?:<{7}|={7}|>{7})"), Slip(
        Bilingual("còn dấu của lần ghép bằng git", "marks of a merge by git are left"),
        Bilingual("giữ một trong hai bản, xóa các dòng có dấu này", "keep one of the two versions and delete these lines"))),
    (regex(r"\s*(?:- )*[a-z_]+: +[>|][+-] +(?=[^\s#])"), Slip(
        Bilingual("sau dấu mở đoạn >- còn chữ trên cùng dòng", "there are words in the line of the mark >-"),
        Bilingual("chuyển chữ ở đây xuống dòng dưới, thụt vào hai dấu cách",
                  "put the words on the next line, indented by two spaces"))),
    (regex(r"\s*(?:- )*[a-z_]+: +[{\[].*[}\]](?=,\s*$)"), Slip(
        Bilingual("dấu phẩy thừa ở cuối dòng", "a comma too many at the end of the line"),
        Bilingual("xóa dấu phẩy ở cuối dòng", "delete the comma at the end of the line"))),
    (regex(r"[^\"']*[{\[][^\"']*(?=, *,)"), Slip(
        Bilingual("hai dấu phẩy liền nhau", "two commas follow one another"),
        Bilingual("xóa một dấu phẩy", "delete one of them"))),
    (regex(r" *(?:- )?\t"), Slip(
        Bilingual("dòng thụt vào bằng phím Tab", "the line is indented by the Tab key"),
        Bilingual("xóa dấu Tab và gõ hai dấu cách cho mỗi bậc", "delete the tab and type two spaces a level"))),
    (regex(r"[^\"']*?[a-z_](?:\uff1a|:\u00a0|\u00a0)"), Slip(
        Bilingual("dấu cách hoặc dấu hai chấm ở đây là ký tự khác, chỉ trông giống",
                  "a space or a colon here only looks like one"),
        Bilingual("xóa rồi gõ lại dấu hai chấm và dấu cách", "delete the colon and the space, and type them again"))),
    (regex(r"\s*(?:- )?[a-z_]+:(?=[^\s:])"), Slip(
        Bilingual("thiếu dấu cách sau dấu hai chấm", "a space is missing after the colon"),
        Bilingual("thêm một dấu cách sau dấu hai chấm", "put a space after the colon"))),
    (regex(r"[^\"'#]*[{\[][^\"'#\]}]*[:,\[{] +(?=#)"), Slip(
        Bilingual("dấu # mở đầu lời chú, nên phần sau nó không được đọc", "a # begins a comment, so what follows is not read"),
        Bilingual("đặt giá trị có dấu # trong ngoặc kép", "put the value with the # into quotation marks"))),
    (regex(r"\s*\"[^\"]*\"(?= +[^\s#:])"), NO_COLON_THERE),
    (regex(r"\s*(?:- )?(?:[a-z_]+: )?\"[^\"]*\"(?=\s*[^\s,#:\]}])"), Slip(
        Bilingual("sau dấu ngoặc kép đóng còn chữ", "there are words behind the closing quotation mark"),
        Bilingual("đặt cả giá trị trong nháy đơn '…', hoặc dùng “ ” ở bên trong",
                  "put the whole value into '…', or use “ ” inside"))),
)  # fmt: skip

OPEN_QUOTE = Slip(
    Bilingual("dấu ngoặc kép mở ra mà chưa đóng lại", "a quotation mark was opened and never closed"),
    Bilingual("thêm dấu ngoặc kép ở cuối giá trị", "put a quotation mark at the end of the value"),
)
NO_COLON = "could not find expected ':'"
_COMPLAINTS = (
    ("mapping values are not allowed", Slip(
        Bilingual("có thêm một dấu hai chấm trong giá trị, hoặc dòng này thụt vào quá sâu",
             "there is a second colon inside the value, or this line is indented too far"),
        Bilingual("đặt cả giá trị trong ngoặc kép, hoặc đưa dòng về thẳng hàng với các mục khác",
             "put the whole value into quotation marks, or align the line with the other entries"))),
    ("cannot start any token", Slip(
        Bilingual("giá trị mở đầu bằng dấu @, % hoặc `", "a value starts with @, % or `"), _QUOTE)),
    ("did not find expected alphabetic", Slip(
        Bilingual("giá trị mở đầu bằng dấu * hoặc &", "a value starts with * or &"), _QUOTE)),
    ("unexpected end of stream", OPEN_QUOTE),
    (NO_COLON, NO_COLON_THERE),
    ("did not find expected key", Slip(
        Bilingual("dòng này thụt vào không thẳng hàng với các mục khác", "this line is not aligned with the other entries"),
        Bilingual("cho dòng thẳng hàng với các mục cùng cấp; mục con thụt vào hai dấu cách",
             "align the line with the entries of its level; those below are indented by two spaces"))),
    ("did not find expected '-' indicator", Slip(
        Bilingual("dòng này không thẳng hàng với các dòng có dấu gạch",
             "this line is not aligned with the lines that start with a dash"),
        Bilingual("cho các dấu gạch thẳng hàng, dòng viết tiếp thì thụt vào sâu hơn",
             "align the dashes, and indent a line that goes on with an item deeper"))),
    ("did not find expected ',' or", Slip(
        Bilingual("ngoặc vuông hoặc ngoặc nhọn chưa đóng, hoặc thiếu dấu phẩy", "a bracket is not closed, or a comma is missing"),
        Bilingual("đóng ngoặc ở cuối dòng, hoặc thêm dấu phẩy giữa hai mục",
             "close the bracket, or put a comma between two entries"))),
    ("did not find expected node content", Slip(
        Bilingual("ngoặc vuông hoặc ngoặc nhọn ở dòng trên chưa đóng", "a bracket of a line above is not closed"),
        Bilingual("đóng ngoặc ở dòng trên, hoặc xóa ngoặc ấy", "close the bracket of the line above, or delete it"))),
    ("block sequence entries are not allowed", Slip(
        Bilingual("dấu gạch đầu dòng đứng sai chỗ", "a dash stands where no list can begin"),
        Bilingual("viết danh sách từ dòng dưới, mỗi mục một dòng", "begin the list on the next line, an item a line"))),
)  # fmt: skip

_OTHER = Slip(
    Bilingual("cách viết ở đây không đọc được", "what is written here cannot be read"),
    Bilingual("sửa dòng này theo một bản ghi mẫu", "write the line as in a sample record"),
)


_ONE_ENTRY = regex(r" +[a-z_]+: (?:(?!: )[^#])*")
_TOO_DEEP = Slip(
    Bilingual("dòng này thụt vào sâu hơn các mục cùng cấp", "this line is indented deeper than the entries of its level"),
    Bilingual(
        "xóa dấu cách ở đầu dòng cho thẳng hàng với mục ở trên",
        "delete blanks at its beginning until it is aligned with the entry above",
    ),
)
_MERGE = regex(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def find_merge(text: str) -> int:
    """The line of the first mark that git leaves where it could not merge, to blame for whatever cannot be read; 0 if none."""
    found = _MERGE.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def explain_slip(complaint: str, line: str) -> Slip:
    """What is wrong with `line`, at which libyaml stopped with `complaint`."""
    if mendable := _find_mendable(line):
        return mendable
    for form, slip in _IN_THE_LINE:
        if found := form.match(line):
            return slip._replace(column=max(1, found.end()))
    if "mapping values" in complaint and _ONE_ENTRY.fullmatch(line):
        return _TOO_DEEP
    return next((slip for part, slip in _COMPLAINTS if part in complaint), _OTHER)
