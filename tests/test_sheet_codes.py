"""The code of a printed sheet names its posting and its version; Python writes what the browser reads."""

import json
import random
import subprocess

from conftest import REPOSITORY
from niemyet.resolve.sheet_codes import check_letter, code_of_sheet, number_of
from niemyet.resolve.version_codes import LETTERS, VersionCode
from node import find_node

VERSION = VersionCode(("55J", "FK5", "NRP", "7VE", "DSF", "BTR"))


def read_in_browser(codes: list[str]) -> list[dict[str, object] | None]:
    """What the script makes of some codes."""
    script = (REPOSITORY / "theme/assets/sheet-code.js").as_uri()
    program = (
        f"import {{readSheetCode}} from '{script}'; console.log(JSON.stringify(JSON.parse(process.argv[1]).map(readSheetCode)))"
    )
    ran = subprocess.run(
        [find_node(), "--input-type=module", "-e", program, json.dumps(codes)], capture_output=True, text=True, check=True
    )
    read: list[dict[str, object] | None] = json.loads(ran.stdout)
    return read


def test_a_code_tells_procedure_commune_and_version() -> None:
    """Of any procedure and commune; a province's form of a code goes by its first figures."""
    chance = random.Random(7)
    pairs = [(f"{chance.randrange(100000):05}", f"{chance.randrange(10)}.{chance.randrange(1000000):06}") for _ in range(200)]
    pairs += [("00000", "0.000000"), ("99999", "9.999999"), ("10183", "1.001193.000.00.00.H26")]
    read = read_in_browser([code_of_sheet(commune, code, VERSION) for commune, code in pairs])
    for (commune, code), told in zip(pairs, read, strict=True):
        assert told == {"version": list(VERSION.groups), "commune": commune, "procedure": number_of(code)}


def test_a_slip_is_told_from_a_change() -> None:
    """One letter mistyped, or two neighbours exchanged, is no code at all: never "this sheet is out of date"."""
    code = code_of_sheet("10183", "1.001193", VERSION).replace("-", "")
    slips = [f"{code[:i]}{other}{code[i + 1 :]}" for i in range(len(code)) for other in LETTERS if other != code[i]]
    slips += [f"{code[:i]}{code[i + 1]}{code[i]}{code[i + 2 :]}" for i in range(len(code) - 1) if code[i] != code[i + 1]]
    assert not any(read_in_browser(slips))
    assert (
        read_in_browser([code.lower(), f" {code[:9]} {code[9:]} ", code.replace("0", "o").replace("1", "i")])
        == [read_in_browser([code])[0]] * 3
    )


def test_sheets_printed_before_keep_their_codes() -> None:
    assert read_in_browser([str(VERSION)]) == [{"version": list(VERSION.groups)}]
    assert check_letter("") == "0"
