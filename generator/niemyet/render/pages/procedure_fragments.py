"""The fragments of a procedure that are equal on many pages, each printed once and kept."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeAlias

from markupsafe import Markup

from niemyet.law.deadlines import DeadlineLayers, DeadlineLine
from niemyet.law.terms import Terms
from niemyet.model.places import Province
from niemyet.model.procedure import Procedure
from niemyet.render.choosing import spell_deadlines, spell_fees, spell_papers
from niemyet.render.coming import describe_coming
from niemyet.render.frames import hold
from niemyet.render.renderer import TemplateRenderer
from niemyet.render.waivers import describe_waiver, name_waivers
from niemyet.resolve.answers import Answers, answers_in
from niemyet.resolve.communes import PostedProcedure
from niemyet.resolve.procedures import ProvincialProcedure
from niemyet.resolve.site import ResolvedReference

FragmentKey: TypeAlias = tuple[Hashable, ...]
"""What a fragment is made of; never a commune, or what is kept would grow with their number."""

ROOT_MARK = hold("root")
"""Stands in a kept fragment for the way to the site's root, which differs with the depth of the page."""


class ProcedureFragments:
    """Prints fragments for pages of one depth. `root` is the relative way from those pages to the site's root."""

    def __init__(
        self, renderer: TemplateRenderer, reference: ResolvedReference, root: str, others: "ProcedureFragments | None" = None
    ) -> None:
        """`others` are the parts for pages of another depth: what they have printed is not printed again."""
        self.renderer, self.reference, self.root = renderer, reference, Markup(root)
        self._printed: dict[FragmentKey, Markup] = {} if others is None else others._printed
        self._rooted: dict[FragmentKey, Markup] = {}

    def _once(self, key: FragmentKey, make: Callable[[], Markup]) -> Markup:
        if key not in self._rooted:
            if key not in self._printed:
                self._printed[key] = make()
            self._rooted[key] = Markup(self._printed[key].replace(ROOT_MARK, self.root))
        return self._rooted[key]

    def render_ahead(self, codes: Iterable[str]) -> dict[FragmentKey, Markup]:
        """The fragments of these procedures for every province, to be kept by `keep` elsewhere."""
        before = set(self._printed)
        for code in codes:
            procedure = self.reference.procedures[code].procedure
            for render_fragment in (self.title, self.papers, self.channels, self.after):
                render_fragment(procedure)
            for resolved in self.reference.provinces.values():
                provincial, province = resolved.procedures[code], resolved.province
                self.law(provincial, province)
                self.coming(provincial, province)
                self.fees(provincial, province)
                self.deadlines(answers_in(provincial, None, self.reference.today), provincial.terms.deadlines, province)
                self.dates(provincial, province)
        return {key: part for key, part in self._printed.items() if key not in before}

    def keep(self, printed: Mapping[FragmentKey, Markup]) -> None:
        """Keeps fragments that were printed elsewhere."""
        self._printed.update(printed)

    def title(self, procedure: Procedure) -> Markup:
        """The field, the code and the name."""
        field_name = self.reference.fields[procedure.field].name
        return self._once(("title", procedure.code), lambda: self._print("part-title.html", procedure, field_name=field_name))

    def papers(self, procedure: Procedure) -> Markup:
        """What to bring."""

        def make() -> Markup:
            outdated = self.reference.procedures[procedure.code].outdated
            answers = Answers(procedure, Terms((), (), ()), DeadlineLayers((), (), ()), outdated)
            return self._print("part-papers.html", procedure, answers=spell_papers(answers))

        return self._once(("papers", procedure.code), make)

    def channels(self, procedure: Procedure) -> Markup:
        """How to file."""
        return self._once(("channels", procedure.code), lambda: self._print("part-channels.html", procedure))

    def after(self, procedure: Procedure) -> Markup:
        """Steps, results, requirements, notes, who decides, legal basis, forms."""
        reference = self.reference

        def make() -> Markup:
            return self._print("part-after.html", procedure, documents=reference.documents, today=reference.today)

        return self._once(("after", procedure.code), make)

    def fees(self, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """Fees with their exceptions; `province` is None on the page for the whole country."""

        def make() -> Markup:
            procedure, terms = provincial.procedure, provincial.terms
            waivers = [(waiver, describe_waiver(waiver, procedure, self.reference.documents)) for waiver in terms.waivers]
            values = {"terms": terms, "waivers": waivers, "waivers_title": name_waivers(terms.waivers)}
            spelled = self._spell_fees(provincial)
            return self._print("part-fees.html", procedure, province=province, answers=spelled, **values)

        return self._once(("fees", provincial.procedure.code, province.code if province else ""), make)

    def _spell_fees(self, provincial: ProvincialProcedure) -> Markup:
        """The fees to choose from; where a province sets nothing they are those of the whole country."""
        key = ("fees to choose from", provincial.procedure.code)
        if provincial.overlay is not None or key not in self._printed:
            spelled = spell_fees(answers_in(provincial, None, self.reference.today), self.reference.documents)
            if provincial.overlay is not None:
                return spelled
            self._printed[key] = spelled
        return self._printed[key]

    def deadlines(
        self, answers: Answers, lines: tuple[DeadlineLine, ...], province: Province | None, own: bool = False
    ) -> Markup:
        """Deadlines; `own`: a commune has laid promises of its own over the province's, as others may have done."""
        procedure = answers.procedure
        promised = own or bool(answers.layers.provincial)  # else they are those of the whole country
        key = ("deadlines", procedure.code, province.code if province and promised else "", lines if own else ())

        def make() -> Markup:
            return self._print("part-deadlines.html", procedure, deadlines=lines, answers=spell_deadlines(answers, lines))

        return self._once(key, make)

    def coming(self, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """What is known to change; nothing where nothing is."""
        if not provincial.coming:
            return Markup()

        def make() -> Markup:
            parts = self.renderer.templates.get_template("_parts.html").module
            notices = [describe_coming(change, provincial.procedure.case_names) for change in provincial.coming]
            return Markup(parts.coming(notices, Markup(ROOT_MARK)))  # type: ignore[attr-defined]  # a template's macro

        return self._once(("coming", provincial.procedure.code, province.code if province else ""), make)

    def law(self, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """What a citizen must know first where the law has moved on; nothing where it has not."""
        dated = provincial.dated
        if dated.outdated is None and not provincial.law:
            return Markup()

        def make() -> Markup:
            parts = self.renderer.templates.get_template("_parts.html").module
            source = dated.procedure.source
            return Markup(parts.law_note(dated.outdated, provincial.law, source, Markup(ROOT_MARK)))  # type: ignore[attr-defined]  # macro

        return self._once(("law", provincial.procedure.code, province.code if province else ""), make)

    def standing(self, posted: PostedProcedure) -> Markup:
        """What a citizen must know first where the posting is not in force; nothing where it is."""
        if posted.standing == "in_force":
            return Markup()
        parts = self.renderer.templates.get_template("_parts.html").module
        note = parts.standing_note(posted.standing, posted.procedure, posted.posting, self.root)  # type: ignore[attr-defined]  # macro
        return Markup(note)

    def dates(self, provincial: ProvincialProcedure, province: Province | None) -> Markup:
        """The decisions above the commune's and the day of the data."""

        def make() -> Markup:
            return self._print("part-dates.html", provincial.procedure, overlay=provincial.overlay)

        return self._once(("dates", provincial.procedure.code, province.code if province else ""), make)

    def _print(self, template: str, procedure: Procedure, **values: object) -> Markup:
        outdated = self.reference.procedures[procedure.code].outdated
        return self.renderer.render_fragment(template, root=Markup(ROOT_MARK), procedure=procedure, outdated=outdated, **values)
