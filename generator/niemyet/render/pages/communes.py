"""The pages of a commune: its own page and one page per posting."""

from collections.abc import Container, Hashable, Iterator, Mapping
from datetime import date
from html import escape

from markupsafe import Markup

from niemyet.model.orthography import capitalize
from niemyet.model.places import name_unit
from niemyet.model.reference import FieldOfWork
from niemyet.render import addresses
from niemyet.render.former import describe_former, has_doubts, other_names
from niemyet.render.hours import format_weekend_counter, tabulate_hours
from niemyet.render.listings import ListedPosting, ListedProcedure, list_procedure
from niemyet.render.pages.postings import REPORTED, PostingRenderer
from niemyet.render.pages.procedure_fragments import ProcedureFragments
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince

LATEST = 8
"""The number of latest confirmed postings on a commune's page."""


class CommuneRenderer:
    """Renders communes; what many communes share is rendered once and kept."""

    def __init__(self, renderer: TemplateRenderer, today: date, sheets: bool = False, feeds: bool = False) -> None:
        """`sheets`, `feeds`: whether the site has printed sheets and feeds of changes, to which pages then link."""
        self.renderer, self.sheets, self.feeds = renderer, sheets, feeds
        self.parts = ProcedureFragments(renderer, today, root="../../../")
        """The fragments for pages three folders deep."""
        self._postings = PostingRenderer(renderer, self.parts, sheets)
        self._province = ""
        self._procedures: dict[Hashable, ListedProcedure] = {}

    def list_procedures(self, province: ResolvedProvince) -> dict[str, ListedProcedure]:
        """The listed procedures of a province, or of its communes of certain kinds of area.

        Kept for one province at a time, because communes are sorted by province.
        """
        if self._province != province.path:
            self._province, self._procedures = province.path, {}
        listed: dict[str, ListedProcedure] = {}
        for code, provincial in province.procedures.items():
            key = code, provincial.terms.areas
            if key not in self._procedures:
                self._procedures[key] = list_procedure(provincial)
            listed[code] = self._procedures[key]
        return listed

    def render_commune(
        self, resolved: ResolvedCommune, listed: Mapping[str, ListedPosting], codes: Container[str]
    ) -> Iterator[Page]:
        """The commune's page, then the pages of the postings in `codes`. `listed` are all postings; `resolved` needs only those
        in `codes`."""
        yield self._render_overview(resolved, list(listed.values()))
        name, province = name_unit(resolved.commune), name_unit(resolved.province)
        texts = {
            **self._render_local_parts(resolved, root="../../../"),
            "at": escape(f" tại {name}"),
            "description": escape(f"Tại {name}, {province}: giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc."),
        }
        local = {slot: text.encode() for slot, text in texts.items()}
        for code, posted in resolved.postings.items():
            if code in codes:
                yield self._postings.render_posting(resolved, posted, listed[code].deadlines, local)

    def _render_local_parts(self, resolved: ResolvedCommune, root: str) -> dict[str, str]:
        commune, province, renderer = resolved.commune, resolved.province, self.renderer
        openings = commune.office.hours
        hours, weekend = tabulate_hours(openings), format_weekend_counter(openings)
        paths = {"province_path": resolved.province_path, "commune_path": resolved.path}
        sample = renderer.templates.get_template("_parts.html").module.sample_note()  # type: ignore[attr-defined]  # a macro
        return {
            "crumbs": renderer.render_fragment("part-crumbs.html", root=root, commune=commune, province=province, **paths),
            "where": escape(f"tại {name_unit(commune)}, {name_unit(province)}"),
            "place": renderer.render_fragment("part-place.html", root=root, commune=commune, hours=hours, weekend=weekend),
            "feedback": renderer.render_fragment("part-feedback.html", commune=commune, province=province),
            "report": renderer.render_fragment("part-report.html", commune=commune, **REPORTED),
            "sample": Markup(sample),
        }

    def _render_overview(self, resolved: ResolvedCommune, listed: list[ListedPosting]) -> Page:
        commune, province = resolved.commune, resolved.province
        procedures = self.list_procedures(resolved.provincial)
        current = [posting for posting in listed if posting.standing == "in_force"]
        name = name_unit(commune)
        local = self._render_local_parts(resolved, root="../../")
        return self.renderer.render_page(
            "commune",
            addresses.of_place(resolved.path),
            title=f"{capitalize(name)}, {name_unit(province)}",
            description=f"{len(current)} thủ tục hành chính niêm yết tại {name}: giấy tờ, phí, thời hạn, nơi nộp, giờ làm việc."
            if current
            else f"Nơi nộp hồ sơ và giờ làm việc của {name}.",
            file=f"catalogue/{resolved.path}/commune.yaml",
            commune=commune,
            former=describe_former(resolved.former),
            former_doubts=has_doubts(resolved.former),
            other_names=other_names(commune.former_names, resolved.former),
            province=province,
            province_path=resolved.province_path,
            fields=resolved.provincial.fields,
            current=len(current),
            procedures=procedures,
            by_field=_group_by_field(current, procedures, resolved.provincial.fields),
            stopped=[posting for posting in listed if posting.standing != "in_force"],
            to_review=[posting for posting in current if posting.to_review],
            latest=sorted(current, key=lambda posting: (posting.last_confirmed, posting.code), reverse=True)[:LATEST],
            sheets=self.sheets,
            feeds=self.feeds,
            links=self.renderer.render_fragment("part-feed.html", commune=commune) if self.feeds else "",
            place_html=local["place"],
            feedback_html=local["feedback"],
        )


def _group_by_field(
    postings: list[ListedPosting], procedures: Mapping[str, ListedProcedure], fields: Mapping[str, FieldOfWork]
) -> list[tuple[str, list[ListedPosting]]]:
    groups: dict[str, list[ListedPosting]] = {}
    for posting in postings:
        groups.setdefault(procedures[posting.code].field, []).append(posting)
    return [(field.name, groups[name]) for name, field in fields.items() if name in groups]
