"""Places the drafts of `niemyet new`: writes those that do not exist yet, and takes them back if the check finds an error."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from niemyet.building.pipeline import check_catalogue
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import format_refusal, shows_colour, stop
from niemyet.diagnostics.diagnostic import Severity
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.report import Report, make_report
from niemyet.diagnostics.rulebook import severity_of
from niemyet.editing.drafts import Draft
from niemyet.model.kinds import kind_of

TO_BE_WRITTEN = "draft-text"
"""The rule that a draft still breaks where only a person can write."""
MOST_NAMED = 5
"""Written files that are listed; the rest are counted."""


def _write_and_check(root: Path, fresh: Sequence[Draft], today: date) -> Report:
    """Writes the drafts and checks the catalogue."""
    for draft in fresh:
        (root / draft.path).parent.mkdir(parents=True, exist_ok=True)
        with (root / draft.path).open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(draft.text)
    paths = {draft.path for draft in fresh}
    report = check_catalogue(root, today, packaged=find_reference(root))
    return make_report((d for d in report.diagnostics if d.place.file in paths), len(paths))


def _is_refused(told: Report) -> bool:
    """Whether an answer was wrong. Placeholders of a draft do not count."""
    return any(severity_of(one) is Severity.ERROR and one.rule != TO_BE_WRITTEN for one in told.diagnostics)


def write_drafts(root: Path, drafts: Sequence[Draft], today: date) -> None:
    """Writes the drafts that do not exist yet, and removes them again if the check finds an error in one."""
    fresh = [draft for draft in drafts if not (root / draft.path).exists()]
    for draft in fresh:
        if kind_of(draft.path) is None:
            stop(f"không ghi {draft.path}: tên này không đúng chỗ của một bản ghi", status=2)
    stays = False
    try:
        told = _write_and_check(root, fresh, today)
        stays = not _is_refused(told)
    except OSError as error:
        stop(f"không ghi được {error.filename or root}: {format_refusal(error).vi}")
    finally:  # also after Ctrl-C
        if not stays:
            for draft in fresh:
                (root / draft.path).unlink(missing_ok=True)
    if told.diagnostics:
        typer.echo(format_text(told, "vi", shows_colour(sys.stdout)))
    if not stays:
        stop("chưa ghi gì vì câu trả lời còn lỗi nêu trên")
    if told.errors:
        typer.echo("Bản nháp chưa đăng được: còn phải viết những chỗ nêu trên.")
    for draft in fresh[:MOST_NAMED]:
        typer.echo(f"Đã ghi {draft.path}")
    if len(fresh) > MOST_NAMED:
        typer.echo(f"… và {len(fresh) - MOST_NAMED} tệp khác")
    if len(fresh) < len(drafts):
        typer.echo(f"Giữ nguyên {len(drafts) - len(fresh)} tệp đã có từ trước.")
