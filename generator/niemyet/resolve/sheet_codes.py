"""The code of a printed sheet: which posting it is of, then which version. It is all that a person needs to type.

27 letters in groups of three: eight name procedure and commune, the ninth is a check letter, the rest is the version code. Sheets
printed before had the version code alone; `theme/assets/sheet-code.js` reads both.
"""

from functools import lru_cache
from typing import NamedTuple

from niemyet.resolve.version_codes import GROUP, LETTERS, VERSION_PARTS, VersionCode

_NAME = 8
"""Letters that name a posting: seven figures of the procedure and five of the commune are less than 32 ** 8."""

_VALUES = {letter: value for value, letter in enumerate(LETTERS)}
_DOUBLED = tuple(value << 1 ^ (0b100101 if value > 15 else 0) for value in range(32))
"""Each element of the field of 32, times two."""


@lru_cache(maxsize=1024)  # the page, in each language, the data and the sheet of a posting ask for the same one
def code_of_sheet(commune_code: str, procedure_code: str, version: VersionCode) -> str:
    """The code of a sheet: "10183", "1.001193", 55J-FK5-… → "ABC-DEF-GHK-55J-FK5-NRP-7VE-DSF-BTR"."""
    number = int(number_of(procedure_code) + commune_code)
    name = "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(_NAME)))
    rest = "".join(version.groups)
    written = f"{name}{check_letter(name + rest)}{rest}"
    return "-".join(written[i : i + GROUP] for i in range(0, len(written), GROUP))


class SheetName(NamedTuple):
    """What a sheet's code names; the procedure's code as far as it stands in it."""

    commune_code: str
    procedure_code: str


def read_sheet_code(letters: str) -> SheetName | None:
    """The posting that a code names, of its 27 letters without hyphens; None if there are more or fewer, or others."""
    length = _NAME + 1 + GROUP * len(VERSION_PARTS)
    if len(letters) != length or not set(letters) <= set(LETTERS):
        return None
    number = 0
    for letter in letters[:_NAME]:
        number = number << 5 | LETTERS.index(letter)
    figures = f"{number:012d}"
    return SheetName(figures[7:], f"{figures[0]}.{figures[1:7]}") if len(figures) == 12 else None


def number_of(procedure_code: str) -> str:
    """The figures by which a code is named on a sheet: "1.001193" and "1.001193.000.00.00.H26" → "1001193"."""
    return procedure_code[0] + procedure_code[2:8]


def check_letter(letters: str) -> str:
    """The letter that differs if one letter is mistyped or two are exchanged: a sum over the field of 32 elements."""
    total = 0
    for letter in letters:
        total = _DOUBLED[total ^ _VALUES[letter]]
    return LETTERS[total]
