"""Applies answers to the parts of a record: an answered doubt leaves the record, and its value takes the place of the open one.

The same function serves an import, on parts as just converted, and `doubts --apply`, on parts as they stand in a file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from niemyet.patterns import regex
from niemyet.portal.answers import DROP, Answer, read_answer
from niemyet.portal.doubts import RaisedDoubt, key_of
from niemyet.portal.paper_lines import copies_said, says_either
from niemyet.portal.papers import ASK_BOTH, NO_COUNT
from niemyet.portal.waivers import who_is_freed
from niemyet.portal.words import likeness
from niemyet.values import dataclass

_COUNTED = regex(r"Nguồn ghi (?P<number>[0-9]+) (?:bản chính|bản sao)\. ?|Nguồn không ghi số lượng\. ?")
_VALUES = frozenset({"undetermined", "amount", "unit", "same_day_until", "set_by", "formula", "per", "area"})


@dataclass(frozen=True, slots=True)
class Answers:
    """What people have answered: key of a question → the answer for all records, and those for single ones by code."""

    for_all: Mapping[str, str] = field(default_factory=dict)
    for_one: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def find(self, doubt: RaisedDoubt, code: str) -> Answer | None:
        """The answer to a doubt of a procedure. Raises `UnfitAnswerError`."""
        key = key_of(doubt)
        text = self.for_one.get((key, code), self.for_all.get(key))
        return None if text is None else read_answer(doubt.part, doubt.text, text)


@dataclass(frozen=True, slots=True)
class Settled:
    """Parts with the answers in them, the doubts that are still open, and documents that the answers name."""

    parts: dict[str, Any]
    doubts: tuple[RaisedDoubt, ...]
    documents: tuple[str, ...]


def settle(parts: Mapping[str, Any], doubts: Iterable[RaisedDoubt], answers: Answers, code: str) -> Settled:
    """Applies the answers to what a record has; a doubt whose answer finds no place stays. Raises `UnfitAnswerError`."""
    settled = dict(parts)
    left, documents = [], []
    for doubt in doubts:
        answer = answers.find(doubt, code)
        changed = None if answer is None else _apply(settled, doubt, answer)
        if changed is None:
            left.append(doubt)
            continue
        settled |= changed
        documents += _named(answer)
    return Settled({key: value for key, value in settled.items() if value not in (None, {})}, tuple(left), tuple(documents))


def _named(answer: Answer | None) -> list[str]:
    """The documents that an answer names."""
    if answer is None or answer.value in (None, DROP):
        return []
    if answer.kind in ("document", "waiver"):
        return [answer.value]
    return [line["basis"] for line in answer.value if "basis" in line] if answer.kind == "fee" else []


def _apply(parts: Mapping[str, Any], doubt: RaisedDoubt, answer: Answer) -> dict[str, Any] | None:
    """The parts that change; None if the answer finds no place in them."""
    if answer.value is None:
        return {}
    if answer.kind in ("fee", "deadline"):
        lines = _put_values(parts.get(doubt.part, ()), doubt, answer.value)
        return None if lines is None else {doubt.part: lines}
    if answer.kind in ("body", "audience", "decision"):
        return {doubt.part: answer.value}
    if answer.kind == "waiver":
        people = who_is_freed(doubt.source_text)
        waivers = [{"who": who, "basis": answer.value, "notes": doubt.source_text} for who in people]
        return {"waivers": [*parts.get("waivers", ()), *waivers]} if people else None
    if answer.kind == "document":
        basis = list(parts.get("legal_basis", ()))
        return {"legal_basis": basis if answer.value == DROP or answer.value in basis else [*basis, answer.value]}
    return _apply_to_papers(parts, doubt, answer)


def _put_values(lines: Sequence[Mapping[str, Any]], doubt: RaisedDoubt, values: Sequence[Mapping[str, Any]]) -> list[Any] | None:
    """The lines with the values in the place of the open ones; None if there is none, or the ways of filing do not fit."""
    found = False
    result: list[Any] = []
    for line in lines:
        open_text = str(line.get("undetermined", ""))
        same_words = not doubt.source_text or likeness(str(line.get("source_text", ""))) == likeness(doubt.source_text)
        if not (open_text.startswith(doubt.text) and same_words):
            result.append(line)
            continue
        fitting = [
            value for value in values if not ("channel" in value and "channel" in line and value["channel"] != line["channel"])
        ]
        if not fitting:
            return None
        found = True
        kept = {key: value for key, value in line.items() if key not in _VALUES}
        result += [
            {key: kept[key] for key in ("name", "case", "channel") if key in kept} | dict(value) | kept for value in fitting
        ]
    unique = [line for place, line in enumerate(result) if line not in result[:place]]
    return unique if found else None


def _apply_to_papers(parts: Mapping[str, Any], doubt: RaisedDoubt, answer: Answer) -> dict[str, Any] | None:
    papers = {key: [dict(p) if isinstance(p, Mapping) else p for p in value] for key, value in parts["papers"].items()}
    changed = False
    cases: dict[str, str] = dict(parts.get("cases", {}))
    for use in ("submit", "present"):
        for paper in list(papers.get(use, ())):
            if answer.kind == "copies" and _is_miscounted(paper, doubt.text):
                number = int(next(m["number"] for m in _COUNTED.finditer(paper["notes"]) if m["number"]))
                said = copies_said(paper["name"])
                key: str = said if said and answer.value == "copies" and said != "originals" else answer.value
                _put_count(paper, {key: number})
                changed = True
            elif answer.kind == "counts" and NO_COUNT in str(paper.get("notes", "")):
                changed = True
                _put_count(paper, answer.value)
            elif answer.kind == "count" and likeness(paper["name"]) == likeness(doubt.source_text):
                changed = True
                if answer.value == "note":
                    papers[use].remove(paper)
                    papers.setdefault("notes", []).append(paper["name"])
                else:
                    _put_count(paper, answer.value)
            elif answer.kind in ("either", "groups") and (heading := _group_of(paper, doubt.source_text.split("\n"))):
                changed = True
                if answer.kind == "groups" and answer.value != "when":
                    _take_from_condition(paper, heading)
                if answer.kind == "either" and answer.value == "present" and use == "submit":
                    papers["submit"].remove(paper)
                    papers.setdefault("present", []).append(paper)
                elif answer.value == "when":
                    _put_group(paper, heading, {"when": heading})
                elif answer.value == "case":
                    known = {words: slug for slug, words in cases.items()}
                    slug = known.get(heading) or f"truong-hop-{len(cases) + 1}"
                    cases[slug] = heading
                    _put_group(paper, heading, {"case": slug})
    if not changed:
        return None
    return {"papers": {key: value for key, value in papers.items() if value}} | ({"cases": cases} if cases else {})


def _is_miscounted(paper: Mapping[str, Any], question: str) -> bool:
    is_meant = says_either(paper["name"]) if question == ASK_BOTH else bool(copies_said(paper["name"]))
    return is_meant and any(m["number"] for m in _COUNTED.finditer(str(paper.get("notes", ""))))


def _put_count(paper: dict[str, Any], count: Mapping[str, int]) -> None:
    notes = _COUNTED.sub("", str(paper.pop("notes", ""))).strip()
    paper |= dict(count) | ({"notes": notes} if notes else {})


def _group_of(paper: Mapping[str, Any], headings: Sequence[str]) -> str:
    notes, when = likeness(str(paper.get("notes", ""))), f"{paper.get('when', '')}. "
    fitting = (one for one in headings if one and (likeness(f"Nhóm: {one}") in notes or when.startswith(f"{one}. ")))
    return max(fitting, key=len, default="")


def _take_from_condition(paper: dict[str, Any], heading: str) -> None:
    """Takes a group's heading away from the front of the condition of one of its papers."""
    if str(paper.get("when", "")).startswith(heading):
        rest = str(paper.pop("when")).removeprefix(heading).strip(" .")
        paper |= {"when": rest} if rest else {}


def _put_group(paper: dict[str, Any], heading: str, value: Mapping[str, Any]) -> None:
    """The paper with its condition or case, without the remark that names the heading."""
    notes = str(paper.pop("notes", "")).replace(f"Nhóm: {heading}.", "").strip()
    if "when" in value and str(paper.get("when", "")).startswith(heading):
        return
    if "when" in value and "when" in paper:
        value = {"when": f"{value['when']}. {paper['when']}"}
    paper |= dict(value) | ({"notes": notes} if notes else {})
