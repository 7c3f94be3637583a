"""Drafts of the fees that the law leaves to a province: every one by its exact name, case and way of filing, without a sum.

Takes a procedure's versions and the province's own lines; gives what is still to be set, and files in which `niemyet check` names
each gap. No sum is proposed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from niemyet.editing.edits import Edit, NotEditableError, edit_text
from niemyet.editing.proposals import NOT_EDITABLE, UNREADABLE, FileChange, Unchanged
from niemyet.load.yaml_writer import quote, write_yaml
from niemyet.model.kinds import path_of
from niemyet.model.money import Fee
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.placeholders import FEE_TO_WRITE
from niemyet.model.procedure import Procedure
from niemyet.model.setting import is_wholly_set
from niemyet.model.vocabulary import name_areas
from niemyet.resolve.procedures import DatedProcedure
from niemyet.resolve.site import ResolvedReference
from niemyet.validate.records import Reference

NOTES = (
    "# Mức thu do Hội đồng nhân dân tỉnh quy định. Thay mỗi dòng undetermined bằng hai dòng, ví dụ:",
    "#     amount: <số đồng, chỉ viết chữ số>",
    "#     basis: <số, ký hiệu nghị quyết, có trong danh sách văn bản>",
    "# Khoản nào chưa có nghị quyết thì xóa khoản ấy khỏi tệp; trang sẽ ghi là tỉnh chưa cập nhật mức thu.",
)


def list_fees_left(versions: Sequence[Procedure], today: date) -> tuple[Fee, ...]:
    """The fees of a procedure that the law leaves to the province, now or from a later day, each once."""
    left: dict[object, Fee] = {}
    for version in versions:
        for fee in version.fees:
            ended = fee.valid_until is not None and fee.valid_until < today
            if fee.set_by == "province" and not ended:
                left.setdefault(fee.key, fee)
    return tuple(left.values())


def list_fees_to_set(versions: Sequence[Procedure], overlay: ProvinceOverlay | None, today: date) -> tuple[Fee, ...]:
    """Those of `list_fees_left` for which the province has no line of the same name and scope, and none that cover everybody."""
    lines = overlay.fees if overlay else ()
    there = {line.key for line in lines}
    return tuple(
        fee
        for fee in list_fees_left(versions, today)
        if fee.key not in there and not any(is_wholly_set(fee, lines, version) for version in versions)
    )


def write_line(fee: Fee, **rest: Any) -> dict[str, Any]:
    """A province's line for a fee of the law: what it is matched by, then the `rest`."""

    def bare(values: Sequence[str]) -> Any:
        return None if not values else values[0] if len(values) == 1 else list(values)

    return {"name": fee.name, "case": bare(fee.case), "channel": bare(fee.channel), "area": bare(fee.area), **rest}


def list_procedures(resolved: ResolvedReference) -> Iterator[tuple[str, DatedProcedure]]:
    """The nation's procedures that are in force or will be, by code. A province's own say their fees themselves."""
    for code, dated in resolved.procedures.items():
        if dated.standing in ("in_force", "not_yet") and dated.owner is None:
            yield code, dated


def draft_fees(
    root: Path, reference: Reference, resolved: ResolvedReference, province: str, today: date
) -> Iterator[FileChange | Unchanged]:
    """A file, or more lines in one, for every procedure in force with fees that the province has not set."""
    overlays = reference.provinces[province].overlays
    for code, dated in list_procedures(resolved):
        fees = list_fees_to_set(reference.law.versions(code), overlays.get(code), today)
        if not fees:
            continue
        path, name = path_of("overlay", province, code), dated.procedure.name
        lines = [write_line(fee, undetermined=FEE_TO_WRITE) for fee in fees]
        words = f"cần điền: {'; '.join(name_fee(fee, dated.procedure) for fee in fees)}"
        notes = (f"# {name}", *NOTES)
        yield change_fees(root, path, code, overlays.get(code), (), lines, f"{code} {name}", words, notes)


def name_fee(fee: Fee, procedure: Procedure) -> str:
    """The name of a fee with its cases and kinds of area in words."""
    people = ", ".join(name_people(fee, procedure))
    return f"{fee.name or 'phí, lệ phí'}{f' ({people})' if people else ''}"


def name_people(fee: Fee, procedure: Procedure) -> list[str]:
    """Whom a fee is for, in words: its cases and kinds of area."""
    return [*(procedure.case_names.get(case, case) for case in fee.case), *filter(None, [name_areas(fee.area)])]


def change_fees(
    root: Path,
    path: str,
    code: str,
    overlay: ProvinceOverlay | None,
    edits: Sequence[Edit],
    lines: Sequence[Mapping[str, Any]],
    title: str,
    words: str,
    notes: Sequence[str] = (),
    origin: str = "",
) -> FileChange | Unchanged:
    """The province's file on a procedure with `edits` and more `lines` of fees; new, beginning with `notes`, if there is none."""
    file = root / path
    if not file.exists():
        text = "\n".join([*notes, f"code: {quote(code)}", write_yaml({"fees": list(lines)})])
        return FileChange(path, None, text.encode(), title, words, origin)
    if overlay is None:
        return Unchanged(path, UNREADABLE)
    there = len(overlay.fees)
    more = [Edit(("fees", there + i), dict(line)) for i, line in enumerate(lines)] if there else [Edit(("fees",), list(lines))]
    data = file.read_bytes()
    try:
        text = edit_text(data.decode("utf-8"), "overlay", [*edits, *(more if lines else ())])
        return FileChange(path, data, text.encode(), title, words, origin)
    except (UnicodeDecodeError, NotEditableError):
        return Unchanged(path, NOT_EDITABLE)
