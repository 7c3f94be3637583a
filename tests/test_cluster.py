"""A cluster makes the same site: a real Dask cluster on this machine, whose workers are killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from conftest import TODAY
from make_catalogue import make_catalogue
from niemyet.building import workers
from niemyet.cli import app
from test_site import build, same_tree

if TYPE_CHECKING:
    from distributed import LocalCluster


@pytest.fixture
def many_communes(frozen_root: Path, tmp_path: Path) -> Path:
    """A project with enough communes for a worker to die in the middle."""
    root = tmp_path / "many"
    make_catalogue(root, 12, 40, 1, frozen_root)
    return root


@pytest.fixture
def cluster() -> "Iterator[LocalCluster]":
    """Two workers, each a process that is started again when it dies."""
    from distributed import LocalCluster  # here: it takes a second of each worker that only asks which tests there are

    with LocalCluster(  # type: ignore[no-untyped-call]  # Dask leaves it untyped
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1", silence_logs=50
    ) as made:
        yield made


@pytest.fixture(autouse=True)
def always_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small catalogue is otherwise done in one process."""
    monkeypatch.setattr(workers, "FEWEST_FILES", 0)


def run(root: Path, address: str) -> Result:
    words = ["build", "--root", str(root), "--as-of", TODAY.isoformat(), "--cluster", address]
    return CliRunner().invoke(app, words)


def test_a_cluster_makes_the_same_site(cluster: "LocalCluster", site_root: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    result = run(site_root, cluster.scheduler_address)
    assert result.exit_code == 0, result.output
    build(site_root, tmp_path / "here")
    assert same_tree(site_root / "site", tmp_path / "here")


@pytest.mark.long("a cluster at work is begun and ended in the other test")
def test_a_worker_killed_in_the_middle_costs_only_time(cluster: "LocalCluster", many_communes: Path, tmp_path: Path) -> None:
    """Killed while pages are being written, a worker is replaced, takes the task over again, and no page is missing."""
    killed: list[int] = []
    staging = many_communes / ".site.new"

    def kill_one() -> None:
        pids = [worker.pid for worker in cluster.workers.values()]
        while not any(staging.glob("ha-noi/*/*/index.html")):
            time.sleep(0.001)
        os.kill(pids[0], signal.SIGKILL)
        killed.append(pids[0])

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    result = run(many_communes, cluster.scheduler_address)
    assert result.exit_code == 0, result.output
    assert killed
    build(many_communes, tmp_path / "here")
    assert same_tree(many_communes / "site", tmp_path / "here")


def test_no_cluster_is_told_in_one_line(site_root: Path) -> None:
    """The old site stays."""
    result = run(site_root, "tcp://127.0.0.1:9")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "tcp://127.0.0.1:9" in result.stderr
    assert not (site_root / "site").exists()
