"""Reads one line of a dossier: a paper with its condition and remarks, or a remark that the source lists among the papers.

A condition becomes one only where the whole line has the form of a paper and a condition; any other line keeps its words as a
name.
"""

import re

from niemyet.model.money import ChannelKind
from niemyet.model.orthography import capitalize
from niemyet.patterns import regex
from niemyet.portal.pasted import join_lines
from niemyet.portal.words import CAPITALS, clean_line, drop_bullet
from niemyet.values import dataclass

_NUMBERING = regex(
    r"^(?:\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s*(?=[^\W\d])|[0-9]{1,2}(?:\.[0-9]{1,2})+\s+(?=[^\W\d])"
    r"|[0-9]{1,2} ?[-–] ?(?=[^\W\d])"
    r"|\(?(?:[a-zđ]|[ivx]{1,4})\)\s*|(?:[a-zđ]|[ivx]{1,4})\.\s+|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)[,:]\s*)",
    re.IGNORECASE,
)
_NOUNS = (
    r"bản (?:sao|chính|chụp|gốc|vẽ|kê|cam|khai|án|thuyết|đồ|thiết|trích|tự|điện tử|ghi|tóm tắt)|giấy|các giấy"
    r"|đơn|tờ (?:khai|trình|đơn)"
    r"|văn bản|các văn bản|hợp đồng|quyết định|biên bản|sơ đồ|báo cáo|phiếu|danh sách|chứng minh|hộ chiếu|thẻ"
    r"|sổ|ảnh|phương án|dự thảo"
    r"|thông báo|công văn|chứng từ|hồ sơ|một trong|mẫu (?:số|hộ tịch|đơn|điện tử)|thông tin|kết quả|dự án"
    r"|trích (?:lục|đo)|mảnh trích|tài liệu"
    r"|các tài liệu|chứng cứ|bằng|bảng|lý lịch|nghị quyết|điều lệ|kế hoạch|đề án|thuyết minh|giải trình|lời"
    r"|di chúc|con dấu|tệp|các loại|ý kiến|dự toán|danh mục|biên lai|hóa đơn|hoá đơn|chứng chỉ|chứng nhận|mã số chứng chỉ"
    r"|nội quy|quy chế|tổng mức|đề cương|đề xuất|trích sao|biểu mẫu|các (?:hồ sơ|điều khoản|bản)|bản (?:dịch|thỏa|đăng)|sơ họa"
)
PAPER = regex(rf"(?:0?[1-9] (?:\([^()]{{2,12}}\) )?(?:bộ|bản) )?(?:{_NOUNS})\b", re.IGNORECASE)
"""The beginning of a line that names a paper."""
_ORDERS = regex(
    r"\b(?:thì|không phải|không được|có trách nhiệm|được thực hiện|có quyền|có thể|nêu trên|phải được|phải bảo đảm"
    r"|hủy bỏ|này là)\b",
    re.IGNORECASE,
)
NO_PAPER = regex(
    r"nội dung (?!dự án)[^:;]{3,60} gồm\b.*|số lượng hồ sơ\b.*|không (?:quy định|có|yêu cầu)\.?"
    r"|(?:người|cá nhân|tổ chức)\b[^.;:]*\bthực hiện việc nộp[^.;:]*\bcác giấy tờ sau:?",
    re.IGNORECASE | re.DOTALL,
)
"""What has to be said, how many sets, that there is nothing, or that all papers follow."""
_REMARKS = regex(
    r"việc ủy quyền thực hiện theo quy định|chịu trách nhiệm trước pháp luật|^giá trị sử dụng của|phải có (?:đầy đủ )?chữ ký"
    r"|có thể đề nghị",
    re.IGNORECASE,
)
_ORDERED = regex(r"\b(?:thì|phải|có trách nhiệm|chịu trách nhiệm|có thể|có quyền)\b", re.IGNORECASE)
_ASKS_FOR = regex(
    rf"\b(?:phải (?:nộp|có|xuất trình|bổ sung|kèm theo|gửi|lập)|nộp thêm|bổ sung|cung cấp|lập)(?: thêm)? (?:{_NOUNS}|dữ liệu)\b",
    re.IGNORECASE,
)
_NEEDS_NONE = regex(
    r"(?:thì|được)? ?\b(?:không (?:phải|cần) (?:nộp|xuất trình|tải lên|thực hiện|gửi|yêu cầu)"
    r"|không yêu cầu (?:bắt buộc )?(?:nộp|xuất trình)|được miễn nộp|các thông tin này được thay thế"
    r"|(?:cơ quan|người tiếp nhận)[^.;]{0,120} có trách nhiệm)\b",
    re.IGNORECASE,
)
_ELSE_NEEDED = regex(rf"\bnếu không [^.;]{{3,120}}\bthì (?:phải )?(?:nộp|xuất trình) (?:{_NOUNS})\b", re.IGNORECASE)
"""Who has no data that an office could look up hands in a paper all the same."""
_FREES = regex(
    r"(?:(?!\b(?:trường hợp|nếu|đối với)\b)[^.;])*\bkhông (?:phải|cần|yêu cầu) (?:thực hiện|nộp|xuất trình|công chứng)\b",
    re.IGNORECASE,
)
_CONDITION = regex(r"(?:trong )?(?:các )?(?:trường hợp|đối với|nếu|khi)\b|ngoài các\b", re.IGNORECASE)
_THESE = r"(?: các (?:giấy tờ|tài liệu|nội dung)(?: sau(?: đây)?)?:)?"
_CONDITION_FIRST = regex(
    r"(?P<when>(?:trong )?(?:các )?(?:trường hợp|đối với|nếu"
    r"|khi) (?:(?!\bthì\b)[^.;:])+?),? (?:thì )?(?:hồ sơ(?: trình thẩm định)? )?(?:còn )?(?:phải |cần )?"
    rf"(?:(?:nộp|(?:bao )?gồm(?: có)?|có|gửi|bổ sung|kèm(?: theo)?|xuất trình)(?: thêm| lại| kèm theo)?){_THESE}:? "
    rf"(?P<name>(?:{_NOUNS})\b(?:(?!\b(?:thì|trường hợp|nếu(?! có\b))\b)[^.])+)[.;]?",
    re.IGNORECASE,
)
_CONDITION_AND_DOSSIER = regex(
    r"(?P<when>(?:trong )?(?:các )?(?:trường hợp|đối với|nếu) (?:(?!\bthì\b)[^.;:])+?),? (?:thì )?(?:kèm theo )?hồ sơ"
    rf"(?: [^.;:,]{{3,80}}?)? phải (?:có|kèm theo) (?P<name>(?:{_NOUNS})\b(?:(?!\b(?:thì|trường hợp)\b)[^.;:])+)[.;]?",
    re.IGNORECASE,
)
_CONDITION_AND_COLON = regex(
    r"(?P<when>(?:đối với|trường hợp) [^.;:]{3,300}?|tùy từng trường hợp)"
    r"(?:,? (?:hồ sơ(?: trình thẩm định)? )?(?:thì )?(?:được )?(?:thay thế bằng|(?:còn )?phải (?:bổ sung|có|nộp)(?: thêm)?"
    r"(?: các (?:giấy tờ|tài liệu|nội dung)(?: sau(?: đây)?)?)?))?"
    rf": ?(?P<name>(?:\(1\) )?(?:{_NOUNS})\b[^:]+)[.;]?",
    re.IGNORECASE,
)
_WHO_HANDS_IN = regex(
    r"(?P<when>(?:người|công dân|cá nhân|tổ chức|chủ|công trình|dự án)\b(?:(?!\b(?:thì|có thể|phải|không)\b)[^.;:])+?)"
    r",? phải (?:nộp|bổ sung) "
    rf"(?P<name>(?:{_NOUNS})\b(?:(?!\b(?:thì|phải|trường hợp)\b)[^.;:])+)[.;]?",
    re.IGNORECASE,
)
"""People, or things, of which one paper is asked and of nobody else: "Người nước ngoài phải nộp bản sao hộ chiếu"."""
_CONDITION_LAST = regex(
    rf"(?P<name>(?:{_NOUNS})\b(?:(?!\b(?:trường hợp|trừ|nếu|đối với)\b)[^.;:])*?),? ?"
    rf"(?!.*\bvà (?:{_NOUNS})\b|.*\bhoặc (?:{_NOUNS})\b.*\b(?:trường hợp|đối với)\b"
    rf"|(?:(?!\b(?:có|mất|hỏng|cấp)\b).)*\bhoặc (?:{_NOUNS})\b)"
    r"(?P<when>\b(?:trong|đối với) (?:các )?trường hợp (?:(?!\btrừ\b)[^.;:])+|\bnếu (?:(?!\btrừ\b)[^.;:()])+)[.;]?",
    re.IGNORECASE,
)
_CONDITION_IN_BRACKETS = regex(
    rf"(?P<name>(?:{_NOUNS})\b(?:(?!\b(?:trường hợp|trừ|nếu)\b)[^;:])*?),? \((?P<when>(?:trường hợp|đối với|nếu"
    rf"|áp dụng|trong trường hợp) ?[^()]*)\)[.;]?",
    re.IGNORECASE,
)
_SEVERAL = regex(
    rf"(?:[,;]| và) (?!(?:các )?(?:tài liệu|chứng cứ|giấy tờ khác|bản đồ|báo cáo khác)\b)(?:{_NOUNS})\b", re.IGNORECASE
)
"""A second paper in the name of a paper: a condition behind both may be meant for one."""
_CHOSEN_WAY = regex(
    r"\s*\((?:do [^()]{3,120},? )?nếu (?:người (?:có )?yêu cầu )?(?:lựa chọn )?(?:nộp|gửi) hồ sơ (?:theo "
    r"|qua )?(?P<ways>[^()]{5,120})\)[.;]?",
    re.IGNORECASE,
)
_WAYS: tuple[tuple[ChannelKind, str], ...] = (("in_person", "trực tiếp"), ("online", "trực tuyến"), ("post", "bưu chính"))
_WAY_WORDS = regex(
    r"(?:theo |qua |bằng )?(?:hình thức |hệ thống |dịch vụ )?(?:gửi hồ sơ qua hệ thống |nộp hồ sơ |nộp )?"
    r"(?:trực tiếp|trực tuyến|(?:qua |hệ thống |dịch vụ )*bưu chính)",
    re.IGNORECASE,
)
_MORE_SENTENCES = regex(
    r"(?:[.;] |\n)(?=(?:trường hợp|đối với|trong trường hợp|hai bên|nếu|người |khi |lưu ý|ví dụ|việc |cơ quan"
    r"|văn bản (?:cam kết|ủy quyền) này|giấy tờ này|trong đó|nội dung (?:bao )?gồm"
    r"|(?:tờ khai|đơn|giấy đề nghị)\b[^.;]{0,40} phải (?:có|ghi))\b)|(?<=[^\W\d]|\))\.(?=(?-i:Trường hợp|Đối với|Lưu ý)\b)",
    re.IGNORECASE,
)
_ALTERNATIVES = regex(r"\b(?:trường hợp|nếu) không có\b[^.;]{3,120}\bthì (?:nộp|phải có|thay)\b", re.IGNORECASE)
_AS_COPY = regex(r"bản (?:sao|chụp)\b(?! hoặc| y)|0?[1-9] bản sao\b|.*\(bản (?:sao|chụp)\)[.;]?$", re.IGNORECASE)
_AS_CERTIFIED = regex(
    r"bản sao (?:có |được |đã )?(?:công chứng|chứng thực)|.*\(bản sao (?:có |được |đã )?(?:công chứng|chứng thực)[^()]*\)[.;]?$",
    re.IGNORECASE,
)
_NUMBER_SAID = regex(
    r"0?(?P<front>[1-9])(?: \([^()]{2,12}\))? (?:bộ|bản|ảnh)\b|.*\(0?(?P<behind>[1-9]) (?:bộ|bản|ảnh)\b[^()]*\)[.;]?$"
)
_AS_ORIGINAL = regex(r"bản (?:chính|gốc)\b(?! hoặc)|.*\((?:bản (?:chính|gốc))\)[.;]?$", re.IGNORECASE)
_EITHER_KIND = regex(
    r"bản (?:sao|chính|gốc|chụp)[^.;()]{0,60}\b(?:hoặc|và|/|kèm)\b[^.;()]{0,60}bản (?:sao|chính|gốc|chụp)", re.IGNORECASE
)


_FORMS = (
    _CONDITION_AND_DOSSIER,
    _CONDITION_FIRST,
    _CONDITION_AND_COLON,
    _WHO_HANDS_IN,
    _CONDITION_LAST,
    _CONDITION_IN_BRACKETS,
)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of a dossier: the name of a paper, when it is needed, for which ways of filing, and what else is said of it."""

    name: str
    when: str = ""
    channels: tuple[ChannelKind, ...] = ()
    electronic: bool = False
    remarks: str = ""


def tidy(text: str) -> str:
    """A line without its bullet and numbering, its broken lines joined."""
    text = drop_bullet(join_lines(text)).lstrip(". ")
    bare = _NUMBERING.sub("", text, count=1).strip()
    return capitalize(bare) if bare and bare != text else text


def is_paper(text: str, counted: bool) -> bool:
    """Whether a tidied line is a paper. `counted`: the source gives a number of originals or copies for it."""
    if NO_PAPER.fullmatch(text) or (_REMARKS.search(text) and not PAPER.match(text) and not _ASKS_FOR.search(text)):
        return False
    if _CONDITION.match(text):
        freed = _NEEDS_NONE.search(text)
        return counted and (not freed or bool(_CONDITION_FIRST.fullmatch(text) or _ELSE_NEEDED.search(text, freed.end())))
    if counted:
        return not _FREES.match(text) and not (_NEEDS_NONE.search(text) and not PAPER.match(text)) and not _is_order(text)
    name = read_line(text).name
    return bool(PAPER.match(name)) and not _ORDERS.search(name) and not text.endswith(":")


def is_sentence(name: str) -> bool:
    """Whether the name of a paper is a sentence: a rule, or an order in which a paper is named somewhere."""
    if _RULE.match(name) or _EQUALS.search(name):
        return True
    return bool(_CONDITION.match(name) or (not PAPER.match(name) and _ORDERED.search(name)))


_RULE = regex(
    r"(?:trừ trường hợp [^;:]{5,200}, )?(?:người|cá nhân|tổ chức)\b"
    r"[^.;:]{5,300} (?:có thể ủy quyền|được ghi trong|được ủy quyền lại)\b",
    re.IGNORECASE,
)
"""Who may act for whom: a rule, which may name a paper somewhere."""
_EQUALS = regex(r"\bcó giá trị (?:pháp lý )?(?:tương đương|như) (?:hồ sơ|bản)\b", re.IGNORECASE)
"""What a dossier sent online is worth: a rule, which begins like a paper."""


def _is_order(text: str) -> bool:
    """Whether a line tells what somebody has to do and names no paper."""
    return bool(
        re.match(r"(?:giấy tờ|bản chụp|người|cá nhân|cơ quan|việc)\b", text, re.IGNORECASE)
        and re.search(r"\bphải (?:được|bảo đảm)\b|\bcó trách nhiệm\b", text)
    )


def read_line(text: str) -> PaperLine:
    """A tidied line as a paper. Lines of the text are kept apart until it is read."""
    channels: tuple[ChannelKind, ...] = ()
    electronic = bool(re.match("mẫu (?:hộ tịch )?điện tử", text, re.IGNORECASE))
    if electronic and "tương tác" in text.lower():
        channels = ("online",)
    if way := _CHOSEN_WAY.search(text):
        said = _read_ways(way["ways"])
        if said:
            channels = said
            text = (text[: way.start()] + text[way.end() :]).strip()
    remarks = ""
    if (
        not _ALTERNATIVES.search(text)
        and (split := _MORE_SENTENCES.search(text))
        and (PAPER.match(text) or any(f.fullmatch(text[: split.start()]) for f in (_CONDITION_FIRST, _CONDITION_AND_DOSSIER)))
    ):
        text, remarks = text[: split.start()], clean_line(text[split.end() :])
    text = clean_line(text).rstrip(" ;.,")
    for form in _FORMS:
        match = form.fullmatch(text)
        if match and form in (_CONDITION_LAST, _CONDITION_IN_BRACKETS) and _SEVERAL.search(match["name"]):
            continue
        if match and (_NEEDS_NONE.search(match["when"]) or _IS_VALID.search(match["name"])):
            continue  # who does not need it, or how old it may be; as a condition it would say something else
        if match and match["name"].count("(") == match["name"].count(")"):
            name = match["name"].strip(" ,;.")
            when = _ASKED.sub("", match["when"]).strip(" ,;.")
            return PaperLine(capitalize(name), capitalize(when), channels, electronic, remarks)
    return PaperLine(text, "", channels, electronic, remarks)


_IS_VALID = regex(r"\b(?:có giá trị|còn hiệu lực|được chấp nhận)(?: sử dụng)?[\s,]*$", re.IGNORECASE)
_ASKED = regex(r",? (?:thì )?(?:hồ sơ )?(?:còn )?(?:phải|cần) (?:bổ sung|nộp|có|kèm theo)\b.*", re.IGNORECASE | re.DOTALL)
"""What is asked, behind a condition: "… phải bổ sung các tài liệu tương ứng, như"."""


def _read_ways(words: str) -> tuple[ChannelKind, ...]:
    """The ways of filing in "hình thức trực tiếp hoặc gửi hồ sơ qua hệ thống bưu chính"; () unless all is understood."""
    parts = re.split(r" hoặc | và |, ", words.strip(" .;"))
    if not all(_WAY_WORDS.fullmatch(part.strip()) for part in parts):
        return ()
    return tuple(kind for kind, name in _WAYS if name in words.lower())


def copies_said(text: str) -> str:
    """What kind of copy the name of a paper says: "originals", "copies", "certified_copies"; "" if it does not say one."""
    if _EITHER_KIND.search(text):
        return ""
    if _AS_CERTIFIED.match(text):
        return "certified_copies"
    if _AS_COPY.match(text):
        return "copies"
    return "originals" if _AS_ORIGINAL.match(text) else ""


def says_either(text: str) -> bool:
    """Whether the name of a paper leaves the choice: "Bản chính hoặc bản sao có chứng thực"."""
    return _CHOICE.search(text) is not None


_CHOICE = regex(r"\bbản (?:sao|chính|gốc|chụp)[^.;()]{0,60}\b(?:hoặc|/)[^.;()]{0,60}bản (?:sao|chính|gốc|chụp)", re.IGNORECASE)
_MARKED = regex(r"(?:[-–+*•·]|\(?(?:[a-zđ]|[0-9]{1,2})[.)]) *", re.IGNORECASE)


_MARKS_INSIDE = regex(r"(?<=[:;.]) ?(?=[-–+•*] )")
_CHOSEN = regex(r"\bmột trong (?:các|những|số)\b", re.IGNORECASE)


def holds_several(text: str) -> bool:
    """Whether one line of the source is a list of papers, each on a line or behind a bullet of its own; a choice is one paper."""
    pieces = _MARKS_INSIDE.split(text) if not _CHOSEN.search(text) else [text]
    lines = [line.strip() for piece in pieces for line in piece.split("\n")]
    bare = [_MARKED.sub("", line, count=1) for line in lines]
    return sum(bool(PAPER.match(line)) for line in bare) > 1


_ASIDE = regex(r"\([^()]*\)")
_NEXT_SENTENCE = regex(rf"\w\w\. (?=[{CAPITALS}])")
_GLUED = regex(rf"[^\W\d_{CAPITALS}][{CAPITALS}][^\W\d_{CAPITALS}]")


def runs_on(name: str) -> bool:
    """Whether the name of a paper goes on with another sentence, or with words from which a break was lost: "bản saoQuyết định".

    What is handed in where there is no such paper belongs to it.
    """
    bare = _ASIDE.sub("", name)
    return bool(_GLUED.search(bare) or (_NEXT_SENTENCE.search(bare) and not _ALTERNATIVES.search(bare)))


_SHOWN = regex(r",? ?\((?:chỉ )?(?:để )?xuất trình\)$", re.IGNORECASE)


def only_shown(text: str) -> str:
    """The name of a paper that is shown and not handed in, without the words that say so: "Hộ chiếu (xuất trình)"; else ''."""
    shown = _SHOWN.sub("", text)
    return shown if shown != text else ""


def number_said(text: str) -> int:
    """How many sets or copies the name of a paper says: "02 bộ bản vẽ", "Tờ khai (02 bản)"; 0 if it says none."""
    match = _NUMBER_SAID.match(text)
    return int(match["front"] or match["behind"]) if match else 0
