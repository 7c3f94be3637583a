"""Reads the steps (trình tự thực hiện): a sentence that the source repeats as a title is said once."""

from collections.abc import Iterator
from typing import Any

from niemyet.patterns import regex
from niemyet.portal.pasted import join_lines
from niemyet.portal.raw_record import RawRecord
from niemyet.portal.words import likeness

_HEADS = regex(r"(?m)^(?=[-*+ ]*Bước [0-9IVX]+ ?[:.)])")
_HEAD = regex(r"[-*+ ]*(?P<name>Bước [0-9IVX]+) ?[:.)]\s*")
_NO_NAMES = frozenset(map(likeness, ("", "mặc định", "trình tự thực hiện", "các bước thực hiện")))


def read_steps(raw: RawRecord) -> list[dict[str, Any]]:
    """The steps by the model's keys: one per entry of the source, or several if lines in it begin with "Bước 1:"."""
    return [step for name, text in raw.steps for step in _read_entry(name, join_lines(text), raw.name)]


def _read_entry(name: str, text: str, procedure: str) -> Iterator[dict[str, Any]]:
    title, first = _split_title(name, procedure)
    if likeness(title) == likeness(text):
        title = ""
    text = _without_title(text, title, first)
    line, _, rest = text.partition("\n")
    if rest and (likeness(line) in _NO_NAMES or likeness(line) == likeness(procedure)):
        text = rest
    if first and not (text and likeness(text).startswith(likeness(first))):
        text = f"{first}\n{text}".strip()
    pieces = [piece.strip() for piece in _HEADS.split(text) if piece.strip()]
    if not pieces and title:
        yield {"text": title}
    for i, piece in enumerate(pieces):
        head = _HEAD.match(piece)
        if head is None or not piece[head.end() :].strip():
            yield ({"name": title} if title and i == 0 else {}) | {"text": piece}
            continue
        own = head["name"]
        if title and len(pieces) > 1 and likeness(title) != likeness(own):
            own = f"{title} – {own}"
        yield {"name": own, "text": piece[head.end() :].strip()}


def _split_title(name: str, procedure: str) -> tuple[str, str]:
    """A title as a short name and a sentence behind it: "Bước 1: Nộp hồ sơ" → "Bước 1", "Nộp hồ sơ"."""
    name = name.strip("*: ") or name
    if likeness(name) in _NO_NAMES or likeness(name) == likeness(procedure):
        return "", ""
    head = _HEAD.match(name)
    return (head["name"], name[head.end() :].strip()) if head is not None else (name, "")


def _without_title(text: str, title: str, sentence: str) -> str:
    """The text without a first line that only repeats its title."""
    first, _, rest = text.partition("\n")
    if likeness(first) in {likeness(title), likeness(f"{title} {sentence}")} - {""} and rest:
        return rest
    head = _HEAD.match(text)
    return text[head.end() :] if head is not None and title and likeness(head["name"]) == likeness(title) else text
