"""Measures what must not take long; prints a table, and gives 1 if something does."""

import tempfile
import time
from pathlib import Path

from fuzz import growth
from fuzz.formats import FORMATS
from fuzz.pathological import FILES
from fuzz.running import make_input

MOST_MS = 100


def measure_files() -> int:
    """The files that are made to take all time, each once, on top of what has been loaded."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in {format_ for format_, _ in FILES.values()}:
            FORMATS[name].read(make_input(1, name, 1), Path(folder))
        print("| ms | bytes | format | file | |\n| --: | --: | --- | --- | --- |")
        for name, (format_, make) in FILES.items():
            data = make()
            began = time.process_time()
            taken = FORMATS[format_].read(data, Path(folder))
            times.append((time.process_time() - began) * 1000)
            print(f"| {times[-1]:.0f} | {len(data):,} | {format_} | {name} | {'read' if taken else 'refused'} |", flush=True)
    late = sum(took > MOST_MS for took in times)
    print(f"\n{len(times)} files, {late} of them over {MOST_MS} ms, the slowest {max(times):.0f} ms")
    return int(late > 0)


def measure_growth() -> int:
    """Every entry of every kind of file, repeated up to 2 MB."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        print("| s, a quarter | s, all | exponent | file | entry |\n| --: | --: | --: | --- | --- |")
        for one in growth.measure(Path(folder)):
            measured.append(one)
            if one.whole >= growth.FEWEST_SECONDS:
                print(f"| {one.quarter:.2f} | {one.whole:.2f} | {one.exponent:.2f} | {one.path} | {one.way} |", flush=True)
    bad = [one for one in measured if growth.is_too_much(one)]
    print(f"\n{len(measured)} entries, {len(bad)} grow too fast: {', '.join(f'{one.path} {one.way}' for one in bad)}")
    return int(bool(bad))
