"""What is installed here of the program and the libraries that it uses, with the licence of each by its own metadata."""

from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "niemyet"
EXTRAS: tuple[str, ...] = ("", "assist", "cluster", "publish", "sql")
"""What the program can do only with further libraries; those for its tests are no part of it."""
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""The older way of naming a licence, which does not tell all apart: BSD is nearly always the one with three clauses."""
_READ_BY_HAND = {
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "partd": "BSD-3-Clause",
    "zict": "BSD-3-Clause",
}
"""Libraries whose metadata say too little: what their licence texts say."""


class Licensed(NamedTuple):
    """An installed library. `licence` is an SPDX expression, '' if it is not known; `texts` are the files with its words."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def find_licensed() -> Iterator[Licensed]:
    """The program and whatever it needs, also for its extras as far as they are installed; each once."""
    seen: set[str] = set()
    ahead: list[tuple[str, tuple[str, ...]]] = [(PROGRAM, EXTRAS)]
    while ahead:
        name, extras = ahead.pop()
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another system, or an extra that is not installed
            continue
        if name not in seen:
            seen.add(name)
            yield Licensed(name, found.version, read_licence(name, found), tuple(_list_texts(found)))
        for needed in _list_needs(found, extras):
            if canonicalize_name(needed.name) not in seen:
                ahead.append((canonicalize_name(needed.name), (*needed.extras, "")))


def find_needs(name: str) -> set[str]:
    """The libraries that an installed one needs directly, also for the extras of the program."""
    return {canonicalize_name(needed.name) for needed in _list_needs(distribution(name), EXTRAS)}


def _list_needs(found: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    """What a library needs here, with these of its extras."""
    for needed in map(Requirement, found.requires or ()):
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
            yield needed


def read_licence(name: str, found: Distribution) -> str:
    """The licence of a library by its metadata, as an SPDX expression; '' if they do not say."""
    if name in _READ_BY_HAND:
        return _READ_BY_HAND[name]
    for field in ("License-Expression", "License"):
        try:
            return str(canonicalize_license_expression(" ".join(found.metadata.get_all(field) or ())))
        except InvalidLicenseExpression:
            continue
    classifiers = found.metadata.get_all("Classifier") or []
    named = {_CLASSIFIERS.get(line.rpartition(" :: ")[2], "") for line in classifiers if line.startswith("License :: ")}
    return " OR ".join(sorted(named)) if named and "" not in named else ""


def _list_texts(found: Distribution) -> Iterator[str]:
    """The files of a library that hold its licence, where they lie on this machine."""
    for file in found.files or ():
        inside = any(part.endswith(".dist-info") for part in file.parts)
        if inside and (file.parts[1] == "licenses" or file.name.upper().startswith(("LICEN", "COPYING", "NOTICE"))):
            yield str(found.locate_file(file))
