"""Builds the procedures' pages, which compare the communes that post them. Runs here or in a worker."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from markupsafe import Markup

from niemyet.building.context import SiteContext
from niemyet.building.inputs import Law
from niemyet.open_data.law import write_procedure
from niemyet.publish.listing import Listing
from niemyet.render.listings import ListedCommune
from niemyet.render.pages.procedure_fragments import FragmentKey
from niemyet.render.pages.procedures import ProcedureView, compare_postings, render_procedure
from niemyet.render.renderer import OutputFile
from niemyet.resolve.news import NO_NEWS
from niemyet.resolve.site import resolve_alone


def view_procedures(codes: Sequence[str], communes: Sequence[ListedCommune], law: Law) -> list[ProcedureView]:
    """The views of some procedures' pages."""
    resolved = law.resolved
    return [
        ProcedureView(
            resolved.procedure_files[compared.code],
            resolve_alone(law.reference, resolved, compared.code),
            {path: resolved.provinces[path].narrow([compared.code]) for path in compared.posted},
            compared,
            resolved.news_of_procedures.get(compared.code, NO_NEWS),
        )
        for compared in compare_postings(codes, communes)
    ]


def build_procedures(context: SiteContext, views: Sequence[ProcedureView]) -> list[tuple[str, Listing]]:
    """Writes the pages of some procedures; returns each code with its files."""
    built = list[tuple[str, Listing]]()
    for view in views:
        rendered = (render_procedure(one.renderer, one, view) for one in context.procedure_fragments)
        data = _describe(context, view) if context.open_data else ()
        built.append((view.compared.code, context.write(chain(chain.from_iterable(rendered), data))))
    return built


def _describe(context: SiteContext, view: ProcedureView) -> Iterator[OutputFile]:
    """The procedure as data."""
    return write_procedure(context.frame_set.site_url, view, context.open_data, context.commune_data.tabulate, context.today)


def render_fragments_ahead(context: SiteContext, codes: Sequence[str]) -> list[Mapping[FragmentKey, Markup]]:
    """Renders the fragments of some procedures that all communes share, so that later workers start with them: for each
    language."""
    provinces = [law.province for law in context.laws.values() if law.province is not None]
    return [one.parts.render_ahead(provinces, codes) for one in context.communes]
