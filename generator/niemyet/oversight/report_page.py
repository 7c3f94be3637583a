"""The report as one HTML file to keep or to pass on, and the two blocks of figures that people enter as text: what the pages
below /theo-doi/ say, the summary first.

Takes resolved communes and the folder of the theme; gives the bytes of a page that needs nothing beside it, or lines. Of several
communes each stands below the sums.
"""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from markupsafe import Markup

from niemyet.model.orthography import capitalize
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.figures import figure_resolved
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.page_text import write_lines
from niemyet.oversight.pages import awarded, frame, reported
from niemyet.oversight.pages.block import Block
from niemyet.oversight.pages.commune import CommuneOversight
from niemyet.oversight.pages.computed_places import draw_months_of, draw_sums
from niemyet.oversight.pages.office import render_office
from niemyet.oversight.required import Requirements
from niemyet.oversight.totals import Totals, total_commune
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.renderer import FrameSet, TemplateRenderer, compile_templates, set_up_renderer
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.site import ResolvedReference

STYLESHEETS = ("assets/niemyet.css", "assets/figures.css")
_SAMPLE = Markup('<p class="note note--sample"><strong>{}</strong> {}</p>')


class ReportBlocks:
    """Renders the blocks of the pages of figures for a report."""

    def __init__(self, reference: ResolvedReference, theme: Path, address: str = "", language: Language = VIETNAMESE) -> None:
        """`address` is that of the site, to whose pages links lead; "" if none is known."""
        self.reference, self.theme, self.address = reference, theme, address
        self.renderer: TemplateRenderer = set_up_renderer(FrameSet({}, theme, compile_templates(theme), "", ()), language)
        self._block = Block(self.renderer, reference.today, address, alone=False)

    def of_office(self, commune: ResolvedCommune) -> Markup:
        """What is planned for the commune's office, and how readers rate its pages: the end of what is computed of it."""
        anchor, today = f"{commune.path.replace('/', '-')}-", self.reference.today
        return render_office(self.renderer, commune, today, self.address, anchor, alone=False)

    def of_commune(self, commune: ResolvedCommune) -> tuple[tuple[str, Markup], ...]:
        """What the commune reports and what others say of it, each with its title."""
        years, block = self.reference.reported.communes.get(commune.path, {}), self._block
        told = reported.render_reported_of_commune(block, commune, years, figure_resolved(commune, self.reference))
        said = awarded.render_awarded_of_commune(block, years)
        return self._name(told, said)

    def _name(self, told: Markup, said: Markup) -> tuple[tuple[str, Markup], ...]:
        say = self.renderer.language.say
        return (say(reported.TITLE), told), (say(awarded.TITLE), said)

    def of_provinces(self, totals: Sequence[Totals]) -> Iterator[tuple[str, tuple[tuple[str, Markup], ...]]]:
        """The same of the provinces of several communes, by name."""
        for path in dict.fromkeys(one.path.partition("/")[0] for one in totals):
            communes = [Overseen(one) for one in totals if one.path.startswith(f"{path}/")]
            province = self.reference.provinces[path]
            place = (self._block, province, communes, self.reference.reported)
            told, said = reported.render_reported_of_province(*place), awarded.render_awarded_of_province(*place)
            yield self.renderer.language.name_unit(province.province), self._name(told, said)


def write_report_text(communes: Sequence[ResolvedCommune], blocks: ReportBlocks) -> bytes:
    """What is planned for the office and the figures that people enter, as text: of several communes what stands beside one
    another, then of each."""
    figures = [total_commune(figure_resolved(one, blocks.reference)) for one in communes] if len(communes) > 1 else []
    computed = blocks.renderer.language.say(frame.COMPUTED_TITLE)
    each = ((one.path, ((computed, blocks.of_office(one)), *blocks.of_commune(one))) for one in communes)
    places = [*blocks.of_provinces(figures), *each]
    lines = (
        line for name, parts in places for title, content in parts for line in ("", f"{name}: {title}", *write_lines(content, 2))
    )
    return "\n".join(lines).encode()


def write_report_page(communes: Sequence[ResolvedCommune], blocks: ReportBlocks) -> bytes:
    """The page of the communes."""
    reference, pages = blocks.reference, CommuneOversight(blocks.renderer)
    figures = [figure_resolved(commune, reference) for commune in communes]
    language = blocks.renderer.language
    say, heading = language.say, language.say("Theo dõi niêm yết")
    totals, parts = [total_commune(one) for one in figures], [Markup("<h1>{}</h1>").format(heading)]
    caption = say("Tính đến ngày {day}", day=language.day(reference.today))
    if any(one.sample for one in figures):
        parts.append(_SAMPLE.format(say("Dữ liệu mẫu."), say("Số liệu tính từ bản ghi minh họa.")))
    if len(communes) > 1:
        bars = draw_sums(totals, reference.today, language)
        parts += [bars, draw_months_of(totals, language)]
        parts += [_section(name, told) for name, told in blocks.of_provinces(totals)]
    for commune, one in zip(communes, figures, strict=True):
        told = (say(frame.COMPUTED_TITLE), _compute(pages, commune, one, blocks)), *blocks.of_commune(commune)
        parts.append(_section(language.unit(one.name), told))
    style = "".join((blocks.theme / name).read_text("utf-8") for name in STYLESHEETS)
    named = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    title = escape(f"{heading}: {caption}")
    head = f'<!doctype html>\n<html lang="{language.code}"><head>{named}<title>{title}</title><style>{style}</style></head>\n'
    return f'{head}<body><main class="sheet">{Markup().join(parts)}</main></body></html>\n'.encode()


def _compute(pages: CommuneOversight, commune: ResolvedCommune, figures: Compliance, blocks: ReportBlocks) -> Markup:
    reference = blocks.reference
    required = Requirements(reference.provinces[commune.province_path], reference.calendars, reference.today)
    computed = pages.render_computed(commune, figures, required, blocks.address, alone=False)
    return Markup(computed.fill(computed.content.encode()).decode()) + blocks.of_office(commune)


def _section(name: str, parts: Sequence[tuple[str, Markup]]) -> Markup:
    blocks = (Markup('<section class="block figures"><h3>{}</h3>{}</section>').format(title, content) for title, content in parts)
    return Markup("<section><h2>{}</h2>{}</section>").format(capitalize(name), Markup().join(blocks))
