"""Many postings at once: reviewed and still right (`checked`), or posted again under a new decision.

Takes the communes as they are loaded; gives changed files and those left alone, with the reason.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

from niemyet.catalogue.communes import LoadedCommune, load_commune
from niemyet.editing.edits import Edit, NotEditableError, edit_text
from niemyet.editing.proposals import NOT_EDITABLE, UNREADABLE, FileChange, Unchanged
from niemyet.load.finding import CommuneFiles
from niemyet.load.texts import read_bytes
from niemyet.model.codes import code_of_file
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting
from niemyet.model.procedure import Decision
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What becomes of a posting: its edits, in words, or why it is left alone."""

    edits: tuple[Edit, ...] = ()
    words: str = ""
    refusal: str = ""


Wishes = Callable[[Posting], Wish]


def confirm_on(day: date) -> Wishes:
    """Reviewed on `day` and still right."""

    def wish(posting: Posting) -> Wish:
        if day < posting.last_confirmed:
            return Wish(refusal=f"đã xác nhận ngày {format_day(posting.last_confirmed)}, sau ngày {format_day(day)}")
        before = format_day(posting.checked) if posting.checked else "chưa có"
        return Wish((Edit(("checked",), day),), f"ngày rà soát: {before} → {format_day(day)}")

    return wish


def repost_by(decision: Decision, posted: date) -> Wishes:
    """Posted again on `posted` under a new `decision`."""

    def wish(posting: Posting) -> Wish:
        former = posting.decision
        if former.date is not None and decision.date is not None and former.date > decision.date:
            return Wish(refusal="đang theo quyết định mới hơn")
        edits = [
            Edit(("decision", "number"), decision.number),
            Edit(("decision", "date"), decision.date),
            Edit(("posted",), posted),
        ]
        parts = []
        if former.file is not None and former.number != decision.number:  # it is the text of the former one
            edits.append(Edit(("decision", "file"), None))
            parts.append(f"bỏ tệp của quyết định trước: {former.file}")
        if (former.number, former.date) != (decision.number, decision.date):
            parts.append(f"quyết định: {name_decision(former)} → {name_decision(decision)}")
        if posting.posted != posted:
            parts.append(f"ngày niêm yết: {format_day(posting.posted)} → {format_day(posted)}")
        if posting.checked is not None and posting.checked < posted:  # a day before that of posting confirms nothing
            edits.append(Edit(("checked",), posted))
            parts.append(f"ngày rà soát: {format_day(posting.checked)} → {format_day(posted)}")
        return Wish(tuple(edits), "; ".join(parts))

    return wish


def name_decision(decision: Decision) -> str:
    """The number with its day: "3200/QĐ-UBND ngày 26/06/2025"."""
    return f"{decision.number} ngày {format_day(decision.date)}" if decision.date else decision.number


def change_postings(
    root: Path, files: CommuneFiles, law: CommuneLaw, codes: Collection[str], wishes: Wishes
) -> Iterator[FileChange | Unchanged]:
    """What becomes of a commune's postings, in the order of their files; of those of `codes` only, if there are any."""
    loaded = load_commune(root, files, law)
    for file in files.source_files:
        code = code_of_file(file.path)
        if file.kind != "posting" or (codes and code not in codes):
            continue
        posting = loaded.records.postings.get(code)
        if posting is None or file.refused:
            yield Unchanged(file.path, UNREADABLE)
        elif posting.withdrawn is not None and posting.withdrawn.since <= law.today:
            yield Unchanged(file.path, "đã ngừng niêm yết")
        else:
            yield _change(file.path, read_bytes(root, file), wishes(posting), *_name_procedure(loaded, code))


def _name_procedure(loaded: LoadedCommune, code: str) -> tuple[str, str]:
    """Code and name of a posted procedure, and a remark if it has changed since the commune last looked."""
    posted = loaded.resolved.postings.get(code) if loaded.resolved is not None else None
    if posted is None:
        return code, ""
    return f"{code} {posted.procedure.name}", " (thủ tục đã đổi sau lần xác nhận trước)" if posted.to_review else ""


def _change(path: str, data: bytes, wish: Wish, title: str, remark: str) -> FileChange | Unchanged:
    if wish.refusal:
        return Unchanged(path, wish.refusal)
    try:
        text = data.decode("utf-8")
        edited = edit_text(text, "posting", wish.edits)
    except (UnicodeDecodeError, NotEditableError):
        return Unchanged(path, NOT_EDITABLE)
    if edited == text:
        return Unchanged(path, "đã ghi như vậy rồi")
    return FileChange(path, data, edited.encode(), title, wish.words + remark)
