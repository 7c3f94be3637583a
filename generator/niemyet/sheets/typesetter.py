"""Typesets PDFs from a template and plain data. The only module that imports Typst.

Every PDF is accessible (PDF/UA-1) and archivable (PDF/A-2a); Typst refuses anything else. Fonts come from the font's package,
never from the machine. Warnings are errors, because a missing character on a printed sheet cannot be fixed later.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, TypeAlias

from niemyet.model.letters import to_print
from niemyet.patterns import regex

Template: TypeAlias = Literal["sheet", "book", "changes", "index", "duty"]
_TEMPLATES: tuple[Template, ...] = ("sheet", "book", "changes", "index", "duty")
_STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed creation time of PDFs, so that the same data gives the same bytes."""


_LONG_WORDS = {
    large: (regex(rf'[^\s"\\<>=]{{{letters},}}'), regex(rf"(?:[^/-]|[/-](?![^\W\d_])){{{letters},}}"))
    for large, letters in ((False, 22), (True, 12))
}
"""Words in JSON data that may not fit the narrowest line, for plain and for large print. A line may also break after a slash or a
hyphen before a letter: the second pattern checks that, but only on matches of the first, which is much faster."""
MEASURED = 12
"""The length from which the template measures words, if there are long ones."""
_REMEMBERED = 10
"""The number of further documents for which Typst keeps layout in memory."""


_TYPESET_IN: list[int] = []
"""Ids of processes, this one or ancestors, in which Typst has started threads. Threads do not survive a fork, so code that starts
workers must know."""


def has_typeset() -> bool:
    """Whether Typst has started threads in this process."""
    return os.getpid() in _TYPESET_IN


class TypesettingError(RuntimeError):
    """Something could not be typeset properly; `what` names the record."""

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(what, problem)  # all arguments, so that it can be pickled by workers
        self.what, self.problem = what, problem


class Typesetter:
    """Typesets sheets; templates and fonts are read once."""

    def __init__(self, theme: Path) -> None:
        """`theme` is the folder that holds sheets/."""
        import typst  # here, because these are slow to load and rarely needed
        from fontpkg_be_vietnam_pro import ROOT as FONT

        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT / "files")])
        folder = theme / "sheets"
        self._compiler = typst.Compiler(root=str(folder), font_paths=fonts)
        self._templates = {name: (folder / f"{name}.typ").read_text("utf-8") for name in _TEMPLATES}
        self._share = (folder / "share.typ").read_text("utf-8")
        templates = b"".join(path.read_bytes() for path in sorted(folder.glob("*.typ")))
        self._looks = hashlib.sha256(templates + version("typst").encode() + version("fontpkg-be-vietnam-pro").encode()).digest()

    def key(self, template: Template, data: Mapping[str, Any]) -> str:
        """The digest of everything a PDF depends on: equal keys mean equal bytes."""
        made_of = json.dumps([template, data], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(self._looks + made_of.encode()).hexdigest()[:24]

    def typeset(self, template: Template, what: str, data: Mapping[str, Any]) -> bytes:
        """The PDF of `data`, set with a template. Raises TypesettingError, which names `what`."""
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

    def draw(self, what: str, data: Mapping[str, str]) -> bytes:
        """The PNG of 1200 × 630 dots that is shown beside a link. Raises TypesettingError, which names `what`."""
        import typst

        if not has_typeset():
            _TYPESET_IN.append(os.getpid())
        given = f"#let data = json(bytes({_quote(to_print(json.dumps(data, ensure_ascii=False)))}))\n"
        try:
            made, warnings = self._compiler.compile_with_warnings(input=(given + self._share).encode(), format="png", ppi=72)
        except typst.TypstError as error:
            raise TypesettingError(what, str(error)) from error
        if warnings:
            raise TypesettingError(what, str(warnings[0]))
        if not isinstance(made, bytes):
            raise TypesettingError(what, "no single picture")
        return made

    def _forget(self) -> None:
        """Clears Typst's memory: a book of 376 sheets takes a gigabyte and shares little with the next one."""
        for _ in range(_REMEMBERED + 1):
            self._compiler.compile(input=b"")


def _has_long_word(text: str, large: bool) -> bool:
    """Whether there may be words too long for a line. Only then the template measures words, which is slow."""
    run, word = _LONG_WORDS[large]
    return any(word.search(found) for found in run.findall(text))


def _quote(text: str) -> str:
    """JSON as a Typst string literal. It is not passed as `sys.inputs`, because a change there invalidates all layout that Typst
    remembers."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
