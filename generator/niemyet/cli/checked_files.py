"""Writes files and checks the catalogue with them: where the check finds an error in one, everything is as it was before."""

import sys
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import typer

from niemyet.building.checking import check_catalogue
from niemyet.cache.placing import place_together
from niemyet.cli.language import language
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import format_refusal, shows_colour, stop
from niemyet.diagnostics.diagnostic import Bilingual, Severity
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import Report, make_report, without_warnings
from niemyet.diagnostics.rulebook import severity_of

NOTHING_WRITTEN = Bilingual("chưa ghi gì vì nội dung còn lỗi nêu trên", "nothing was written because of the errors above")


def write_checked(root: Path, contents: Mapping[str, bytes], today: date) -> None:
    """Writes the files, by path; prints the errors in them and ends the command if there are any."""
    told = place_checked(root, contents, today)
    if told.errors:  # warnings were there before, and the next check tells them
        typer.echo(format_text(without_warnings(told), language(), shows_colour(sys.stdout)))
        stop(NOTHING_WRITTEN)


def place_checked(root: Path, contents: Mapping[str, bytes], today: date, unfinished: Collection[str] = ()) -> Report:
    """Writes the files and returns what the check says of them. They stay if it finds no error but of the rules in `unfinished`.

    Ends the command if the system refuses to write.
    """
    before = {path: (root / path).read_bytes() if (root / path).exists() else None for path in contents}
    folders = [folder for path in contents for folder in (root / path).parents if root in folder.parents and not folder.exists()]
    stays = False
    try:
        place_together(root, {root / path: data for path, data in contents.items()})
        report = check_catalogue(root, today, packaged=find_reference(root))
        told = make_report((one for one in report.diagnostics if one.place.file in contents), len(contents))
        stays = not has_error(told, unfinished)
    except OSError as error:
        where, why = error.filename or root, format_refusal(error)
        stop(Bilingual(f"không ghi được {where}: {why.vi}", f"{where} cannot be written: {why.en}"))
    finally:  # also after Ctrl-C
        if not stays:
            _put_back(root, before, folders)
    return told


def has_error(told: Report, unfinished: Collection[str] = ()) -> bool:
    """Whether there is an error but of the rules in `unfinished`."""
    return any(severity_of(one) is Severity.ERROR and one.rule not in unfinished for one in told.diagnostics)


def _put_back(root: Path, before: Mapping[str, bytes | None], folders: Collection[Path]) -> None:
    place_together(root, {root / path: data for path, data in before.items()})
    for folder in sorted(set(folders), key=lambda folder: -len(folder.parts)):
        if folder.is_dir():
            folder.rmdir()
