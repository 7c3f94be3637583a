"""What the program is made of, as CycloneDX: the bill of materials that comes with a release.

Takes what is installed, and the hashes of a lock file; gives the document. Without time or serial number: the same libraries give
the same bytes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from packaging.utils import canonicalize_name

from niemyet.cli.installed_libraries import PROGRAM, Licensed
from niemyet.patterns import regex

SPECIFICATION = "1.4"
NO_HASHES: Mapping[tuple[str, str], Sequence[str]] = {}


_PINNED = regex(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)((?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
_HASH = regex(r"--hash=sha256:([0-9a-f]{64})")


def read_hashes(lock: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The hashes that a lock file of pip names: name and version → SHA-256 of each of the files that may be installed."""
    return {(canonicalize_name(name), number): tuple(sorted(_HASH.findall(rest))) for name, number, rest in _PINNED.findall(lock)}


def describe_bill(
    parts: Sequence[Licensed],
    needs: Mapping[str, Iterable[str]],
    hashes: Mapping[tuple[str, str], Sequence[str]] = NO_HASHES,
) -> dict[str, Any]:
    """The bill of the program and its libraries; `needs` says by name what each of them needs directly, `hashes` which files of
    which version may be installed."""
    known = {one.name: _refer(one) for one in parts}
    program = next(one for one in parts if one.name == PROGRAM)
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {"component": _describe(program, "application")},
        "components": [_describe(one, "library", hashes) for one in parts if one is not program],
        "dependencies": [
            {"ref": known[one.name], "dependsOn": sorted(known[name] for name in {*needs.get(one.name, ())} if name in known)}
            for one in parts
        ],
    }


def _refer(part: Licensed) -> str:
    """The package URL, under which others look a library up."""
    return f"pkg:pypi/{part.name}@{part.version}"


def _describe(part: Licensed, kind: str, hashes: Mapping[tuple[str, str], Sequence[str]] = NO_HASHES) -> dict[str, Any]:
    licences = {"licenses": [{"expression": part.licence}]} if part.licence else {}
    known = hashes.get((canonicalize_name(part.name), part.version), ())
    page = f"https://pypi.org/project/{part.name}/{part.version}/#files"
    files = [{"type": "distribution", "url": page, "hashes": [{"alg": "SHA-256", "content": one} for one in known]}]
    found = {"externalReferences": files} if known else {}
    return {
        "type": kind,
        "bom-ref": _refer(part),
        "name": part.name,
        "version": part.version,
        **licences,
        "purl": _refer(part),
        **found,
    }
