"""Reads the examples in the guides, and applies an example of the rulebook or a guide to a catalogue.

The comments above examples are explained in tests/test_guide.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conftest import REPOSITORY

FENCE = re.compile(r"(?:<!-- (?P<said>[^\n]*) -->\n)?^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^ *```$", re.M | re.S)
TRY = re.compile(r"(?:thử|ghi): (?P<file>[^,\s]+)(?:, (?P<whole>cả tệp))?(?:, sai (?P<rule>[a-z-]+))?")


def _split_entries(text: str) -> dict[str, str]:
    """The top-level entries of a record's text by name; a name that is written twice keeps both."""
    entries: dict[str, str] = {}
    for block in re.split(r"^(?=[^\s#-])", text, flags=re.MULTILINE):
        if block:
            name = block.split(":")[0]
            entries[name] = entries.get(name, "") + block
    return entries


def _replace_entries(text: str, example: str) -> str:
    """`text` with the entries of `example` in the place of those of the same name, new ones at the end."""
    return "".join({**_split_entries(text), **_split_entries(example)}.values())


def write_example(root: Path, file: str, example: str, whole: bool) -> None:
    """Puts an example of the rulebook into its file: as the whole file, or entry by entry."""
    target = root / file
    target.parent.mkdir(parents=True, exist_ok=True)
    if not whole:
        text = target.read_text("utf-8")
        _, head, body = text.split("---\n", 2) if file.endswith(".md") else ("", text, "")
        entries = _replace_entries(head, example)
        example = f"---\n{entries}---\n{body}" if body else entries
    target.write_text(example, "utf-8")


@dataclass(frozen=True)
class Example:
    """A fence of a guide: where it stands, what the comment above it says, its text."""

    guide: str
    line: int
    said: str
    language: str
    text: str
    end: int

    def __str__(self) -> str:
        return f"{self.guide}:{self.line}"


def find_examples(guide: Path) -> Iterator[Example]:
    text = guide.read_text("utf-8")
    for found in FENCE.finditer(text):
        inside = re.sub(f"^{found['indent']}", "", found["text"], flags=re.M)
        line = text.count("\n", 0, found.start()) + 1
        yield Example(str(guide.relative_to(REPOSITORY)), line, found["said"] or "", found["language"], inside, found.end())


def put(example: Example, root: Path) -> str:
    """Puts an example into the catalogue at `root`; gives its file."""
    said = TRY.fullmatch(example.said)
    assert said is not None, example.said
    write_example(root, said["file"], example.text, whole=said["whole"] is not None)
    return said["file"]
