"""The page of one posting: a frame of everything that the communes of a province share, filled with a commune's words."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from markupsafe import Markup

from niemyet.model.deadline import Deadline
from niemyet.model.money import ChannelKind, Fee
from niemyet.model.procedure import Paper, Procedure
from niemyet.render import addresses
from niemyet.render.frames import Frame
from niemyet.render.pages.procedure_parts import ProcedureParts
from niemyet.render.press import Page, Press
from niemyet.render.wording import (
    VERSION_PART_NAMES,
    name_unit,
    say_day,
    say_decision,
    sum_up_deadlines,
    sum_up_fees,
    sum_up_papers,
)
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.versions import VERSION_PARTS, VersionCoder

SLOTS = (
    "crumbs", "where", "notes", "deadline", "deadlines", "counter_card", "place", "own_notes", "posted", "checked",
    "decision", "feedback", "email", "call", "address", "version", *(f"group_{part}" for part in VERSION_PARTS),
)  # fmt: skip
"""What differs between two communes of a province; everything else stands in the frame."""


class PostingPrinter:
    """Prints the postings of commune after commune; the frames of one province are kept at a time."""

    def __init__(self, press: Press, parts: ProcedureParts, sheets: bool = False) -> None:
        """`parts` are for pages three folders deep; `sheets`: whether there is a printed sheet of each posting."""
        self.press, self.parts, self.sheets, self.coder = press, parts, sheets, VersionCoder()
        self._province, self._frames = "", dict[str, Frame]()

    def print_posting(self, resolved: ResolvedCommune, posted: PostedProcedure, local: Mapping[str, str]) -> Page:
        """The posting's page; `local` are the slots that all postings of the commune share."""
        commune, posting, procedure = resolved.commune, posted.posting, posted.procedure
        address = addresses.of_posting(resolved.path, posted.code)
        name = name_unit(commune)
        version = self.coder.code(posted, commune, resolved.path)
        slots = {
            **local,
            "title": escape(f"{procedure.name} tại {name}"),
            "description": escape(
                f"Tại {name}, {name_unit(resolved.province)}: giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc."
            ),
            "address": address,
            "file": f"catalogue/{resolved.path}/{posted.code}.yaml",
            "notes": self._print_notes(resolved, posted, local),
            "deadline": escape(sum_up_deadlines(posted.deadlines)),
            "deadlines": self._print_deadlines(resolved, posted),
            "counter_card": escape(posting.counter or f"Nơi tiếp nhận của {commune.kind}"),
            "own_notes": self._print_own_notes(posted),
            "posted": say_day(posting.posted),
            "checked": say_day(posting.checked) if posting.checked else "chưa có",
            "decision": escape(say_decision(posting.decision)),
            "version": str(version),
            **{f"group_{part}": group for part, group in zip(VERSION_PARTS, version.groups, strict=True)},
        }
        return Page(address, self._frame(resolved, posted).fill(slots))

    def _frame(self, resolved: ResolvedCommune, posted: PostedProcedure) -> Frame:
        if self._province != resolved.province_path:
            self._province = resolved.province_path
            self._frames.clear()
        if posted.code not in self._frames:
            self._frames[posted.code] = self._print_frame(resolved, posted)
        return self._frames[posted.code]

    def _print_frame(self, resolved: ResolvedCommune, posted: PostedProcedure) -> Frame:
        province, provincial, procedure = resolved.province, posted.provincial, posted.procedure
        parts = self.parts
        return self.press.print_frame(
            "posting",
            SLOTS,
            root=parts.root,
            sheets=self.sheets,
            procedure=procedure,
            channels=list(_channels_that_matter(procedure)),
            papers=sum_up_papers(procedure),
            fees=sum_up_fees(provincial.terms.fees),
            overlay=provincial.overlay,
            province=province,
            version_parts=[(part, VERSION_PART_NAMES[part]) for part in VERSION_PARTS],
            title_html=parts.title(procedure),
            coming_html=parts.coming(provincial, province),
            papers_html=parts.papers(procedure),
            fees_html=parts.fees(provincial, province),
            channels_html=parts.channels(procedure),
            after_html=parts.after(procedure),
            dates_html=parts.dates(provincial, province),
        )

    def _print_notes(self, resolved: ResolvedCommune, posted: PostedProcedure, local: Mapping[str, str]) -> str:
        sample = local["sample"] if resolved.commune.sample or posted.sample else ""
        return sample + self.parts.standing(posted) if posted.standing != "in_force" else sample

    def _print_deadlines(self, resolved: ResolvedCommune, posted: PostedProcedure) -> Markup:
        own = resolved.path if posted.posting.deadlines else ""
        return self.parts.deadlines(posted.procedure, posted.deadlines, resolved.province, own)

    def _print_own_notes(self, posted: PostedProcedure) -> Markup:
        posting = posted.posting
        counter = Markup("<p>Quầy tiếp nhận: <strong>{}</strong></p>").format(posting.counter) if posting.counter else Markup()
        return counter + self.press.print_part("part-remarks.html", notes=posting.notes) if posting.notes else counter


def _channels_that_matter(procedure: Procedure) -> Iterator[ChannelKind]:
    """The ways to file, where something of the procedure differs between them."""
    papers: Sequence[Paper | Fee | Deadline] = (*procedure.papers.submit, *procedure.papers.present)
    parts = (*papers, *procedure.fees, *procedure.deadlines)
    if any(part.channel for part in parts):
        yield from dict.fromkeys(channel.kind for channel in procedure.channels)
