"""What a machine really refuses: no network, sources that cannot be written, a disk that is full, a site that is read-only.

In namespaces of Linux: what is mounted there nobody else sees. Where an account may make none, these are skipped and say so.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY, uncounted

BUILD = "build --without-mkdocs --jobs 1 --as-of 2026-11-22"


def in_namespaces(*, with_script: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Runs a shell script in `root` with mounts and interfaces of its own, where `niemyet` is the program."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rmn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("máy này không cho tạo không gian tên riêng (unshare -rmn): bỏ qua")
    script = f'niemyet() {{ "{sys.executable}" -m niemyet "$@"; }}\n{with_script}'
    env = uncounted() | {"PYTHONPATH": str(REPOSITORY / "generator"), "NIEMYET_LANG": "vi"}
    return subprocess.run(
        [unshare, "-rmn", "sh", "-eu", "-c", script], cwd=root, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.slow("a site is checked, built and printed in a process of its own")
def test_without_network_and_with_sources_that_cannot_be_written(site_root: Path, tmp_path: Path) -> None:
    """No interface but one that is down: everything that makes a site needs nobody, and writes only where it is told to."""
    (tmp_path / "out").mkdir()
    script = f"""
    if tail -n +3 /proc/net/dev | grep -v '^ *lo:'; then exit 9; fi
    mount --bind . . && mount -o remount,bind,ro .
    cd "$PWD"
    if touch mot-tep 2>/dev/null; then exit 8; fi
    niemyet check --as-of 2026-11-22
    niemyet {BUILD} --sheets --site-dir {tmp_path}/out/site
    """
    done = in_namespaces(with_script=script, root=site_root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out/site/index.html").is_file() and any((tmp_path / "out/site").rglob("*.pdf"))


@pytest.mark.long("test_publish.py, where the refusals are injected")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("mkdir dia && mount -t tmpfs -o size=1m none dia", "đĩa đã đầy"),
        ("mkdir -p dia/site && mount -t tmpfs -o ro none dia", "ổ đĩa chỉ cho đọc"),
        ("mkdir dia tam && mount -t tmpfs -o size=16k none tam && export TMPDIR=$PWD/tam", ""),
    ],
    ids=["full", "read-only", "no room for what is temporary"],
)
def test_a_disk_that_refuses_is_told(given: str, said: str, site_root: Path) -> None:
    """One sentence, no traceback, and nothing is left of what was begun."""
    done = in_namespaces(with_script=f"{given}\nniemyet {BUILD} --site-dir dia/site || echo status $?\nls -A dia", root=site_root)
    told = done.stdout + done.stderr
    assert "Traceback" not in told and said in told, told
    if said:
        assert "status 1" in done.stdout, told
        assert not {"site", ".site.new"} & {*done.stdout.split("status 1")[1].split()} or "ro none" in given, told


@pytest.mark.slow("a process")
def test_no_module_is_taken_from_among_content(site_root: Path, tmp_path: Path) -> None:
    """A file called like one of Python's in the folder where a command or one of its workers begins is content, and never run."""
    for name in ("json", "yaml", "multiprocessing", "pickle", "typer"):
        (site_root / f"{name}.py").write_text("raise SystemExit(7)", "utf-8")
    script = tmp_path / "script.py"
    begin = "worker = choose_context(inherits=False).Process(); worker.start(); worker.join(); raise SystemExit(worker.exitcode)"
    script.write_text(f"from niemyet.system import choose_context\nif __name__ == '__main__':\n    {begin}\n", "utf-8")
    env = uncounted() | {"PYTHONPATH": str(REPOSITORY / "generator")}
    for words in (["-m", "niemyet", "check", "--as-of", "2026-11-22"], [str(script)]):
        done = subprocess.run([sys.executable, *words], cwd=site_root, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
