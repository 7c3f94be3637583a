"""Splits an article into its front matter (a document) and its body (Markdown)."""

from itertools import islice

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document, parse_document
from niemyet.load.texts import SourceText
from niemyet.patterns import regex
from niemyet.values import dataclass

FENCE = "---"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article whose front matter could be read; `body` is Markdown, `body_line` the line it begins on."""

    document: Document
    body: str
    body_line: int


def parse_article(source: SourceText) -> tuple[ArticleText | None, list[Diagnostic]]:
    """The article in `source`, or None and diagnostics. The front matter is between two lines of three dashes at the top."""
    split = _split(source.text)
    if split is None:
        return None, [_tell_missing(source)]
    front, end, body, first = split
    document, diagnostics = parse_document(source, front, first_line=2)
    if not body.strip():
        diagnostics.append(Diagnostic("article-without-body", source.place(end + 1, 1, 3)))
    return (None if document is None else ArticleText(document, body, first + 1)), diagnostics


def _tell_missing(source: SourceText) -> Diagnostic:
    """What is told of an article without a head: which of the two lines is missing, if one is there."""
    lines = source.text.split("\n")
    first = lines[0].strip()
    place = source.place(1, 1, len(lines[0]))
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if first == FENCE:
        blank = next((number for number, line in enumerate(lines) if not line.strip()), 0)
        fix = Bilingual("thêm một dòng '---' ở cuối phần đầu, ngay trước thân bài", "add a line '---' at the end of the head")
        place = source.place(blank + 1) if blank else place
    elif first and not first.strip("-–—_=*"):
        fix = Bilingual("viết '---', ba dấu gạch nối, ở dòng đầu", "write '---', three hyphens, in the first line")
    elif fences and _ENTRY.match(first):
        fix = Bilingual("thêm một dòng '---' lên đầu tệp", "add a line '---' at the beginning of the file")
    else:
        return Diagnostic("front-matter-missing", place)
    return Diagnostic("front-matter-missing", place, {"fix": fix})


_ENTRY = regex(r"[a-z_]+:")


def take_body(text: str) -> str | None:
    """The Markdown of an article, as `parse_article` gives it, without a look at the front matter; None if there is none."""
    split = _split(text)
    return None if split is None else split[2]


def _split(text: str) -> tuple[str, int, str, int] | None:
    """The front matter, the index of the line that ends it, the body, the index of its first line; None without front matter."""
    lines = text.split("\n")
    ends = islice((number for number, line in enumerate(lines) if line.startswith(FENCE) and line.rstrip() == FENCE), 2)
    start, end = next(ends, -1), next(ends, -1)
    if start != 0 or end < 0:
        return None
    first = next((i for i in range(end + 1, len(lines)) if lines[i].strip()), len(lines))
    return "\n".join(lines[1:end]) + "\n", end, "\n".join(lines[first:]), first
