"""The records as the peers get them: already read, checked, laid over each other and put into words, as JSON.

Takes a catalogue; gives one file a province with what its communes share of each procedure, and one a commune with its own
words. The peers are spared all of that work and its time is not counted; what is left to them is to make pages of it.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from niemyet.boards import read_communes
from niemyet.model.procedure import Paper, Procedure, Result
from niemyet.render import addresses
from niemyet.render.hours import tabulate_hours
from niemyet.render.summaries import sum_up_deadlines, sum_up_fees, sum_up_papers
from niemyet.render.wording import (
    AUDIENCE_NAMES,
    CHANNEL_NAMES,
    capitalize,
    name_unit,
    say_day,
    say_deadline,
    say_decision,
    say_fee,
    say_retrieved,
    say_waiver,
)
from niemyet.resolve.answers import answers_in, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.deadlines import DeadlineLine
from niemyet.resolve.procedures import ProvincialProcedure
from niemyet.resolve.site import ResolvedReference
from niemyet.resolve.versions import VersionCoder

TODAY = date(2026, 11, 22)
"""The day on which every site is built."""

Words: TypeAlias = dict[str, Any]
LEVELS = {"commune": "Xã", "province": "Tỉnh"}


def write_records(root: Path, folder: Path) -> None:
    """Writes shared/<province>.json and communes/<province>--<commune>.json, one province in memory at a time."""
    for part in ("shared", "communes"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for province in sorted(path.parent.name for path in (root / "catalogue").glob("*/province.yaml")):
        reference, communes = _read(root, province)
        procedures = reference.provinces[province].procedures.values()
        shared = {provincial.procedure.code: _share(provincial, reference, province) for provincial in procedures}
        _write(folder / "shared" / f"{province}.json", shared)
        for commune in communes:
            write_commune(commune, folder)


def rewrite_commune(root: Path, path: str, folder: Path) -> None:
    """Writes the file of one commune again, after something in its records has changed."""
    for commune in _read(root, path)[1]:
        write_commune(commune, folder)


def write_commune(resolved: ResolvedCommune, folder: Path) -> None:
    """Writes the file of one commune."""
    coder = VersionCoder()
    postings = [_describe_posting(resolved, posted, coder) for posted in resolved.postings.values()]
    _write(
        folder / "communes" / f"{resolved.path.replace('/', '--')}.json", {**_describe_commune(resolved), "postings": postings}
    )


def _read(root: Path, place: str) -> tuple[ResolvedReference, list[ResolvedCommune]]:
    report, reference, communes = read_communes(root, place, TODAY)
    assert not report.errors, "the catalogue is made to be valid"
    return reference, communes


def _write(path: Path, words: Words) -> None:
    path.write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _share(provincial: ProvincialProcedure, reference: ResolvedReference, province: str) -> Words:
    procedure, terms, answers = provincial.procedure, provincial.terms, answers_in(provincial, None, TODAY)
    named = name_unit(reference.provinces[province].province)
    assert procedure.decision is not None and not provincial.coming, "the made-up procedures are all alike in this"
    return {
        "code": procedure.code,
        "name": procedure.name,
        "kicker": f"{reference.fields[procedure.field].name} · mã {procedure.code}",
        "summary": procedure.summary,
        "papers_card": sum_up_papers(answers.papers({})),
        "fees_card": sum_up_fees(answers.fees({})),
        "cases": [{"id": name, "label": label} for name, label in procedure.cases.items()],
        "submit": [_describe_paper(paper, procedure) for paper in procedure.papers.submit],
        "present": [_describe_paper(paper, procedure) for paper in procedure.papers.present],
        "fees": [
            {
                "amount": line.fee.amount,
                "value": say_fee(line),
                "sample": line.fee.sample,
                **_describe_cases(line.fee.case, procedure),
                "note": f"Mức do Hội đồng nhân dân {named} quy định." if line.level == "province" else "",
                "basis": _cite(line.fee.basis),
            }
            for line in terms.fees
        ],
        "waivers": [{"said": say_waiver(w), "who": w.who, "basis": _cite(w.basis)} for w in terms.waivers],
        "deadlines": _describe_deadlines(terms.deadlines, procedure),
        "channels": [{"name": CHANNEL_NAMES[channel.kind], "url": channel.url or ""} for channel in procedure.channels],
        "steps": [{"name": step.name, "text": step.text} for step in procedure.steps],
        "results": [_describe_result(result) for result in procedure.results],
        "requirements": procedure.requirements,
        "audience": "; ".join(AUDIENCE_NAMES[kind] for kind in procedure.audience),
        "authority": procedure.authority,
        "legal": [_cite(number) for number in procedure.legal_basis],
        "decision": say_decision(procedure.decision),
        "retrieved": say_retrieved(procedure.source),
        "source": procedure.source.url,
    }


def _cite(number: str | None) -> Words | None:
    return {"number": number, "to": addresses.of_document(number)} if number else None


def _describe_cases(names: Iterable[str], procedure: Procedure) -> Words:
    return {"cases": " ".join(names), "tags": [procedure.case_names[name] for name in names]}


def _describe_paper(paper: Paper, procedure: Procedure) -> Words:
    return {
        "name": paper.name,
        "originals": paper.originals,
        "notes": paper.notes or "",
        **_describe_cases(paper.case, procedure),
    }


def _describe_result(result: Result) -> Words:
    return {"name": result.name, "originals": result.originals}


def _describe_deadlines(lines: Iterable[DeadlineLine], procedure: Procedure) -> list[Words]:
    return [
        {
            "amount": line.deadline.amount,
            "unit": line.deadline.unit,
            "value": say_deadline(line.deadline),
            **_describe_cases(line.deadline.case, procedure),
            "shorter": f"{LEVELS[line.level]} cam kết sớm hơn; luật cho phép {say_deadline(line.lawful).lower()}."
            if line.lawful and line.level != "reference"
            else "",
        }
        for line in lines
    ]


def _describe_commune(resolved: ResolvedCommune) -> Words:
    commune, office = resolved.commune, resolved.commune.office
    return {
        "path": resolved.path,
        "name": name_unit(commune),
        "title": capitalize(name_unit(commune)),
        "province": {"path": resolved.province_path, "title": resolved.province.name, "name": name_unit(resolved.province)},
        "sample": commune.sample,
        "office": office.name,
        "address": office.address,
        "map": f"geo:0,0?q={quote(office.address)}",
        "hours": [
            {"days": " ".join(row.days), "spans": row.spans, "said_days": capitalize(row.said_days), "said_hours": row.said_hours}
            for row in tabulate_hours(office.hours)
        ],
        "feedback": [{"name": address.name, "url": address.url} for address in commune.feedback],
    }


def _describe_posting(resolved: ResolvedCommune, posted: PostedProcedure, coder: VersionCoder) -> Words:
    posting = posted.posting
    version = coder.code(posted, resolved.commune, resolved.path)
    return {
        "code": posted.code,
        "address": addresses.of_posting(resolved.path, posted.code),
        "counter": posting.counter,
        "deadline_card": sum_up_deadlines(answers_of(posted, TODAY).deadlines({})),
        "deadlines": _describe_deadlines(posted.deadlines, posted.procedure) if posting.deadlines else None,
        "notes": posting.notes,
        "posted": say_day(posting.posted),
        "checked": say_day(posting.checked) if posting.checked else "chưa có",
        "decision": say_decision(posting.decision),
        "version": str(version),
        "groups": version.groups,
    }
