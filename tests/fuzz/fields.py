"""How many attacks each field has held: catalogue after catalogue, with so many behind each other that a field gets thousands.

    python -m fuzz --fields --minutes 40 --seed 7 --out bench/results

Stopped, it goes on where it was: `.fuzz/` keeps what each field has got. Each attack of a text is another than those before it.
"""

import json
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from fuzz.injection import ATTACKS, look_at_commands, look_at_sheets, plant, read_back
from fuzz.law import make_project

TOGETHER = 128
"""Attacks in one long text: some five thousand letters, a quarter of what one may have."""
ENOUGH = 5_000
PRINTED = 5
"""Of so many catalogues the sheets of one are set, and all commands are run: that takes longer than all the rest."""
_STEP, _STRIDE = 7_919, 104_729
"""As `injection._choose` counts."""


def attack_fields(kept: Path, seed: int, until: float, scratch: Path) -> Counter[str]:
    """Plants and reads back until a time has come; what each field has got so far. Raises AssertionError where one acts."""
    done, fields = json.loads(kept.read_text("utf-8")) if kept.exists() else (0, {})
    got = Counter[str](fields)
    step = _STRIDE * TOGETHER * pow(_STEP, -1, len(ATTACKS)) % len(ATTACKS)
    before, root = scratch / "before", scratch / "evil"
    make_project(before)
    while time.time() < until:
        got += plant(str(seed * len(ATTACKS) + done * step).encode(), before, root, TOGETHER)
        read_back(before, root, scratch / "site")
        if done % PRINTED == 0:
            look_at_sheets(root)
            look_at_commands(root, scratch)
        done += 1
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps((done, got), ensure_ascii=False), "utf-8")
        print(f"{done} catalogues, {got.total():,} attacks, {_enough(got)} of {len(got)} fields got {ENOUGH:,}", flush=True)
    return got


def _enough(got: Counter[str]) -> int:
    return sum(number >= ENOUGH for number in got.values())


def format_fields(got: Counter[str], seed: int) -> str:
    """The page that tells it."""
    rows = "\n".join(f"| `{field}` | {number:,} |" for field, number in sorted(got.items(), key=lambda one: (-one[1], one[0])))
    return f"""# Words that try to become something else, by field

Written by `python -m fuzz --fields --seed {seed} --out bench/results` on {datetime.now(UTC).date()}; not to be edited by hand.

{got.total():,} attacks were let in by the check in {len(got)} fields and came out as words in pages, data, feeds, calendars,
tables and comparisons, of every fifth catalogue also in workbooks, reports, on sheets and on the terminal. {_enough(got)} fields
got at least {ENOUGH:,}. Where many words may stand, {TOGETHER} stand behind each other; short names, addresses and fields of
which the check refuses most attacks get one at a time.

| field | attacks |
| --- | --: |
{rows}
"""
