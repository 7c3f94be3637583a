"""Takes Word files apart: those of the portal ("ChiTietTTHC_<mã>.doc") into labelled paragraphs and the tables between them, with
one or several procedures; those with lists of codes, as a decision has them, into the rows of their tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from niemyet.load.tables import Row, Sheet
from niemyet.load.word_files import Block, Paragraph, WordTable
from niemyet.model.folding import fold_words
from niemyet.model.procedure_kinds import says_ended, says_in_force
from niemyet.patterns import regex
from niemyet.portal.headings import PART_KEYS, columns_of, kind_of_table
from niemyet.portal.parted_record import PartedRecord, TableRow

_ORDER = (
    "code", "decision", "name", "level", "kind", "field", "steps", "channels", "papers", "audience", "executing", "authority",
    "receiver", "delegated", "coordinating", "results", "documents", "requirements", "keywords", "description",
)  # fmt: skip
"""The parts in the order of the portal's Word files."""

_IN_HEAD = frozenset(_ORDER[:6])
"""Parts of one line at the beginning; their order differs."""

_OF_A_BODY = frozenset({"steps", "channels", "papers"})
"""Parts of which every record has one."""

_LONGEST_LABEL = 40
_MARK = regex(r"^(?:(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,4}|[a-zđ])[.)]|[-–*•+]+)\s*(?=\S)")
"""What people put before a heading: 1., a), IV., *."""


_LINES_ABOVE = 12
"""Paragraphs above a table that may be its title."""


def take_word_file_apart(blocks: Sequence[Block]) -> list[PartedRecord]:
    """The parts of each record; none if the document does not have the portal's labels."""
    pieces = _split_records(list(_flatten(blocks)))
    return [parted for piece in pieces if (parted := _take_apart(piece)) is not None]


def take_tables(blocks: Sequence[Block]) -> list[Sheet]:
    """The tables, below what stands above each. Rows are counted in the table, from 1; what stands above has the number 0.

    A title that says whether procedures are in force holds for all tables below it, up to the next.
    """
    sheets: list[Sheet] = []
    above: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            above.append(block.text)
            continue
        above = above[-_LINES_ABOVE:]
        rows = (Row(number, row) for number, row in enumerate(block.rows, 1))
        sheets.append(Sheet(f"bảng {len(sheets) + 1}", (*(Row(0, (text,)) for text in above if text), *rows)))
        within = [text for row in block.rows for text in row]
        above = [text for text in (*above, *within) if says_ended(text) or says_in_force(text)][-1:]
    return sheets


def _split_records(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks of each record: one begins where code and name are said again, below parts of another one."""
    named = ((place, _label(block.text)) for place, block in enumerate(blocks) if isinstance(block, Paragraph))
    labels = [(place, key) for place, key in named if key]
    begins: list[int] = []
    for run in _runs(labels):
        head, body = {key for _, key in run} & _IN_HEAD, {key for _, key in run} & _OF_A_BODY
        if {"code", "name"} <= head and (body or not begins):
            begins.append(run[0][0])
    titles = {fold_words(block.text) for block in blocks[: begins[0] if begins else 0] if isinstance(block, Paragraph)}
    for start, end in pairwise([0, *begins[1:], len(blocks)]):
        while end < len(blocks) and isinstance(last := blocks[end - 1], Paragraph) and fold_words(last.text) in {"", *titles}:
            end -= 1  # the title of the next one
        yield blocks[start:end]


def _runs(labels: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The labels, in portions that begin with those of a head."""
    runs: list[list[tuple[int, str]]] = []
    for i, label in enumerate(labels):
        if not i or (label[1] in _IN_HEAD and labels[i - 1][1] not in _IN_HEAD):
            runs.append([])
        runs[-1].append(label)
    return runs


def _take_apart(listed: Sequence[Block]) -> PartedRecord | None:
    labels = _choose_labels(listed)
    if not {"code", "name"} <= set(labels.values()):
        return None
    parted = PartedRecord()
    key = ""
    heading: list[str] = []
    for place, block in enumerate(listed):
        if isinstance(block, WordTable):
            _take_table(parted, block, heading)
            heading = []
            continue
        if place in labels:
            key, heading = labels[place], []
            text = block.text.partition(":")[2].strip()
        else:
            text = block.text.strip()
        if text and key == "papers":
            heading.append(text)
        elif text and key:
            parted.texts[key] = f"{parted.texts[key]}\n{text}" if key in parted.texts else text
        if key != "papers" and heading:
            heading = []
        if place + 1 in labels or place + 1 == len(listed):
            _keep_remarks(parted, key, heading)
    return parted


def _keep_remarks(parted: PartedRecord, key: str, heading: list[str]) -> None:
    """Text below the last table of papers: a group of its own, without papers; without any table, the part's text."""
    if key != "papers" or not heading:
        return
    if parted.papers:
        parted.papers += [(line, []) for line in heading]
    else:
        parted.texts["papers"] = "\n".join(heading)


def _flatten(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a table of labels and values as paragraphs."""
    for block in blocks:
        if isinstance(block, WordTable) and not kind_of_table(block.rows[0] if block.rows else ()):
            for row in block.rows:
                cells = [cell for cell in row if cell.strip()]
                if len(cells) == 2 and fold_words(cells[0]) in PART_KEYS:
                    yield Paragraph(f"{cells[0].strip().rstrip(':')}: {cells[1]}")
                else:
                    yield from (Paragraph(cell) for cell in cells)
        else:
            yield block


def _choose_labels(blocks: Sequence[Block]) -> dict[int, str]:
    """Which paragraphs are labels, by place: the longest series in the portal's order, so that a line in the text that happens to
    begin like a label ("Kết quả thực hiện: …" among the steps) is text."""
    found = [(place, key) for place, block in enumerate(blocks) if isinstance(block, Paragraph) and (key := _label(block.text))]
    body = next((place for place, key in found if key not in _IN_HEAD), len(blocks))
    chosen: dict[int, str] = {}
    for place, key in found:
        if place < body and key not in chosen.values():
            chosen[place] = key
    rest = [(place, key) for place, key in found if place >= body and key not in chosen.values()]
    best: list[tuple[int, int]] = []  # of the series that ends here: its length, and the entry before it
    for i, (_, key) in enumerate(rest):
        earlier = [j for j in range(i) if _ORDER.index(rest[j][1]) < _ORDER.index(key)]
        before = max(earlier, key=lambda j: best[j][0], default=-1)  # the first of equals: a label stands before its like
        best.append((best[before][0] + 1 if earlier else 1, before))
    last = max(range(len(rest)), key=lambda i: best[i][0], default=-1)
    while last >= 0:
        chosen[rest[last][0]] = rest[last][1]
        last = best[last][1]
    return chosen


def _label(text: str) -> str:
    """The key of the part that a paragraph opens, numbered or not, before a colon or alone; '' if it opens none."""
    head, _, _ = _MARK.sub("", text.strip()).partition(":")
    if len(head) > _LONGEST_LABEL or "\n" in head:
        return ""
    key = PART_KEYS.get(fold_words(head), "")
    return key if key in _ORDER else ""


def _take_table(parted: PartedRecord, table: WordTable, heading: list[str]) -> None:
    kind = kind_of_table(table.rows[0])
    columns = columns_of(kind, table.rows[0])
    if kind == "papers":
        parted.papers += [(line, []) for line in heading[:-1]]
        group: list[TableRow] = []
        parted.papers.append((heading[-1] if heading else "", group))
        for row in table.rows[1:]:
            cells = [cell for cell in row if cell.strip()]
            if len(cells) == 1 and len(row) > 1 and row[0].strip() and not any(row[1:]) and _is_heading(row[0]):
                group = []
                parted.papers.append((row[0], group))
            else:
                group.append(_row(columns, row))
        parted.papers[:] = [(name, rows) for name, rows in parted.papers if name or rows]
        return
    rows: list[TableRow] = {
        "channels": parted.channels, "documents": parted.documents, "results": parted.results, "steps": parted.steps,
    }[kind]  # fmt: skip
    rows += [_row(columns, row) for row in table.rows[1:] if any(cell.strip() for cell in row)]


def _row(columns: dict[int, str], row: Sequence[str]) -> TableRow:
    values: dict[str, str] = {}
    for place, key in columns.items():
        if place < len(row) and row[place].strip():
            values[key] = f"{values[key]}\n{row[place]}" if key in values else row[place]
    return values


def _is_heading(text: str) -> bool:
    """Whether a row without quantities is a heading of papers."""
    return text.strip().endswith(":") or text.strip().startswith("*")
