"""Placeholders of `niemyet new` that nobody has replaced."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.placeholders import BODY_TO_WRITE, FEE_TO_WRITE, PAPER_TO_WRITE, PART_TO_WRITE
from niemyet.model.procedure import Procedure
from niemyet.validate.entries import Entry

_INVENTED = "Tờ khai"
"""The only paper in drafts of earlier versions; a form without a name is nothing that anybody can bring."""

_WRITE_FEE = Bilingual(
    "thay dòng này bằng amount (số đồng) và basis (số nghị quyết); chưa có nghị quyết thì xóa khoản thu này",
    "put amount (in đồng) and basis (the resolution's number) in its place; without a resolution, delete this fee",
)


def check_body_is_written(text: ArticleText) -> Iterator[Diagnostic]:
    """An article's body does not contain the draft's placeholder."""
    for number, line in enumerate(text.body.split("\n")):
        if BODY_TO_WRITE in line:
            place = text.document.source.place(text.body_line + number, line.index(BODY_TO_WRITE) + 1, len(BODY_TO_WRITE))
            yield Diagnostic("draft-text", place, {"value": BODY_TO_WRITE})


def check_papers_are_written(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """The papers of a procedure are not the draft's placeholder."""
    papers = entry.record.papers.submit
    for i, paper in enumerate(papers):
        invented = paper.name == _INVENTED and len(papers) == 1 and paper.form is None and entry.record.imported is None
        if invented or paper.name == PAPER_TO_WRITE:
            yield Diagnostic("draft-text", entry.document.at("papers", "submit", i, "name"), {"value": paper.name})


def check_parts_are_written(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """No deadline and no fee of a procedure is the draft's placeholder: where the decision says nothing, a person says so."""
    for key in ("deadlines", "fees"):
        for i, part in enumerate(getattr(entry.record, key)):
            if part.undetermined == PART_TO_WRITE:
                yield Diagnostic("draft-text", entry.document.at(key, i, "undetermined"), {"value": PART_TO_WRITE})


def check_fees_are_written(entry: Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """No fee of a province is the draft's placeholder."""
    for i, fee in enumerate(entry.record.fees):
        if fee.undetermined == FEE_TO_WRITE:
            values: dict[str, str | Bilingual] = {"value": f"{fee.name}: {FEE_TO_WRITE}" if fee.name else FEE_TO_WRITE}
            yield Diagnostic("draft-text", entry.document.at("fees", i, "undetermined"), values | {"fix": _WRITE_FEE})
