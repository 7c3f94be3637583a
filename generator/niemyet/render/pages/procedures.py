"""The pages of the law: all procedures, one procedure with who posts it, fields and life events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from niemyet.render import addresses
from niemyet.render.alphabet import Term, arrange
from niemyet.render.coming import describe_coming
from niemyet.render.listings import ComparedPosting, ListedCommune
from niemyet.render.pages.procedure_fragments import ROOT_MARK, ProcedureFragments
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.render.summaries import card_fees
from niemyet.render.wording import name_unit
from niemyet.resolve.answers import answers_in
from niemyet.resolve.procedures import DatedProcedure, resolve_for_province
from niemyet.resolve.site import ResolvedReference

MOST_ROWS = 50
"""A procedure's page compares communes in full up to this many; beyond, it names provinces and links on."""


class ComparedCommune(NamedTuple):
    """One row of a comparison: a commune's posting of the procedure at hand."""

    path: str
    name: str
    posting: ComparedPosting


@dataclass(frozen=True, slots=True)
class ComparedProcedure:
    """A procedure's postings by the path of their province."""

    code: str
    posted: Mapping[str, list[ComparedCommune]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A procedure's postings in one province; `table` is empty where it is on a page of its own."""

    path: str
    name: str
    count: int
    fees: str
    deadlines: list[str]
    table: Markup | str


def render_lists(renderer: TemplateRenderer, reference: ResolvedReference) -> Iterator[Page]:
    """The list of all procedures, the fields and the life events."""
    yield _render_index(renderer, reference)
    yield _render_alphabet(renderer, reference)
    current = in_force(reference.procedures.values())
    for name in reference.fields:
        yield _render_field(renderer, reference, name, [dated for dated in current if dated.procedure.field == name])
    yield renderer.render_page(
        "life-events",
        addresses.LIFE_EVENTS,
        title="Sự kiện trong đời",
        description="Các thủ tục cần làm khi sinh con, kết hôn, chuyển nhà, mở cửa hàng, theo thứ tự thường gặp.",
        file="catalogue/reference/life-events.yaml",
        life_events=reference.life_events,
    )
    for name in reference.life_events:
        yield _render_life_event(renderer, reference, name)


def compare_postings(codes: Iterable[str], communes: Iterable[ListedCommune]) -> list[ComparedProcedure]:
    """For each of these procedures who posts it, by province, in the order of the codes."""
    posted: dict[str, dict[str, list[ComparedCommune]]] = {code: {} for code in codes}
    for commune in communes:
        province = commune.path.split("/")[0]
        for code, by_province in posted.items():
            if code in commune.postings:
                row = ComparedCommune(commune.path, commune.name, commune.postings[code])
                by_province.setdefault(province, []).append(row)
    return [ComparedProcedure(code, rows) for code, rows in posted.items()]


def in_force(procedures: Iterable[DatedProcedure]) -> list[DatedProcedure]:
    """The procedures that can be used today or soon, in the order given."""
    return [dated for dated in procedures if dated.standing in ("in_force", "not_yet")]


def _render_index(renderer: TemplateRenderer, reference: ResolvedReference) -> Page:
    current = in_force(reference.procedures.values())
    by_field = [
        (name, field, items)
        for name, field in reference.fields.items()
        if (items := [dated for dated in current if dated.procedure.field == name])
    ]
    return renderer.render_page(
        "procedures",
        addresses.PROCEDURES,
        title="Tất cả thủ tục",
        description=f"{len(current)} thủ tục hành chính cấp xã theo lĩnh vực.",
        file="catalogue/reference/fields.yaml",
        total=len(current),
        by_field=by_field,
        stopped=[dated for dated in reference.procedures.values() if dated.standing in ("ended", "repealed")],
    )


def _render_alphabet(renderer: TemplateRenderer, reference: ResolvedReference) -> Page:
    current = [dated.procedure for dated in in_force(reference.procedures.values())]
    terms = (Term(text, procedure.code) for procedure in current for text in (procedure.name, *procedure.aliases))
    return renderer.render_page(
        "alphabet",
        addresses.ALPHABET,
        title="Thủ tục từ A đến Z",
        description="Tên chính thức và tên thường gọi của các thủ tục, theo bảng chữ cái.",
        file="catalogue/reference/fields.yaml",
        letters=arrange(terms),
        names={procedure.code: procedure.name for procedure in current},
    )


def render_procedure(
    renderer: TemplateRenderer, reference: ResolvedReference, parts: ProcedureFragments, compared: ComparedProcedure
) -> Iterator[Page]:
    """One procedure's page, then its comparison in each province. `parts` are for pages two folders deep."""
    dated, posted = reference.procedures[compared.code], compared.posted
    procedure = dated.procedure
    code = procedure.code
    address = addresses.of_procedure(code)
    in_full = sum(map(len, posted.values())) <= MOST_ROWS
    comparisons = []
    tables: dict[str, Markup] = {}
    for province_path, rows in posted.items():
        name = name_unit(reference.provinces[province_path].province)
        fees = card_fees(answers_in(reference.provinces[province_path].procedures[code], None, reference.today), {})
        tables[province_path] = _render_comparison(renderer, name, code, fees, rows)
        table = tables[province_path].replace(ROOT_MARK, parts.root) if in_full else ""
        deadlines = list(dict.fromkeys(row.posting.deadlines for row in rows))
        comparisons.append(Comparison(province_path, name, len(rows), fees, deadlines, table))
    national = resolve_for_province(dated, None, reference.today)
    yield renderer.render_page(
        "procedure",
        address,
        title=procedure.name,
        description=procedure.summary or f"Giấy tờ, phí, thời hạn và trình tự của thủ tục {procedure.name}.",
        file=reference.procedure_files[code],
        procedure=procedure,
        field_name=reference.fields[procedure.field].name,
        standing=dated.standing,
        notices=[describe_coming(change, procedure.case_names) for change in dated.coming],
        law_html=parts.law(national, None),
        comparisons=comparisons,
        papers_html=parts.papers(procedure),
        fees_html=parts.fees(national, None),
        deadlines_html=parts.deadlines(answers_in(national, None, reference.today), national.terms.deadlines, None),
        channels_html=parts.channels(procedure),
        after_html=parts.after(procedure),
        dates_html=parts.dates(national, None),
    )
    for province_path, rows in posted.items():
        name = name_unit(reference.provinces[province_path].province)
        yield renderer.render_page(
            "comparison",
            addresses.of_procedure_in(code, province_path),
            title=f"{procedure.name} tại {name}",
            description=f"So sánh phí và thời hạn của {len(rows)} xã, phường tại {name}.",
            file=reference.procedure_files[code],
            procedure=procedure,
            name=name,
            count=len(rows),
            table_html=tables[province_path].replace(ROOT_MARK, "../../../"),
        )


def _render_comparison(renderer: TemplateRenderer, name: str, code: str, fees: str, rows: list[ComparedCommune]) -> Markup:
    """The table, with the mark for the way to the root: it stands on two pages of different depth."""
    usual_deadlines = Counter(row.posting.deadlines for row in rows).most_common(1)[0][0]
    return renderer.render_fragment(
        "part-comparison.html",
        root=Markup(ROOT_MARK),
        name=name,
        code=code,
        rows=rows,
        fees=fees,
        usual_deadlines=usual_deadlines,
    )


def _render_field(renderer: TemplateRenderer, reference: ResolvedReference, name: str, items: Sequence[DatedProcedure]) -> Page:
    field = reference.fields[name]
    return renderer.render_page(
        "field",
        addresses.of_field(name),
        title=f"Lĩnh vực {field.name}",
        description=field.summary or f"{len(items)} thủ tục trong lĩnh vực {field.name}.",
        file="catalogue/reference/fields.yaml",
        field=field,
        items=items,
    )


def _render_life_event(renderer: TemplateRenderer, reference: ResolvedReference, name: str) -> Page:
    event = reference.life_events[name]
    order = {code: place for place, code in enumerate(event.order)}
    items = [d for d in in_force(reference.procedures.values()) if name in d.procedure.life_events]
    items.sort(key=lambda dated: (order.get(dated.procedure.code, len(order)), dated.procedure.code))
    return renderer.render_page(
        "life-event",
        addresses.of_life_event(name),
        title=event.name,
        description=event.summary or f"Các thủ tục thường gặp: {event.name}.",
        file="catalogue/reference/life-events.yaml",
        event=event,
        items=items,
    )
