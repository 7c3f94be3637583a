"""The command `new posting`: a procedure, a field or a province's whole list, posted by a commune or by all of a province."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from niemyet.catalogue.communes import load_commune
from niemyet.cli.dialogue.asking import Dialogue, NotTakenError, is_at_terminal, tell
from niemyet.cli.dialogue.decisions import ask_decision
from niemyet.cli.dialogue.places import communes_of, show_communes
from niemyet.cli.dialogue.procedures import codes_of, field_of
from niemyet.cli.dialogue.readings import day_near, spell_day
from niemyet.cli.draft_files import write_until_taken
from niemyet.cli.drafts import Number, Signed, new
from niemyet.cli.language import say
from niemyet.cli.opening import Opened, open_reference
from niemyet.cli.terminal import AsOf, Root, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.drafts import Draft, draft_posting
from niemyet.law.provincial_lists import list_required, required_procedures
from niemyet.law.versions import current_version
from niemyet.load.finding import CommuneFiles
from niemyet.model.procedure import Decision
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.validate.records import CommuneRecords, Reference
from niemyet.validate.reference_index import ReferenceIndex

WHICH = Bilingual(
    "Xã, phường nào (thư mục hoặc tên; tên tỉnh là mọi xã của tỉnh)",
    "Which commune (folder or name; the name of a province is all of its communes)",
)
PROCEDURE = Bilingual(
    "Thủ tục nào (mã, nhiều mã thì cách nhau dấu phẩy; hoặc tên)", "Which procedure (codes with commas between them, or a name)"
)
POSTED = Bilingual("Ngày niêm yết (ví dụ 20/11/2026)", "Day of posting (for instance 20/11/2026)")
MOST_NEIGHBOURS = 5
"""Communes that are looked at for a proposal: those of a province mostly post under the same decisions."""
MOST_SHOWN = 12
"""Procedures that are named before the question for one; the rest are counted."""


@new.command(
    epilog="""
    niemyet new posting
    niemyet new posting --commune ha-noi/thuong-tin --procedure 1.001193
    niemyet new posting --commune ha-noi --list
    """,
)
def posting(
    place: Annotated[
        str,
        typer.Option(
            "--commune", metavar="NƠI", help="Xã, phường: ha-noi/thuong-tin; hoặc ha-noi: mọi xã của tỉnh.", show_default=False
        ),
    ] = "",
    code: Annotated[
        list[str] | None, typer.Option("--procedure", metavar="MÃ", help="Mã thủ tục, ví dụ 1.001193.", show_default=False)
    ] = None,
    field: Annotated[str, typer.Option("--field", metavar="LĨNH VỰC", help="Niêm yết cả một lĩnh vực.", show_default=False)] = "",
    whole_list: Annotated[bool, typer.Option("--list", help="Niêm yết cả danh mục của tỉnh.")] = False,
    decision: Number = "",
    decision_date: Signed = "",
    posted: Annotated[str, typer.Option("--posted", metavar="NGÀY", help="Ngày niêm yết.", show_default=False)] = "",
    counter: Annotated[str, typer.Option("--counter", help="Quầy tiếp nhận.", show_default=False)] = "",
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Soạn bản niêm yết của xã: một thủ tục, cả một lĩnh vực, hoặc cả danh mục của tỉnh."""
    opened = open_reference(root, as_of)

    def make(talk: Dialogue) -> list[Draft]:
        found = _ask_communes(opened, talk, place)
        by = _ask_what(opened, talk, found, code or [], field, whole_list, decision, decision_date)
        usual = _propose_day(found, [one for decided in by.values() for one in decided.values()]) or opened.today
        day = talk.ask(posted, "--posted", POSTED, spell_day(usual if is_at_terminal() else opened.today), day_near(opened.today))
        return [_draft(opened, read, one, deciding, day, counter) for read in found for one, deciding in by[read.path].items()]

    write_until_taken(opened, make)


def _ask_communes(opened: Opened, talk: Dialogue, given: str) -> list[CommuneRecords]:
    """The commune of this path or name, or all of a province, as far as they have a commune.yaml."""
    reference = opened.reference
    resolved = resolve_reference(reference, opened.today)
    read_place = communes_of(reference)

    def read(answer: str) -> list[CommuneRecords]:
        place, files = read_place(answer)
        found = [_load(opened.root, one, reference, resolved) for one in files]
        found = [one for one in found if one.commune is not None]
        if found:
            return found
        where = f"catalogue/{place}/commune.yaml" if "/" in place else f"'{answer}'"
        raise NotTakenError(
            f"danh mục chưa có xã, phường nào ở {where}; hãy chạy trước: niemyet new commune, hoặc new communes với một bảng",
            f"the catalogue has no commune at {where}; run first: niemyet new commune, or new communes with a table",
        )

    if not given:
        show_communes(reference)
    return talk.ask(given, "--commune", WHICH, None, read)


def _ask_what(
    opened: Opened,
    talk: Dialogue,
    found: Sequence[CommuneRecords],
    codes: Sequence[str],
    field: str,
    whole_list: bool,
    number: str,
    signed: str,
) -> Mapping[str, Mapping[str, Decision]]:
    """Commune → procedures to be posted there, each with its decision."""
    reference, today = opened.reference, opened.today
    if whole_list:
        by = _required(reference, found, today)
        if not number:
            return by
        decided = ask_decision(talk, number, signed, None, today)
        return {path: dict.fromkeys(listed, decided) for path, listed in by.items()}
    chosen = _ask_codes(opened, talk, found, codes, field)
    if all(one in read.postings for read in found for one in chosen):
        typer.echo(
            say(Bilingual(f"Đã niêm yết từ trước, giữ nguyên: {', '.join(chosen)}", f"Posted before, stays: {', '.join(chosen)}"))
        )
        raise typer.Exit(0)
    beside = partial(_read_neighbours, opened, found[0].path)
    decided = ask_decision(talk, number, signed, _propose_decision(reference, found, today, beside), today)
    return {read.path: dict.fromkeys(chosen, decided) for read in found}


def _ask_codes(
    opened: Opened, talk: Dialogue, found: Sequence[CommuneRecords], codes: Sequence[str], field: str
) -> Sequence[str]:
    law = opened.reference.law_of(found[0].path.split("/")[0])
    if field:
        chosen = talk.ask(field, "--field", Bilingual("Lĩnh vực", "Field"), None, field_of(law))
        return [code for code, versions in law.procedures.items() if versions and versions[0].field == chosen]
    if not codes:
        _show_postings(opened, found, law)
    return talk.ask(",".join(codes), "--procedure", PROCEDURE, None, codes_of(law))


def _show_postings(opened: Opened, found: Sequence[CommuneRecords], law: ReferenceIndex) -> None:
    """Says what a commune has posted, and what its province's list still asks for."""
    if len(found) > 1:
        tell(f"Cho {len(found)} xã, phường.", f"For {len(found)} communes.")
        return
    [read] = found
    tell(f"Đã niêm yết {len(read.postings)} thủ tục.", f"{len(read.postings)} procedures are posted.")
    province = opened.reference.provinces.get(read.path.split("/")[0])
    if province is None or read.commune is None:
        return
    left = [code for code in required_procedures(province.province, read.commune, opened.today) if code not in read.postings]
    named = [f"  {code}  {versions[-1].name}" for code in left[:MOST_SHOWN] if (versions := law.procedures.get(code))]
    if left:
        tell(
            f"Danh mục của tỉnh còn {len(left)} thủ tục chưa niêm yết:", f"Of the province's list {len(left)} are not posted yet:"
        )
        tell("\n".join(named), "\n".join(named))
    if len(left) > MOST_SHOWN:
        tell("  …", "  …")


def _draft(opened: Opened, read: CommuneRecords, code: str, decided: Decision, day: date, counter: str) -> Draft:
    procedure = current_version(opened.reference.versions(code), opened.today)
    return draft_posting(
        read.path, code, procedure.name, decided, day, counter or _propose_counter(opened, read, procedure.field)
    )


def _propose_counter(opened: Opened, read: CommuneRecords, field: str) -> str:
    """The counter that takes a field; of several the one of most postings of the field, else the first; '' for none."""
    counters = [one.name for one in (read.commune.counters if read.commune else ()) if field in one.fields]
    beside = (
        posting.counter
        for code, posting in read.postings.items()
        if posting.counter in counters and current_version(opened.reference.versions(code), opened.today).field == field
    )
    return max(counters, key=Counter(beside).__getitem__, default="")


def _propose_day(found: Sequence[CommuneRecords], decisions: Sequence[Decision]) -> date | None:
    """The day on which a single commune has posted others under the same decision: a decision is mostly posted at once."""
    numbers = {decision.number for decision in decisions}
    if len(found) != 1 or len(numbers) != 1:
        return None
    return max((posting.posted for posting in found[0].postings.values() if posting.decision.number in numbers), default=None)


def _read_neighbours(opened: Opened, path: str) -> Iterator[CommuneRecords]:
    """Some other communes of the same province."""
    reference, province = opened.reference, path.split("/")[0]
    resolved = resolve_reference(reference, opened.today)
    others = [files for files in reference.communes if files.province == province and files.path != path]
    return (_load(opened.root, files, reference, resolved) for files in others[:MOST_NEIGHBOURS])


def _load(root: Path, files: CommuneFiles, reference: Reference, resolved: ResolvedReference) -> CommuneRecords:
    law = law_of_communes(reference, resolved, files.province)
    return load_commune(root, files, law, resolves=False).records


def _required(reference: Reference, found: Sequence[CommuneRecords], today: date) -> dict[str, dict[str, Decision]]:
    """Commune → what the province's list asks of it, each with the decision that brought it; what has no record is named once."""
    asked: dict[str, dict[str, Decision]] = {}
    missing: dict[str, None] = {}
    for read in found:
        province = read.path.split("/")[0]
        record = reference.provinces.get(province)
        if record is None or record.province.list is None or read.commune is None:
            command = f"niemyet import danh-muc.xlsx --province {province} --decision … --date …"
            vi = f"tỉnh chưa có danh mục; hãy chạy trước: {command}"
            stop(Bilingual(vi, f"the province has no list; run first: {command}"), status=2)
        required, law = required_procedures(record.province, read.commune, today), reference.law_of(province)
        missing |= dict.fromkeys(code for code in required if not law.procedures.get(code))
        asked[read.path] = {code: one.decision for code, one in required.items() if law.procedures.get(code)}
    if missing:
        named = ", ".join(missing)
        vi, en = (
            f"Bỏ qua {len(missing)} mã của danh mục chưa có bản chung: {named}",
            f"Codes of the list without a record: {named}",
        )
        typer.echo(say(Bilingual(vi, en)), err=True)
    return asked


def _propose_decision(
    reference: Reference, found: Sequence[CommuneRecords], today: date, neighbours: Callable[[], Iterable[CommuneRecords]]
) -> Decision | None:
    """The latest decision among a commune's postings and those behind its list; for several, behind what the list asks of all.

    Where there are none, that of the neighbours.
    """
    [first, *others] = found
    of_province = reference.provinces.get(first.path.split("/")[0])
    listed = of_province.province.list if of_province is not None else None
    used = [] if others else [posting.decision for posting in first.postings.values() if posting.decision.date is not None]
    if of_province is not None and listed is not None and first.commune is not None:
        required = list_required(listed, today) if others else required_procedures(of_province.province, first.commune, today)
        used += [one.decision for one in required.values()] or [listed.decision]
    if not used:
        used = [posting.decision for read in neighbours() for posting in read.postings.values()]
    return max(used, key=lambda decision: (decision.date or date.min, decision.number), default=None)
