"""The national page of a procedure, with who posts it, and its comparison of the communes of each province."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup

from niemyet.render import addresses
from niemyet.render.choosing import FeeWords
from niemyet.render.coming import describe_coming
from niemyet.render.listings import ComparedPosting, ListedCommune
from niemyet.render.pages.lists import name_variously
from niemyet.render.pages.procedure_fragments import ROOT_MARK, ProcedureFragments
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.render.summaries import card_fees
from niemyet.resolve.answers import answers_in
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.news import NewsOf
from niemyet.resolve.procedures import ProvincialProcedure
from niemyet.values import dataclass

MOST_ROWS = 50
"""Up to this many communes, a procedure's page shows the comparison itself; with more, it links to one page per province."""


class ComparedCommune(NamedTuple):
    """One row of a comparison: a commune and its posting of the procedure."""

    path: str
    name: str
    posting: ComparedPosting


@dataclass(frozen=True, slots=True)
class ComparedProcedure:
    """A procedure's postings, by the path of the province."""

    code: str
    posted: Mapping[str, list[ComparedCommune]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A procedure's postings in one province; `table` and `communes` (path, name) are empty if they have a page of their own."""

    path: str
    name: str
    count: int
    fees: str
    deadlines: list[str]
    table: Markup | str
    communes: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """The inputs of the pages of one procedure."""

    file: str
    """The file of the version that is shown."""
    national: ProvincialProcedure
    """The procedure as it applies where no province sets anything."""
    provinces: Mapping[str, ResolvedProvince]
    """The provinces in which it is posted, each restricted to this procedure."""
    compared: ComparedProcedure
    news: NewsOf


def compare_postings(codes: Iterable[str], communes: Iterable[ListedCommune]) -> list[ComparedProcedure]:
    """Who posts each of these procedures, by province, in the order of the codes."""
    posted: dict[str, dict[str, list[ComparedCommune]]] = {code: {} for code in codes}
    for commune in communes:
        province = commune.path.split("/")[0]
        for code, by_province in posted.items():
            if code in commune.postings:
                row = ComparedCommune(commune.path, commune.name, commune.postings[code])
                by_province.setdefault(province, []).append(row)
    return [ComparedProcedure(code, rows) for code, rows in posted.items()]


def render_procedure(renderer: TemplateRenderer, parts: ProcedureFragments, view: ProcedureView) -> Iterator[Page]:
    """Yields the procedure's page, then its comparisons. `parts` must be for pages two folders deep."""
    national, posted, language = view.national, view.compared.posted, renderer.language
    dated, procedure = national.dated, national.procedure
    code, answers = procedure.code, answers_in(national)
    address = addresses.of_procedure(code)
    in_full = sum(map(len, posted.values())) <= MOST_ROWS
    comparisons = []
    tables: dict[str, Markup] = {}
    for province_path, rows in posted.items():
        name = language.name_unit(view.provinces[province_path].province)
        provincial = view.provinces[province_path].procedures[code]
        fees = card_fees(answers if provincial.overlay is None else answers_in(provincial), {}, language)
        tables[province_path] = _render_comparison(renderer, name, code, fees, rows)
        table = tables[province_path].replace(ROOT_MARK, parts.root) if in_full else ""
        deadlines = list(dict.fromkeys(row.posting.deadlines[language.place] for row in rows))
        communes = [(row.path, language.unit(row.name)) for row in rows] if in_full else []
        comparisons.append(Comparison(province_path, name, len(rows), fees, deadlines, table, communes))
    title, about = language.text(procedure.title), "Giấy tờ, phí, thời hạn và trình tự của thủ tục {name}."
    yield renderer.render_page(
        "procedure",
        address,
        title=f"{title}, {language.unit(dated.owner.name)}" if dated.owner is not None else title,
        told=language.say("{name}: giấy tờ, phí, thời hạn", name=title),
        owner=dated.owner,
        description=language.text(procedure.summary or "") or language.say(about, name=title),
        file=view.file,
        links=renderer.share_links(address, title),
        procedure=procedure,
        field_name=dated.field_name,
        standing=dated.standing,
        aliases=[*islice(name_variously(procedure, language), 1, None)],
        notices=[describe_coming(change, procedure.case_names, language) for change in dated.coming],
        law_html=parts.law(national, None),
        comparisons=comparisons,
        news=view.news,
        papers_html=parts.papers(national),
        fees_html=parts.fees(FeeWords(answers, national.documents, language), national, None),
        deadlines_html=parts.deadlines(answers, national.terms.deadlines, national, None),
        results_html=parts.results(national),
        channels_html=parts.channels(national),
        after_html=parts.after(national),
        dates_html=parts.dates(national, None),
    )
    for province_path, rows in posted.items():
        name = language.name_unit(view.provinces[province_path].province)
        yield renderer.render_page(
            "comparison",
            addresses.of_procedure_in(code, province_path),
            title=title + language.say(" tại {name}", name=name),
            description=language.many("So sánh phí và thời hạn của {number} xã, phường tại {name}.", len(rows), name=name),
            file=view.file,
            procedure=procedure,
            owner=dated.owner,
            name=name,
            count=len(rows),
            table_html=tables[province_path].replace(ROOT_MARK, "../../../"),
        )


def _render_comparison(renderer: TemplateRenderer, name: str, code: str, fees: str, rows: list[ComparedCommune]) -> Markup:
    """The table, with `ROOT_MARK` for the path to the root, because it is shown on pages of different depth."""
    place = renderer.language.place
    shown = [(row, row.posting.fees[place] if row.posting.fees else fees, row.posting.deadlines[place]) for row in rows]
    usual_deadlines = Counter(deadlines for _, _, deadlines in shown).most_common(1)[0][0]
    usual_fees = Counter(own for _, own, _ in shown).most_common(1)[0][0]
    return renderer.render_fragment(
        "part-comparison.html",
        root=Markup(ROOT_MARK),
        name=name,
        code=code,
        rows=shown,
        usual_fees=usual_fees,
        usual_deadlines=usual_deadlines,
    )
