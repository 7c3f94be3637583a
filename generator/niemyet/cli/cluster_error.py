"""The error of a cluster, apart from the module that needs Dask: the command catches it where Dask is not installed."""

from niemyet.diagnostics.diagnostic import Bilingual


class ClusterError(Exception):
    """A cluster cannot do the work; `said` is for the person who asked for it."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said
