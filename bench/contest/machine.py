"""The machine that figures were taken on, in words that name neither it nor its folders."""

import os
import platform
import re
import sys
from pathlib import Path

GIGABYTE = 1 << 30


def describe_machine() -> list[str]:
    """Processor, memory, kernel and Python."""
    processor = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.M)
    return [
        f"{processor[1] if processor else platform.machine()}, {os.cpu_count()} cores",
        f"{measure_memory() / GIGABYTE:.0f} GB of memory",
        f"{platform.system()} {platform.release().split('-')[0]}",
        f"Python {platform.python_version()}, {_format_origin()}",
    ]


def _format_origin() -> str:
    """Systems build their Python with the profile of a run, which makes it some tenth faster than one built by default."""
    return "as the system ships it" if sys.base_prefix == "/usr" else "built apart from the system"


def measure_memory() -> int:
    """The machine's memory in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def find_file_system(folder: Path) -> str:
    """The kind of file system that a folder is on: "tmpfs", "ext4"."""
    mounts = [line.split()[1:3] for line in Path("/proc/self/mounts").read_text("utf-8").splitlines()]
    here = folder.resolve()
    around = [(len(Path(point).parts), kind) for point, kind in mounts if here.is_relative_to(point)]
    return max(around)[1]
