"""Converts a raw record to a procedure by the model's keys, with the source's words beside every interpreted value.

Nothing is invented: what the source does not say is left out or marked as undetermined, and raised as a doubt.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from niemyet.model.codes import PROCEDURE_CODE
from niemyet.model.document_numbers import find_fault
from niemyet.model.folding import to_slug
from niemyet.model.imported import Confidence
from niemyet.model.scalars import DECISION_NUMBER
from niemyet.portal.channels import CHANNELS, KINDS, read_channels
from niemyet.portal.deadlines import read_deadlines
from niemyet.portal.documents import read_documents
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.fees import read_fees
from niemyet.portal.papers import read_papers
from niemyet.portal.people import read_people
from niemyet.portal.provinces import publisher_of
from niemyet.portal.raw_record import NotARecordError, RawRecord
from niemyet.portal.steps import read_steps
from niemyet.portal.words import clean_line, likeness
from niemyet.validate.measure import LONGEST_TEXT
from niemyet.values import dataclass

IN_FORCE = frozenset({"", "ACTIVE", "UPDATED"})
"""States of records that are in force; others raise a doubt."""

_NOTHING = frozenset(
    map(likeness, ("", "không", "không có", "không quy định", "không có yêu cầu", "không yêu cầu", "không có quy định"))
)


@dataclass(frozen=True, slots=True)
class TakenProcedure:
    """A converted procedure: `parts` by the model's keys, verbatim texts, new documents (also the province's), doubts."""

    code: str
    field_name: str
    ministry: str
    parts: dict[str, Any]
    url: str
    original: tuple[tuple[str, str], ...]
    documents: dict[str, dict[str, Any]]
    own_documents: dict[str, dict[str, Any]]
    doubts: tuple[RaisedDoubt, ...]

    @property
    def confidence(self) -> Confidence:
        """High without doubts; low with many, or if both fees and deadlines are doubtful."""
        if not self.doubts:
            return "high"
        return "low" if len(self.doubts) > 3 or {"fees", "deadlines"} <= {doubt.part for doubt in self.doubts} else "medium"


def take_procedure(raw: RawRecord, known_documents: Mapping[str, Any]) -> TakenProcedure:
    """Converts a record. Raises `NotARecordError` for an invalid code or a record of another level."""
    if not PROCEDURE_CODE.fullmatch(raw.code):
        raise NotARecordError(f"'{raw.code[:30]}' không phải là mã thủ tục")
    if raw.levels and "commune" not in raw.levels:
        raise NotARecordError("không phải thủ tục cấp xã")
    if not to_slug(raw.field):
        raise NotARecordError("thiếu lĩnh vực")
    doubts: list[RaisedDoubt] = []
    people, found = read_people(raw)
    doubts += found
    channels, found = read_channels(raw)
    doubts += found
    times = read_deadlines(raw)
    doubts += times.doubts
    fees = read_fees(raw, publisher_of(raw.ministry) if raw.local else "", times.cases)
    doubts += fees.doubts
    papers = read_papers(raw.groups, times.cases)
    doubts += dict.fromkeys(papers.doubts)
    documents = read_documents(raw.documents, known_documents, raw.ministry if raw.local else "")
    doubts += documents.doubts
    decision = _decision(raw)
    doubts += _about_the_record(raw, decision)
    steps, results = read_steps(raw), [{"name": name} for name in raw.results]
    notes = [*people.pop("notes"), *_about_offices(raw), *(note for note in raw.notes if note != raw.requirements)]
    parts: dict[str, Any] = {
        "name": raw.name,
        "audience": people["audience"],
        "authority": people["authority"],
        "receiver": people.get("receiver"),
        "non_territorial": True if raw.non_territorial else None,
        "channels": channels,
        "cases": papers.cases | times.cases,
        "deadlines": times.deadlines,
        "fees": fees.fees,
        "waivers": fees.waivers,
        "papers": papers.papers,
        "forms": papers.forms,
        "steps": steps or [{"text": "Nguồn không nêu trình tự thực hiện."}],
        "results": results or [{"name": "Nguồn không nêu kết quả."}],
        "requirements": [raw.requirements] if likeness(raw.requirements) not in _NOTHING else None,
        "legal_basis": documents.basis,
        "decision": decision,
        "notes": notes,
    }
    always = ("channels", "legal_basis")
    kept = {key: value for key, value in parts.items() if value not in (None, [], {}) or key in always}
    original = tuple(piece for title, text in _verbatim(raw) for piece in _divide(title, text))
    return TakenProcedure(raw.code, raw.field, raw.ministry, kept, raw.url, original, documents.new, documents.own, tuple(doubts))


def _about_offices(raw: RawRecord) -> Iterator[str]:
    if raw.authorized:
        yield f"Cơ quan được ủy quyền: {raw.authorized}"
    if raw.returned:
        yield f"Cách trả kết quả: {raw.returned}"


def _about_the_record(raw: RawRecord, decision: dict[str, Any] | None) -> Iterator[RaisedDoubt]:
    if raw.state not in IN_FORCE:
        yield RaisedDoubt("effective", f"Nguồn ghi trạng thái '{raw.state}': thủ tục còn áp dụng không?")
    if decision is None:
        yield RaisedDoubt("decision", "Nguồn không nêu rõ quyết định công bố.", raw.decision)
    if not any(text for _, text in raw.steps):
        yield RaisedDoubt("steps", "Nguồn không nêu trình tự thực hiện.")
    if not raw.results:
        yield RaisedDoubt("results", "Nguồn không nêu kết quả.")


def _decision(raw: RawRecord) -> dict[str, Any] | None:
    if not DECISION_NUMBER.fullmatch(raw.decision) or find_fault(raw.decision) is not None:
        return None
    return {"number": raw.decision} | ({"date": raw.decision_date} if raw.decision_date else {})


def _divide(title: str, text: str) -> Iterator[tuple[str, str]]:
    """A verbatim part in pieces that a record can hold, divided between lines."""
    pieces = [""]
    for line in text.split("\n"):
        if pieces[-1] and len(pieces[-1]) + len(line) >= LONGEST_TEXT:
            pieces.append(line)
        else:
            pieces[-1] = f"{pieces[-1]}\n{line}" if pieces[-1] else line
    for number, piece in enumerate(pieces, 1):
        yield (title if number == 1 else f"{title} (tiếp {number})"), piece


def _verbatim(raw: RawRecord) -> Iterator[tuple[str, str]]:
    """The parts of the source, verbatim, with their usual titles."""
    yield "Trình tự thực hiện", "\n\n".join("\n".join(filter(None, step)) for step in raw.steps)
    methods = []
    for method in raw.methods:
        head = KINDS.get(CHANNELS.get(method.channel, ""), method.channel).capitalize()
        time = f"{method.time:g}" if isinstance(method.time, float | int) else method.time or "không nêu"
        lines = [f"{head}. Thời hạn: {time} {method.unit}".strip(), method.text]
        for fee in method.fees:
            value = "không nêu" if fee.value is None else f"{fee.value:.12g}"
            file = f" [{fee.file}]" if fee.file else ""
            lines.append(clean_line(f"Phí, lệ phí ({fee.kind or 'không nêu loại'}): {value} {fee.currency}. {fee.text}{file}"))
        methods.append("\n".join(filter(None, lines)))
    yield "Cách thức thực hiện", "\n\n".join(methods)
    yield (
        "Trường hợp",
        "\n".join(f"{c.code} {c.name}: {c.time if c.time is not None else 'không nêu'} {c.unit}" for c in raw.cases),
    )
    groups = []
    for group in raw.groups:
        lines = [group.name]
        for paper in group.papers:
            files = f" [{', '.join(paper.files)}]" if paper.files else ""
            lines.append(f"{paper.name} (bản chính: {paper.originals}, bản sao: {paper.copies}){files}")
        groups.append("\n".join(filter(None, lines)))
    yield "Thành phần hồ sơ", "\n\n".join(groups)
    yield "Đối tượng thực hiện", raw.audience
    yield "Cơ quan thực hiện", raw.executing
    yield "Cơ quan có thẩm quyền", raw.authority
    yield "Địa chỉ tiếp nhận hồ sơ", raw.receiver
    yield "Cơ quan phối hợp", raw.coordinating
    if raw.authorized:
        yield "Cơ quan được ủy quyền", raw.authorized
    yield "Kết quả thực hiện", "\n".join(raw.results)
    if raw.returned:
        yield "Cách trả kết quả", raw.returned
    yield "Căn cứ pháp lý", "\n".join(" – ".join(filter(None, (d.number, d.title))) for d in raw.documents)
    yield "Yêu cầu, điều kiện thực hiện", raw.requirements
    yield "Quyết định công bố", raw.decision
    yield "Ghi chú", "\n\n".join(raw.notes)
