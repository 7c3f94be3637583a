"""Codes and short names: of procedures, of administrative units, of what people name themselves, and of files.

A procedure's code is that of the national portal ("1.001193", "2.000635.000.00.00.H26"), a unit's that of the state's list
(two digits for a province, five for a commune).
"""

import re
from functools import lru_cache

PROCEDURE_CODE = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9]{2,3}(\.[0-9]{2,3}\.[0-9]{2,3}\.[A-Z][0-9]{1,3})?)?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A short name, of a folder too: lower case without marks, words joined by hyphens."""
UNIT_CODE = re.compile(r"[0-9]{5}")
PROVINCE_CODE = re.compile(r"[0-9]{2}")
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""A day as records and names of files write it; whether there is such a day is asked elsewhere (`scalars.parse_day`)."""
YEAR = "[0-9]{4}"
FILE_CODE = r"[0-9]\.[0-9]{6}[0-9A-Z.]*"
"""How the name of a record's file begins. Wider than `PROCEDURE_CODE`: a file with a mistyped code is found, and told of."""
BEFORE_DAY = "@"
"""Stands between code and first day in the name of a version's file: 1.001193@2027-03-01.yaml."""


@lru_cache(maxsize=1024)
def code_of_file(path: str) -> str:
    """The procedure code that a file is named by: "…/1.001193@2027-03-01.yaml" → "1.001193"."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").partition(BEFORE_DAY)[0]


def day_of_file(path: str) -> str:
    """The first day of the version that a file is named by: "…/1.001193@2027-03-01.yaml" → "2027-03-01"; '' for none."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").partition(BEFORE_DAY)[2]
