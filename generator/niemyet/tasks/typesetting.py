"""The task of a printer: sheet after sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from niemyet.sheets.typesetter import Typesetter


@dataclass(frozen=True)
class TypesetTask:
    """Sets sheets, one after the other."""

    theme: Path

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(self.theme)

    def do_sheet(self, sheet: tuple[str, Mapping[str, Any]]) -> tuple[str, bytes]:
        """The code and the PDF of a sheet, given as code and data."""
        code, data = sheet
        return code, self._typesetter.typeset("sheet", code, data)
