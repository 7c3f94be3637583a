"""Files that citizens take away: reads them, and checks that each is what its name says, whole, and free of anything that runs.

Takes the root and a `SourceFile`; gives an `AttachedFile` and diagnostics. Never reads through a link.
"""

import os
from hashlib import sha256
from pathlib import Path

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.diagnostics.refusals import word_unreadable
from niemyet.load.attachment_contents import find_fault
from niemyet.load.finding import SourceFile
from niemyet.model.attachments import AttachedFile
from niemyet.system import open_no_link

LARGEST_ATTACHMENT = 10 * 1024 * 1024
"""Bytes; a form has 20 to 200 KB, a scanned decision 1 to 5 MB, and a citizen may pay for each of them."""


def read_attachment(path: str) -> bytes:
    """The bytes of the file, at most one more than `LARGEST_ATTACHMENT`. Raises OSError, also if it has become a link."""
    with os.fdopen(open_no_link(path), "rb") as stream:
        return stream.read(LARGEST_ATTACHMENT + 1)


def digest_of_attachment(data: bytes) -> str:
    """What tells one content from another."""
    return sha256(data).hexdigest()[:16]


def check_attachment(root: Path, file: SourceFile) -> tuple[AttachedFile | None, list[Diagnostic]]:
    """The file, None where it must not be published, and what is wrong with it."""
    if file.refused:
        return None, []
    place, name = Place(file.path, packaged=file.packaged), file.path.rpartition("/")[2]
    try:
        data = read_attachment(file.locate(root))
    except OSError as error:
        return None, [Diagnostic("unreadable-file", place, {"value": word_unreadable(error)})]
    if len(data) > LARGEST_ATTACHMENT:
        return None, [Diagnostic("attachment-too-large", place, {"value": name})]
    fault = find_fault(name.rpartition(".")[2], data)
    if fault is not None:
        return None, [Diagnostic(fault.rule, place, {"value": name, **fault.values})]
    return AttachedFile(file.path, len(data), digest_of_attachment(data), file.base), []
