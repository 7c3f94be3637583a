"""The task of a check: what is wrong with a commune."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from niemyet.catalogue.reading import Reference, read_commune
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import CommuneFiles


@dataclass(frozen=True, slots=True)
class CheckTask:
    """Reads a commune and checks it."""

    root: Path
    today: date
    reference: Reference

    def do_commune(self, files: CommuneFiles) -> list[Diagnostic]:
        """What is wrong with the commune."""
        return read_commune(self.root, files, self.reference, self.today)[1]
