"""Turns the entries of a list of codes into the list of a province or the postings of a commune; writes nothing.

A province's list is put into its province.yaml; every other line of that file, comments too, stays as it is.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.load.yaml_writer import quote, write_scalar
from niemyet.model.procedure import Decision
from niemyet.model.procedure_kinds import is_internal, says_ended
from niemyet.portal.exports import Found
from niemyet.portal.items import ListedCode
from niemyet.values import dataclass

ENDED = frozenset({"INACTIVE", "EXPIRED", "DELETED"})
"""The portal's states of procedures that are no longer in force; other words are `procedure_kinds.says_ended`."""

TWICE = Bilingual("mã {code} đã có ở dòng trước; chỉ lấy một lần", "code {code} stands in an earlier line; taken once")
IS_INTERNAL = Bilingual(
    "mã {code} là thủ tục nội bộ giữa các cơ quan; không niêm yết", "code {code} is a procedure between offices; it is not posted"
)
IS_ENDED = Bilingual("mã {code} không còn hiệu lực theo danh sách", "code {code} is no longer in force, says the list")


@dataclass(frozen=True, slots=True)
class SortedCodes:
    """The entries of a list: those whose procedure the catalogue has, those that it does not, and why others are left out."""

    known: tuple[ListedCode, ...]
    unknown: tuple[ListedCode, ...]
    left_out: tuple[tuple[str, Bilingual], ...]


class ListKeptError(ValueError):
    """The province has the list of another decision; the message is its number."""


def sort_codes(entries: Iterable[Found], procedures: Collection[str]) -> SortedCodes:
    """Sorts the entries, in their order; `procedures` are the codes of the catalogue."""
    listed: dict[str, ListedCode] = {}
    left_out = []
    for found in entries:
        if (entry := found.listed) is None:
            continue
        said = (
            TWICE if entry.code in listed
            else IS_INTERNAL if is_internal(entry.kind)
            else IS_ENDED if entry.state in ENDED or says_ended(entry.state)
            else None
        )  # fmt: skip
        if said is None:
            listed[entry.code] = entry
        else:
            left_out.append((found.origin, Bilingual(said.vi.format(code=entry.code), said.en.format(code=entry.code))))
    known = tuple(entry for entry in listed.values() if entry.code in procedures)
    return SortedCodes(known, tuple(entry for entry in listed.values() if entry.code not in procedures), tuple(left_out))


def put_list(text: str, decision: Decision, codes: Iterable[str], replace: bool) -> str:
    """The text of province.yaml with the list of the decision.

    Codes are added to a list of the same decision. A list of another one, or one that later decisions have changed, is replaced
    if `replace`; else raises `ListKeptError` with the number of its last decision.
    Raises ValueError if the file cannot be read, before or afterwards.
    """
    before = _plain(text)
    old = before.get("list") or {}
    held = old.get("decision", {}).get("number", "")
    wanted, changes = list(codes), old.get("changes", [])
    if changes and held == decision.number and not replace and set(wanted) <= {*old.get("procedures", [])}:
        return text
    if held and not replace and (changes or held != decision.number):
        raise ListKeptError(changes[-1]["decision"]["number"] if changes else held)
    kept = old.get("procedures", []) if held == decision.number else []
    if held == decision.number and decision.date is None and "date" in old["decision"]:
        day = old["decision"]["date"]
    else:
        day = decision.date.isoformat() if decision.date else ""
    file = old["decision"].get("file", "") if held == decision.number else decision.file or ""
    all_codes = list(dict.fromkeys((*kept, *wanted)))
    rest = (f", date: {day}" if day else "") + (f", file: {write_scalar(file, in_flow=True)}" if file else "")
    head = f"  decision: {{number: {write_scalar(decision.number, in_flow=True)}{rest}}}"
    block = ["list:", head, f"  procedures:{'' if all_codes else ' []'}", *(f"    - {quote(code)}" for code in all_codes)]
    lines = text.split("\n")
    start, end = _lines_of_list(lines)
    written = "\n".join((*lines[:start], *block, *lines[end:])).rstrip("\n") + "\n"
    after = _plain(written)
    if after.pop("list", {}).get("procedures", []) != all_codes or after != {k: v for k, v in before.items() if k != "list"}:
        raise ValueError("province.yaml")
    return written


def _plain(text: str) -> dict[str, Any]:
    document, told = parse_document(SourceText("province.yaml", text))
    values = plain(document.root) if document is not None and not told else None
    if not isinstance(values, dict):
        raise ValueError("province.yaml")
    return values


def _lines_of_list(lines: list[str]) -> tuple[int, int]:
    """The lines that the list takes, from and up to; at the end of the file if there is none yet."""
    start = next((i for i, line in enumerate(lines) if re.match(r"[\"']?list[\"']?\s*:", line)), -1)
    if start < 0:
        end = len(lines) - (1 if lines and not lines[-1].strip() else 0)
        return end, end
    end = next((i for i in range(start + 1, len(lines)) if re.match(r"[^\s#\]}-]", lines[i])), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return start, end
