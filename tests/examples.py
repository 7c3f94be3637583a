"""Puts an example of the rulebook or of the guide into a catalogue."""

import re
from pathlib import Path


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
    if not whole:
        text = target.read_text("utf-8")
        _, head, body = text.split("---\n", 2) if file.endswith(".md") else ("", text, "")
        entries = _replace_entries(head, example)
        example = f"---\n{entries}---\n{body}" if body else entries
    target.write_text(example, "utf-8")
