"""The files that records name: each exists in the folder for its level, and each file is named by a record."""

from __future__ import annotations  # so that a check of a posting loads no model of articles

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.law.citations import Path
from niemyet.load.attachment_names import plain_attachment_name, suggest_missing_file
from niemyet.load.syntax_hints import write
from niemyet.model.kinds import KINDS, folder_of_attachments, kind_of
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Province
from niemyet.model.procedure import Decision, Procedure
from niemyet.model.reference import LegalDocument
from niemyet.validate.article_body import find_linked, find_links
from niemyet.validate.entries import Entry
from niemyet.validate.near_names import near_word

if TYPE_CHECKING:
    from niemyet.model.article import Article


def name_files_of_procedure(record: Procedure) -> dict[Path, str]:
    """The files that a procedure names, by where it does."""
    named = _name_file_of(record.decision, "decision")
    named.update((("forms", name, "file"), form.file) for name, form in record.forms.items() if form.file is not None)
    return named


def name_files_of_overlay(record: ProvinceOverlay | Posting) -> dict[Path, str]:
    """The file that an overlay or a posting names, by where it does."""
    return _name_file_of(record.decision, "decision")


def name_files_of_province(record: Province) -> dict[Path, str]:
    """The files of the decisions behind a province's list, by where it names them."""
    if record.list is None:
        return {}
    changes = enumerate(record.list.changes)
    later = {
        way: name for i, one in changes for way, name in _name_file_of(one.decision, "list", "changes", i, "decision").items()
    }
    return {**_name_file_of(record.list.decision, "list", "decision"), **later}


def _name_file_of(decision: Decision | None, *path: str | int) -> dict[Path, str]:
    return {(*path, "file"): decision.file} if decision is not None and decision.file is not None else {}


def name_files_of_documents(record: Mapping[str, LegalDocument]) -> dict[Path, str]:
    """The files that a list of documents names, by where it does."""
    return {(number, "file"): document.file for number, document in record.items() if document.file is not None}


def name_files_of_article(record: Article) -> dict[Path, str]:
    """The files that an article gives along, by where it names them."""
    return {("files", i, "file"): given.file for i, given in enumerate(record.files)}


def link_files(path: str, body: str) -> Iterator[str]:
    """Where the links of an article lead within the site: paths as seen from the root, addresses without their first slash."""
    yield from filter(None, (find_linked(link.target, path) for link in find_links(body)))


def check_named_files(entry: Entry[object], named: Mapping[Path, str], present: Collection[str]) -> Iterator[Diagnostic]:
    """Every file that a record names is there. `present` are the paths of all files that may be named."""
    folder = folder_of_attachments(entry.path)
    for path, name in named.items():
        if f"{folder}/{name}" not in present:
            yield Diagnostic(
                "attachment-missing", entry.document.at(*path), {"value": name, "folder": folder, **_help(name, folder, present)}
            )


def find_unnamed_files(present: Iterable[str], named: Mapping[str, Mapping[Path, str]], linked: Collection[str]) -> Iterator[str]:
    """The files that none of these records names. `named` are names by the record, `linked` are paths and addresses."""
    known = {f"{folder_of_attachments(record)}/{name}" for record, names in named.items() for name in names.values()}
    for path in present:
        kind = kind_of(path)
        if path not in known and path not in linked and (kind is None or KINDS[kind].address_of(path) not in linked):
            yield path


def check_unnamed_files(unnamed: Iterable[str], named: Collection[str]) -> Iterator[Diagnostic]:
    """A file that no record names is offered nowhere. `unnamed` are those that no record above the communes names, `named` those
    that postings name."""
    for path in unnamed:
        if path not in named:
            yield Diagnostic("attachment-unnamed", Place(path), {"value": path.rpartition("/")[2]})


def _help(name: str, folder: str, present: Collection[str]) -> dict[str, str | Bilingual]:
    """The name that was meant, if there is one file of that name but for its ending, case and marks; else what to do."""
    beside = [path.rpartition("/")[2] for path in present if path.rpartition("/")[0] == folder]
    right = plain_attachment_name(name.rpartition("/")[2])
    stem = right.rpartition(".")[0]
    same = [other for other in beside if other == right] or [other for other in beside if other.rpartition(".")[0] == stem]
    near = same[0] if len(same) == 1 else near_word(name, beside)
    if near is not None:
        return {"fix": write(near)}
    fix = suggest_missing_file(name, folder)
    return {} if fix is None else {"fix": fix}
