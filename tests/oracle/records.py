"""Reads the records of a catalogue as plain dicts of texts, by posting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from oracle.reckoning import Raw, Reckoning


@dataclass(frozen=True)
class Posted:
    """One posting with what lies above it."""

    place: str
    code: str
    law: Raw
    province: Raw
    commune: Raw

    def reckon(self, today: date) -> Reckoning:
        """Its answers on that day."""
        return Reckoning(self.law, self.province, self.commune, today)


def read_record(file: Path) -> Raw:
    """One record as it is written."""
    document, diagnostics = parse_document(SourceText(file.name, file.read_text("utf-8")))
    assert document is not None, diagnostics
    record = plain(document.root)
    assert isinstance(record, dict)
    return record


def read_postings(root: Path, today: date) -> Iterator[Posted]:
    """Every posting of the catalogue at `root`, by the version of the law that has begun last."""
    catalogue = root / "catalogue"
    laws: dict[str, list[Raw]] = {}
    for file in sorted(catalogue.glob("*/procedures/*/*.yaml")):
        laws.setdefault(file.stem.partition("@")[0], []).append(read_record(file))
    for home in sorted(catalogue.glob("*/*/commune.yaml")):
        for file in sorted(home.parent.glob("[0-9]*.yaml")):
            code, overlay = file.stem, home.parent.parent / file.name
            begun = [law for law in laws[code] if _begins(law) <= today.isoformat()]
            law = max(begun, key=_begins) if begun else min(laws[code], key=_begins)
            province = read_record(overlay) if overlay.is_file() else {}
            place = home.parent.relative_to(catalogue).as_posix()
            yield Posted(place, code, law, province, read_record(file))


def _begins(law: Raw) -> str:
    begins: str = law.get("effective", {}).get("from", "0000")
    return begins
