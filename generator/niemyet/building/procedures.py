"""Builds the procedures' pages, which compare the communes that post them. Runs here or in a worker."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from niemyet.building.context import SiteContext
from niemyet.render.pages.procedure_fragments import FragmentKey
from niemyet.render.pages.procedures import ProcedureView, render_procedure


def build_procedures(context: SiteContext, views: Sequence[ProcedureView]) -> list[tuple[str, list[str]]]:
    """Writes the pages of some procedures; returns each code with the paths of its files."""
    renderer, fragments = context.renderer, context.procedure_fragments
    return [(view.compared.code, context.write(render_procedure(renderer, fragments, view))) for view in views]


def render_fragments_ahead(context: SiteContext, codes: Sequence[str]) -> Mapping[FragmentKey, Markup]:
    """Renders the fragments of some procedures that all communes share, so that later workers start with them."""
    provinces = [law.province for law in context.laws.values() if law.province is not None]
    return context.communes.parts.render_ahead(provinces, codes)
