"""Which file a record means by a name: the one in the folder of its own level."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import folder_of_attachments, kind_of
from niemyet.model.procedure import Decision, Procedure

FilesOfProvince: TypeAlias = Mapping[str, AttachedFile | None]
"""The files that a province keeps, by path; None for one that must not be published, of which it is told elsewhere."""
NO_FILES: FilesOfProvince = {}


def find_attached(record: str, name: str | None, attachments: FilesOfProvince) -> AttachedFile | None:
    """The file that the record at the path `record` means by `name`; None if it names none or there is none."""
    return attachments.get(f"{folder_of_attachments(record)}/{name}") if name is not None else None


def file_of_decision(record: str, decision: Decision | None, attachments: FilesOfProvince) -> AttachedFile | None:
    """The file of the decision that stands in the record at the path `record`: the one that its issuer keeps."""
    return find_attached(record, decision.file, attachments) if decision is not None else None


def divide_by_province(attachments: Mapping[str, AttachedFile], refused: Iterable[str]) -> dict[str, FilesOfProvince]:
    """The files that each province keeps, by the path of the province; `refused` are paths of those not to be published."""
    divided: dict[str, dict[str, AttachedFile | None]] = {}
    for path, file in (*attachments.items(), *((path, None) for path in refused)):
        if kind_of(path) == "province-file":
            divided.setdefault(path.split("/")[1], {})[path] = file
    return dict(divided)


def files_of_forms(procedure: Procedure, path: str, attachments: Mapping[str, AttachedFile]) -> dict[str, AttachedFile]:
    """The files of a procedure's forms by the short name of the form. `path` is that of its record, or of another of
    the same level."""
    found = ((name, find_attached(path, form.file, attachments)) for name, form in procedure.forms.items())
    return {name: file for name, file in found if file is not None}
