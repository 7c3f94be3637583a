"""Holds the pages of every program against ours: all are there, and what a citizen reads on some of them is the same."""

from pathlib import Path

from contest.sameness import Article, read_article, tell_difference
from contest.workload import Workload
from contest.written import Seen


class DifferentError(AssertionError):
    """A program's pages do not say what ours say."""


class Judge:
    """Reads what is to be said from the first site that it is shown, which is ours."""

    def __init__(self, workload: Workload) -> None:
        self.workload, self.samples = workload, workload.choose_samples()
        self._before: dict[str, Article] = {}
        self._after: dict[str, Article] = {}

    def judge_site(self, title: str, site: Path, seen: Seen) -> int:
        """Finds every posting's page and compares some; their average size. Raises DifferentError."""
        missing = next((a for a in self.workload.list_addresses() if f"{site}/{a}index.html" not in seen), None)
        if missing:
            raise DifferentError(f"{title} has no page {missing}")
        self._compare(title, self._before, site)
        return sum(seen[f"{site}/{address}index.html"][2] for address in self.samples) // len(self.samples)

    def judge_change(self, title: str, site: Path) -> None:
        """Compares the page that the change is in, and some others. Raises DifferentError."""
        self._compare(title, self._after, site)
        changed = {address for address in self.samples if self._after[address] != self._before[address]}
        if changed != {self.workload.changed}:
            raise DifferentError(f"{title} has changed {sorted(changed) or 'nothing'} instead of {self.workload.changed}")

    def _compare(self, title: str, expected: dict[str, Article], site: Path) -> None:
        for address in self.samples:
            article = read_article((site / address / "index.html").read_text("utf-8"), address)
            if difference := tell_difference(expected.setdefault(address, article), article):
                raise DifferentError(f"{title} says something else on {address}: {difference}")
