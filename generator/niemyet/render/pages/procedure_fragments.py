"""Fragments of a procedure that many pages share, each rendered once and kept."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from markupsafe import Markup

from niemyet.law.answers import Answers
from niemyet.law.deadlines import NO_DEADLINES, DeadlineLine
from niemyet.law.mentions import Around, KnownDocuments
from niemyet.law.papers import USES, list_papers
from niemyet.law.terms import Terms
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.places import Province
from niemyet.model.reference import LegalDocument
from niemyet.render.choosing import FeeWords, spell_deadlines, spell_fees, spell_papers
from niemyet.render.coming import describe_coming
from niemyet.render.document_links import link_documents
from niemyet.render.foreign_text import mark_text
from niemyet.render.frames import hold
from niemyet.render.renderer import TemplateRenderer
from niemyet.render.waivers import describe_waiver, group_people, title_waivers
from niemyet.render.wording import begin_text
from niemyet.resolve.answers import answers_in
from niemyet.resolve.communes import PostedProcedure, ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure, ProvincialProcedure

FragmentKey: TypeAlias = tuple[Hashable, ...]
"""What a fragment depends on. Never a commune: what is kept must not grow with their number."""

ROOT_MARK = hold("root")
"""A mark in kept fragments for the path to the site's root, which depends on the depth of the page."""


class ProcedureFragments:
    """Renders fragments for pages of one depth. `root` is the relative path from these pages to the site's root."""

    def __init__(self, renderer: TemplateRenderer, today: date, root: str, others: "ProcedureFragments | None" = None) -> None:
        """`others` renders for pages of another depth; both share what they have rendered."""
        self.renderer, self.today, self.root = renderer, today, Markup(root)
        self._language = renderer.language
        self._rendered: dict[FragmentKey, Markup] = {} if others is None else others._rendered
        self._rooted: dict[FragmentKey, Markup] = {}

    def _once(self, key: FragmentKey, make: Callable[[], Markup]) -> Markup:
        if key not in self._rooted:
            if key not in self._rendered:
                self._rendered[key] = make()
            self._rooted[key] = Markup(self._rendered[key].replace(ROOT_MARK, self.root))
        return self._rooted[key]

    def render_ahead(self, provinces: Iterable[ResolvedProvince], codes: Iterable[str]) -> dict[FragmentKey, Markup]:
        """Renders the fragments of these procedures for these provinces; `keep` adds them in another process."""
        before, provinces = set(self._rendered), tuple(provinces)
        for code in codes:
            for resolved in provinces:
                if code not in resolved.procedures:  # another province's own
                    continue
                provincial, province = resolved.procedures[code], resolved.province
                for render in (self.title, self.papers, self.results, self.channels, self.after):
                    render(provincial)
                for render_here in (self.law, self.coming, self.dates):
                    render_here(provincial, province)
                answers = answers_in(provincial)
                self.fees(FeeWords(answers, provincial.documents, self._language), provincial, province)
                self.deadlines(answers, provincial.terms.deadlines, provincial, province)
        return {key: fragment for key, fragment in self._rendered.items() if key not in before}

    def keep(self, rendered: Mapping[FragmentKey, Markup]) -> None:
        """Adds fragments that were rendered in another process."""
        self._rendered.update(rendered)

    def title(self, provincial: ProvincialProcedure) -> Markup:
        """The name."""
        dated = provincial.dated
        return self._once(("title", dated.procedure.code), lambda: self._render("part-title.html", dated))

    def papers(self, provincial: ProvincialProcedure) -> Markup:
        """What to bring."""
        dated = provincial.dated

        def make() -> Markup:
            answers = Answers(dated.procedure, Terms((), (), ()), NO_DEADLINES, dated.outdated)
            return self._render("part-papers.html", dated, answers=spell_papers(answers, self._language), **self._arrange(dated))

        return self._once(("papers", dated.procedure.code), make)

    def channels(self, provincial: ProvincialProcedure) -> Markup:
        """How to file."""
        dated = provincial.dated
        return self._once(("channels", dated.procedure.code), lambda: self._render("part-channels.html", dated))

    def _arrange(self, dated: DatedProcedure) -> dict[str, Any]:
        """The papers with their indices in the answer table: `always`, and those that only some `conditions` ask for."""
        listed = list(enumerate(list_papers(dated.procedure)))
        always, sometimes = (
            {
                kind: [(i, paper) for i, (use, paper) in listed if use == kind and (paper.when is not None) is asked]
                for kind in USES
            }
            for asked in (False, True)
        )
        whens = dict.fromkeys(paper.when for _, (_, paper) in listed if paper.when)
        language = self._language
        conditions = [mark_text(begin_text(capitalize(language.text(when))), when, language) for when in whens]
        return {"always": always, "sometimes": sometimes, "conditions": conditions}

    def results(self, provincial: ProvincialProcedure) -> Markup:
        """What one gets."""
        dated = provincial.dated
        return self._once(("results", dated.procedure.code), lambda: self._render("part-results.html", dated))

    def after(self, provincial: ProvincialProcedure) -> Markup:
        """Requirements, steps, notes, who decides, legal basis, forms: rows that open."""
        dated = provincial.dated

        def make() -> Markup:
            return self._render("part-after.html", dated, documents=provincial.documents, today=self.today)

        return self._once(("after", dated.procedure.code), make)

    def fees(self, words: FeeWords, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """Fees and waivers; `province` is None on the national page, which says the same where the province sets nothing and has
        nothing to set."""
        set_there = provincial.overlay is not None or any(line.pending for line in provincial.terms.fees)

        def make() -> Markup:
            procedure, terms, language = provincial.procedure, provincial.terms, self._language
            documents = provincial.documents
            waivers = [
                (title, [(waiver, describe_waiver(waiver, procedure, documents, language)) for waiver in titled])
                for title, titled in title_waivers(terms.waivers, language)
            ]
            values = {
                "terms": terms,
                "waivers": waivers,
                "people": [
                    (title, [mark_text(lower_first(language.text(who)), who, language) for who in people])
                    for title, people in group_people(words.answers, language)
                ],
                "total": words.say({}).open[1],
            }
            spelled = self._spell_fees(words, provincial)
            made = self._render("part-fees.html", provincial.dated, province=province, answers=spelled, **values)
            return self.link(made, provincial.mentioned, ROOT_MARK)

        return self._once(("fees", *_of_place(provincial, province if set_there else None)), make)

    def _spell_fees(self, words: FeeWords, provincial: ProvincialProcedure) -> Markup:
        """The answer table of fees; shared with the national page if the province sets nothing."""
        key = ("fees to choose from", provincial.procedure.code, provincial.terms.areas)
        if provincial.overlay is not None or key not in self._rendered:
            spelled = spell_fees(words)
            if provincial.overlay is not None:
                return spelled
            self._rendered[key] = spelled
        return self._rendered[key]

    def deadlines(
        self,
        answers: Answers,
        lines: tuple[DeadlineLine, ...],
        provincial: ProvincialProcedure,
        province: Province | None,
        own: bool = False,
    ) -> Markup:
        """Deadlines. `own`: `lines` include promises of a commune, in which case the fragment is cached by its lines."""
        procedure = answers.procedure
        promised = own or bool(answers.layers.provincial)  # else they are the national ones
        areas = answers.terms.areas, answers.terms.asked  # a province whose fees hang on a kind asks for it beside these lines
        key = ("deadlines", procedure.code, province.code if province and promised else "", *areas, lines if own else ())

        def make() -> Markup:
            values = {"procedure": procedure, "outdated": answers.outdated, "deadlines": lines}
            spelled = spell_deadlines(answers, lines, self._language)
            made = self.renderer.render_fragment("part-deadlines.html", root=Markup(ROOT_MARK), answers=spelled, **values)
            mentioned = {**provincial.dated.mentioned, **(provincial.mentioned if promised else {})}
            return self.link(made, mentioned, ROOT_MARK)

        return self._once(key, make)

    def coming(self, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """Known changes; empty if there are none."""
        if not provincial.coming:
            return Markup()

        def make() -> Markup:
            parts = self.renderer.templates.get_template("_parts.html").module
            notices = [describe_coming(change, provincial.procedure.case_names, self._language) for change in provincial.coming]
            return Markup(parts.coming(notices, Markup(ROOT_MARK)))  # type: ignore[attr-defined]  # a template's macro

        return self._once(("coming", *_of_place(provincial, province)), make)

    def law(self, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """The warning that the law has changed since the record was written; empty if it has not."""
        dated = provincial.dated
        if dated.outdated is None and not provincial.law:
            return Markup()

        def make() -> Markup:
            parts = self.renderer.templates.get_template("_parts.html").module
            source = dated.procedure.source
            return Markup(parts.law_note(dated.outdated, provincial.law, source, Markup(ROOT_MARK)))  # type: ignore[attr-defined]  # macro

        return self._once(("law", provincial.procedure.code, province.code if province else ""), make)

    def standing(self, posted: PostedProcedure) -> Markup:
        """The notice that the posting is not in force; empty if it is."""
        if posted.standing == "in_force":
            return Markup()
        parts = self.renderer.templates.get_template("_parts.html").module
        note = parts.standing_note(posted.standing, posted.procedure, posted.posting, self.root)  # type: ignore[attr-defined]  # macro
        return Markup(note)

    def dates(self, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """The decisions of ministry and province, and the date of the data."""

        def make() -> Markup:
            values = {"overlay": provincial.overlay, "overlay_file": provincial.decision_file}
            return self._render("part-dates.html", provincial.dated, decision_file=provincial.dated.decision_file, **values)

        set_by = province.code if province and provincial.overlay is not None else ""
        return self._once(("dates", provincial.procedure.code, set_by), make)

    def _render(self, template: str, dated: DatedProcedure, **values: object) -> Markup:
        known = {
            "procedure": dated.procedure, "outdated": dated.outdated, "owner": dated.owner, "files": dated.files,
        }  # fmt: skip
        made = self.renderer.render_fragment(template, root=Markup(ROOT_MARK), **known, **values)
        return self.link(made, dated.mentioned, ROOT_MARK)

    def link(self, made: Markup, mentioned: Mapping[str, LegalDocument], root: str) -> Markup:
        """HTML with links to the documents that its text names, of which it is known that they are meant."""
        if not mentioned:
            return made
        around = Around(named=tuple(mentioned), day=self.today)
        return link_documents(made, partial(KnownDocuments(mentioned).find, around=around), root)


def _of_place(provincial: ProvincialProcedure, province: Province | None) -> FragmentKey:
    """The key of what depends on the province and on the kinds of area."""
    return provincial.procedure.code, province.code if province else "", provincial.terms.areas
