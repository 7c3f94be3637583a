"""The files that citizens take away: looked at once, and each named by a record."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from niemyet.cache.digests import digest
from niemyet.catalogue.checked_records import CheckedRecord, CheckedRecords
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.attachments import check_attachment
from niemyet.load.finding import SourceFile
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.validate import cross_checks
from niemyet.validate.records import ArticleRecord, ProvinceRecords


def read_attachments(
    root: Path, attached: Iterable[SourceFile], digests: Mapping[str, bytes], before: CheckedRecords
) -> tuple[dict[str, AttachedFile], list[Diagnostic], dict[str, CheckedRecord]]:
    """The files that may be published, by path; the diagnostics of the others; and what a next build may reuse.

    `digests` are those of the files by path, as far as they are known. A file that was good `before` is not opened again.
    """
    files: dict[str, AttachedFile] = {}
    diagnostics: list[Diagnostic] = []
    checked: dict[str, CheckedRecord] = {}
    for file in attached:
        taken = digests.get(file.path)
        key = digest(file.path, file.base, taken or b"")
        known = before.find_attachment(file.path, key) if taken is not None else None
        if known is None:
            known, found = check_attachment(root, file)
            diagnostics += found
        if known is not None:
            files[file.path] = known
            checked[file.path] = CheckedRecord(key, ())
    return files, diagnostics, checked


def find_unnamed_files(
    attached: Iterable[SourceFile],
    documents: Mapping[str, Mapping[str, LegalDocument] | None],
    procedures: Mapping[str, Procedure],
    articles: Sequence[ArticleRecord],
    provinces: Mapping[str, ProvinceRecords],
) -> list[str]:
    """The catalogue's own files that no record above the communes names; none if a list of documents is broken (None)."""
    named = {path: listed for path, listed in documents.items() if listed is not None}
    if len(named) < len(documents):
        return []
    present = [file.path for file in attached if not file.refused and not file.packaged]
    if not present:
        return []
    written = {path_of("article", one.path): one for one in articles if one.article.files or one.linked}
    overlays = {path_of("overlay", one.path, code): o for one in provinces.values() for code, o in one.overlays.items()}
    own = {path_of("province", path): one.province for path, one in provinces.items()}
    return cross_checks.find_unnamed_files(present, procedures, named, written, overlays, own)
