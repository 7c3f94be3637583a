"""The files that citizens take away: looked at once, and each named by a record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from niemyet.cache.digests import digest
from niemyet.catalogue.checked_records import CheckedRecord, CheckedRecords
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.attachments import check_attachment
from niemyet.load.finding import SourceFile
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.procedure import Procedure
from niemyet.validate import checks
from niemyet.validate.records import ArticleRecord
from niemyet.validate.reference_index import ReferenceIndex


def read_attachments(
    root: Path, attached: Iterable[SourceFile], digests: Mapping[str, bytes], before: CheckedRecords
) -> tuple[dict[str, AttachedFile], list[Diagnostic], dict[str, CheckedRecord]]:
    """The files that may be published by path, what is told of the others, and what a next build may take over.

    `digests` are those of the files by path, as far as they are known. A file that was good `before` is not opened again.
    """
    files: dict[str, AttachedFile] = {}
    told: list[Diagnostic] = []
    checked: dict[str, CheckedRecord] = {}
    for find in attached:
        taken = digests.get(find.path)
        key = digest(find.path, taken or b"")
        file = before.find_attachment(find.path, key) if taken is not None else None
        if file is None:
            file, found = check_attachment(root, find)
            told += found
        if file is not None:
            files[find.path] = file
            checked[find.path] = CheckedRecord(key, ())
    return files, told, checked


def check_unnamed_files(
    attached: Iterable[SourceFile], law: ReferenceIndex, procedures: Mapping[str, Procedure], articles: Sequence[ArticleRecord]
) -> Iterator[Diagnostic]:
    """The rules across the files and all records, `procedures` by path; nothing where a record that may name them is broken."""
    if law.documents is not None and all(law.procedures.values()):
        documents = {path_of("documents"): law.documents}
        written = {path_of("article", one.path): one for one in articles}
        present = [find.path for find in attached if not find.refused]
        yield from checks.check_unnamed_files(present, procedures, documents, written)
