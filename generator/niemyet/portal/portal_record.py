"""Converts a record of the portal's own API (executionSteps, executionMethods, …) to a `RawRecord`."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from niemyet.model.procedure_kinds import is_internal
from niemyet.portal.raw_record import (
    NotARecordError,
    RawCase,
    RawDocument,
    RawFee,
    RawGroup,
    RawMethod,
    RawPaper,
    RawRecord,
    line_of,
    number_of,
    tables_of,
    text_of,
    time_of,
    whole_of,
)
from niemyet.resolve.today import VIETNAM

PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"
_WAYS_BACK = {"AT_SUBMISSION_PLACE": "tại nơi nộp hồ sơ", "AT_HOME": "tại nhà", "ONLINE": "trực tuyến"}
_LEVELS = {"isWard": "commune", "isProvince": "province", "isMinistry": "ministry", "isOtherAgency": "other"}


def is_portal_record(table: Mapping[str, Any]) -> bool:
    """Whether the data has the portal's shape."""
    return "executionSteps" in table or "executionMethods" in table


def read_portal_record(table: Mapping[str, Any]) -> RawRecord:
    """Converts a record. Raises `NotARecordError` if code or name is missing."""
    code, name = line_of(table, "code", "codeNotation"), line_of(table, "name")
    if not code or not name:
        raise NotARecordError("thiếu mã hoặc tên thủ tục")
    proposal = table.get("procedureProposal")
    proposal = proposal if isinstance(proposal, dict) else {}
    identity = line_of(table, "id")
    cases = tuple(_cases(table))
    return RawRecord(
        code=code,
        name=name,
        field=next((line_of(c, "name") for c in tables_of(table, "categoriesDetails")), ""),
        ministry=line_of(table, "departmentPromulgateName"),
        url=PAGE + identity if identity.replace("-", "").isalnum() else PAGE,
        state=line_of(table, "state"),
        levels=frozenset(level for key, level in _LEVELS.items() if table.get(key) is True),
        decision=line_of(proposal, "decisionNumber", "proposalNumber") or line_of(table, "decisionNo"),
        decision_date=_day(proposal.get("decisionDate")),
        audience=", ".join(_names(table, "subjectTypesDetails")),
        executing=_agencies(table, "Executing"),
        authority=_agencies(table, "Authority"),
        receiver=text_of(table, "dossierReceivingAddresses"),
        coordinating=_agencies(table, "Coordinating"),
        steps=tuple((line_of(s, "name"), text_of(s, "description")) for s in tables_of(table, "executionSteps")),
        methods=tuple(_methods(table)),
        groups=tuple(_groups(table)),
        cases=cases,
        documents=tuple(RawDocument(line_of(d, "code"), line_of(d, "name")) for d in tables_of(table, "legalBasisesDetails")),
        results=tuple(_names(table, "resultsDetails")),
        requirements=text_of(table, "requirementsAndConditions"),
        notes=tuple(dict.fromkeys(filter(None, (text_of(table, "note"), text_of(table, "description"))))),
        full_process=table.get("isFullProcess") is True,
        non_territorial=table.get("isNonTerritorial") is True,
        local=line_of(table, "type") == "SPECIFIC",
        internal=is_internal(line_of(table, "type")),
        returned=", ".join(_ways_back(table)),
        authorized=_agencies(table, "Authorized"),
    )


def _names(table: Mapping[str, Any], key: str) -> Iterator[str]:
    yield from (name for entry in tables_of(table, key) if (name := line_of(entry, "name")))


def _ways_back(table: Mapping[str, Any]) -> Iterator[str]:
    """How results are given back, in words, each once; unknown codes are left out."""
    listed: dict[str, str] = {}
    for way in tables_of(table, "returningMethods"):
        values = way.get("value")
        listed |= {code: _WAYS_BACK[code] for code in values if code in _WAYS_BACK} if isinstance(values, list) else {}
    yield from listed.values()


def _agencies(table: Mapping[str, Any], role: str) -> str:
    """The distinct groups of units and offices in one role."""
    return "; ".join(dict.fromkeys((*_names(table, f"unitGroups{role}"), *_names(table, f"departments{role}"))))


def _day(value: object) -> date | None:
    """The day in Việt Nam of a time in milliseconds since 1970; None if it is not plausible."""
    number = number_of(value)
    if not number or number > 4_102_444_800_000:  # the year 2100
        return None
    return datetime.fromtimestamp(number / 1000, UTC).astimezone(VIETNAM).date()


def _methods(table: Mapping[str, Any]) -> Iterator[RawMethod]:
    for method in tables_of(table, "executionMethods"):
        fees = tuple(
            RawFee(
                line_of(fee, "type"),
                number_of(fee.get("value")),
                text_of(fee, "description"),
                line_of(fee, "currencyName"),
                line_of(file, "fileName") if isinstance(file := fee.get("attachment"), dict) else "",
            )
            for fee in tables_of(method, "fees")
        )
        yield RawMethod(
            line_of(method, "submissionMethod"),
            time_of(method.get("processingTime")),
            line_of(method, "processingTimeUnit"),
            text_of(method, "description"),
            fees,
        )


def _groups(table: Mapping[str, Any]) -> Iterator[RawGroup]:
    for group in (*tables_of(table, "executionCases"), {"name": "", "profileComponents": table.get("profileComponents")}):
        papers = tuple(
            RawPaper(
                text_of(paper, "name"),
                whole_of(paper.get("originalQty")),
                whole_of(paper.get("copyQty")),
                tuple(name for file in tables_of(paper, "attachments") if (name := line_of(file, "fileName"))),
            )
            for paper in tables_of(group, "profileComponents")
            if text_of(paper, "name")
        )
        if papers or line_of(group, "name"):
            yield RawGroup(line_of(group, "name"), papers)


def _cases(table: Mapping[str, Any]) -> Iterator[RawCase]:
    for case in tables_of(table, "cases"):
        day = case.get("processingDay")
        day = day if isinstance(day, dict) else {}
        yield RawCase(line_of(case, "code"), line_of(case, "name"), time_of(day.get("qty")), line_of(day, "type"))
