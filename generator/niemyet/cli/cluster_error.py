"""The error of `cli/cluster.py`, in a module of its own so that it can be caught without Dask installed."""

from niemyet.diagnostics.diagnostic import Bilingual


class ClusterError(Exception):
    """A cluster cannot do the work; `said` is the message for the user."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said
