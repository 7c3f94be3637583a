"""The pages of a commune: its own page and one page per posting."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape

from markupsafe import Markup

from niemyet.model.orthography import capitalize
from niemyet.model.reference import FieldOfWork
from niemyet.render import addresses
from niemyet.render.duty import DutyTables, find_soon, format_length, tabulate_duty
from niemyet.render.foreign_text import write_text
from niemyet.render.former import describe_former, has_doubts, name_former_source, other_names
from niemyet.render.government import density_of, format_area, format_kilometres
from niemyet.render.hours import format_weekend_counter, tabulate_hours
from niemyet.render.listings import ListedPosting, ListedProcedure
from niemyet.render.outline import draw_outline
from niemyet.render.pages.online import CommuneServices
from niemyet.render.pages.postings import REPORTED, PostingRenderer
from niemyet.render.pages.procedure_fragments import ProcedureFragments
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.render.search_facts import write_commune_facts
from niemyet.render.services import ServedProcedure
from niemyet.render.structured import describe_office, link_oembed
from niemyet.render.summaries import name_unknown
from niemyet.resolve.answers import KeptAnswers
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.news import NO_NEWS, NewsOf
from niemyet.resolve.version_codes import VersionCoder

LATEST = 8
EMPTY = "Nơi nộp hồ sơ và giờ làm việc của {name}."
"""The number of latest confirmed postings on a commune's page."""


class CommuneRenderer:
    """Renders communes in one language; what many communes share is rendered once and kept."""

    def __init__(
        self,
        renderer: TemplateRenderer,
        answers: KeptAnswers,
        today: date,
        sheets: bool = False,
        feeds: bool = False,
        described_at: str = "",
        embedded_at: str = "",
        coder: VersionCoder | None = None,
    ) -> None:
        """`sheets`, `feeds`: whether the site has printed sheets and feeds of changes, to which pages then link; `described_at`,
        `embedded_at` as in `PostingRenderer`."""
        self.renderer, self.today, self.sheets, self.feeds = renderer, today, sheets, feeds
        self.parts = ProcedureFragments(renderer, today, root="../../../")
        """The fragments for pages three folders deep."""
        self.embedded_at = embedded_at and embedded_at + renderer.language.folder
        self._postings = PostingRenderer(renderer, answers, self.parts, sheets, described_at, embedded_at, coder)
        self._services = CommuneServices(renderer)
        self._rows_of, self._rows = "", dict[tuple[str, ListedProcedure, str], Markup]()

    def render_commune(
        self,
        resolved: ResolvedCommune,
        listed: Mapping[str, ListedPosting],
        procedures: Mapping[str, ListedProcedure],
        codes: Container[str],
        news: NewsOf = NO_NEWS,
    ) -> Iterator[Page | OutputFile]:
        """The commune's page, what the search says of its postings, then the pages of those in `codes`.

        `listed` are all postings, `procedures` those of the province; `resolved` needs only those in `codes`."""
        language = self.renderer.language
        yield self._render_overview(resolved, list(listed.values()), procedures, news)
        if resolved.boundary is not None and not language.folder:
            yield OutputFile(addresses.of_boundary(resolved.path), resolved.boundary.data)
        yield write_commune_facts(resolved.path, listed, procedures, language)
        stale = [(code, posted) for code, posted in resolved.postings.items() if code in codes]
        if not stale:
            return
        name, province = language.name_unit(resolved.commune), language.name_unit(resolved.province)
        description = "Tại {commune}, {province}: giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc."
        texts = {
            **self._render_local_parts(resolved),
            "folder": self._folder_of_files(resolved, "../../../"),
            "at": escape(language.say(" tại {name}", name=name)),
            "description": escape(language.say(description, commune=name, province=province)),
        }
        local = {slot: text.encode() for slot, text in texts.items()}
        local["described_office"] = describe_office(resolved.commune, resolved.province, language)
        for code, posted in stale:
            yield self._postings.render_posting(resolved, posted, listed[code].deadlines[language.place], local)

    def render_online(self, resolved: ResolvedCommune, served: Sequence[ServedProcedure], key: bytes) -> Page:
        """The page of the commune's online services; `key` is that of what is `served`."""
        return self._services.render(resolved, served, key)

    def _render_local_parts(self, resolved: ResolvedCommune) -> dict[str, str]:
        """What is the commune's own on the pages of its postings."""
        root, commune, province, renderer = "../../../", resolved.commune, resolved.province, self.renderer
        openings, language = commune.office.hours, renderer.language
        hours, weekend = tabulate_hours(openings, language), format_weekend_counter(openings, language)
        where = language.say("tại {name}", name=f"{language.name_unit(commune)}, {language.name_unit(province)}")
        paths = {"province_path": resolved.province_path, "commune_path": resolved.path}
        sample = renderer.templates.get_template("_parts.html").module.sample_note()  # type: ignore[attr-defined]  # a macro
        return {
            "crumbs": renderer.render_fragment("part-crumbs.html", root=root, commune=commune, province=province, **paths),
            "office": write_text(commune.office.name, language),
            "where": escape(where),
            "place": renderer.render_fragment("part-place.html", root=root, commune=commune, hours=hours, weekend=weekend),
            "feedback": self._render_feedback(resolved),
            "report": renderer.render_fragment("part-report.html", commune=commune, **REPORTED),
            "sample": Markup(sample),
            "interruptions": self._render_interruptions(resolved),
        }

    def _render_feedback(self, resolved: ResolvedCommune) -> Markup:
        return self.renderer.render_fragment("part-feedback.html", commune=resolved.commune, province=resolved.province)

    def _render_interruptions(self, resolved: ResolvedCommune) -> Markup | str:
        """What is announced to stop at the commune or in its province, while it is due; '' where nothing is."""
        announced = (*resolved.commune.interruptions, *resolved.province.interruptions)
        listed = [one for one in announced if one.is_due(self.today)]
        return self.renderer.render_fragment("part-interruptions.html", listed=listed) if listed else ""

    def _render_office(self, resolved: ResolvedCommune) -> Markup:
        """The office on the commune's own page: whether it is open comes first."""
        commune, language = resolved.commune, self.renderer.language
        openings = commune.office.hours
        hours, weekend = tabulate_hours(openings, language), format_weekend_counter(openings, language)
        return self.renderer.render_fragment("part-office.html", root="../../", commune=commune, hours=hours, weekend=weekend)

    def _render_duty(self, resolved: ResolvedCommune) -> Markup | str:
        """Who is planned to receive, and when; '' where the commune says nothing of it."""
        tables = self._tabulate_duty(resolved)
        if tables is None:
            return ""
        return self.renderer.render_fragment("part-duty.html", root="../../", tables=tables, format_length=format_length)

    def _tabulate_duty(self, resolved: ResolvedCommune) -> DutyTables | None:
        return tabulate_duty(resolved.roster, self.today, self.renderer.language) if resolved.roster is not None else None

    def _render_outline(self, resolved: ResolvedCommune) -> Markup | str:
        """The boundary as a drawing; '' where there is no file of it."""
        if resolved.boundary is None:
            return ""
        east, north = (format_kilometres(length, self.renderer.language) for length in resolved.boundary.boundary.size)
        outline = draw_outline(resolved.boundary.boundary)
        file = f"../../{self.renderer.language.up}{addresses.of_boundary(resolved.path)}"
        values = {"commune": resolved.commune, "outline": outline, "east": east, "north": north, "file": file}
        return self.renderer.render_fragment("part-outline.html", **values)

    def _folder_of_files(self, resolved: ResolvedCommune, root: str) -> str:
        """The way to the commune's folder at the site's root, where its sheets and its feed lie; `root` leads to that of the
        language."""
        up = self.renderer.language.up
        return f"{root}{up}{addresses.of_place(resolved.path)}" if up else root.removeprefix("../../")

    def _render_overview(
        self, resolved: ResolvedCommune, listed: list[ListedPosting], procedures: Mapping[str, ListedProcedure], news: NewsOf
    ) -> Page:
        commune, province, language = resolved.commune, resolved.province, self.renderer.language
        current = [posting for posting in listed if posting.standing == "in_force"]
        name = language.name_unit(commune)
        about = "{number} thủ tục hành chính niêm yết tại {name}: giấy tờ, phí, thời hạn, nơi nộp, giờ làm việc."
        folder = self._folder_of_files(resolved, "../../")
        return self.renderer.render_page(
            "commune",
            addresses.of_place(resolved.path),
            title=f"{capitalize(name)}, {language.name_unit(province)}",
            told=language.say("{name}: thủ tục, giờ làm việc, nơi nộp hồ sơ", name=capitalize(name)),
            description=language.many(about, len(current), name=name) if current else language.say(EMPTY, name=name),
            file=f"catalogue/{resolved.path}/commune.yaml",
            commune=commune,
            news=news,
            former=describe_former(resolved.former, language),
            former_doubts=has_doubts(resolved.former),
            former_source=name_former_source(resolved.former, language),
            other_names=other_names(commune.former_names, resolved.former),
            province=province,
            path=resolved.path,
            province_path=resolved.province_path,
            fields=resolved.provincial.fields,
            current=len(current),
            procedures=procedures,
            coming=_list_coming(current, procedures),
            interruptions_html=self._render_interruptions(resolved),
            outline=self._render_outline(resolved),
            density=density_of(commune.land_and_people),
            format_area=format_area,
            duty_html=self._render_duty(resolved),
            duty_soon=find_soon(self._tabulate_duty(resolved), self.today),
            on_duty=[person for person in commune.staff if person.name or person.phone],
            by_field=_group_by_field(
                self._render_rows(resolved.province_path, current, procedures), procedures, resolved.provincial.fields
            ),
            stopped=[posting for posting in listed if posting.standing != "in_force"],
            to_review=[posting for posting in current if posting.to_review],
            latest=sorted(current, key=lambda posting: (posting.last_confirmed, posting.code), reverse=True)[:LATEST],
            sheets=self.sheets,
            feeds=self.feeds,
            folder=folder,
            links=self._render_links(resolved, folder),
            office_html=self._render_office(resolved),
            feedback_html=self._render_feedback(resolved),
            embedded=bool(self.embedded_at),
        )

    def _render_links(self, resolved: ResolvedCommune, folder: str) -> str:
        """What the head of the commune's page leads to: its feed, and how to embed its list."""
        feed = self.renderer.render_fragment("part-feed.html", commune=resolved.commune, folder=folder) if self.feeds else ""
        if not self.embedded_at:
            return feed
        address, name = addresses.of_place(resolved.path), escape(capitalize(self.renderer.language.name_unit(resolved.commune)))
        return feed + Markup(link_oembed(self.embedded_at, address.encode(), name.encode()).decode())

    def _render_rows(
        self, province: str, postings: Iterable[ListedPosting], procedures: Mapping[str, ListedProcedure]
    ) -> dict[str, Markup]:
        """The postings in the list of their commune, by code. A row is the same in every commune of a province that promises no
        other time; rows are kept for one province, because communes are sorted by province."""
        if self._rows_of != province:
            self._rows_of, self._rows = province, {}
        rows: dict[str, Markup] = {}
        for one in postings:
            deadlines = one.deadlines[self.renderer.language.place]
            key = one.code, procedures[one.code], deadlines
            if key not in self._rows:
                language = self.renderer.language
                facts = name_unknown(procedures[one.code].fees[language.place], deadlines, language)
                values = {"code": one.code, "procedure": procedures[one.code], "facts": facts}
                self._rows[key] = self.renderer.render_fragment("part-row.html", **values)
            rows[one.code] = self._rows[key]
        return rows


def _group_by_field(
    rows: Mapping[str, Markup], procedures: Mapping[str, ListedProcedure], fields: Mapping[str, FieldOfWork]
) -> list[tuple[str, str, int, Markup]]:
    """The rows by field of work: its key and name, how many there are, and they themselves."""
    groups: dict[str, list[Markup]] = {}
    for code, row in rows.items():
        groups.setdefault(procedures[code].field, []).append(row)
    between = Markup("\n          ")
    return [(name, field.name, len(groups[name]), between.join(groups[name])) for name, field in fields.items() if name in groups]


def _list_coming(postings: list[ListedPosting], procedures: Mapping[str, ListedProcedure]) -> list[tuple[date, list[str]]]:
    """The days on which something changes, earliest first, each with the codes of the postings that it reaches."""
    days = sorted({day for posting in postings for day in procedures[posting.code].coming})
    return [(day, [one.code for one in postings if day in procedures[one.code].coming]) for day in days]
