"""Which file a record means by a name: the one in the folder of its own level."""

from collections.abc import Mapping

from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import folder_of_attachments
from niemyet.model.procedure import Procedure


def find_attached(record: str, name: str | None, attachments: Mapping[str, AttachedFile]) -> AttachedFile | None:
    """The file that the record at the path `record` means by `name`; None if it names none or there is none."""
    return attachments.get(f"{folder_of_attachments(record)}/{name}") if name is not None else None


def files_of_forms(procedure: Procedure, path: str, attachments: Mapping[str, AttachedFile]) -> dict[str, AttachedFile]:
    """The files of a procedure's forms by the short name of the form. `path` is that of its record, or of another of
    the same level."""
    found = ((name, find_attached(path, form.file, attachments)) for name, form in procedure.forms.items())
    return {name: file for name, file in found if file is not None}
