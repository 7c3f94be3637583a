"""The page of a posting: a frame shared by the communes of a province, filled with the commune's own values."""

from collections.abc import Hashable, Mapping
from functools import cached_property, partial
from html import escape
from typing import NamedTuple

from markupsafe import Markup
from markupsafe import escape as escape_html

from niemyet.law.answers import Answers
from niemyet.law.choices import NO_WAIVER
from niemyet.law.mentions import Around, may_name
from niemyet.model.orthography import lower_first
from niemyet.model.overlay import Posting
from niemyet.model.vocabulary import VERSION_PART_NAMES
from niemyet.render import addresses
from niemyet.render.choosing import FeeWords, asked_questions, people_who_pay_less
from niemyet.render.document_links import link_documents
from niemyet.render.foreign_text import mark_composed, show_text, write_text
from niemyet.render.frames import Frame, hold
from niemyet.render.pages.procedure_fragments import ProcedureFragments
from niemyet.render.paper_summaries import name_papers
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.render.structured import describe_service, join_service, link_oembed, say_sample
from niemyet.render.summaries import card_due, card_fees, card_papers, name_unknown
from niemyet.render.wording import format_decision, is_outdated
from niemyet.resolve.answers import KeptAnswers, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.sheet_codes import code_of_sheet
from niemyet.resolve.version_codes import VERSION_PARTS, VersionCoder

SLOTS = (
    "crumbs", "where", "office", "folder", "notes", "stopped", "deadline", "deadlines", "counter_card", "place", "own_notes",
    "posted", "checked", "decision", "feedback", "report", "address", "version", "structured",
    *(f"group_{part}" for part in VERSION_PARTS),
)  # fmt: skip
"""The slots: what differs between communes of a province."""
_OF_PROCEDURE = (
    "share", "title_of_procedure", "law", "chooser", "papers_card", "papers_note", "fees_card", "fees_note", "coming", "papers",
    "fees", "results", "overlay_notes", "channels", "after", "dates", "code", "field_name",
)  # fmt: skip
"""Those that are filled once for each procedure in a province. Everything else is the same on all pages."""
_GROUPS = tuple(f"group_{part}" for part in VERSION_PARTS)


REPORTED = {name: Markup(hold(name)) for name in ("address", "version")}
"""Marks in a commune's report link, to be filled with the posting's address and version (`fill_report`)."""


class _Framed(NamedTuple):
    """A frame with the procedure's name, its fees in few words, those that must be paid, and what it tells search engines."""

    title: bytes
    fees: str
    due: str
    frame: Frame
    service: bytes


class PostingRenderer:
    """Renders postings; keeps the frames of one province at a time."""

    def __init__(
        self,
        renderer: TemplateRenderer,
        answers: KeptAnswers,
        parts: ProcedureFragments,
        sheets: bool = False,
        described_at: str = "",
        embedded_at: str = "",
        coder: VersionCoder | None = None,
    ) -> None:
        """`parts` must be for pages three folders deep; `sheets`: whether each posting has a printed sheet; `described_at`: the
        address of the site whose pages describe themselves to search engines, '' if they do not; `embedded_at`: that of the site
        that has pages for frames."""
        self.renderer, self.answers, self.parts, self.sheets = renderer, answers, parts, sheets
        self.coder = coder or VersionCoder()
        self.described_at, self.embedded_at = described_at, embedded_at and embedded_at + renderer.language.folder
        self._province, self._frames = "", dict[Hashable, _Framed]()

    def render_posting(
        self, resolved: ResolvedCommune, posted: PostedProcedure, deadlines: str, local: Mapping[str, bytes]
    ) -> Page:
        """The posting's page. `deadlines` is their summary; `local` holds the slots shared by all postings of the commune, and
        "at", the commune's name for titles."""
        posting = posted.posting
        address = addresses.of_posting(resolved.path, posted.code)
        version = self.coder.code(posted, resolved.commune, resolved.path)
        answers = self._answer(resolved, posted)
        title, fees, due, frame, service = self._frame(resolved, posted, answers)
        language, checked = self.renderer.language, posting.checked
        counter = write_text(posting.counter, language) if posting.counter else escape(self._say_office(resolved))
        slots = {
            **local,
            "title": title + local["at"],
            "told": _tell(posted, title + local["at"], *name_unknown(due, deadlines, language)),
            "address": address.encode(),
            "file": f"catalogue/{resolved.path}/{posted.code}.yaml".encode(),
            "description": _describe(posted, *name_unknown(fees, deadlines, language), local["description"]),
            "stopped": b"" if posted.standing == "in_force" else b" hidden data-stopped",
            "notes": self._render_notes(resolved, posted, local),
            "deadline": escape(deadlines).encode(),
            "deadlines": self._render_deadlines(resolved, posted, answers),
            "counter_card": counter.encode(),
            "own_notes": self._render_own_notes(resolved, posting),
            "posted": language.day(posting.posted).encode(),
            "checked": (language.day(checked) if checked else language.say("chưa có")).encode(),
            "decision": self._render_decision(posted),
            "version": code_of_sheet(resolved.commune.code, posted.code, version).encode(),
        }
        described = self.described_at and posted.standing == "in_force"
        url = f"{self.described_at}{language.folder}{address}".encode()
        sample = self._sample if resolved.commune.sample or posted.sample else b""
        slots["structured"] = join_service(service, local["described_office"], url, sample) if described else b""
        slots["links"] = link_oembed(self.embedded_at, slots["address"], slots["title"]) if self.embedded_at else b""
        slots["report"] = fill_report(local["report"], slots["address"], slots["version"])
        for part, group in zip(_GROUPS, version.groups, strict=True):
            slots[part] = group.encode()
        return Page(language.folder + address, frame.fill(slots))

    def _say_office(self, resolved: ResolvedCommune) -> str:
        """Where a posting is handed in that names no counter."""
        language = self.renderer.language
        return language.say("Nơi tiếp nhận của {kind}", kind=language.say(resolved.commune.kind))

    @cached_property
    def _sample(self) -> bytes:
        return say_sample(self.renderer.language)

    def _answer(self, resolved: ResolvedCommune, posted: PostedProcedure) -> Answers:
        """The posting's answers: most communes have no deadlines of their own, and so those of the province."""
        if self._province != resolved.province_path:
            self._province = resolved.province_path
            self._frames.clear()
        if posted.posting.deadlines:
            return answers_of(posted)
        return self.answers.of(resolved.province_path, posted.provincial)

    def _frame(self, resolved: ResolvedCommune, posted: PostedProcedure, answers: Answers) -> _Framed:
        """The frame for a posting, with what belongs to it.

        There is one per kinds of area, and per set of questions, because a promise may add a question."""
        language = self.renderer.language
        key = posted.code, answers.terms.areas, tuple(choice.key for choice in answers.choices)
        if key not in self._frames:
            self._frames[key] = _Framed(
                escape(language.text(posted.procedure.title)).encode(),
                card_fees(answers, {}, language),
                card_due(answers, {}, language),
                self._render_frame(resolved, posted, answers),
                describe_service(posted.provincial, language) if self.described_at else b"",
            )
        return self._frames[key]

    def _render_frame(self, resolved: ResolvedCommune, posted: PostedProcedure, answers: Answers) -> Frame:
        province, provincial, procedure, parts = resolved.province, posted.provincial, posted.procedure, self.parts
        renderer, language = self.renderer, self.renderer.language
        words = FeeWords(answers, provincial.documents, language)
        said = words.say({})
        shared = hold("address") if renderer.shares_postings else addresses.of_procedure(posted.code)
        papers_note = "" if is_outdated(answers.outdated, "papers") else name_papers(answers.papers({}), language)
        asked, people = asked_questions(answers, language), people_who_pay_less(answers)
        notes = [
            parts.link(Markup(write_text(note, language)), provincial.mentioned, parts.root)
            for note in (provincial.overlay.notes if provincial.overlay else ())
        ]
        slots: dict[str, str] = {
            "share": renderer.share_links(shared, language.text(procedure.title)),
            "title_of_procedure": parts.title(provincial),
            "law": parts.law(provincial, province),
            "chooser": renderer.render_fragment("part-chooser.html", questions=asked, people=people, NO_WAIVER=NO_WAIVER),
            "papers_card": escape_html(card_papers(answers, {}, language)),
            "papers_note": escape_html(mark_composed(papers_note, language)),
            "fees_card": escape_html(mark_composed(said.open[0], language)),
            "fees_note": escape_html(mark_composed(said.note, language)),
            "coming": parts.coming(provincial, province),
            "papers": parts.papers(provincial),
            "fees": parts.fees(words, provincial, province),
            "results": parts.results(provincial),
            "overlay_notes": f'<ul class="remarks">{"".join(f"<li>{note}</li>" for note in notes)}</ul>' if notes else "",
            "channels": parts.channels(provincial),
            "after": parts.after(provincial),
            "dates": parts.dates(provincial, province),
            "code": posted.code,
            "field_name": escape_html(show_text(provincial.dated.field_name, language)),
        }
        return self._page.narrow({slot: html.encode() for slot, html in slots.items()})

    @cached_property
    def _page(self) -> Frame:
        """The frame of all postings."""
        return self.renderer.render_frame(
            "posting",
            (*SLOTS, *_OF_PROCEDURE),
            root=self.parts.root,
            links=hold("share") + hold("links"),
            sheets=self.sheets,
            version_parts=[(part, self.renderer.language.say(VERSION_PART_NAMES[part])) for part in VERSION_PARTS],
        )

    def _render_notes(self, resolved: ResolvedCommune, posted: PostedProcedure, local: Mapping[str, bytes]) -> bytes:
        sample = local["sample"] if resolved.commune.sample or posted.sample else b""
        above = local["interruptions"] + sample
        return above + self.parts.standing(posted).encode() if posted.standing != "in_force" else above

    def _render_deadlines(self, resolved: ResolvedCommune, posted: PostedProcedure, answers: Answers) -> bytes:
        own = bool(posted.posting.deadlines)
        return self.parts.deadlines(answers, posted.deadlines, posted.provincial, resolved.province, own).encode()

    def _render_decision(self, posted: PostedProcedure) -> bytes:
        decision, file = posted.posting.decision, posted.decision_file
        if file is None:
            return escape(format_decision(decision, self.renderer.language)).encode()
        macros = self.renderer.templates.get_template("_parts.html").module
        return str(macros.decision(decision, file, self.parts.root)).encode()  # type: ignore[attr-defined]  # a macro

    def _render_own_notes(self, resolved: ResolvedCommune, posting: Posting) -> bytes:
        language = self.renderer.language
        counter = ""
        if posting.counter:
            named = f"<strong>{write_text(posting.counter, language)}</strong>"
            counter = f"<p>{language.say('Quầy tiếp nhận: {counter}', counter=named)}</p>"
        remarks = "".join(f"<li>{write_text(note, language)}</li>" for note in posting.notes)
        if any(map(may_name, posting.notes)):
            path = resolved.province_path
            around = Around(frozenset((path,)), owner=path, day=self.parts.today)
            find = partial(resolved.provincial.known.find, around=around)
            remarks = link_documents(Markup(remarks), find, self.parts.root)
        return (counter + (f'<ul class="remarks">{remarks}</ul>' if remarks else "")).encode()


def fill_report(report: bytes, address: bytes, version: bytes) -> bytes:
    """The link for reporting a mistake, with the posting's address and version filled in."""
    return report.replace(REPORTED["address"].encode(), address).replace(REPORTED["version"].encode(), version)


def _tell(posted: PostedProcedure, title: bytes, due: str, deadlines: str) -> bytes:
    """The title where somebody passes the page on: it answers, as far as the posting is in force."""
    answer = f": {lower_first(due)}; {lower_first(deadlines)}" if posted.standing == "in_force" else ""
    return title + escape(answer).encode()


def _describe(posted: PostedProcedure, fees: str, deadlines: str, where: bytes) -> bytes:
    """What a search engine or a messenger shows of the page: the answer itself, with its exceptions, where it is still given."""
    return escape(f"{fees}. {deadlines}. ").encode() + where if posted.standing == "in_force" else where
