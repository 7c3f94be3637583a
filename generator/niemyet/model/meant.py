"""Finds what was meant by a value in the wrong format.

Takes the refused text; gives the text to write instead, as it appears in a file ("07:30" with its quotation marks), or None if
more than one reading is possible. Nothing is guessed: a wrong value is worse than none.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from niemyet.model.folding import fold_words
from niemyet.model.hosts import meant_host
from niemyet.patterns import regex

_BLANKS = regex(r"\s+")


def _plain(text: str) -> str:
    """The text with ASCII digits and single spaces, without a final full stop or comma."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip(" \"'“”‘’").rstrip(".,;").strip()


_FIGURES = regex(r"(?<![^\W_])(?=[OolI]*[0-9])[0-9OolI]+(?![^\W_])")


def mend_figures(text: str) -> str:
    """The text with the letters O and l as the figures that they look like, among figures alone: "2O26-02-l0" → "2026-02-10"."""
    return _FIGURES.sub(lambda found: found[0].translate(LETTERS_AS_FIGURES), text)


LETTERS_AS_FIGURES = str.maketrans("OolI", "0011")


# -- days and times -------------------------------------------------------------------------------------------

_DAY_FIRST = regex(r"(?:ngày )?([0-9]{1,2})(?: ?[-/.] ?| tháng )([0-9]{1,2})(?: ?[-/.] ?| năm )([0-9]{4}|2[0-9])", re.IGNORECASE)
_YEAR_FIRST = regex(r"([0-9]{4}) ?[-/. ] ?([0-9]{1,2}) ?[-/. ] ?([0-9]{1,2})(?:[T ][0-9:.]+Z?)?")
_DIGITS_ONLY = regex(r"(2[01][0-9]{2})([0-9]{2})([0-9]{2})")


MONTHS = 12


def meant_day(text: str) -> str | None:
    """The day in YYYY-MM-DD; day before month, as Vietnamese is written. 2026-17-03 can only be 2026-03-17."""
    parts = _parts_of_day(text)
    if parts is None:
        return None
    year, month, day = parts
    if month > MONTHS >= day and _YEAR_FIRST.fullmatch(_plain(text)):
        month, day = day, month
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def days_of_month(text: str) -> tuple[int, int, int] | None:
    """Year, month and the month's number of days, if the text names a day that this month does not have."""
    parts = _parts_of_day(text)
    if parts is None or not 1 <= parts[1] <= MONTHS or parts[0] == 0:
        return None
    last = monthrange(parts[0], parts[1])[1]
    return (parts[0], parts[1], last) if parts[2] > last else None


def _parts_of_day(text: str) -> tuple[int, int, int] | None:
    text = mend_figures(_plain(text).replace("–", "-"))
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
        return (year + 2000 if len(found[3]) == len("26") else year), month, day
    if found := _YEAR_FIRST.fullmatch(text) or _DIGITS_ONLY.fullmatch(text):
        year, month, day = map(int, found.groups())
        return year, month, day
    return None


_HALF_PAST = regex(r"rưỡi$")
_TIME = regex(
    r"([0-9]{1,2}) ?(?:[:;.,hg]|giờ) ?([0-9]{2})?(?: ?(?:'|phút|p))?(?::00)?(?: ?(am|pm|a\.m|p\.m|sáng|trưa|chiều|tối))?",
    re.IGNORECASE,
)
_FOUR_DIGITS = regex(r"([0-9]{2})([0-9]{2})(am|pm)?")
_MORNING = ("am", "a.m", "sáng")
_AFTERNOON = ("pm", "p.m", "chiều", "tối")
_NOON = range(10, 13)
"""Hours that people call "trưa" as they stand; 1 and 2 are after it."""


def meant_time(text: str) -> str | None:
    """The time as "HH:MM", with quotation marks; two figures alone are an hour."""
    text = _HALF_PAST.sub("30", _plain(text).lower())
    found = _TIME.fullmatch(text) or _FOUR_DIGITS.fullmatch(text)
    if re.fullmatch("[01][0-9]|2[0-3]", text):
        return f'"{text}:00"'
    if half := re.fullmatch("(0?[1-9]|1[0-2]) ?(am|pm)", text):
        return f'"{int(half[1]) % 12 + 12 * (half[2] == "pm"):02}:00"'
    if not found or (found[2] is None and not re.search("[hg]", text) and not found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    said = found[3]
    if (said in _MORNING and hour >= 12) or (said == "tối" and hour == 12) or (said == "trưa" and hour not in (1, 2, *_NOON)):
        return None
    if hour < 12 and (said in _AFTERNOON or (said == "trưa" and hour not in _NOON)):
        hour += 12
    return f'"{hour:02}:{minute:02}"' if hour < 24 and minute < 60 else None


# -- numbers --------------------------------------------------------------------------------------------------

_GROUPED = regex(r"([0-9]{1,3})((?:[., '][0-9]{3})+)(?:,00|\.00|,-)?")
_CURRENCY = regex(r" ?(?:đồng|đ|₫|vnđ|vnd|dong)$", re.IGNORECASE)
_THOUSANDS = regex(r"([0-9]+)(?:[.,]([0-9]{1,2}))? ?(k|nghìn|ngàn|ng|tr|triệu)", re.IGNORECASE)
"""Three figures behind the mark may be a fraction or thousands: "1.500 nghìn" is nobody's to read."""
_COUNTED = regex(
    r"([0-9]{1,6}) ?(?:bản|bộ|tờ|cuốn|ngày|trang|lần|lượt|hồ sơ|người|phiếu|thủ tục|giờ|máy|cái|chiếc|đơn|vụ|việc|phần trăm|%)"
    r"(?: [^\W\d_]+)*",
    re.IGNORECASE,
)


def meant_money(text: str) -> str | None:
    """The sum in whole đồng: "20.000 đ", "20,000", "20k" → "20000"."""
    text = mend_figures(_plain(_CURRENCY.sub("", _plain(text))))
    if re.fullmatch("[0-9]{1,12}", text):
        return text
    if (found := _GROUPED.fullmatch(text)) and len(set(re.findall("[., ']", found[2]))) == 1:
        return found[1] + "".join(re.findall("[0-9]+", found[2]))
    if found := _THOUSANDS.fullmatch(text):
        unit = 1_000_000 if found[3].lower().startswith("tr") else 1000
        return str(int(found[1]) * unit + int(found[2] or 0) * unit // 10 ** len(found[2] or ""))
    return "0" if fold_words(text) in ("mien phi", "khong thu phi", "khong mat phi", "khong thu") else None


_IN_WORDS = {word: str(i) for i, word in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1)}
_FIRST_WORD = regex(rf"(?:[0-9]+ ?\()?({'|'.join(_IN_WORDS)})\)?(?= |$)", re.IGNORECASE)


def meant_count(text: str) -> str | None:
    """The whole number: "02 bản" → "2", "50%" → "50", "một bản" → "1", "01 (một) bản" → "1"."""
    text = _FIRST_WORD.sub(lambda found: _IN_WORDS[found[1].lower()], _plain(text), count=1)
    if re.fullmatch("[0-9]{1,12}", text):
        return str(int(text))
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+", text):
        return re.sub("[.,]", "", text)
    found = _COUNTED.fullmatch(text)
    return str(int(found[1])) if found else None


_AMOUNT = r"([0-9]{1,4})(?:[.,]([05]))?"
_TIME_UNITS = (
    ("working_day", r"ngày làm việc|nlv"),
    ("working_hour", r"giờ làm việc|giờ|h"),
    ("month", r"tháng"),
    ("day", r"ngày"),
)


def meant_term(text: str) -> tuple[str, str] | None:
    """Amount and unit of a deadline: "03 ngày làm việc" → ("3", "working_day"); the unit is '' if none is given."""
    text = _plain(text).lower()
    if text in ("nửa ngày", "1/2 ngày", "½ ngày", "1⁄2 ngày"):
        return "0.5", ""
    for unit, words in (("", ""), *_TIME_UNITS):
        if found := re.fullmatch(f"{_AMOUNT} ?(?:{words})", text):
            half = ".5" if found[2] == "5" else ""
            return f"{int(found[1])}{half}", unit
    return None


_DEGREES = regex(
    r"""([0-9]{1,3}(?:[.,][0-9]{1,8})?) ?[°ºo˚]?(?: ?([0-9]{1,2}(?:[.,][0-9]{1,6})?) ?['’′]"""
    r"""(?: ?([0-9]{1,2}(?:[.,][0-9]{1,6})?) ?(?:"|”|″|''|’’|′′))?)? ?([NEBĐnebđ])?"""
)


def meant_degrees(text: str) -> str | None:
    """Degrees as a decimal number: 20°52'12"N → "20.87", "20,87" → "20.87"."""
    found = _DEGREES.fullmatch(_BLANKS.sub(" ", text).strip().rstrip(",;"))
    if not found:
        return None
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups()[:3])
    if minutes >= 60 or seconds >= 60 or degrees > 180:
        return None
    return f"{degrees + minutes / 60 + seconds / 3600:.6f}".rstrip("0").rstrip(".")


# -- words ----------------------------------------------------------------------------------------------------

_TRUE = frozenset({"true", "yes", "y", "on", "co", "dung", "1", "x", "phai"})
_FALSE = frozenset({"false", "no", "n", "off", "khong", "sai", "0"})


def meant_truth(text: str) -> str | None:
    """ "true" or "false"."""
    word = fold_words(text)
    return "true" if word in _TRUE else "false" if word in _FALSE else None


_CHOICES = {
    "working_day": "ngay lam viec|nlv|ngay hanh chinh", "day": "ngay|ngay lich|ngay tu nhien", "month": "thang",
    "working_hour": "gio|gio lam viec|gio hanh chinh|h",
    "in_person": "truc tiep|nop truc tiep|tai quay|offline", "online": "truc tuyen|nop truc tuyen|qua mang|dich vu cong",
    "post": "buu chinh|buu dien|qua buu chinh|qua buu dien|dich vu buu chinh|buu chinh cong ich",
    "full": "toan trinh|dich vu cong truc tuyen toan trinh", "partial": "mot phan|dich vu cong truc tuyen mot phan",
    "province": "tinh|hdnd tinh|hdnd cap tinh|hoi dong nhan dan cap tinh|hoi dong nhan dan tinh|thanh pho|hdnd thanh pho",
    "official": "chinh thuc|da co van ban", "expected": "du kien|chua co thong bao",
    "mon": "hai|monday", "tue": "ba|tuesday", "wed": "tu|wednesday", "thu": "nam|thursday", "fri": "sau|friday",
    "sat": "bay|saturday", "sun": "chu nhat|cn|sunday",
    "citizen": "cong dan|ca nhan|cong dan viet nam|nguoi dan", "foreigner": "nguoi nuoc ngoai",
    "overseas_vietnamese": "nguoi viet nam dinh cu o nuoc ngoai|kieu bao|viet kieu",
    "mountainous": "mien nui|xa mien nui|nui", "island": "hai dao|dao|xa dao", "border": "bien gioi|xa bien gioi",
    "remote": "vung sau vung xa|vung sau|vung xa", "ethnic_minority": "vung dong bao dan toc thieu so|dan toc thieu so",
    "difficult": "kho khan|vung kho khan|vung co dieu kien kinh te xa hoi kho khan",
    "very_difficult": "dac biet kho khan|vung dac biet kho khan|vung co dieu kien kinh te xa hoi dac biet kho khan",
    "surprise": "dot xuat|kiem tra dot xuat", "regular": "dinh ky|thuong xuyen|theo ke hoach", "own": "tu kiem tra",
    "in_force": "co hieu luc|da co hieu luc|dang ap dung|da ap dung", "proposed": "de xuat|da de xuat|da kien nghi",
    "accepted": "chap nhan|duoc chap nhan|dong y|thong qua", "refused": "tu choi|khong chap nhan|bi tu choi",
    "optional": "tu nguyen|khi co yeu cau|theo yeu cau", "due": "bat buoc|phai nop", "service": "dich vu",
    "household_business": "ho kinh doanh", "enterprise": "doanh nghiep", "organization": "to chuc",
}  # fmt: skip
_WORDS = {word: value for value, words in _CHOICES.items() for word in words.split("|")}
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = regex(r"(?:thu )?(?:t)?([2-7])|thu (hai|ba|tu|nam|sau|bay)")


def meant_choice(text: str, allowed: tuple[str, ...]) -> str | None:
    """The allowed value that the words stand for: "ngày làm việc" → "working_day"."""
    word = fold_words(text)
    same = [value for value in allowed if fold_words(value) in (word, word.removeprefix("cai cach "))]
    if len(same) == 1:
        return same[0]
    if "mon" in allowed and (found := _WEEKDAY.fullmatch(word)):
        return _WEEK[int(found[1]) - 2] if found[1] else _WORDS[found[2]]
    value = _WORDS.get(word)
    return value if value in allowed else None


def meant_days(text: str) -> list[str] | None:
    """Several days of the week written as one: "mon-fri", "thứ 2 đến thứ 6", "T2, T4" → the single days."""
    ends = re.split(r"\s*(?:-|–|→|đến|tới|to)\s*", text.strip(), flags=re.IGNORECASE)
    if len(ends) == 2:
        first, last = (meant_choice(end, _WEEK) for end in ends)
        if first and last and _WEEK.index(first) < _WEEK.index(last):
            return list(_WEEK[_WEEK.index(first) : _WEEK.index(last) + 1])
        return None
    days = [meant_choice(part, _WEEK) for part in re.split(r"[,;\s]*(?:[,;]|\bvà\b|\s(?=[a-z]{3}\b))\s*", text.strip())]
    return [day for day in days if day] if all(days) else None


# -- codes and addresses --------------------------------------------------------------------------------------

_CODE = regex(r"(?:TTHC|mã(?: số)?)?[: ]*([0-9])[.,\- ]?([0-9]{6})((?:\.[0-9]{2,3}){0,3}(?:\.[A-Z][0-9]{1,3})?)", re.IGNORECASE)
_HOST = regex(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?#:][^\s<>\"'\\]*)?", re.IGNORECASE)
_BAD_SCHEME = regex(r"(?:h[tp]{2,4}(s?)[:;.]?/{0,3}|//)(?=[a-z0-9])", re.IGNORECASE)


def meant_code(text: str) -> str | None:
    """The code of a procedure, with quotation marks: 1001193 → "1.001193"."""
    found = _CODE.fullmatch(mend_figures(_plain(text).strip("\"'“”")))
    return f'"{found[1]}.{found[2]}{found[3].upper()}"' if found else None


def meant_codes(text: str) -> list[str]:
    """Several codes that were written as one, each with quotation marks; [] if they are not two codes or more."""
    several = [_CODE.fullmatch(part.strip("\"'“”")) for part in re.split(r"[\s,;]+", _plain(text)) if part]
    codes = [f'"{one[1]}.{one[2]}{one[3].upper()}"' for one in several if one]
    return codes if len(codes) == len(several) > 1 else []


def meant_unit_code(text: str, digits: int) -> str | None:
    """The code of a unit with the leading zeros that spreadsheets drop: 229 → "00229"."""
    figures = mend_figures(_plain(text))
    is_code = len(figures) == digits and figures != text
    return f'"{figures.zfill(digits)}"' if re.fullmatch("[0-9]+", figures) and (is_code or len(figures) < digits) else None


def meant_link(text: str) -> str | None:
    """The complete URL of a page: "dichvucong.gov.vn" → "https://dichvucong.gov.vn"."""
    text = _plain(text)
    scheme = _BAD_SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    while again := _BAD_SCHEME.match(rest):
        rest = rest[again.end() :]
    host = re.split("[/?#:]", rest)[0]
    host_meant = host.replace(",", ".").rstrip(".")
    rest = (meant_host(host_meant) or host_meant) + rest[len(host) :]
    if not _HOST.fullmatch(rest):
        return None
    return ("http://" if scheme and not scheme[1] and not text.startswith("//") else "https://") + rest
