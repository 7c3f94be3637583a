"""What most commands begin with: the project's folder, the day, and everything above the communes."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from niemyet.catalogue.reference import read_reference
from niemyet.cli.provinces import folder_of_province
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import find_root, read_day, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.load.laying_over import find_catalogue
from niemyet.model.kinds import path_of
from niemyet.validate.records import Reference


class Opened(NamedTuple):
    """A project on a day; `reference` is everything above the communes."""

    root: Path
    today: date
    reference: Reference

    def province(self, words: str) -> str:
        """The folder of a province by folder or name; ends the command if the catalogue has none such."""
        place = folder_of_province(words)
        if place not in self.reference.provinces:
            path = path_of("province", place or "…")
            vi = f"chưa có {path}; hãy chạy trước: niemyet new province"
            stop(Bilingual(vi, f"there is no {path}; run first: niemyet new province"), status=2)
        return place


def open_reference(root: Path | None, as_of: str) -> Opened:
    """The project that the options `--root` and `--as-of` name; ends the command if there is none."""
    folder, today = find_root(root), read_day(as_of)
    found = find_catalogue(folder, find_reference(folder))
    reference, diagnostics = read_reference(folder, found, today)
    for one in (*found.diagnostics, *diagnostics):
        if one.rule == "unreadable-file":  # what is left out in silence would be missing in what is written
            vi = f"không đọc được {show(one.place.file)}; xem vì sao bằng niemyet check"
            stop(Bilingual(vi, f"{show(one.place.file)} cannot be read; niemyet check says why"))
    return Opened(folder, today, reference)
