"""Readers of answers that name a unit of the register or a place of the catalogue, and what the catalogue has already."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from niemyet.catalogue.selection import find_communes
from niemyet.catalogue.unknown_place import UnknownPlaceError
from niemyet.cli.dialogue.asking import NotTakenError, SeveralError, tell
from niemyet.cli.provinces import folder_of_province
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.unit_names import find_units_by_former, name_in_full, seek_alike, seek_units
from niemyet.load.finding import CommuneFiles
from niemyet.model.reference import Unit
from niemyet.validate.records import Reference

MOST_SHOWN = 12
"""Places that are named before a question; the rest are counted."""


def unit_of(
    units: Mapping[str, Unit], listed: Sequence[Unit], find_former: Callable[[str], Iterable[Unit]] = lambda _: ()
) -> Callable[[str], Unit]:
    """A reader of units of `listed`: by code or name, of one name by its province or by choice; by a former name if any knows it.

    `units` is the whole register.
    """

    def name(found: Iterable[Unit]) -> list[tuple[Unit, str]]:
        return [(unit, f"{unit.code} {name_in_full(units, unit)}") for unit in found]

    def read(answer: str) -> Unit:
        found = seek_units(units, listed, answer)
        if len(found) == 1:
            return found[0]
        if found:
            vi = f"có {len(found)} đơn vị tên '{answer}'"
            raise SeveralError(vi, f"{len(found)} units are called '{answer}'", name(found))
        if now := list(find_former(answer)):
            if len(now) == 1:
                return now[0]
            raise SeveralError(f"'{answer}' là tên cũ, nay thuộc", f"'{answer}' is a former name; today it is in", name(now))
        if is_list_asked_for(answer):
            raise list_of(listed, Bilingual("danh sách chính thức", "the official register"))
        vi, en = f"danh sách chính thức không có '{answer}'", f"the official register has no '{answer}'"
        if alike := seek_alike(listed, answer):
            raise SeveralError(f"{vi}; gần giống", f"{en}; like it are", name(alike))
        like = f"{listed[0].code} hoặc {listed[0].name}" if listed else "…"
        raise NotTakenError(
            f"{vi}; ghi mã hoặc tên đầy đủ, ví dụ {like}",
            f"{en}; write a code or a full name, for instance {like.replace('hoặc', 'or')}",
        )

    return read


def is_list_asked_for(answer: str) -> bool:
    """Whether somebody wants to see what can be answered, instead of answering."""
    return answer.strip() == "?"


def list_of(listed: Sequence[Unit], whose: Bilingual) -> NotTakenError:
    """The names of units, told in place of an answer."""
    named = ", ".join(unit.name for unit in listed)
    return NotTakenError(f"{whose.vi} có {len(listed)}: {named}", f"{whose.en} has {len(listed)}: {named}")


def former_names(reference: Reference, listed: Sequence[Unit]) -> Callable[[str], Iterable[Unit]]:
    """Who finds the units of today to which a commune of a former name belongs."""
    return lambda words: find_units_by_former(listed, words, reference.folders, reference.law.former)


def communes_of(reference: Reference) -> Callable[[str], tuple[str, list[CommuneFiles]]]:
    """A reader of places of the catalogue: a commune by path or name, or a province, for all its communes."""

    paths = {files.path for files in reference.communes}

    def read(answer: str) -> tuple[str, list[CommuneFiles]]:
        words = answer.strip("/ ").removeprefix("catalogue/")
        is_path = "/" in words
        try:
            found = find_communes(reference, words) if words and (not is_path or words in paths) else []
        except UnknownPlaceError as error:
            named = [files for files in reference.communes if files.path in error.near]
            if named:
                choices = [((files.path, [files]), name_place(reference, files.path)) for files in named]
                raise SeveralError(f"'{answer}' có thể là", f"'{answer}' may be", choices) from None
            found = []
        if len(found) == 1 and folder_of_province(words) != found[0].province:
            return found[0].path, found
        return (found[0].province if found else words), found

    return read


def name_place(reference: Reference, path: str) -> str:
    """A commune of the catalogue: its path, and its name with that of its province."""
    unit = next((unit for unit in reference.law.units.values() if reference.folders.get(unit.code) == path), None)
    return f"{path} ({name_in_full(reference.law.units, unit)})" if unit is not None else path


def show_provinces(reference: Reference) -> None:
    """Names the provinces that the catalogue has."""
    _show("tỉnh, thành phố", "provinces", sorted(reference.provinces))


def show_communes(reference: Reference) -> None:
    """Names the communes that the catalogue has."""
    _show("xã, phường", "communes", [files.path for files in reference.communes])


def _show(vi: str, en: str, places: Sequence[str]) -> None:
    if not places:
        tell(f"Danh mục chưa có {vi} nào.", f"The catalogue has no {en} yet.")
        return
    named = ", ".join(places[:MOST_SHOWN]) + (", …" if len(places) > MOST_SHOWN else "")
    tell(f"Danh mục đã có {len(places)} {vi}: {named}", f"The catalogue has {len(places)} {en}: {named}")
