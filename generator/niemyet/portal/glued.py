"""Sets apart what a crawler ran together in one cell: the name of a paper, the file attached to it, a number behind it."""

from niemyet.patterns import regex
from niemyet.portal.words import CAPITALS

_SMALL = rf"[^\W\d_{CAPITALS}]"
_FILE = regex(r"\.(?:docx?|xlsx?|pdf|odt|ods|rtf|zip|rar|jpe?g|png)$")
_KNOWN = r"(?:mẫu|mau|phụ lục|phu ?luc|đơn|don|giấy|giay|văn bản|van ban|tờ khai|to khai|biểu mẫu|bieu mau)\b"
_BEGINS = regex(
    rf"(?<=[);])(?=[^\s;,.)])"  # "(… của Bộ Công an)Mẫu DC02.docx", "theo mẫu;2.Tokhai.doc"
    rf"|(?:(?<={_SMALL}\.)|(?<=[A-ZĐ]{{2}}\.)|(?<=\)\.))(?=\w)"  # "trước đó.Mẫu đơn.docx", "NĐ-CP.Mau10.docx"
    rf"|(?<={_SMALL}|[0-9])(?=[{CAPITALS}]{_SMALL})"  # "theo quy địnhMauon.docx", "25/01/2026Mau so 01.docx"
    rf"|(?<={_SMALL})(?=[A-ZĐ]{{2,}}[0-9])"  # "của Chính phủPC15.docx"
    rf"|(?<=[A-ZĐ]{{2}})(?=[{CAPITALS}]{_SMALL})"  # "NĐ-CPMẫu số 01.docx"
    rf"|(?<={_SMALL}{_SMALL}{_SMALL})(?={_KNOWN})"  # "theo quy địnhvăn bản đề nghị.docx"
)
"""Where the name of a file may begin without a blank before it."""
_SENTENCE = regex(r"[;?!]|[^\W\d]\. ")
_WHOLE = regex(r"[.;)]$")
_YEAR = regex(r"(?P<year>(?:19|20)[0-9]{2})(?P<quantity>[1-9])")
_DATE_WITHOUT_YEAR = regex(r"[0-9]{1,2}/[0-9]{1,2}/$")
_LONGEST_FILE = 160


def part_file(name: str, file: str) -> tuple[str, str]:
    """The name of a paper and that of its file, where a crawler cut both at a blank or nowhere (`file` is '').

    As given where the file's name begins at no certain place.
    """
    whole = f"{name} {file}" if file else name
    if not _FILE.search(whole):
        return name, file
    for found in _BEGINS.finditer(whole):
        begin = found.start()
        if file and begin > len(name) and _WHOLE.search(name):
            break  # the name has its own end, so the file is whole
        rest = whole[begin:]
        if len(rest) <= _LONGEST_FILE and not _SENTENCE.search(rest) and _FILE.search(rest, 1):
            return whole[:begin].rstrip(), rest
    return name, file


def part_year(name: str, quantity: int) -> tuple[str, int]:
    """The name of a paper and its number, where the year of a date at the end ran into the number: "31/12/", 20251."""
    match = _YEAR.fullmatch(str(quantity))
    if match is None or not _DATE_WITHOUT_YEAR.search(name):
        return name, quantity
    return name + match["year"], int(match["quantity"])


def part_number(name: str, digits: str) -> tuple[str, str]:
    """The same for the digits as they stand in the source: "mẫu CT", "011" are CT01 and 1."""
    if len(digits) > 2 and (digits.startswith("0") or part_year(name, int(digits))[0] != name):
        return name + digits[:-1], digits[-1]
    return name, digits
