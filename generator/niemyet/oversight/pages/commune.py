"""The page of figures of one commune: /theo-doi/ha-noi/thuong-tin/. Made with the commune's own pages."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from niemyet.model.orthography import capitalize
from niemyet.model.oversight.record import CommuneYear
from niemyet.model.pictures import PictureFile
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.data import describe_figures
from niemyet.oversight.pages.awarded import render_awarded_of_commune
from niemyet.oversight.pages.block import Block
from niemyet.oversight.pages.commune_words import PROCEDURE_HEADS, CommuneWords, ProvinceWords
from niemyet.oversight.pages.computed_commune import (
    draw_figures,
    draw_months,
    list_excepted,
    list_failing,
    list_outside,
    say_months,
    tabulate_procedures,
)
from niemyet.oversight.pages.frame import FIGURES_CSV, FIGURES_JSON, join_blocks
from niemyet.oversight.pages.office import RATINGS_CSV, render_office, write_ratings
from niemyet.oversight.pages.reported import render_reported_of_commune
from niemyet.oversight.reported_data import write_years
from niemyet.oversight.reported_others import is_mended, list_findings
from niemyet.oversight.required import Requirements
from niemyet.oversight.tables import PROCEDURES, tabulate_commune, write_figures_csv
from niemyet.oversight.words import FIGURES, command_of, say_limit, say_share
from niemyet.render import addresses
from niemyet.render.data_files import find_beside, write_json
from niemyet.render.foreign_text import show_text
from niemyet.render.frames import hold, split_held
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.communes import ResolvedCommune


class Computed(NamedTuple):
    """What is computed of a commune: the content of the block, and what is put into its slots once the page is finished, because
    it is most of the page."""

    content: Markup
    slots: Mapping[str, bytes]

    def fill(self, page: bytes) -> bytes:
        """The page that shows the content, whole."""
        return split_held(page).fill(self.slots)


class CommuneOversight:
    """Renders the pages of figures of communes, in one language; the files beside them with the Vietnamese ones."""

    def __init__(self, renderer: TemplateRenderer) -> None:
        self.renderer = renderer
        self._words: tuple[Requirements, ProvinceWords] | None = None

    def render_computed(
        self, resolved: ResolvedCommune, figures: Compliance, required: Requirements, root: str, *, alone: bool = True
    ) -> Computed:
        """What is computed of a commune. `alone`: it is the only one of its page, which has files beside it."""
        language = self.renderer.language
        anchor = "" if alone else f"{resolved.path.replace('/', '-')}-"
        words = CommuneWords(resolved.path, self._words_of(required), root, anchor)
        beside = find_beside(addresses.of_oversight(resolved.path), language)
        by_month = [(one.day, one.posted) for one in figures.months]
        failing, rows = [*list_failing(figures, words)], tabulate_procedures(figures, words)
        content = self.renderer.render_fragment(
            "part-oversight-commune.html",
            root=root,
            path=resolved.path,
            anchor=words.anchor,
            figures=figures,
            bars=draw_figures(figures, words),
            failing=failing,
            named=FIGURES,
            limit=say_limit(resolved.province, language),
            ages=_say_ages(figures, words),
            outside=list_outside(figures, words),
            excepted=list_excepted(figures, words),
            months=draw_months(by_month, language) if figures.has_list else "",
            months_said=say_months(by_month, language),
            rows=Markup(hold("rows")) if rows else "",
            heads=[language.say(head) for head in PROCEDURE_HEADS],
            files=[("CSV", beside + FIGURES_CSV), ("JSON", beside + FIGURES_JSON)] if alone else [],
            command=command_of(resolved.path),
        )
        return Computed(content, {"rows": rows, **{slot: listed for one in failing for slot, listed in one.slots.items()}})

    def _words_of(self, required: Requirements) -> ProvinceWords:
        """Those of one province at a time, because communes are sorted by province."""
        if self._words is None or self._words[0] is not required:
            self._words = required, ProvinceWords(required.title_of, self.renderer.language)
        return self._words[1]

    def render(
        self,
        resolved: ResolvedCommune,
        figures: Compliance,
        required: Requirements,
        years: Mapping[str, CommuneYear],
        photos: Mapping[str, PictureFile],
    ) -> Iterator[Page | OutputFile]:
        """The page of a commune and its data. Of `resolved` the commune and its province are enough; `years` are its figures that
        people enter, by year, `photos` those of its board by the names of their files."""
        address, language = addresses.of_oversight(resolved.path), self.renderer.language
        root, name = addresses.root_from(address), language.unit(figures.name)
        computed, block = self.render_computed(resolved, figures, required, root), Block(self.renderer, figures.day, root)
        known = {*(one.facts.code for one in figures.postings), *(one.code for one in figures.missing)}

        def name_of(code: str) -> str:
            """Of what the figures are about, which is in the page's key; another code stands for itself."""
            title = required.title_of(code) if code in known else ""
            return Markup("{} ({})").format(show_text(title, language), code) if title else code

        page = self.renderer.render_page(
            "oversight-commune",
            address,
            title=language.say("Theo dõi niêm yết: {name}", name=name),
            description=language.say(
                "{name}: {share} thủ tục của danh mục đã niêm yết, tính đến {day}; đủ bộ phận, còn đúng, đúng hạn.",
                name=capitalize(name),
                share=say_share(figures.posted, language),
                day=language.day(figures.day),
            ),
            path=resolved.path,
            name=name,
            province=resolved.province,
            province_path=resolved.province_path,
            sample=figures.sample,
            day=figures.day,
            open=sum(not is_mended(one.finding, figures.day) for one in list_findings(years, figures.day)),
            blocks=join_blocks(
                computed.content + render_office(self.renderer, resolved, figures.day, root),
                render_reported_of_commune(block, resolved, years, figures, photos, name_of),
                render_awarded_of_commune(block, years),
                language,
            ),
        )
        yield Page(page.address, computed.fill(page.body))
        if language.code != VIETNAMESE.code:
            return
        yield from write_years(address, {resolved.path: years})
        if resolved.ratings:
            yield OutputFile(f"{address}{RATINGS_CSV}", write_ratings(resolved.ratings))
        rows = tuple(tabulate_commune(figures, required.name_of))
        table = {"columns": [column.key for column in PROCEDURES], "procedures": rows}
        yield OutputFile(f"{address}{FIGURES_CSV}", write_figures_csv(PROCEDURES, rows))
        yield OutputFile(f"{address}{FIGURES_JSON}", write_json(describe_figures(figures) | table, compact=True))


def _say_ages(figures: Compliance, words: CommuneWords) -> dict[str, object]:
    """How long ago postings were last confirmed: the median, and the oldest with its posting."""
    if not figures.ages:
        return {}
    days, code = figures.ages[0]
    return {"median": figures.median_age or 0, "oldest": days, "link": words.link(code)}
