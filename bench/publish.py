"""How long `niemyet publish` takes: a built site to a folder, to S3 and through SFTP, first whole, then with one changed fee.

    python bench/publish.py SITE [--out bench/results]

The servers are those of the tests (moto, asyncssh), in this process: they share its processor, so a real one is rather faster.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from contest.machine import describe_machine
from niemyet.publish.publishing import Bringing, publish
from niemyet.publish.site_files import read_file, read_site
from niemyet.publish.target import Claimant, Target
from niemyet.publish.targets.folder import Folder
from niemyet.publish.targets.s3 import S3
from niemyet.publish.targets.sftp import Sftp

sys.path.append(str(Path(__file__).parent.parent / "tests"))
from publish_servers import run_s3, run_sftp


def time_run(connect: Callable[[], Target], site: Path | None) -> float:
    """Seconds for one run, with connecting and reading the site; None: the way back."""
    began = time.perf_counter()
    target = connect()
    bringing = Bringing(read_site(site), partial(read_file, site)) if site else None
    publish(target, bringing, Claimant("bench", lambda: datetime.now(UTC)), lambda done, total: None)
    target.close()
    return time.perf_counter() - began


def measure(site: Path, work: Path) -> Iterator[tuple[str, list[float]]]:
    """Yields a kind of target and the seconds of: first time, one changed fee, nothing changed, way back."""
    changed = work / "changed"
    shutil.copytree(site, changed)
    page = next(file for file in sorted(changed.rglob("index.html")) if b"8.000" in file.read_bytes())
    page.write_bytes(page.read_bytes().replace(b"8.000", b"9.000"))
    with ExitStack() as servers:
        store, machine = servers.enter_context(run_s3()), servers.enter_context(run_sftp(work))
        store.make_bucket("bench")
        kinds: dict[str, Callable[[], Target]] = {
            "folder, exchanged as a whole": lambda: Folder(work / "www"),
            "folder, file by file": lambda: Folder(work / "www-in-place", in_place=True),
            "S3 (moto)": lambda: S3(store.address("bench")),
            "SFTP (asyncssh)": lambda: Sftp(machine.address(work / "home", "/far")),
        }
        for kind, connect in kinds.items():
            yield kind, [time_run(connect, one) for one in (site, changed, changed, None)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    release = read_site(asked.site)
    size = sum(entry.size for entry in release.values()) / 1e6
    lines = [
        "# Publishing a built site",
        "",
        "Written by `python bench/publish.py SITE --out bench/results`; not to be edited by hand.",
        "",
        f"{len(release)} files, {size:.1f} MB. Seconds, with connecting and reading the site.",
        "",
        "| target | first time | one changed fee | nothing changed | back |",
        "| --- | --: | --: | --: | --: |",
    ]
    with tempfile.TemporaryDirectory() as work:
        for kind, seconds in measure(asked.site, Path(work)):
            lines.append(f"| {kind} | " + " | ".join(f"{one:.2f}" for one in seconds) + " |")
    lines += ["", "The servers run in the same process and share its processor.", "", "## On what", ""]
    lines += [f"- {line}" for line in describe_machine()]
    text = "\n".join(lines) + "\n"
    print(text)
    if asked.out:
        (asked.out / "publish.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
