"""The pages of one commune: its own page and one page a posting."""

from collections.abc import Iterator

from markupsafe import Markup

from niemyet.render import addresses
from niemyet.render.hours import tabulate_hours
from niemyet.render.listings import ListedCommune, ListedPosting
from niemyet.render.pages.procedure_parts import ProcedureParts, sum_up_papers
from niemyet.render.press import Page, Press
from niemyet.render.wording import capitalize, name_unit, sum_up_deadlines, sum_up_fees
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.site import ResolvedReference

LATEST = 8
"""How many of the latest confirmed postings a commune's page names."""


class CommunePrinter:
    """Prints commune after commune; what is equal for all communes is printed once and kept."""

    def __init__(self, press: Press, reference: ResolvedReference) -> None:
        self.press, self.reference = press, reference
        self.parts = ProcedureParts(press, reference, root="../../../")
        """The fragments for pages three folders deep."""

    def print_commune(self, resolved: ResolvedCommune, listed: ListedCommune) -> Iterator[Page]:
        """The commune's page, then its postings in the order of their codes."""
        yield self._print_overview(resolved, listed)
        local = self._print_local_parts(resolved, root="../../../")
        for posted in resolved.postings.values():
            yield self._print_posting(resolved, posted, local)

    def _print_local_parts(self, resolved: ResolvedCommune, root: str) -> dict[str, Markup]:
        commune, press = resolved.commune, self.press
        hours = tabulate_hours(commune.office.hours)
        sample = press.templates.get_template("_parts.html").module.sample_note()  # type: ignore[attr-defined]  # a macro
        return {
            "place_html": press.print_part("part-place.html", root=root, commune=commune, hours=hours),
            "feedback_html": press.print_part("part-feedback.html", commune=commune, province=resolved.province),
            "sample_html": Markup(sample),
        }

    def _print_posting(self, resolved: ResolvedCommune, posted: PostedProcedure, local: dict[str, Markup]) -> Page:
        commune, province, procedure = resolved.commune, resolved.province, posted.procedure
        own = resolved.path if posted.posting.deadlines else ""
        fee_words = sum_up_fees(posted.provincial.terms.fees)
        deadline_words = sum_up_deadlines(posted.deadlines)
        place = f"{capitalize(name_unit(commune))}, {name_unit(province)}"
        parts = self.parts
        return self.press.print_page(
            "posting",
            addresses.of_posting(resolved.path, posted.code),
            title=f"{procedure.name} tại {name_unit(commune)}",
            description=f"{place}: giấy tờ cần mang, phí ({fee_words}), thời hạn ({deadline_words}), nơi nộp và giờ làm việc.",
            file=f"catalogue/{resolved.path}/{posted.code}.yaml",
            code=posted.code,
            posting=posted.posting,
            procedure=procedure,
            province=province,
            province_path=resolved.province_path,
            province_name=name_unit(province),
            commune_path=resolved.path,
            commune_name=name_unit(commune),
            commune_kind=commune.kind,
            field_name=self.reference.fields[procedure.field].name,
            paper_words=sum_up_papers(procedure),
            fee_words=fee_words,
            deadline_words=deadline_words,
            coming_html=parts.coming(posted.provincial, province),
            papers_html=parts.papers(procedure),
            fees_html=parts.fees(posted.provincial, province),
            deadlines_html=parts.deadlines(procedure, posted.deadlines, province, own),
            channels_html=parts.channels(procedure),
            after_html=parts.after(procedure),
            dates_html=parts.dates(posted.provincial, province),
            place_html=local["place_html"],
            feedback_html=local["feedback_html"],
            standing_html=parts.standing(posted),
            sample_html=local["sample_html"] if commune.sample or posted.sample else "",
        )

    def _print_overview(self, resolved: ResolvedCommune, listed: ListedCommune) -> Page:
        commune, province = resolved.commune, resolved.province
        current = [posting for posting in listed.postings if posting.standing == "in_force"]
        name = name_unit(commune)
        return self.press.print_page(
            "commune",
            addresses.of_place(resolved.path),
            title=f"{capitalize(name)}, {name_unit(province)}",
            description=f"{len(current)} thủ tục hành chính niêm yết tại {name}: giấy tờ, phí, thời hạn, nơi nộp, giờ làm việc.",
            file=f"catalogue/{resolved.path}/commune.yaml",
            commune=commune,
            province=province,
            province_path=resolved.province_path,
            fields=self.reference.fields,
            current=len(current),
            by_field=self._group_by_field(current),
            stopped=[posting for posting in listed.postings if posting.standing != "in_force"],
            latest=sorted(current, key=lambda posting: (posting.touched, posting.code), reverse=True)[:LATEST],
            **self._print_local_parts(resolved, root="../../"),
        )

    def _group_by_field(self, postings: list[ListedPosting]) -> list[tuple[str, list[ListedPosting]]]:
        groups: dict[str, list[ListedPosting]] = {}
        for posting in postings:
            groups.setdefault(posting.field, []).append(posting)
        fields = self.reference.fields
        return [(field.name, groups[name]) for name, field in fields.items() if name in groups]
