"""What `niemyet new` leaves to be written, and nobody has written."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.model.placeholders import BODY_TO_WRITE, PAPER_TO_WRITE
from niemyet.model.procedure import Procedure
from niemyet.validate.entries import Entry

_INVENTED = "Tờ khai"
"""The only paper that new procedures once were given: a form of no name is no paper that anybody can bring."""


def check_body_is_written(text: ArticleText) -> Iterator[Diagnostic]:
    """An article says something of its own."""
    for number, line in enumerate(text.body.split("\n")):
        if BODY_TO_WRITE in line:
            place = text.document.source.place(text.body_line + number, line.index(BODY_TO_WRITE) + 1, len(BODY_TO_WRITE))
            yield Diagnostic("draft-text", place, {"value": BODY_TO_WRITE})


def check_papers_are_written(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """The papers of a procedure are those of its decision, not those of the draft."""
    papers = entry.record.papers.submit
    for i, paper in enumerate(papers):
        invented = paper.name == _INVENTED and len(papers) == 1 and paper.form is None and entry.record.imported is None
        if invented or paper.name == PAPER_TO_WRITE:
            yield Diagnostic("draft-text", entry.document.at("papers", "submit", i, "name"), {"value": paper.name})
