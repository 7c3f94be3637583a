"""Splits an article into its front matter (a document) and its body (Markdown)."""

from dataclasses import dataclass

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document, parse_document
from niemyet.load.texts import SourceText

FENCE = "---"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article whose front matter could be read; `body` is Markdown, `body_line` the line it begins on."""

    document: Document
    body: str
    body_line: int


def parse_article(source: SourceText) -> tuple[ArticleText | None, list[Diagnostic]]:
    """The article in `source`, or None and diagnostics. The front matter is between two lines of three dashes at the top."""
    lines = source.text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if len(ends) < 2 or ends[0] != 0:
        return None, [Diagnostic("front-matter-missing", source.place(1, 1, len(lines[0])))]
    end = ends[1]
    document, diagnostics = parse_document(source, "\n".join(lines[1:end]) + "\n", first_line=2)
    first = next((i for i in range(end + 1, len(lines)) if lines[i].strip()), len(lines))
    body = "\n".join(lines[first:])
    if not body.strip():
        diagnostics.append(Diagnostic("article-without-body", source.place(end + 1, 1, 3)))
    return (None if document is None else ArticleText(document, body, first + 1)), diagnostics
