"""Measures niemyet beside Hugo, Eleventy, Zensical and MkDocs-Material on the same records, and prints tables with ratios.

    python bench/peers.py [--communes 100] [--procedures 376] [--peers hugo,eleventy] [--country] [--out bench/results]

Workloads are 1, 2, 10 and COMMUNES communes × PROCEDURES, and with --country all communes of the register; generators that are
slow per page skip the large ones. Each builds from nothing, and again after one change. The text of the pages is compared; if it
differs, no table is printed. Needs Linux, `cp`, and Node.js for Eleventy.
"""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contest.by_eleventy import Eleventy
from contest.by_hugo import Hugo, HugoFromYaml
from contest.by_mkdocs import MkDocs, MkDocsWithNavigation, Zensical
from contest.by_niemyet import Copy, Niemyet
from contest.chart import draw_chart
from contest.installing import NoToolError
from contest.judging import DifferentError
from contest.machine import describe_machine, find_file_system, measure_memory
from contest.measuring import CommandError, Limits
from contest.peer import Peer
from contest.results import Round
from contest.table import write_report
from contest.turns import take_turns
from contest.workload import make_workload

PEERS: Mapping[str, type[Peer]] = {
    kind.key: kind for kind in (Hugo, HugoFromYaml, Eleventy, Zensical, MkDocs, MkDocsWithNavigation)
}
SMALL = (1, 2, 10)
"""Communes of the workloads that also the slow ones are run at."""
COUNTRY = 3_321
"""Communes in the register of units."""
IN_MEMORY = Path("/dev/shm")
SPACE = 45_000
"""Bytes of disk for each posting: its records, and one site at a time."""


class NoSpaceError(Exception):
    """The workload does not fit."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every round: who takes part and is installed where, how often, within what, and where files go."""

    tools: Mapping[type[Peer], Path]
    procedures: int
    runs: int
    limits: Limits
    folder: Path | None

    def choose_folder(self, postings: int) -> Path:
        """Where a workload of this size is written: in memory where it takes less than half of it. Raises NoSpaceError."""
        needed = postings * SPACE
        if not self.folder and IN_MEMORY.is_dir() and needed < min(shutil.disk_usage(IN_MEMORY).free, measure_memory()) / 2:
            return IN_MEMORY
        chosen = self.folder or Path(tempfile.gettempdir())
        if needed > shutil.disk_usage(chosen).free:
            raise NoSpaceError(f"{postings:,} postings take up to {needed / 1e9:.0f} GB; choose another place with --folder")
        return chosen


def run_round(communes: int, terms: Terms) -> Round:
    """One workload: made, run by all that are asked for so much, thrown away."""
    postings = communes * terms.procedures
    parent = terms.choose_folder(postings)
    print(f"{postings:,} postings, on {find_file_system(parent)}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="niemyet-peers-", dir=parent) as made:
        workload = make_workload(Path(made) / "workload", communes, terms.procedures)
        able = {kind: tools for kind, tools in terms.tools.items() if not kind.most or postings <= kind.most}
        contestants = [kind(tools, Path(made) / kind.key, workload) for kind, tools in able.items()]
        floor = Copy(contestants[0].site, Path(made))
        return Round(communes, postings, find_file_system(parent), take_turns(contestants, floor, terms.runs, terms.limits))


def main(sizes: Sequence[int], terms: Terms, out: Path | None) -> None:
    """Runs all workloads and prints the report; where it is to be written, that is done after every workload."""
    given = [(f"{kind.title} ({kind.format_version(tools)})", kind.given) for kind, tools in terms.tools.items()]
    rounds, report = [], ""
    for communes in sizes:
        rounds.append(run_round(communes, terms))
        report = write_report(rounds, [*given, (Copy.title, Copy.given)], describe_machine())
        if out:
            out.mkdir(parents=True, exist_ok=True)
            (out / "peers.md").write_text(report, "utf-8")
            (out / "peers.svg").write_text(draw_chart(rounds), "utf-8")
    print(report)


def parse_arguments() -> argparse.Namespace:
    """What was asked for; `peers` as classes, ours first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=100, help="of the largest workload but the country (100)")
    parser.add_argument("--procedures", type=int, default=376, help="of every commune (376)")
    parser.add_argument("--peers", default=",".join(PEERS), help="beside whom: " + ", ".join(PEERS))
    parser.add_argument("--country", action="store_true", help="all communes of the register too")
    parser.add_argument(
        "--runs", type=int, default=3, help="of each program on each workload, of which the table has the median (3)"
    )
    parser.add_argument("--minutes", type=float, default=5, help="after which a program is ended (5)")
    parser.add_argument("--folder", type=Path, help="for records and sites; by itself in memory where they fit, else on disk")
    parser.add_argument("--tools", type=Path, help="where the peers are installed, to be kept; by itself they are thrown away")
    parser.add_argument("--out", type=Path, help="folder for peers.md and its chart, peers.svg")
    asked = parser.parse_args()
    wanted = [key for key in asked.peers.split(",") if key]
    if unknown := [key for key in wanted if key not in PEERS]:
        parser.error(f"no such peer: {', '.join(unknown)}")
    asked.peers = [Niemyet, *(PEERS[key] for key in wanted)]
    return asked


if __name__ == "__main__":
    asked = parse_arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended leaves as little behind as to be interrupted
    sizes = sorted({*(size for size in SMALL if size < asked.communes), asked.communes, *([COUNTRY] if asked.country else [])})
    try:
        with tempfile.TemporaryDirectory(prefix="niemyet-tools-") as thrown_away:
            folder = (asked.tools or Path(thrown_away)).resolve()
            tools = {kind: kind.install(folder) for kind in asked.peers}
            limits = Limits(60 * asked.minutes, int(0.8 * measure_memory()))
            main(sizes, Terms(tools, asked.procedures, asked.runs, limits, asked.folder), asked.out)
    except (NoToolError, NoSpaceError, DifferentError, CommandError) as error:
        sys.exit(f"peers.py: {error}")
    except KeyboardInterrupt:
        sys.exit("peers.py: interrupted; what it had begun is thrown away")
