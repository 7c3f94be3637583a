"""Compares two catalogues, commune by commune.

Holds one commune of each side at a time, and of it only the postings that a changed file can affect. Broken records are left out
and named, so that states with errors can be compared too.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.reference import read_reference
from niemyet.changes.change import Change, CommuneChanges, Differences, FormFile, PostingChanges
from niemyet.changes.compare import compare_offices, compare_posting, compare_provincial
from niemyet.changes.entries import FileChanges, compare_contents, name_of_record, read_content
from niemyet.load.attachments import read_attachment
from niemyet.load.finding import CommuneFiles, SourceFile
from niemyet.load.laying_over import find_catalogue
from niemyet.load.pictures import read_picture
from niemyet.load.texts import SourceText, read_bytes, read_text
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import ATTACHMENTS, BELOW_COMMUNE, PICTURES, folder_of_place, path_of, place_of_folder
from niemyet.model.places import name_unit
from niemyet.model.vocabulary import VersionPart
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.procedures import ProvincialProcedure
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.resolve.version_codes import VERSION_PARTS, VersionCoder
from niemyet.validate.records import Reference
from niemyet.values import dataclass

Codes: TypeAlias = set[str] | None
"""Codes of procedures; None means all."""


@dataclass(frozen=True, slots=True)
class State:
    """One side: a folder, its files by path, what its communes share, and its version coder."""

    root: Path
    today: date
    files: Mapping[str, SourceFile]
    reference: Reference
    resolved: ResolvedReference
    communes: Mapping[str, CommuneFiles]
    broken: tuple[str, ...]
    coder: VersionCoder = field(default_factory=VersionCoder)

    def files_of(self, path: str, codes: Codes) -> CommuneFiles:
        """The files of a commune, with the postings of these codes only. Raises KeyError if there is no such commune."""
        files = self.communes[path]
        return files if codes is None else files.narrow(codes)

    def read(self, path: str, codes: Codes) -> ResolvedCommune | None:
        """The commune at `path` ("ha-noi/thuong-tin") with its valid postings of these codes.

        None if there is no readable commune.
        """
        if path not in self.communes:
            return None
        files = self.files_of(path, codes)
        return load_commune(self.root, files, law_of_communes(self.reference, self.resolved, files.province)).resolved


def read_state(root: Path, today: date, packaged: Path | None = None) -> State:
    """Reads what lies above the communes in the catalogue at `root`, laid over what is `packaged`, as of `today`."""
    found = find_catalogue(root, packaged)
    reference, diagnostics = read_reference(root, found, today)
    unread = _unread(reference, found.above)
    broken = sorted({d.place.file for d in diagnostics if d.rule == "missing-file" or d.place.file in unread})
    communes = {files.path: files for files in reference.communes}
    files = {file.path: file for file in found.every}
    return State(root, today, files, reference, resolve_reference(reference, today), communes, tuple(broken))


def _unread(reference: Reference, source_files: Iterable[SourceFile]) -> set[str]:
    """Files of procedures that could not be read."""
    laws = [reference.law.procedures, *(own.procedures for own in reference.own.values())]
    missing = {code for procedures in laws for code, versions in procedures.items() if not versions}
    procedures = (file.path for file in source_files if file.kind in ("procedure", "province-procedure"))
    return {path for path in procedures if path.rsplit("/", 1)[-1][:-5] in missing}


def compare_catalogues(before: Path, after: Path, today: date, packaged: Path | None = None) -> Differences:
    """Everything that changes for citizens from the catalogue in `before` to the one in `after`, both as of `today` and both laid
    over the same `packaged` reference: what another version of the program brings is in neither."""
    old, new = read_state(before, today, packaged), read_state(after, today, packaged)
    changed = list(_changed_files(old, new))
    comparer = _Comparer(old, new)
    affected = _find_affected(old, new, changed)
    communes = tuple(found for path in sorted(affected) if (found := comparer.compare(path, affected[path])) is not None)
    told = _list_told(communes)
    files, cosmetic, unreadable = _compare_files(old, new, changed, told)
    unseen = tuple(file.file for file in files if not _is_told(file.file, told))
    provinces = {
        path: name_unit(province.province)
        for state in (old, new)
        for path, province in state.resolved.provinces.items()
        if any(commune.path.startswith(f"{path}/") for commune in communes)
    }
    unread = tuple(sorted({*old.broken, *new.broken, *comparer.broken, *unreadable}))
    return Differences(today, provinces, communes, cosmetic, unseen, unread, files)


def _changed_files(old: State, new: State) -> Iterator[str]:
    """Files that are new, gone, or have different bytes."""
    for path in sorted({*old.files, *new.files}):
        was, now = old.files.get(path), new.files.get(path)
        if was is None or now is None or was.refused or now.refused:
            if was is None or now is None or was.refused != now.refused:
                yield path
        elif was.packaged and now.packaged:
            continue
        elif _bytes(old, path) != _bytes(new, path):
            yield path


def _bytes(state: State, path: str) -> bytes:
    file = state.files[path]
    if file.kind in ATTACHMENTS:
        return read_attachment(file.locate(state.root))
    return read_picture(state.root, file) if file.kind in PICTURES else read_bytes(state.root, file)


def _find_affected(old: State, new: State, changed: Iterable[str]) -> dict[str, Codes]:
    """The communes with postings that a changed file can affect, with the codes of these postings."""
    affected: dict[str, Codes] = {}
    shared: list[tuple[str, str]] = []
    for path in changed:
        kind = (new.files.get(path) or old.files[path]).kind
        folder = place_of_folder(path.rsplit("/", 1)[0])
        if kind == "commune":
            affected[folder] = None
        elif kind == "posting":
            _add(affected, folder, code_of_file(path))
        elif kind in ("overlay", "procedure"):
            shared.append((f"{folder}/" if kind == "overlay" else "", code_of_file(path)))
        elif kind == "province-procedure":
            shared.append((f"{folder.split('/')[0]}/", code_of_file(path)))
        elif kind in ATTACHMENTS:
            shared += (("", code) for state in (old, new) for code in _who_gives(state, path))
    for province, code in shared:
        for commune in {*old.communes, *new.communes}:
            if commune.startswith(province):
                _add(affected, commune, code)
    return affected


def _who_gives(state: State, path: str) -> Iterator[str]:
    """The codes of the procedures of which a form has this file."""
    procedures = state.resolved.procedures.items()
    return (code for code, dated in procedures if any(file.path == path for file in dated.files.values()))


def _add(affected: dict[str, Codes], commune: str, code: str) -> None:
    codes = affected.setdefault(commune, set())
    if codes is not None:
        codes.add(code)


class _Comparer:
    """Compares communes; what communes of a province share is compared once."""

    def __init__(self, old: State, new: State) -> None:
        self.old, self.new = old, new
        self.broken: list[str] = []
        self._shared: dict[Hashable, tuple[Change, ...]] = {}

    def compare(self, path: str, codes: Codes) -> CommuneChanges | None:
        """What changes in the commune's postings of these codes; None if nothing does or it cannot be read."""
        old, new = self.old.read(path, codes), self.new.read(path, codes)
        for state, read in ((self.old, old), (self.new, new)):
            if read is None and path in state.communes:
                self.broken.append(path_of("commune", path))
                return None
            if read is not None:
                self.broken += _broken_postings(state.files_of(path, codes), read)
        later = new or old
        assert later is not None
        office = tuple(compare_offices(old.commune, new.commune)) if old and new else ()
        postings = tuple(self._compare_postings(path, old, new))
        if not office and not postings:
            return None
        return CommuneChanges(path, name_unit(later.commune), office, postings, began=old is None, ended=new is None)

    def _compare_postings(self, path: str, old: ResolvedCommune | None, new: ResolvedCommune | None) -> Iterator[PostingChanges]:
        before, after = old.postings if old else {}, new.postings if new else {}
        for code in sorted({*before, *after}):
            was, now = before.get(code), after.get(code)
            shown = now or was
            assert shown is not None
            if was is None or now is None:
                file = path_of("posting", path, code)
                if file in self.old.files and file in self.new.files:
                    continue  # broken on one side, so it must not be reported as gone
                if shown.standing in ("in_force", "not_yet"):
                    change = Change("standing", was.standing if was else None, now.standing if now else None)
                    yield PostingChanges(code, shown.procedure.name, (change,), {}, (), _hangs(now), _hangs(was))
                continue
            shared = self._compare_shared(path.split("/")[0], code, was.provincial, now.provincial)
            changes = (*compare_posting(was, now), *shared)
            reprint: tuple[VersionPart, ...] = ()
            if old is not None and new is not None and _hangs(was) and _hangs(now):
                codes = self.old.coder.code(was, old.commune, path), self.new.coder.code(now, new.commune, path)
                pairs = zip(VERSION_PARTS, codes[0].groups, codes[1].groups, strict=True)
                reprint = tuple(part for part, a, b in pairs if a != b)
            if changes or reprint:
                cases = {**was.procedure.case_names, **now.procedure.case_names}
                yield PostingChanges(code, now.procedure.name, changes, cases, reprint, _hangs(now), _hangs(was))

    def _compare_shared(
        self, province: str, code: str, before: ProvincialProcedure, after: ProvincialProcedure
    ) -> tuple[Change, ...]:
        key = province, code, before.terms.areas, after.terms.areas
        if key not in self._shared:
            self._shared[key] = compare_provincial(before, after)
        return self._shared[key]


def _hangs(posted: PostedProcedure | None) -> bool:
    return posted is not None and posted.standing in ("in_force", "not_yet")


def _broken_postings(files: CommuneFiles, read: ResolvedCommune) -> Iterator[str]:
    for code, name in files.postings.items():
        if code not in read.postings:
            yield f"{folder_of_place(files.path)}/{name}"


def _list_told(communes: Iterable[CommuneChanges]) -> set[str]:
    """Files, and codes of procedures, whose changes the sentences about postings and offices cover."""
    told: set[str] = set()
    for commune in communes:
        province = commune.path.split("/")[0]
        if commune.office or commune.began or commune.ended:
            told.add(path_of("commune", commune.path))
        for posting in commune.postings:
            if posting.changes:
                told |= {
                    path_of("posting", commune.path, posting.code),
                    path_of("overlay", province, posting.code),
                    posting.code,
                }
                values = (value for change in posting.changes for value in (change.before, change.after))
                told |= {value.file.path for value in values if isinstance(value, FormFile)}
    return told


def _is_told(path: str, told: Collection[str]) -> bool:
    return path in told or ("/procedures/" in path and code_of_file(path) in told)


def _compare_files(
    old: State, new: State, changed: Iterable[str], told: Collection[str]
) -> tuple[tuple[FileChanges, ...], tuple[str, ...], tuple[str, ...]]:
    """Sorts the changed files: those whose content differs, those that differ only in form, those that cannot be read."""
    files: list[FileChanges] = []
    cosmetic: list[str] = []
    unread: list[str] = []
    for path in changed:
        was, now = old.files.get(path), new.files.get(path)
        shown = now or was
        assert shown is not None
        if (was is not None and was.refused) or (now is not None and now.refused):
            unread.append(path)
        elif was is None or now is None:
            if shown.kind not in BELOW_COMMUNE or not _is_told(path, told):
                files.append(FileChanges(path, shown.kind, "", began=was is None, ended=now is None))
        elif shown.kind in ATTACHMENTS | PICTURES:
            files.append(FileChanges(path, shown.kind, ""))
        else:
            before, after = (read_content(file, state.root, _source(state, file)) for state, file in ((old, was), (new, now)))
            if entries := compare_contents(shown.kind, before, after):
                files.append(FileChanges(path, shown.kind, name_of_record(after.record), entries))
            elif _source(old, was) is None or _source(new, now) is None:
                unread.append(path)
            else:
                cosmetic.append(path)
    return tuple(files), tuple(cosmetic), tuple(unread)


def _source(state: State, file: SourceFile) -> SourceText | None:
    return read_text(state.root, file)[0]
