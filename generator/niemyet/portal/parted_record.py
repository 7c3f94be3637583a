"""Converts a record that was taken apart by its headings (Word file, workbook, crawler) to a `RawRecord`.

A `PartedRecord` holds the texts of the parts by key and the rows of the tables inside them; keys are those of `headings`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from niemyet.model.procedure_kinds import is_internal
from niemyet.patterns import regex
from niemyet.portal.portal_record import PAGE
from niemyet.portal.raw_record import (
    NotARecordError,
    RawCase,
    RawDocument,
    RawFee,
    RawGroup,
    RawMethod,
    RawPaper,
    RawRecord,
)
from niemyet.portal.words import clean, clean_line, likeness

TableRow = Mapping[str, str]

LEVELS = {"cấp xã": "commune", "cấp tỉnh": "province", "cấp bộ": "ministry"}
_WAYS = {"trực tiếp": "DIRECT", "trực tuyến": "ONLINE", "dịch vụ bưu chính": "POSTAL", "bưu chính": "POSTAL"}
_NOTHING = frozenset(map(likeness, ("", "Không có thông tin", "Không có thông tin.")))
_TIME = regex(r"(?P<number>[0-9]{1,4}(?:[.,][0-9]{1,2})?) ?(?P<unit>ngày làm việc|ngày|giờ|khác)?", re.IGNORECASE)
_UNITS = {"ngày làm việc": "WORKING_DAY", "ngày": "DAY", "giờ": "HOUR", "khác": "OTHER", "": "OTHER"}
_FEE_HEADS = regex(r"(?im)^[ ]*(?=(?:phí|lệ phí|giá|mức thu|mức giá)(?: khác)? ?:)")
_FEE = regex(
    r"(?:(?P<kind>phí|lệ phí|giá|mức thu|mức giá)(?: khác)? ?: ?)?(?:(?P<amount>[0-9]{1,3}(?:[.,][0-9]{3})*|[0-9]+) ?)?"
    r"(?P<currency>việt nam đồng|đồng|vnđ|vnd|usd)?(?P<rest>\s*\(.*\)|)\.?",
    re.IGNORECASE | re.DOTALL,
)
_FEE_KINDS = {"phí": "FEE", "lệ phí": "SERVICE_FEE"}
_ORIGINALS = regex(r"bản chính ?: ?([0-9]{1,4})|([0-9]{1,4}) bản chính", re.IGNORECASE)
_COPIES = regex(r"bản sao ?: ?([0-9]{1,4})|([0-9]{1,4}) bản sao", re.IGNORECASE)
_DECISION = regex(r"(?:quyết định )?(?:số ?:? ?)?(?P<number>\S+?)(?: (?:ngày )?\(?(?P<day>[0-9/.-]{8,10})\)?)?", re.IGNORECASE)
_DAY = regex(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_ISO_DAY = regex(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[T ].*)?")
_YES = frozenset({"true", "có", "x", "1"})
_PUBLISHED = frozenset({"", "đã công khai", "công khai", "active"})


@dataclass(slots=True)
class PartedRecord:
    """Texts of the parts by key; rows of the tables by column. `papers` come in groups with the heading above each."""

    texts: dict[str, str] = field(default_factory=dict)
    channels: list[TableRow] = field(default_factory=list)
    papers: list[tuple[str, list[TableRow]]] = field(default_factory=list)
    documents: list[TableRow] = field(default_factory=list)
    results: list[TableRow] = field(default_factory=list)
    steps: list[TableRow] = field(default_factory=list)

    def text(self, key: str) -> str:
        """The cleaned text of a part; '' also for "Không có thông tin"."""
        said = clean(self.texts.get(key, ""))
        return "" if likeness(said) in _NOTHING else said

    def line(self, key: str) -> str:
        """As `text`, on one line."""
        return self.text(key).replace("\n", " ")


def read_parted_record(parted: PartedRecord) -> RawRecord:
    """Converts a record. Raises `NotARecordError` if code or name is missing."""
    code, name = parted.line("code"), parted.line("name")
    if not code or not name:
        raise NotARecordError("thiếu mã hoặc tên thủ tục")
    decision, day = _decision(parted)
    ministry, url = parted.line("ministry"), parted.line("url")
    delegated = parted.line("delegated")
    state = parted.line("state")
    return RawRecord(
        code=code,
        name=name,
        field=parted.line("field"),
        ministry=ministry,
        url=url if url.startswith("https://") else PAGE,
        state="" if state.lower() in _PUBLISHED else state,
        levels=frozenset(
            LEVELS.get(part.strip().lower(), "other") for part in re.split("[,;\n]", parted.text("level")) if part.strip()
        ),
        decision=decision,
        decision_date=day,
        audience=parted.line("audience"),
        executing=parted.line("executing"),
        authority=parted.line("authority"),
        receiver=parted.text("receiver"),
        coordinating=parted.line("coordinating"),
        steps=tuple(_steps(parted)),
        methods=tuple(_methods(parted)),
        groups=tuple(_groups(parted)),
        cases=tuple[RawCase, ...](),
        documents=tuple(_documents(parted)),
        results=tuple(_results(parted)),
        requirements=parted.text("requirements"),
        notes=tuple(filter(None, (f"Cơ quan được ủy quyền: {delegated}" if delegated else "", parted.text("description")))),
        internal=is_internal(parted.line("kind")),
        local=ministry.lower().startswith(("ubnd", "ủy ban nhân dân", "uỷ ban nhân dân")) or decision.endswith("/QĐ-UBND"),
    )


def day_in_words(text: str) -> date | None:
    """The day in "28/04/2026", "28-04-2026" or "2026-04-28"; None if it is none."""
    match = _DAY.fullmatch(text.strip()) or _ISO_DAY.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _decision(parted: PartedRecord) -> tuple[str, date | None]:
    text = parted.line("decision")
    match = _DECISION.fullmatch(text)
    day = day_in_words(parted.line("decision_date"))
    if match is None:
        return text, day
    return match["number"], day or (day_in_words(match["day"]) if match["day"] else None)


def _steps(parted: PartedRecord) -> Iterator[tuple[str, str]]:
    for step in parted.steps:
        yield clean_line(step.get("name", "")), clean(step.get("text", ""))
    if text := parted.text("steps"):
        yield "", text


def _methods(parted: PartedRecord) -> Iterator[RawMethod]:
    for row in parted.channels:
        way = clean_line(row.get("way", ""))
        time, unit = _time(clean(row.get("time", "")))
        text = clean(row.get("text", ""))
        yield RawMethod(
            _WAYS.get(way.lower(), way),
            time,
            unit,
            "" if likeness(text) in _NOTHING else text,
            read_fees_text(row.get("fee", "")),
        )
    if not parted.channels and (deadline := parted.text("deadline")) + (fee := parted.text("fee")):
        for way in _ways_in(parted.text("channels")):
            time, unit = _time(deadline)
            yield RawMethod(way, time, unit, "", read_fees_text(fee))


def _ways_in(text: str) -> list[str]:
    """The ways of filing that a text names; in person goes without saying."""
    return list(dict.fromkeys(code for words, code in _WAYS.items() if words in text.lower())) or ["DIRECT"]


def _time(text: str) -> tuple[float | str | None, str]:
    """Number and unit of a time, else its words. Months stay words: only these say what a month is."""
    match = _TIME.fullmatch(text.replace("\n", " "))
    if match is None:
        return (None if likeness(text) in _NOTHING else text.replace("\n", " ")), ""
    return float(match["number"].replace(",", ".")), _UNITS[(match["unit"] or "").lower()]


def read_fees_text(text: str) -> tuple[RawFee, ...]:
    """The fees in a cell, one for each "Phí:" or "Lệ phí:"; what is not understood is a fee of words only. At least one."""
    text = clean(text)
    fees = tuple(_fee(piece.strip()) for piece in _FEE_HEADS.split(text) if piece.strip())
    return fees or (RawFee("", None, ""),)


def _fee(text: str) -> RawFee:
    match = _FEE.fullmatch(text)
    if match is None or not (match["amount"] or match["currency"]):
        head, _, rest = text.partition(":")
        kind = _FEE_KINDS.get(head.strip().lower(), "")
        return RawFee(kind, None, rest.strip() if kind else text)
    kind = (match["kind"] or "").lower()
    amount = float(re.sub("[.,]", "", match["amount"])) if match["amount"] else None
    currency = match["currency"] or ""
    rest = match["rest"].strip()
    inner = rest[1:-1].strip() if rest else ""
    dong = "VND" if currency.lower() in ("đồng", "vnđ", "vnd", "việt nam đồng") else currency
    return RawFee(_FEE_KINDS.get(kind, "PRICE_LEVEL" if kind else ""), amount, inner, dong)


def _groups(parted: PartedRecord) -> Iterator[RawGroup]:
    for heading, rows in parted.papers:
        yield RawGroup(clean_line(heading), tuple(paper for row in rows if (paper := _paper(row))))
    text = parted.text("papers")
    if text and not parted.papers:
        yield RawGroup("", tuple(RawPaper(line, 0, 0, ()) for line in text.split("\n")))


def _paper(row: TableRow) -> RawPaper | None:
    name = clean(row.get("name", ""))
    if not name:
        return None
    said = clean(f"{row.get('quantity', '')}\n{row.get('form', '')}") if "quantity" in row or "form" in row else ""
    originals, copies = _count(row.get("originals", ""), _ORIGINALS, said), _count(row.get("copies", ""), _COPIES, said)
    quantity = clean_line(row.get("quantity", ""))
    if quantity and not _ORIGINALS.search(quantity) and not _COPIES.search(quantity) and quantity != "0":
        name = f"{name} (số lượng: {quantity})"
    forms = (
        line
        for line in clean(row.get("form", "")).split("\n")
        if line and not _ORIGINALS.search(line) and not _COPIES.search(line)
    )
    return RawPaper(name, originals, copies, tuple(form for form in forms if likeness(form) not in _NOTHING))


def _count(own: str, pattern: re.Pattern[str], said: str) -> int:
    """A quantity from its own column (a number, or yes), else from the words of the others."""
    own = own.strip().lower()
    if own.isdecimal() and len(own) < 5:
        return int(own)
    if own in _YES:
        return 1
    match = pattern.search(said)
    return int(match[1] or match[2]) if match else 0


def _documents(parted: PartedRecord) -> Iterator[RawDocument]:
    for row in parted.documents:
        number, title = clean_line(row.get("number", "")), clean_line(row.get("title", ""))
        if number or title:
            yield RawDocument(
                number,
                title,
                day_in_words(row.get("day", "")),
                clean_line(row.get("issuer", "")),
                day_in_words(row.get("effective", "")),
            )
    if not parted.documents:
        yield from (RawDocument(line.lstrip("-+• "), "") for line in parted.text("documents").split("\n") if line)


def _results(parted: PartedRecord) -> Iterator[str]:
    names = [clean_line(row.get("name", "")) for row in parted.results]
    yield from filter(None, names)
    if not parted.results:
        yield from filter(None, parted.text("results").split("\n"))
