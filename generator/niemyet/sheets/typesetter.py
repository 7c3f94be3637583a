"""The door to Typst: a template and plain data in, a PDF out.

Every PDF is accessible (PDF/UA-1) and archivable (PDF/A-2a): Typst refuses what is not. Letters come from the package
of the font, never from the machine. A warning is an error here: a missing letter on a wall cannot be called back.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, TypeAlias

from niemyet.model.letters import to_print

Template: TypeAlias = Literal["sheet", "book", "changes"]
_TEMPLATES: tuple[Template, ...] = ("sheet", "book", "changes")
_STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""The PDF's own time: none, so that the same data gives the same bytes."""


_LONG_WORDS = {
    large: (re.compile(rf'[^\s"\\<>=]{{{letters},}}'), re.compile(rf"(?:[^/-]|[/-](?![^\W\d_])){{{letters},}}"))
    for large, letters in ((False, 22), (True, 12))
}
"""In data as JSON, for plain and for large print: letters without a place to break, so many that they may not fit the
narrowest line, whatever letters they are. A line may also break behind a slash or a hyphen before a letter: the second is
asked of what the first has found, which is much sooner done than to ask it of everything."""
MEASURED = 12
"""From so many letters on words are measured, where they are."""
_REMEMBERED = 10
"""For so many documents more Typst keeps what it has laid out."""


_TYPESET_IN: list[int] = []
"""The processes, this one and those it was forked from, in which Typst has begun to work: its threads are the process's, not a
value that could be handed on, and whoever starts a worker has to know of them."""


def has_typeset() -> bool:
    """Whether Typst has set anything in this process."""
    return os.getpid() in _TYPESET_IN


class TypesettingError(RuntimeError):
    """Something could not be set as it should; `what` names the record."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(what, problem)  # as it was called: it comes back from workers
        self.what, self.problem = what, problem


class Typesetter:
    """Sets sheet after sheet; templates and fonts are read once."""

    def __init__(self, theme: Path) -> None:
        """`theme` is the folder that holds sheets/."""
        import typst  # here, because nobody else waits for them to load
        from fontpkg_be_vietnam_pro import ROOT as FONT

        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT / "files")])
        folder = theme / "sheets"
        self._compiler = typst.Compiler(root=str(folder), font_paths=fonts)
        self._templates = {name: (folder / f"{name}.typ").read_text("utf-8") for name in _TEMPLATES}
        templates = b"".join(path.read_bytes() for path in sorted(folder.glob("*.typ")))
        self._looks = hashlib.sha256(templates + version("typst").encode() + version("fontpkg-be-vietnam-pro").encode()).digest()

    def key(self, template: Template, data: Mapping[str, Any]) -> str:
        """What a PDF is made of, in few characters: the same key, the same bytes."""
        made_of = json.dumps([template, data], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(self._looks + made_of.encode()).hexdigest()[:24]

    def typeset(self, template: Template, what: str, data: Mapping[str, Any]) -> bytes:
        """The PDF of `data` by a template. TypesettingError names `what` where it cannot be set."""
        import typst

        if not has_typeset():
            _TYPESET_IN.append(os.getpid())
        text = to_print(json.dumps(data, ensure_ascii=False))
        measured = MEASURED if _has_long_word(text, data["large"]) else 0
        given = f"#let data = (..json(bytes({_quote(text)})), long-words: {measured})\n"
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                input=(given + self._templates[template]).encode(),
                format="pdf",
                pdf_standards=[*_STANDARDS],
                timestamp=_EPOCH,
            )
        except typst.TypstError as error:
            raise TypesettingError(what, str(error)) from error
        if warnings:
            raise TypesettingError(what, str(warnings[0]))
        if not isinstance(pdf, bytes):
            raise TypesettingError(what, "no single document")
        if template == "book":
            self._forget()
        return pdf

    def _forget(self) -> None:
        """Lets Typst forget what it has laid out: a book of 376 sheets takes a gigabyte, and shares little with the next."""
        for _ in range(_REMEMBERED + 1):
            self._compiler.compile(input=b"")


def _has_long_word(text: str, large: bool) -> bool:
    """Whether there are such words. Only then the template measures words, which takes its time."""
    run, word = _LONG_WORDS[large]
    return any(word.search(found) for found in run.findall(text))


def _quote(text: str) -> str:
    """JSON as a text of Typst. It is no input of the system (`sys.inputs`): with another of these everything is another, and
    nothing of what was laid out for the sheet before stands."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
