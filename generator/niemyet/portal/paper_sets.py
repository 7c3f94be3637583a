"""Lines of a dossier that stand for several papers: papers run together, alternatives of one another, headings among the lines.

The portal gives the lines of a group in no certain order, so what belongs below a heading among them is asked, not guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from niemyet.patterns import regex
from niemyet.portal.paper_lines import NO_PAPER, PAPER, read_line, tidy
from niemyet.portal.raw_record import RawGroup, RawPaper
from niemyet.portal.words import likeness
from niemyet.values import dataclass

_OPENS = regex(r"(?::|\bgồm|\bsau đây|các (?:giấy tờ|tài liệu|nội dung) sau)\s*:?\s*$", re.IGNORECASE)
_ONE_OF = regex(r"\bmột trong (?:các|những|số)\b", re.IGNORECASE)
_FOR_SOME = regex(r"(?:trong )?(?:các )?(?:trường hợp|đối với|nếu|khi)\b|ngoài (?:các|(?:các )?giấy tờ)\b", re.IGNORECASE)
_NEXT = regex(r"(?:(?<=[;.])\s*|\n)(?=[-–+•*]\s)")
_LIST = regex(r"\b(?:gồm|sau(?: đây)?)(?: có)?\s*:\s*(?P<list>.+)", re.IGNORECASE | re.DOTALL)
_ABOVE = regex(r"\b(?:nêu|nói|kể|quy định) trên\b", re.IGNORECASE)
_ALTERNATIVE = regex(r"(?:^|(?<=[.;:,])|\s)\s*[-–+•*]\s+|;\s*(?:hoặc\s+)?|\n")


@dataclass(frozen=True, slots=True)
class PaperSet:
    """The lines of a group, each at most one paper; and remarks of lines that another line already names."""

    papers: tuple[RawPaper, ...]
    remarks: tuple[str, ...] = ()


def read_set(papers: Sequence[RawPaper]) -> PaperSet:
    """The lines of a group with papers run together set apart, and without those that a line names among its alternatives.

    Lines that speak of the papers above them come last, as those may be any of the group.
    """
    parts = [part for paper in papers for part in _split(paper)]
    return _without_named(sorted(parts, key=lambda paper: bool(_ABOVE.search(paper.name))))


def part_below(group: RawGroup) -> list[RawGroup]:
    """The group, and as another one what a line for some cases lists below it, marked by a bullet that no other line has.

    The bullet is what makes it certain: "- Đối với dự án đầu tư, hồ sơ phải bổ sung:", "+ Bản sao quyết định".
    """
    papers = group.papers
    marked = [place for place, paper in enumerate(papers) if paper.name.startswith("+")]
    first = marked[0] if marked else 0
    if group.name or not first or marked != list(range(first, first + len(marked))):
        return [group]
    opening = papers[first - 1]
    words = tidy(opening.name)
    if opening.files or not (opens_others(words, counted=False) and is_case(words)):
        return [group]
    rest = papers[: first - 1] + papers[first + len(marked) :]
    return [replace(group, papers=rest), RawGroup(words, papers[first : first + len(marked)])]


def opens_others(text: str, counted: bool) -> bool:
    """Whether a tidied line is a heading of other lines: a case, "một trong các giấy tờ sau:", a paper that consists of others.

    `counted`: the source gives a number of originals or copies for it. A heading without one that names neither case nor choice,
    as "Chứng cứ gồm:", leaves each line below it a paper.
    """
    if NO_PAPER.fullmatch(text) or not _OPENS.search(text):
        return False
    return bool(counted or _FOR_SOME.match(text) or _ONE_OF.search(text))


def is_case(text: str) -> bool:
    """Whether a heading among the lines says for whom they are, and is no paper."""
    return bool(_FOR_SOME.match(text)) and not PAPER.match(read_line(text).name)


def _split(paper: RawPaper) -> list[RawPaper]:
    """Papers that one line lists with bullets; the line as it is, unless every piece is a paper and none a heading of others."""
    pieces = [tidy(piece).rstrip(" ;.") for piece in _NEXT.split(paper.name) if piece.strip(" -–+•*;.\n")]
    if len(pieces) < 2 or paper.files or not all(PAPER.match(piece) for piece in pieces):
        return [paper]
    if any(_OPENS.search(piece) or _lists_with_marks(piece) for piece in pieces):
        return [paper]
    return [replace(paper, name=piece) for piece in pieces]


def _lists_with_marks(piece: str) -> bool:
    """Whether a piece begins a list that the pieces behind it may go on with; "gồm: mặt bằng; mặt cắt" is whole in itself."""
    match = _LIST.search(piece)
    return match is not None and bool(_ONE_OF.search(piece) or re.match(r"\s*[-–+•*]", match["list"]))


def _without_named(papers: Sequence[RawPaper]) -> PaperSet:
    named = {alternative for paper in papers for alternative in _alternatives(paper.name)}
    kept, remarks = [], []
    seen: set[tuple[object, ...]] = set()
    for paper in papers:
        same = (likeness(tidy(paper.name)), paper.originals, paper.copies, paper.files)
        if same in seen and (paper.originals or paper.copies):
            continue  # the portal gives some papers of a group twice
        seen.add(same)
        line = read_line(tidy(paper.name))
        if likeness(line.name) in named and not line.when and not paper.files and not _alternatives(paper.name):
            remarks += [line.remarks] if line.remarks else []
        else:
            kept.append(paper)
    return PaperSet(tuple(kept), tuple(dict.fromkeys(remarks)))


def _alternatives(name: str) -> set[str]:
    """The papers, compared by likeness, that a line names itself as alternatives; empty if it is no such line."""
    match = _LIST.search(name) if _ONE_OF.search(name) else None
    if match is None:
        return set()
    return {likeness(part) for part in _ALTERNATIVE.split(match["list"]) if part and part.strip()}
