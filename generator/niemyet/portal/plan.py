"""Compares an export with the catalogue: which files to write, and what to report of every record.

Takes the items of the exports and the catalogue's files; writes nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from niemyet.load.finding import SourceFile
from niemyet.load.laying_over import find_catalogue
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import read_text
from niemyet.load.yaml_writer import write_yaml
from niemyet.model.codes import code_of_file
from niemyet.model.folding import to_slug
from niemyet.model.kinds import KindName
from niemyet.model.procedure import Procedure
from niemyet.portal.convert import TakenProcedure, take_procedure
from niemyet.portal.exports import Found
from niemyet.portal.merge import Merged, SourceChange, differences, end_record, merge, new_record
from niemyet.portal.raw_record import NotARecordError
from niemyet.portal.words import likeness
from niemyet.portal.write import REFERENCE

Outcome = Literal["new", "changed", "other", "cosmetic", "kept", "same", "by_hand", "ended"]
_RETRIEVED = re.compile(r"(?m)^(\s+retrieved: ).*$")


class BrokenCatalogueError(ValueError):
    """A list that an import adds to cannot be read; the message names the file."""


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """The outcome for one record. `doubts` are triples of part, what to decide, and the source's words."""

    code: str
    name: str
    outcome: Outcome
    confidence: str
    doubts: tuple[tuple[str, str, str], ...] = ()
    changes: tuple[SourceChange, ...] = ()
    without_reason: tuple[str, ...] = ()
    """Corrected parts for which nobody has entered a reason."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Files to write, by path relative to the root, and to remove; outcomes; postings to review, by commune."""

    texts: Mapping[str, str]
    removed: tuple[str, ...]
    rows: tuple[PlannedRecord, ...]
    refusals: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    documents: tuple[str, ...]
    reviews: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass
class _Planner:
    root: Path
    retrieved: date
    today: date
    procedures: dict[str, SourceFile]
    fields: dict[str, Any]
    documents: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    rows: dict[str, PlannedRecord] = field(default_factory=dict)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    new_fields: dict[str, Any] = field(default_factory=dict)
    new_documents: dict[str, Any] = field(default_factory=dict)

    def take(self, found: Found) -> None:
        """Plans one item of an export, or records why it is refused."""
        if found.record is None:
            self.refusals.append((found.origin, found.refusal))
            return
        try:
            taken = take_procedure(found.record, self.documents | self.new_documents)
        except NotARecordError as error:
            self.refusals.append((found.origin, str(error)))
            return
        if taken.code in self.rows:
            self.refusals.append((found.origin, f"mã {taken.code} đã có ở tệp trước; chỉ lấy bản đầu"))
            return
        self._lay_over(found, taken)

    def _lay_over(self, found: Found, taken: TakenProcedure) -> None:
        retrieved = found.retrieved or self.retrieved
        find = self.procedures.get(taken.code)
        if find is None:
            slug = self._field_of(taken)
            record = new_record(taken, slug, retrieved, self.today)
            self._write(f"{REFERENCE}/procedures/{slug}/{taken.code}.yaml", record, taken)
            self._tell(taken, "new")
            return
        old, text = _read(self.root, find)
        if not isinstance(old, dict):
            self.refusals.append((found.origin, _broken(find)))
        elif "imported" not in old:
            self._tell(taken, "by_hand", differences(old, taken, self._field_of(taken, keep=True)))
        elif not _is_valid(old):
            self.refusals.append((found.origin, _broken(find)))
        elif (held := str(old.get("source", {}).get("retrieved", ""))) > retrieved.isoformat():
            self.refusals.append((found.origin, f"mã {taken.code}: bản xuất này cũ hơn bản đang có (lấy ngày {held})"))
        else:
            slug = self._field_of(taken)
            merged = merge(old, taken, slug, retrieved, self.today)
            path = f"{REFERENCE}/procedures/{merged.record['field']}/{find.path.rsplit('/', 1)[-1]}"
            if merged.untouched and find.packaged:
                pass  # a copy would keep the catalogue from what the next version of the program brings
            elif merged.untouched:
                self.texts[path] = _RETRIEVED.sub(rf"\g<1>{retrieved.isoformat()}", text, count=1)
            else:
                self._write(path, merged.record, taken)
            if path != find.path and not find.packaged:
                self.removed.append(find.path)
            self._tell(taken, _outcome(merged), merged.changes, merged)

    def _field_of(self, taken: TakenProcedure, keep: bool = False) -> str:
        """The short name of the procedure's field. A new field is added to the catalogue unless `keep`."""
        known = self.fields | self.new_fields
        for slug, entry in known.items():
            if likeness(entry.get("name", "")) == likeness(taken.field_name):
                return slug
        slug, number = to_slug(taken.field_name), 2
        while slug in known:
            slug, number = f"{to_slug(taken.field_name)}-{number}", number + 1
        if not keep:
            self.new_fields[slug] = {"name": taken.field_name} | ({"ministry": taken.ministry} if _is_ministry(taken) else {})
        return slug

    def _write(self, path: str, record: Mapping[str, Any], taken: TakenProcedure) -> None:
        self.texts[path] = write_yaml(record)
        self.new_documents |= {number: entry for number, entry in taken.documents.items() if number not in self.new_documents}

    def _tell(
        self, taken: TakenProcedure, outcome: Outcome, changes: tuple[SourceChange, ...] = (), merged: Merged | None = None
    ) -> None:
        doubts = taken.doubts if merged is None else (*taken.doubts, *merged.conflicts)
        reasons = merged.record.get("corrections") or [] if merged else []
        without = tuple(correction["part"] for correction in reasons if correction.get("date") == self.today)
        told = tuple((doubt.part, doubt.text, doubt.source_text) for doubt in doubts)
        self.rows[taken.code] = PlannedRecord(taken.code, taken.parts["name"], outcome, taken.confidence, told, changes, without)

    def end_missing(self) -> None:
        """Ends records of earlier imports that a complete export no longer has, on the day before it."""
        if self.refusals:
            reason = "không ghi hết hiệu lực cho thủ tục vắng mặt, vì có tệp không lấy được; sửa rồi chạy lại"
            self.refusals.append(("--complete", reason))
            return
        for code, find in self.procedures.items():
            if code in self.rows:
                continue
            old, _ = _read(self.root, find)
            if not isinstance(old, dict) or "imported" not in old:
                continue
            if not _is_valid(old):
                self.refusals.append(("--complete", _broken(find)))
            elif "until" not in old.get("effective", {}):
                last = self.retrieved - timedelta(days=1)
                self.texts[find.path] = write_yaml(end_record(old, last, self.today))
                change = SourceChange("effective", "functional", None, last)
                self.rows[code] = PlannedRecord(code, str(old.get("name", "")), "ended", "", (), (change,))


def _broken(find: SourceFile) -> str:
    return f"{find.path} đang có lỗi; sửa theo niemyet check rồi lấy lại"


def _is_valid(record: Mapping[str, Any]) -> bool:
    """Whether people have left an imported record in a shape that can be merged: what they have broken is theirs to mend."""
    try:
        Procedure.model_validate(record)
    except ValidationError:
        return False
    return True


def _is_ministry(taken: TakenProcedure) -> bool:
    return taken.ministry.startswith(("Bộ ", "Ngân hàng", "Thanh tra", "Văn phòng Chính phủ"))


def _outcome(merged: Merged) -> Outcome:
    if merged.functional:
        return "changed"
    for outcome in ("other", "cosmetic"):
        if any(change.kind == outcome for change in merged.changes):
            return outcome
    return "kept" if merged.changes else "same"


def _read(root: Path, find: SourceFile) -> tuple[Any, str]:
    """A file's values (None if it cannot be read) and its text."""
    source, _ = read_text(root, find)
    if source is None:
        return None, ""
    document, found = parse_document(source)
    return (plain(document.root) if document is not None and not found else None), source.text


def plan_import(
    root: Path,
    found: Iterable[Found],
    retrieved: date,
    today: date,
    complete: bool,
    progress: Callable[[str, int, int], None],
    packaged: Path | None = None,
) -> Plan:
    """Plans an import. `retrieved` is the date of exports that have none; `complete`: procedures missing in it have ended.

    An export is compared with the records `packaged` with the program, too; one that changes goes into the catalogue.

    Raises `BrokenCatalogueError` if fields.yaml or documents.yaml cannot be read.
    """
    files = find_catalogue(root, packaged, ("catalogue",))
    source_files = files.above
    procedures = {code_of_file(f.path): f for f in reversed(source_files) if f.kind == "procedure" and "@" not in f.path}
    fields, fields_text = _read_list(root, source_files, "fields")
    documents, documents_text = _read_list(root, source_files, "documents")
    planner = _Planner(root, retrieved, today, dict(sorted(procedures.items())), fields, documents)
    listed = list(found)
    for done, entry in enumerate(listed, 1):
        planner.take(entry)
        progress("Lấy về", done, len(listed))
    if complete:
        planner.end_missing()
    for name, text, new in (("fields", fields_text, planner.new_fields), ("documents", documents_text, planner.new_documents)):
        if new or not text:
            before = text if not text or text.endswith("\n") else text + "\n"
            planner.texts[f"{REFERENCE}/{name}.yaml"] = before + write_yaml(new)
    changed = {row.code for row in planner.rows.values() if any(change.kind == "functional" for change in row.changes)}
    reviews: dict[str, list[str]] = {}
    for commune in files.communes:
        if codes := [code for code in map(code_of_file, commune.postings) if code in changed]:
            reviews[commune.path] = codes
    return Plan(
        planner.texts,
        tuple(planner.removed),
        tuple(planner.rows[code] for code in sorted(planner.rows)),
        tuple(planner.refusals),
        tuple(entry["name"] for entry in planner.new_fields.values()),
        tuple(planner.new_documents),
        tuple((path, tuple(codes)) for path, codes in reviews.items()),
    )


def _read_list(root: Path, source_files: Iterable[SourceFile], kind: KindName) -> tuple[dict[str, Any], str]:
    """One of the reference's lists and its text; empty if there is no file yet."""
    for find in source_files:
        if find.kind == kind:
            value, text = _read(root, find)
            if not isinstance(value, dict) and text.strip():
                raise BrokenCatalogueError(_broken(find))
            return value if isinstance(value, dict) else {}, text
    return {}, ""
