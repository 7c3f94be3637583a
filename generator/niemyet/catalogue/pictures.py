"""The pictures of the news and of notice boards: looked at once, and again only if their content changes."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from niemyet.cache.digests import digest
from niemyet.catalogue.checked_records import CheckedRecord, CheckedRecords
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import SourceFile
from niemyet.load.pictures import look_at_picture
from niemyet.model.pictures import PictureFile


def read_pictures(
    root: Path, files: Iterable[SourceFile], digests: Mapping[str, bytes], before: CheckedRecords
) -> tuple[dict[str, PictureFile], list[Diagnostic], dict[str, CheckedRecord]]:
    """The pictures that may be published, by path; the diagnostics; and what a next build may reuse.

    `digests` are those of the files by path, as far as they are known.
    """
    pictures: dict[str, PictureFile] = {}
    diagnostics: list[Diagnostic] = []
    checked: dict[str, CheckedRecord] = {}
    for file in files:
        taken = digests.get(file.path)
        key = digest(file.path, taken or b"")
        known = before.find_picture(file.path, key) if taken is not None else None
        found = list(before.checked[file.path].diagnostics) if known is not None else []
        if known is None:
            known, found = look_at_picture(root, file)
        diagnostics += found
        if known is not None:
            pictures[file.path] = known
            checked[file.path] = CheckedRecord(key, tuple(found))
    return pictures, diagnostics, checked
