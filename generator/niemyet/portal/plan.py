"""Compares an export with the catalogue: which files to write, and what to report of every record.

Takes the items of the exports and the catalogue's files; writes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from niemyet.load.finding import SourceFile
from niemyet.load.laying_over import find_catalogue
from niemyet.model.codes import code_of_file
from niemyet.model.folding import to_slug
from niemyet.patterns import regex
from niemyet.portal.answer_file import read_answers
from niemyet.portal.answers import UnfitAnswerError
from niemyet.portal.convert import TakenProcedure, take_procedure
from niemyet.portal.documents import describe_document
from niemyet.portal.exports import Found
from niemyet.portal.lists import add_to_list, read_own_list, read_register, say_broken
from niemyet.portal.merge import Merged, SourceChange, differences, end_record, merge, new_record
from niemyet.portal.provinces import find_own, is_of, path_of_documents, path_of_own
from niemyet.portal.raw_record import NotARecordError, RawRecord
from niemyet.portal.record_files import (
    UnwritableRecordError,
    is_valid,
    read_values,
    refuse_hidden,
    spell_record,
)
from niemyet.portal.settling import Answers, settle
from niemyet.portal.words import likeness
from niemyet.portal.write import REFERENCE

Outcome = Literal["new", "changed", "other", "cosmetic", "kept", "same", "by_hand", "ended"]
_RETRIEVED = regex(r"(?m)^(\s+retrieved: ).*$")


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
    left_out: tuple[tuple[str, str], ...]
    """What is not posted or another province's, with its reason: nothing to mend."""
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
    answers: Answers
    province: str
    own: dict[str, SourceFile]
    own_documents: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    rows: dict[str, PlannedRecord] = field(default_factory=dict)
    refusals: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    new_own_documents: dict[str, Any] = field(default_factory=dict)
    new_fields: dict[str, Any] = field(default_factory=dict)
    new_documents: dict[str, Any] = field(default_factory=dict)

    def take(self, found: Found) -> None:
        """Plans one item of an export, or records why it is refused."""
        if found.record is None:
            self.refusals.append((found.origin, found.refusal))
            return
        if self._is_left_out(found.origin, found.record):
            return
        local = found.record.local
        known = self.documents | self.new_documents | (self.own_documents | self.new_own_documents if local else {})
        try:
            taken = self._settle(take_procedure(found.record, known))
        except (NotARecordError, UnfitAnswerError) as error:
            self.refusals.append((found.origin, str(error)))
            return
        if taken.code in self.rows:
            self.refusals.append((found.origin, f"mã {taken.code} đã có ở tệp trước; chỉ lấy bản đầu"))
            return
        other = self.procedures if local else self.own
        if taken.code in other:
            self.refusals.append((found.origin, f"mã {taken.code} đang có ở {other[taken.code].path}; gỡ bản ấy rồi lấy lại"))
            return
        try:
            self._lay_over(found, taken, local)
        except UnwritableRecordError as error:
            self.refusals.append((found.origin, f"mã {taken.code}: {error}"))

    def _is_left_out(self, origin: str, record: RawRecord) -> bool:
        """Whether a record is not for this catalogue; then it has been told."""
        if record.internal:
            self.left_out.append((origin, f"mã {record.code}: thủ tục nội bộ giữa các cơ quan, không niêm yết"))
        elif record.local and not self.province:
            body = record.ministry or "một tỉnh (nguồn không ghi tên)"
            why = f"mã {record.code}: thủ tục riêng do {body} công bố; thêm --province với tên thư mục của tỉnh ấy để lấy"
            self.refusals.append((origin, why))
        elif record.local and not is_of(record.ministry, self.province):
            if record.ministry:
                why = f"mã {record.code}: thủ tục riêng do {record.ministry} công bố, không phải của tỉnh đang lấy"
            else:
                why = f"mã {record.code}: thủ tục riêng của một tỉnh mà nguồn không ghi tên; của tỉnh đang lấy thì thêm --own"
            self.left_out.append((origin, why))
        else:
            return False
        return True

    def _settle(self, taken: TakenProcedure) -> TakenProcedure:
        """The procedure with what people have answered to its doubts. Raises `UnfitAnswerError`."""
        settled = settle(taken.parts, taken.doubts, self.answers, taken.code)
        known = self.documents.keys() | self.new_documents.keys() | self.own_documents.keys() | taken.own_documents.keys()
        named = {number: describe_document(number, "") for number in settled.documents if number not in known}
        return replace(taken, parts=settled.parts, doubts=settled.doubts, documents=taken.documents | named)

    def _place(self, slug: str, name: str, local: bool) -> str:
        return path_of_own(self.province, slug, name) if local else f"{REFERENCE}/procedures/{slug}/{name}"

    def _lay_over(self, found: Found, taken: TakenProcedure, local: bool) -> None:
        retrieved = found.retrieved or self.retrieved
        find = (self.own if local else self.procedures).get(taken.code)
        if find is None:
            slug = self._field_of(taken)
            record = new_record(taken, slug, retrieved, self.today)
            self._write(self._place(slug, f"{taken.code}.yaml", local), record, taken)
            self._tell(taken, "new")
            return
        old, text = read_values(self.root, find)
        if not isinstance(old, dict):
            self.refusals.append((found.origin, say_broken(find)))
        elif "imported" not in old:
            self._tell(taken, "by_hand", differences(old, taken, self._field_of(taken, keep=True)))
        elif not is_valid(old):
            self.refusals.append((found.origin, say_broken(find)))
        elif (held := str(old.get("source", {}).get("retrieved", ""))) > retrieved.isoformat():
            self.refusals.append((found.origin, f"mã {taken.code}: bản xuất này cũ hơn bản đang có (lấy ngày {held})"))
        else:
            slug = self._field_of(taken)
            merged = merge(old, taken, slug, retrieved, self.today)
            path = self._place(merged.record["field"], find.path.rsplit("/", 1)[-1], local)
            if merged.untouched and find.packaged:
                pass  # a copy would keep the catalogue from what the next version of the program brings
            elif merged.untouched:
                self.texts[path] = _RETRIEVED.sub(rf"\g<1>{retrieved.isoformat()}", text or "", count=1)
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
        self.texts[path] = spell_record(path, record)
        self.new_documents |= {number: entry for number, entry in taken.documents.items() if number not in self.new_documents}
        self.new_own_documents |= {n: entry for n, entry in taken.own_documents.items() if n not in self.new_own_documents}

    def _tell(
        self, taken: TakenProcedure, outcome: Outcome, changes: tuple[SourceChange, ...] = (), merged: Merged | None = None
    ) -> None:
        doubts = taken.doubts if merged is None else (*taken.doubts, *merged.conflicts)
        reasons = merged.record.get("corrections") or [] if merged else []
        without = tuple(correction["part"] for correction in reasons if correction.get("date") == self.today)
        told = tuple((doubt.part, doubt.text, doubt.source_text) for doubt in doubts)
        self.rows[taken.code] = PlannedRecord(taken.code, taken.parts["name"], outcome, taken.confidence, told, changes, without)

    def end_missing(self) -> None:
        """Ends records of earlier imports that a complete export no longer has, on the day before it.

        Of a province's export, the province's own alone.
        """
        if self.refusals:
            reason = "không ghi hết hiệu lực cho thủ tục vắng mặt, vì có tệp không lấy được; sửa rồi chạy lại"
            self.refusals.append(("--complete", reason))
            return
        for code, find in (self.own if self.province else self.procedures).items():
            if code in self.rows:
                continue
            old, _ = read_values(self.root, find)
            if not isinstance(old, dict) or "imported" not in old:
                continue
            if not is_valid(old):
                self.refusals.append(("--complete", say_broken(find)))
            elif "until" not in old.get("effective", {}):
                last = self.retrieved - timedelta(days=1)
                self.texts[find.path] = spell_record(find.path, end_record(old, last, self.today))
                change = SourceChange("effective", "functional", None, last)
                self.rows[code] = PlannedRecord(code, str(old.get("name", "")), "ended", "", (), (change,))


def _is_ministry(taken: TakenProcedure) -> bool:
    return taken.ministry.startswith(("Bộ ", "Ngân hàng", "Thanh tra", "Văn phòng Chính phủ"))


def _outcome(merged: Merged) -> Outcome:
    if merged.functional:
        return "changed"
    for outcome in ("other", "cosmetic"):
        if any(change.kind == outcome for change in merged.changes):
            return outcome
    return "kept" if merged.changes else "same"


def claim_unnamed(found: Iterable[Found], body: str) -> list[Found]:
    """The items; a province's own record that names nobody who published it is published by `body`."""
    return [
        replace(item, record=replace(item.record, ministry=body))
        if item.record is not None and item.record.local and not item.record.ministry
        else item
        for item in found
    ]


def plan_import(
    root: Path,
    found: Iterable[Found],
    retrieved: date,
    today: date,
    complete: bool,
    progress: Callable[[str, int, int], None],
    packaged: Path | None = None,
    province: str = "",
) -> Plan:
    """Plans an import. `retrieved` is the date of exports that have none; `complete`: procedures missing in it have ended.

    An export is compared with the records `packaged` with the program, too; one that changes goes into the catalogue. `province`
    is the folder of the province whose own procedures are taken as well.

    Raises `BrokenCatalogueError` if a list of fields or documents cannot be read or added to, `BrokenAnswersError` if the file of
    answers cannot be read.
    """
    files = find_catalogue(root, packaged, ("catalogue",))
    refuse_hidden(files.diagnostics)
    source_files = files.above
    procedures = {code_of_file(f.path): f for f in reversed(source_files) if f.kind == "procedure" and "@" not in f.path}
    fields, fields_text = read_register(root, source_files, "fields")
    documents, documents_text = read_register(root, source_files, "documents")
    own = find_own(source_files, province)
    own_documents, own_text = read_own_list(root, path_of_documents(province)) if province else ({}, "")
    answers, _ = read_answers(root, source_files)
    law = dict(sorted(procedures.items()))
    planner = _Planner(root, retrieved, today, law, fields, documents, answers, province, own, own_documents)
    listed = list(found)
    for done, entry in enumerate(listed, 1):
        planner.take(entry)
        progress("Lấy về", done, len(listed))
    if complete:
        planner.end_missing()
    for path, text, new in (
        (f"{REFERENCE}/fields.yaml", fields_text, planner.new_fields),
        (f"{REFERENCE}/documents.yaml", documents_text, planner.new_documents),
        (path_of_documents(province), own_text, planner.new_own_documents),
    ):
        if new or (not text and path.startswith(REFERENCE)):
            before = text if not text or text.endswith("\n") else text + "\n"
            planner.texts[path] = add_to_list(path, before, new)
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
        tuple(planner.left_out),
        tuple(entry["name"] for entry in planner.new_fields.values()),
        (*planner.new_documents, *planner.new_own_documents),
        tuple((path, tuple(codes)) for path, codes in reviews.items()),
    )
