"""Patterns of codes and short names: of procedures, administrative units, people's own names, and files.

A procedure's code is that of the national portal ("1.001193", "2.000635.000.00.00.H26"), a unit's that of the official list
(two digits for a province, five for a commune).
"""

from functools import lru_cache

from niemyet.patterns import regex

PROCEDURE_CODE = regex(r"[0-9]\.[0-9]{6}(\.[0-9]{2,3}(\.[0-9]{2,3}\.[0-9]{2,3}\.[A-Z][0-9]{1,3})?)?")
SLUG = regex(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A short name, also of a folder: lower case without diacritics, words joined by hyphens."""
UNIT_CODE = regex(r"[0-9]{5}")
PROVINCE_CODE = regex(r"[0-9]{2}")
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""A day in records and file names; whether it exists is checked by `scalars.parse_day`."""
YEAR = "[0-9]{4}"
FILE_CODE = r"[0-9]\.[0-9]{6}[0-9A-Z.]*"
"""The beginning of a record's file name. Wider than `PROCEDURE_CODE`, so that files with mistyped codes are found."""
BEFORE_DAY = "@"
"""Separates code and first day in the file name of a version: 1.001193@2027-03-01.yaml."""


@lru_cache(maxsize=1024)
def code_of_file(path: str) -> str:
    """The procedure code in a file name: "…/1.001193@2027-03-01.yaml" → "1.001193"."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").partition(BEFORE_DAY)[0]


def day_of_file(path: str) -> str:
    """The first day in a file name: "…/1.001193@2027-03-01.yaml" → "2027-03-01"; '' if it has none."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").partition(BEFORE_DAY)[2]
