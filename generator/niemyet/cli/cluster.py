"""Workers on a Dask cluster, whose machines share the folders of catalogue and site. The only module that imports distributed.

Needs `niemyet[cluster]`. The cluster replaces a worker that dies; the new one is given the context and repeats the item: a
commune's pages are the same however often they are written.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from distributed import Client, KilledWorker, WorkerPlugin

from niemyet.building.workers import StartWorkers
from niemyet.cache.program import digest_program
from niemyet.cli.cluster_error import ClusterError
from niemyet.diagnostics.diagnostic import Bilingual

PATIENCE = "10s"
"""How long to wait for the scheduler."""


class _TakeOver(WorkerPlugin):
    """Gives the context to every worker, including those that join later or again."""

    def __init__(self, take_over: Callable[[object], None], task: object) -> None:
        self._take_over, self._task = take_over, task

    def setup(self, worker: object) -> None:  # the signature is Dask's
        """Called on a worker when it starts."""
        self._take_over(self._task)


def cluster_workers(address: str, folders: tuple[Path, ...]) -> StartWorkers:
    """A `StartWorkers` for the cluster at an address ("tcp://10.0.0.1:8786").

    All workers must see `folders`. When called, it raises ClusterError if they do not or the cluster does not answer.
    """

    @contextmanager
    def start(take_over: Callable[[object], None], task: object, waits: bool) -> Iterator[Executor]:
        try:
            client = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]  # Dask leaves it untyped
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                Bilingual(f"không nối được với cụm máy {address}", f"the cluster {address} does not answer")
            ) from error
        with client:
            _check_workers(client, folders)
            client.register_plugin(_TakeOver(take_over, task), name="niemyet")
            try:
                yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]  # as above
            except KilledWorker as error:
                vi = "các máy trong cụm ngừng giữa chừng nhiều lần; xem bộ nhớ của chúng"
                raise ClusterError(Bilingual(vi, "the cluster's workers died again and again; look at their memory")) from error
            finally:
                client.unregister_worker_plugin("niemyet")  # type: ignore[no-untyped-call]  # as above

    return start


def _check_workers(client: Client, folders: tuple[Path, ...]) -> None:
    programs = client.run(_identify, [str(folder) for folder in folders])
    if not programs:
        raise ClusterError(Bilingual("cụm máy chưa có máy nào sẵn sàng làm việc", "the cluster has no worker ready"))
    for worker, (program, unseen) in programs.items():
        if program != digest_program():
            vi = f"máy {worker} chạy một phiên bản khác của niemyet; mọi máy phải cài cùng một phiên bản"
            raise ClusterError(Bilingual(vi, f"{worker} runs another version of niemyet; all must have the same"))
        if unseen:
            vi = f"máy {worker} không thấy thư mục {unseen[0]}; mọi máy phải dùng chung thư mục này"
            raise ClusterError(Bilingual(vi, f"{worker} does not see the folder {unseen[0]}; all must share it"))


def _identify(folders: list[str]) -> tuple[bytes, list[str]]:
    return digest_program(), [folder for folder in folders if not Path(folder).is_dir()]
