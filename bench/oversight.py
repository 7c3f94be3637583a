"""Measures what oversight costs in a build of a whole province: by samples of what is under way, and with it and without it.

    python bench/oversight.py [--communes 126] [--postings 376] [--runs 1] [--folder DIR]

Each build is one process with one job, and only its CPU time counts, because others may use the machine as well. Where they
do, the samples are what to trust: a share of one run is not disturbed as the difference of two is. With `--runs`, builds from
nothing follow by turns that leave out what pages below /theo-doi/ and their files are made from: facts of postings, figures,
pages of communes and of the places above them, promises, visits, figures as open data; then online services and reviews as
well, which lie there too. Every commune has a year of figures. The builds that follow the first one are of a posting that has
come late and of a changed count.
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from os import wait4
from pathlib import Path
from types import FrameType
from typing import Any

from make_catalogue import write
from make_province import make_province
from sampling import sample

TODAY = "2026-11-28"
YEAR = """updated: 2026-10-08
sample: true
dossiers:
  - from: 2026-04-01
    to: 2026-06-30
    source: {name: Biểu II.06a (mẫu), retrieved: 2026-07-03}
    carried_over: 18
    received: {online: 268, in_person: 129, post: 6}
    resolved: {early: 285, on_time: 102, late: 9}
    pending: {in_time: 14, late: 3}
    awaiting: 2
    returned: 6
    extended: 12
    apologies: 9
    promise: {counted: all, by_first_date: 376, after_first_date: 11, after_last_date: 9}
  - from: 2026-07-01
    to: 2026-09-30
    source: {name: Biểu II.06a (mẫu), retrieved: 2026-10-05}
    carried_over: 19
    received: {online: 301, in_person: 118, post: 4}
    resolved: {early: 300, on_time: 110, late: 7}
    pending: {in_time: 16, late: 1}
    awaiting: 3
    returned: 5
    extended: 9
    apologies: 7
    promise: {counted: all, by_first_date: 402, after_first_date: 8, after_last_date: 7}
petitions:
  - from: 2026-07-01
    to: 2026-09-30
    source: {name: Sổ theo dõi phản ánh (mẫu), retrieved: 2026-10-05}
    carried_over: 1
    received: 13
    answered: {in_time: 11, late: 1}
    pending: {in_time: 1, late: 0}
    forwarded: 1
    dissatisfied: 1
surveys:
  - from: 2026-09-01
    to: 2026-09-30
    source: {name: Phiếu khảo sát (mẫu), retrieved: 2026-10-06}
    kind: survey
    by: Ủy ban nhân dân xã (mẫu)
    how: Gọi điện cho người được rút ngẫu nhiên từ sổ theo dõi hồ sơ.
    population: 423
    sent: 120
    answered: 104
    levels: {very_satisfied: 38, satisfied: 55, neutral: 7, dissatisfied: 3, very_dissatisfied: 1}
inspections:
  - date: 2026-08-12
    kind: surprise
    by: Đoàn kiểm tra công vụ (mẫu)
    findings:
      - kind: hours
        text: Biển tại cửa ghi giờ làm việc khác với trang thông tin.
        remedy: Thay biển.
        due: 2027-03-31
    source: {name: Kết luận kiểm tra (mẫu), retrieved: 2026-08-21}
service_index:
  - from: 2026-07-01
    to: 2026-09-30
    source: {name: Cổng Dịch vụ công quốc gia (mẫu), retrieved: 2026-10-08}
    total: 84.35
    groups: {transparency: 16.2, progress: 19.4, online: 8.1, payment: 7.5, satisfaction: 17.4, digitisation: 15.75}
"""
FIGURES, BESIDE = ("oversight", "promises", "visits", "figures data"), ("online", "reviews")
"""The parts above the communes that are oversight, and those that lie beside its pages."""
EVERY = 0.002
PIECES = {
    "beside": {"render/pages/online.py", "law/online.py", "render/pages/reviews.py", "law/savings.py"},
    "facts of the postings": {"oversight/facts.py"},
    "figures of a commune": {"oversight/compliance.py", "oversight/overseen.py"},
    "pages of communes and their files": {"oversight/pages/commune.py"},
    "of these, what is computed": {"oversight/pages/computed_commune.py"},
    "of these, what is reported and awarded": {"oversight/pages/reported.py", "oversight/pages/awarded.py"},
    "tables as CSV and workbook": {"oversight/tables.py"},
    "pages of places": {"oversight/pages/places.py"},
    "promises": {"oversight/pages/promises.py"},
    "visits": {"oversight/pages/visits.py"},
}
"""What is counted apart: each by the files of which one is under way. They overlap."""


def _leave_out(*, beside: bool) -> None:
    """Takes oversight out of this process; with `beside`, online services and reviews as well."""
    from niemyet.building import communes, site
    from niemyet.building.commune_plan import CommunePlan
    from niemyet.building.context import SiteContext
    from niemyet.building.kept_pages import KeptPages
    from niemyet.building.parts import DATA, PARTS

    left_out = FIGURES + (BESIDE if beside else ())
    merge: Any = CommunePlan.merge

    def render_beside(context: SiteContext, resolved: Any, memory: Any, *_: Any) -> KeptPages:
        if beside:
            return KeptPages(memory, (), [], b"")
        served, key = context.served.of_commune(resolved, memory.postings)
        pages = tuple([one.render_online(resolved, served, key)] for one in context.communes)
        return KeptPages(memory, pages, [], b"")

    class NothingStated:
        def state(self, _: Any) -> None:
            """No fact of any posting."""

    for module, name, instead in (
        (site, "PARTS", tuple(part for part in PARTS if part.name not in left_out)),
        (site, "DATA", tuple(part for part in DATA if part.name not in left_out)),
        (communes, "render_kept_pages", render_beside),
        (SiteContext, "facts_of", lambda *_: NothingStated()),
        (CommunePlan, "merge", lambda plan, listed, told, read, _: merge(plan, listed, told, read)),
    ):
        setattr(module, name, instead)


def _look(counted: Counter[str], frame: FrameType | None) -> None:
    """Counts for what the time goes now."""
    files: set[str] = set()
    while frame is not None:
        files.add(frame.f_code.co_filename.rpartition("/niemyet/")[2])
        frame = frame.f_back
    counted["all"] += 1
    if not files.isdisjoint(PIECES["beside"]):
        counted["beside"] += 1
    elif any(file.startswith("oversight/") for file in files):
        counted["oversight"] += 1
        counted.update(name for name, of in PIECES.items() if not files.isdisjoint(of))


def build(root: Path, left_out: str, sampled: Path | None) -> None:
    """One build in this process."""
    from niemyet.cli import run

    if sampled is not None:
        sample(_look, sampled, EVERY)
    if left_out:
        _leave_out(beside=left_out == "beside")
    sys.argv = ["niemyet", "build", "--root", str(root), "--as-of", TODAY, "--jobs", "1"]
    run()


def measure(root: Path, left_out: str = "", sampled: Path | None = None) -> float:
    """The CPU seconds of one build; its samples are left in the file `sampled`."""
    words = [sys.executable, __file__, "--root", str(root), "--left-out", left_out]
    if sampled is not None:
        words += ["--sampled", str(sampled)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{words}: {status}")
    return used.ru_utime + used.ru_stime


def run(communes: int, postings: int, runs: int, folder: Path) -> None:
    """Makes the catalogue and prints the tables."""
    root = folder / "province"
    province = make_province(root, communes, postings, postings // 3)
    for file in province.glob("*/commune.yaml"):
        write(file.parent / "oversight" / "2026.yaml", YEAR)
    posting, year = min(province.glob("*/9.*.yaml")), min(province.glob("*/oversight/2026.yaml"))

    def from_nothing() -> None:
        shutil.rmtree(root / "site", ignore_errors=True)

    def post_late() -> None:
        written = re.sub("^checked: .*\n", "", posting.read_text("utf-8"), flags=re.M)
        posting.write_text(re.sub("^posted: .*$", "posted: 2026-11-20", written, flags=re.M), "utf-8")

    def count_again() -> None:
        year.write_text(YEAR.replace("{early: 300, on_time: 110, late: 7}", "{early: 301, on_time: 109, late: 7}"), "utf-8")

    shares: dict[str, Counter[str]] = {}
    for what, change in (("from nothing", from_nothing), ("a late posting", post_late), ("a changed count", count_again)):
        change()
        measure(root, sampled=folder / "samples.json")
        shares[what] = Counter(json.loads((folder / "samples.json").read_text("utf-8")))
    print(f"\n{communes} communes × {postings}, share of CPU time in percent\n")
    print(f"| what | {' | '.join(shares)} |\n| --- |{' --: |' * len(shares)}")
    for name in ("oversight", *PIECES):
        print("| " + " | ".join([name, *(f"{100 * one[name] / one['all']:.1f}" for one in shares.values())]) + " |")
    print("| " + " | ".join(["samples", *(f"{one['all']:,}" for one in shares.values())]) + " |")
    taken: dict[str, list[float]] = {"": [], "figures": [], "beside": []}
    for _ in range(runs):
        for left_out, seconds in taken.items():
            from_nothing()
            seconds.append(measure(root, left_out))
    for left_out, seconds in taken.items():
        if seconds:
            print(f"without {left_out or 'nothing'}: CPU {min(seconds):.2f} s, {statistics.median(seconds):.2f} s in the middle")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=126)
    parser.add_argument("--postings", type=int, default=376)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--left-out", default="")
    parser.add_argument("--sampled", type=Path)
    asked = parser.parse_args()
    if asked.root is not None:
        build(asked.root, asked.left_out, asked.sampled)
    else:
        with tempfile.TemporaryDirectory(prefix="niemyet-bench-", dir=asked.folder) as made:
            run(asked.communes, asked.postings, asked.runs, Path(made))
