"""What the program is made of, as CycloneDX: the bill of materials that comes with a release.

Takes what is installed; gives the document. Without time or serial number: the same libraries give the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from niemyet.cli.installed_libraries import PROGRAM, Licensed

SPECIFICATION = "1.4"


def describe_bill(parts: Sequence[Licensed], needs: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The bill of the program and its libraries; `needs` says by name what each of them needs directly."""
    known = {one.name: _refer(one) for one in parts}
    program = next(one for one in parts if one.name == PROGRAM)
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {"component": _describe(program, "application")},
        "components": [_describe(one, "library") for one in parts if one is not program],
        "dependencies": [
            {"ref": known[one.name], "dependsOn": sorted(known[name] for name in {*needs.get(one.name, ())} if name in known)}
            for one in parts
        ],
    }


def _refer(part: Licensed) -> str:
    """The package URL, under which others look a library up."""
    return f"pkg:pypi/{part.name}@{part.version}"


def _describe(part: Licensed, kind: str) -> dict[str, Any]:
    licences = {"licenses": [{"expression": part.licence}]} if part.licence else {}
    return {"type": kind, "bom-ref": _refer(part), "name": part.name, "version": part.version, **licences, "purl": _refer(part)}
