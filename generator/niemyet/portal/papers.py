"""Reads the dossier: papers to hand in, papers to show, and notes that the source lists among the papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from niemyet.model.folding import to_slug
from niemyet.model.procedure import CopyKind
from niemyet.model.vocabulary import COPY_NAMES
from niemyet.portal.dossier import Heading, read_headings
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.paper_lines import (
    PAPER,
    copies_said,
    holds_several,
    is_paper,
    is_sentence,
    number_said,
    only_shown,
    read_line,
    runs_on,
    says_either,
    tidy,
)
from niemyet.portal.paper_sets import is_case, opens_others, part_below, read_set
from niemyet.portal.raw_record import RawGroup, RawPaper
from niemyet.portal.words import likeness

MOST_COPIES = 10
"""A larger quantity is a year or the number of a circular in the wrong field."""
ASK_COPIES = "Tên giấy tờ nói là bản sao hoặc bản chính, ô số lượng của nguồn nói khác."
ASK_BOTH = "Tên giấy tờ ghi bản chính hoặc bản sao, ô số lượng của nguồn ghi cả hai."
ASK_NUMBER = "Tên giấy tờ nói số bản, số bộ khác với ô số lượng của nguồn."
ASK_EITHER = "Nhóm giấy tờ này nộp hay chỉ xuất trình? Máy đã xếp vào giấy tờ phải nộp."
ASK_GROUPS = "Các nhóm giấy tờ là những trường hợp khác nhau hay đều phải nộp?"
ASK_NONE = "Nguồn không nêu giấy tờ nào."
ASK_REMARK = "Nguồn ghi số lượng cho một lưu ý."
ASK_ZERO = "Nguồn ghi số lượng 0 cho một giấy tờ."
ASK_NO_COUNTS = "Nguồn không ghi số lượng của giấy tờ nào trong hồ sơ."
ASK_LINE = "Dòng này là giấy tờ phải nộp hay chỉ là lưu ý? Máy đã xếp vào giấy tờ."
ASK_SEVERAL = "Nguồn ghi nhiều giấy tờ vào một dòng; máy giữ nguyên thành một giấy tờ. Tách ra hay để như vậy?"
ASK_RUNS_ON = "Tên một giấy tờ có nhiều câu hoặc dính vào chữ của dòng khác; máy giữ nguyên. Tách ra hay để như vậy?"
ASK_INSIDE = "Trong hồ sơ có dòng mở đầu cho những dòng khác; chưa rõ giấy tờ nào thuộc dòng ấy."
NO_COUNT = "Nguồn không ghi số lượng."
_LONGEST_SLUG = 60


@dataclass
class ReadPapers:
    """The dossier and its forms by the model's keys, the cases that it names (short name → words), and doubts."""

    papers: dict[str, Any] = field(default_factory=dict)
    forms: dict[str, Any] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    doubts: list[RaisedDoubt] = field(default_factory=list)


def read_papers(groups: tuple[RawGroup, ...], cases: Mapping[str, str]) -> ReadPapers:
    """The dossier of a record. Order and words are the source's. `cases`: those that deadlines name."""
    found = ReadPapers()
    lists: dict[str, list[Any]] = {"submit": [], "present": [], "notes": []}
    headings = read_headings([part for group in groups for part in part_below(group)], tuple(cases.values()))
    known = {likeness(words): slug for slug, words in cases.items()}
    unclear = [heading.name for heading in headings if heading.unclear]
    if unclear:
        found.doubts.append(RaisedDoubt("papers", ASK_GROUPS, "\n".join(unclear)))
    openings: list[str] = []
    for heading in headings:
        if heading.use == "either":
            found.doubts.append(RaisedDoubt("papers", ASK_EITHER, heading.group.name))
        if heading.name and (heading.said_once or not heading.group.papers):
            lists["notes"].append(heading.group.name)
        case = ""
        if heading.alternative and heading.group.papers:
            case = known.setdefault(likeness(heading.alternative), f"truong-hop-{len(known) + 1}")
            found.cases.setdefault(case, heading.alternative)
        lines = read_set(heading.group.papers)
        lists["notes"] += lines.remarks
        for paper in lines.papers:
            words = tidy(paper.name)
            counted = bool(paper.originals or paper.copies)
            opens = heading.use != "remark" and len(lines.papers) > 1 and opens_others(words, counted)
            openings += [words] if opens else []
            if heading.use != "remark" and is_paper(words, counted) and not (opens and is_case(words)):
                shown = only_shown(words)
                words = shown or words
                use = "present" if heading.use == "present" or shown else "submit"
                if holds_several(words):
                    found.doubts.append(RaisedDoubt("papers", ASK_SEVERAL))
                lists[use].append(({"case": case} if case else {}) | _read_paper(paper, words, heading, found))
            else:
                if counted and heading.use == "remark" and PAPER.match(words) and is_paper(words, counted):
                    found.doubts.append(RaisedDoubt("papers", ASK_REMARK, words))
                about = heading.name if heading.use != "remark" and (heading.remark or heading.condition or case) else ""
                lists["notes"].append(f"{about}: {words}" if about else words)
                lists["notes"] += [f"Tệp kèm theo ở nguồn: {name}" for name in paper.files]
    if openings:
        found.doubts.append(RaisedDoubt("papers", ASK_INSIDE, "\n".join(dict.fromkeys(openings))))
    _ask_counts_once(found, [*lists["submit"], *lists["present"]])
    if not lists["submit"] and not lists["present"]:
        found.doubts.append(RaisedDoubt("papers", ASK_NONE))
        lists["notes"] = lists["notes"] or ["Nguồn không nêu giấy tờ nào."]
    lists["notes"] = list(dict.fromkeys(lists["notes"]))
    found.papers = {key: value for key, value in lists.items() if value}
    return found


def _ask_counts_once(found: ReadPapers, papers: Sequence[Mapping[str, Any]]) -> None:
    """One question instead of one for each paper, if the source counts none."""
    asked = [doubt for doubt in found.doubts if doubt.text == ASK_ZERO]
    if len(asked) > 1 and all(NO_COUNT in str(paper.get("notes", "")) for paper in papers):
        found.doubts = [doubt for doubt in found.doubts if doubt not in asked]
        found.doubts.append(RaisedDoubt("papers", ASK_NO_COUNTS))


def _read_paper(paper: RawPaper, words: str, heading: Heading, found: ReadPapers) -> dict[str, Any]:
    line = read_line(words)
    read: dict[str, Any] = {"name": line.name} | _read_quantities(paper, line.name, found)
    remarks = [read.pop("remarks")] if "remarks" in read else []
    if is_sentence(line.name) and not opens_others(words, counted=True):
        found.doubts.append(RaisedDoubt("papers", ASK_LINE, line.name))
    elif runs_on(line.name):
        found.doubts.append(RaisedDoubt("papers", ASK_RUNS_ON))
    when = ". ".join(filter(None, (heading.name if heading.condition else "", line.when)))
    if line.channels:
        read["channel"] = list(line.channels) if len(line.channels) > 1 else line.channels[0]
    if line.electronic:
        read["electronic"] = True
    if when:
        read["when"] = when
    if line.remarks:
        remarks.insert(0, line.remarks)
    if heading.remark:
        remarks.append(f"Nhóm: {heading.name}.")
    if paper.files:
        read["form"] = _list_form(paper.files[0], line.name, found.forms)
        remarks += [f"Tệp mẫu ở nguồn: {file}" for file in paper.files]
    if remarks:
        ended = [f"{remark}." if remark[-1].isalnum() else remark for remark in remarks[:-1]]
        read["notes"] = " ".join([*ended, remarks[-1]])
    return read


def _read_quantities(paper: RawPaper, name: str, found: ReadPapers) -> dict[str, Any]:
    """The numbers of originals and copies, and remarks on those that cannot be meant."""
    said = copies_said(name)
    counts: tuple[tuple[CopyKind, int], ...] = (("originals", paper.originals), ("copies", paper.copies))
    read: dict[str, Any] = {}
    remarks = []
    only = [(key, quantity) for key, quantity in counts if quantity]
    both = len(only) > 1 and says_either(name)
    if both:
        found.doubts.append(RaisedDoubt("papers", ASK_BOTH))
    for key, quantity in only:
        if both:
            remarks.append(f"Nguồn ghi {quantity} {COPY_NAMES[key]}.")
        elif quantity > MOST_COPIES:
            remarks.append(f"Nguồn ghi {quantity} {COPY_NAMES[key]}.")
            why = f"Nguồn ghi {quantity} {COPY_NAMES[key]}, có lẽ nhầm."
            found.doubts.append(RaisedDoubt("papers", why, name))
        elif said and (key == "originals") != (said == "originals") and (len(only) == 1 or key == "originals"):
            remarks.append(f"Nguồn ghi {quantity} {COPY_NAMES[key]}.")
            found.doubts.append(RaisedDoubt("papers", ASK_COPIES))
        elif key == "copies" and said == "certified_copies":
            read["certified_copies"] = quantity
        else:
            read[key] = quantity
    number = number_said(name)
    if number and only and number not in (paper.originals, paper.copies, paper.originals + paper.copies):
        found.doubts.append(RaisedDoubt("papers", ASK_NUMBER))
    if not only:
        remarks.append(NO_COUNT)
        found.doubts.append(RaisedDoubt("papers", ASK_ZERO, name))
    return read | ({"remarks": " ".join(remarks)} if remarks else {})


def _list_form(file: str, name: str, forms: dict[str, Any]) -> str:
    """The short name of the form in a file at the source; it is added to `forms` and waits for the file."""
    slug = to_slug(PurePosixPath(file.replace("\\", "/")).stem)[:_LONGEST_SLUG].strip("-") or "mau"
    forms.setdefault(slug, {"name": name})
    return slug
