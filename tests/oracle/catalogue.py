"""Writes generated procedures as a project that can be built."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from conftest import HERE, make_site_root
from niemyet.building.checking import check_catalogue
from niemyet.diagnostics.diagnostic import Severity
from niemyet.diagnostics.rulebook import severity_of
from oracle.invented import PLACE, invent
from oracle.records import Posted


def write_invented(root: Path, number: int, today: date) -> list[Posted]:
    """Puts as many invented postings into a copy of the small catalogue at `root`: the first ones that pass the check."""
    shutil.copytree(HERE / "small", root)
    make_site_root(root)
    tried = [invent(seed, today) for seed in range(12 * number)]
    for posted in tried:
        for file, record in _files(root, posted):
            file.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    told = check_catalogue(root, today).diagnostics
    wrong = {diagnostic.place.file for diagnostic in told if severity_of(diagnostic) is Severity.ERROR}
    refused = [posted for posted in tried if any(file.relative_to(root).as_posix() in wrong for file, _ in _files(root, posted))]
    kept = list(islice((posted for posted in tried if posted not in refused), number))
    for posted in tried:
        for file, _ in _files(root, posted):
            if posted not in kept:
                file.unlink()
    return kept


def _files(root: Path, posted: Posted) -> Iterator[tuple[Path, object]]:
    name, catalogue = f"{posted.code}.yaml", root / "catalogue"
    yield catalogue / "reference" / "procedures" / "ho-tich" / name, posted.law
    yield catalogue / PLACE.split("/")[0] / name, posted.province
    yield catalogue / PLACE / name, posted.commune
