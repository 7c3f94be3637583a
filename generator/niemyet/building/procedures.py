"""Builds the procedures' pages, which compare the communes that post them. Runs here or in a worker."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from markupsafe import Markup

from niemyet.building.context import SiteContext
from niemyet.open_data.law import write_procedure
from niemyet.publish.listing import Listing
from niemyet.render.pages.procedure_fragments import FragmentKey
from niemyet.render.pages.procedures import ProcedureView, render_procedure
from niemyet.render.renderer import OutputFile


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
    return write_procedure(context.frame_set.site_url, view, context.open_data, context.commune_data.tabulate)


def render_fragments_ahead(context: SiteContext, codes: Sequence[str]) -> list[Mapping[FragmentKey, Markup]]:
    """Renders the fragments of some procedures that all communes share, so that later workers start with them: for each
    language."""
    provinces = [law.province for law in context.laws.values() if law.province is not None]
    return [one.parts.render_ahead(provinces, codes) for one in context.communes]
