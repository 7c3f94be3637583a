"""Measures niemyet beside Hugo, Eleventy, MkDocs-Material and Zensical on the same records, and writes a table with ratios.

    python bench/peers.py [--communes 100] [--country] [--only hugo,eleventy] [--runs 3] [--folder DIR] [--tools DIR] [--out FILE.md]

Everybody is run at 376 and at 1,880 postings, those that can bear it at COMMUNES × 376, and with --country at all communes of the
register × 376. The peers are installed, pinned by hashes, into --tools or into a folder that is thrown away. --folder says where
workloads and sites are written: in memory where it fits, else on disk. Beside FILE.md a chart of the same name is drawn.
Needs Linux, npm for Eleventy, and `cp`.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "peers"))
from by_eleventy import Eleventy  # noqa: E402  # the path is set above
from by_hugo import Hugo  # noqa: E402  # the path is set above
from by_mkdocs import MkDocs, MkDocsWithoutNavigation, Zensical  # noqa: E402  # the path is set above
from by_us import Copy, Niemyet  # noqa: E402  # the path is set above
from chart import draw_chart  # noqa: E402  # the path is set above
from contest import hold_contest  # noqa: E402  # the path is set above
from machine import describe_machine, measure_memory  # noqa: E402  # the path is set above
from measuring import Limits  # noqa: E402  # the path is set above
from peer import Peer  # noqa: E402  # the path is set above
from results import Round  # noqa: E402  # the path is set above
from table import write_report  # noqa: E402  # the path is set above
from workload import PROCEDURES, make_workload  # noqa: E402  # the path is set above

PEERS: tuple[type[Peer], ...] = (Hugo, Eleventy, MkDocsWithoutNavigation, Zensical, MkDocs)
SMALL = (1, 5)
"""Communes of the workloads that everybody is run at."""
COUNTRY = 3_321
"""Communes in the register of units."""
IN_MEMORY = Path("/dev/shm")
SPACE = 90_000
"""Bytes of disk for each posting: its records, our site, and a copy or a peer's."""
LIMITS = Limits(seconds=3600, memory=int(0.8 * measure_memory()))


def choose_folder(postings: int) -> Path:
    """Where a workload of this size fits: in memory where that takes less than half of it, else on disk."""
    if IN_MEMORY.is_dir() and postings * SPACE < min(shutil.disk_usage(IN_MEMORY).free, measure_memory()) / 2:
        return IN_MEMORY
    return Path(tempfile.gettempdir())


def run_round(communes: int, peers: Sequence[type[Peer]], runs: int, tools: Path, folder: Path | None) -> Round:
    """One workload: made, run by all that can bear it, thrown away."""
    print(f"{communes * PROCEDURES:,} postings", file=sys.stderr, flush=True)
    parent = folder or choose_folder(communes * PROCEDURES)
    with tempfile.TemporaryDirectory(prefix="niemyet-peers-", dir=parent) as made:
        workload = make_workload(Path(made) / "workload", communes)
        able = [kind for kind in (Niemyet, *peers) if workload.postings <= kind.most]
        contestants = [kind(tools, Path(made) / kind.key, workload) for kind in able]
        floor = Copy(contestants[0].site, Path(made))
        return Round(communes, workload.postings, hold_contest(contestants, floor, runs, LIMITS))


def main(sizes: Sequence[int], peers: Sequence[type[Peer]], runs: int, tools: Path, folder: Path | None, out: Path | None) -> int:
    """Runs all workloads and writes the report; 1 where a program had no figure to show."""
    for kind in peers:
        kind.install(tools)
    versions = {kind.title: kind.say_version(tools) for kind in (Niemyet, *peers)}
    rounds = [run_round(communes, peers, runs, tools, folder) for communes in sizes]
    given = [(kind.title, kind.given) for kind in (Niemyet, *peers)] + [(Copy.title, Copy.given)]
    report = write_report(rounds, given, versions, describe_machine(folder or choose_folder(max(sizes) * PROCEDURES)))
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(report, "utf-8")
        out.with_suffix(".svg").write_text(draw_chart(rounds), "utf-8")
    else:
        print(report)
    return int(any(tally.trouble for round_ in rounds for tally in round_.tallies))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=100)
    parser.add_argument("--country", action="store_true")
    parser.add_argument("--only", help="the peers to run: " + ", ".join(kind.key for kind in PEERS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--tools", type=Path)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    wanted = asked.only.split(",") if asked.only else [kind.key for kind in PEERS]
    if unknown := set(wanted) - {kind.key for kind in PEERS}:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    sizes = sorted({*SMALL, asked.communes} | ({COUNTRY} if asked.country else set()))
    with tempfile.TemporaryDirectory(prefix="niemyet-tools-") as thrown_away:
        tools = (asked.tools or Path(thrown_away)).resolve()
        chosen = [kind for kind in PEERS if kind.key in wanted]
        sys.exit(main(sizes, chosen, asked.runs, tools, asked.folder, asked.out))
