"""The pages of the procedures, each of which compares the communes that post it."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from niemyet.build.context import SiteContext
from niemyet.render.pages.procedure_fragments import FragmentKey
from niemyet.render.pages.procedures import ProcedureView, render_procedure


def build_procedures(context: SiteContext, views: Sequence[ProcedureView]) -> list[tuple[str, list[str]]]:
    """Makes the pages of some procedures; gives each code with its files."""
    renderer, fragments = context.renderer, context.procedure_fragments
    return [(view.compared.code, context.write(render_procedure(renderer, fragments, view))) for view in views]


def render_fragments_ahead(context: SiteContext, codes: Sequence[str]) -> Mapping[FragmentKey, Markup]:
    """Renders what all communes share of some procedures, to be kept by the workers to come."""
    provinces = [law.province for law in context.laws.values() if law.province is not None]
    return context.communes.parts.render_ahead(provinces, codes)
