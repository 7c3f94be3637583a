"""Mutation testing: puts small faults into the program, one at a time, and lists those that no test notices.

    python bench/mutants.py [--rooms resolve,portal] [--sample 50] [--seed 1] [--jobs 2]

The faults are made by mutmut's operators in functions and classes; a sample per room is drawn by seed. Each is written to a copy
of the project, in which the room's tests (bench/mutants.toml) run. A failing test or a timeout kills the fault. Exits with 1 if
a room kills fewer faults than required.
"""

import argparse
import compileall
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue

import libcst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import get_ignored_lines

PROJECT = Path(__file__).parent.parent
PACKAGE = Path("generator/niemyet")
MEMORY = 4_000_000
"""KiB that the tests of one mutant may take: some mutants never stop collecting."""


class FunctionMutator(MutationVisitor):  # type: ignore[misc, unused-ignore]  # linters may run without mutmut
    """mutmut's visitor, which passes over decorated functions because it wraps them; here the file itself is changed."""

    def _skip_node_and_children(self, node: libcst.CSTNode) -> bool:
        return not isinstance(node, libcst.FunctionDef) and bool(super()._skip_node_and_children(node))


@dataclass(frozen=True)
class Mutant:
    """A module's path below the project, its text, and its text with one fault."""

    path: Path
    text: str
    mutated: str

    def diff(self) -> str:
        """Place, lines taken away and lines put in their stead."""
        lines = list(difflib.unified_diff(self.text.splitlines(), self.mutated.splitlines(), n=0, lineterm=""))[2:]
        line = lines[0].split()[1].removeprefix("-").split(",")[0]
        return "\n".join([f"{self.path}:{line}", *(f"    {shown}" for shown in lines if not shown.startswith("@@"))])


def find_modules(project: Path, places: Sequence[str]) -> Iterator[Path]:
    """The modules of a room, in order. Raises FileNotFoundError for a place that is not there any more."""
    for place in places:
        if not (project / PACKAGE / place).exists():
            raise FileNotFoundError(f"bench/mutants.toml: {place}")
        for module in sorted((project / PACKAGE / place).rglob("*.py")) or [project / PACKAGE / place]:
            yield module.relative_to(project)


def draw_mutants(project: Path, places: Sequence[str], sample: int, seed: int) -> list[Mutant]:
    """At most `sample` mutants of a room: the same ones for the same text and seed."""
    found = []
    for path in find_modules(project, places):
        text = (project / path).read_text("utf-8")
        wrapper = MetadataWrapper(libcst.parse_module(text))
        visitor = FunctionMutator(mutation_operators, get_ignored_lines(str(path), text, wrapper, None))
        module = wrapper.visit(visitor)
        found += [(path, text, module, one) for one in visitor.mutations if one.contained_by_top_level_function is not None]
    drawn = random.Random(seed).sample(found, min(sample, len(found)))
    return [
        Mutant(path, text, module.deep_replace(one.original_node, one.mutated_node).code) for path, text, module, one in drawn
    ]


def copy_project(target: Path) -> Path:
    """What git tracks, with the compiled form of every module, so that only a mutant has to be compiled."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        if (PROJECT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target / name)
    compileall.compile_dir(target / PACKAGE, quiet=2)
    return target


def run_tests(copy: Path, tests: Sequence[str], seconds: float) -> str:
    """Gives passed, failed or late. Raises RuntimeError where pytest ran no test at all."""
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--tb=line"]
    words += [f"tests/{name}" for name in tests]
    env = {**os.environ, "PYTHONPATH": str(copy / "generator"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = ["sh", "-c", f'ulimit -v {MEMORY}; exec "$@"', "sh", *words]
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, cwd=copy, env=env, stdout=out, stderr=out, start_new_session=True)
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            return "late"
        if status in (4, 5):
            out.seek(0)
            raise RuntimeError(out.read().decode())
    return "failed" if status else "passed"


def test_mutant(copies: SimpleQueue[Path], tests: Sequence[str], seconds: float, mutant: Mutant) -> str:
    """Runs the tests of a room over one mutant in a free copy, and mends the copy."""
    copy = copies.get()
    file = copy / mutant.path
    stamp = file.stat()
    file.write_text(mutant.mutated, "utf-8")
    try:
        return run_tests(copy, tests, seconds)
    finally:
        file.write_text(mutant.text, "utf-8")
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        copies.put(copy)


def main() -> int:
    """Prints how many mutants of each room were killed, and each that was not."""
    settings = tomllib.loads((PROJECT / "bench/mutants.toml").read_text("utf-8"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rooms", default=",".join(settings["rooms"]), help="names of bench/mutants.toml, with commas")
    parser.add_argument("--sample", type=int, default=50, help="mutants of a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    said = parser.parse_args()
    enough = True
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(said.jobs) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        first = copy_project(Path(folder, "0"))
        for number in range(said.jobs):
            copies.put(first if number == 0 else copy_project(Path(folder, str(number))))
        for name in said.rooms.split(","):
            room = settings["rooms"][name]
            start = time.monotonic()
            if (found := run_tests(first, room["tests"], 900)) != "passed":
                sys.exit(f"{name}: the tests do not pass without a mutant ({found})")
            seconds = 20 + 4 * (time.monotonic() - start)
            mutants = draw_mutants(first, room["modules"], said.sample, said.seed)
            survivors = 0
            outcomes = pool.map(partial(test_mutant, copies, room["tests"], seconds), mutants)
            for mutant, outcome in zip(mutants, outcomes, strict=True):
                if outcome == "passed":
                    survivors += 1
                    print(mutant.diff(), flush=True)
            killed = len(mutants) - survivors
            enough &= killed * 100 >= settings["at_least"] * len(mutants)
            took = time.monotonic() - start
            print(
                f"{name}: {killed} of {len(mutants)} killed, {killed / len(mutants):.0%}, seed {said.seed}, {took:.0f} s",
                flush=True,
            )
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())
