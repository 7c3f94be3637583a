"""Reads the ratings that readers gave: ratings.csv of the provinces."""

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.finding import SourceFile
from niemyet.load.ratings import parse_ratings
from niemyet.load.texts import read_text
from niemyet.model.ratings import MonthOfRatings


def read_ratings(
    root: Path, files: Iterable[SourceFile], communes: Collection[str], today: date
) -> tuple[dict[str, tuple[MonthOfRatings, ...]], list[Diagnostic]]:
    """By the path of a commune its months; and diagnostics. `communes` are the paths of those there are."""
    ratings: dict[str, tuple[MonthOfRatings, ...]] = {}
    diagnostics: list[Diagnostic] = []
    for file in files:
        source, found = read_text(root, file)
        diagnostics += found
        if source is None:
            continue
        listed, found = parse_ratings(source, f"{today:%Y-%m}")
        diagnostics += found
        province = file.path.split("/")[1]
        lines = {line.split(",")[1]: number for number, line in enumerate(source.text.split("\n"), 1) if "," in line}
        for folder, months in listed.items():
            path = f"{province}/{folder}"
            if path in communes:
                ratings[path] = months
            else:
                why = Bilingual(f"không có xã {path}", f"there is no commune {path}")
                diagnostics.append(Diagnostic("bad-ratings", source.place(lines.get(folder, 1)), {"why": why}))
    return ratings, diagnostics
