"""A workload: a made-up catalogue of real communes, the same records for the peers, and one change in one posting."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contest.records import rewrite_commune, write_records
from make_catalogue import REPOSITORY, make_catalogue

SEED = 1
SAMPLES = 40
CHANGED_COUNTER = "Quầy số 99"


@dataclass(frozen=True, slots=True)
class Workload:
    """A catalogue in `root` and the records of its communes in `records`; `changed` is the address of the posting that changes.

    `before` and `after` are the posting's file and its commune's file of records, without and with the change.
    """

    root: Path
    records: Path
    communes: tuple[str, ...]
    procedures: int
    changed: str
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def postings(self) -> int:
        """How many postings there are."""
        return len(self.communes) * self.procedures

    @property
    def posting_file(self) -> Path:
        """The record of the posting that changes."""
        return self.root / "catalogue" / f"{self.changed.removesuffix('/')}.yaml"

    @property
    def commune_file(self) -> Path:
        """The records of the commune in which it changes."""
        return _find_records(self.records, self.changed)

    def set(self, changed: bool) -> None:
        """Makes the change or takes it back, in the catalogue and in the records."""
        posting, commune = self.after if changed else self.before
        self.posting_file.write_text(posting, "utf-8")
        self.commune_file.write_text(commune, "utf-8")

    def list_addresses(self) -> Iterator[str]:
        """The addresses of all postings."""
        return (f"{commune}/9.{number:06d}/" for commune in self.communes for number in range(1, self.procedures + 1))

    def choose_samples(self) -> list[str]:
        """Addresses of postings to be compared: the one that changes and some from anywhere."""
        chance = random.Random(SEED)
        chosen = [f"{chance.choice(self.communes)}/9.{chance.randint(1, self.procedures):06d}/" for _ in range(SAMPLES)]
        return [self.changed, *chosen]


def make_workload(folder: Path, communes: int, procedures: int, project: Path = REPOSITORY) -> Workload:
    """Makes the first `communes` of the register of `project` with so many made-up procedures."""
    root, records = folder / "catalogue", folder / "records"
    make_catalogue(root, communes, procedures, SEED, project)
    paths = tuple(sorted(str(file.parent.relative_to(root / "catalogue")) for file in root.glob("catalogue/*/*/commune.yaml")))
    write_records(root, records)
    changed = f"{paths[0]}/9.000001/"
    posting, commune = root / "catalogue" / paths[0] / "9.000001.yaml", _find_records(records, changed)
    before = posting.read_text("utf-8"), commune.read_text("utf-8")
    counter = next(line for line in before[0].splitlines() if line.startswith("counter:"))
    posting.write_text(before[0].replace(counter, f"counter: {CHANGED_COUNTER}"), "utf-8")
    rewrite_commune(root, paths[0], records)
    after = posting.read_text("utf-8"), commune.read_text("utf-8")
    workload = Workload(root, records, paths, procedures, changed, before, after)
    workload.set(changed=False)
    return workload


def _find_records(records: Path, address: str) -> Path:
    province, commune, _ = address.split("/", 2)
    return records / "communes" / f"{province}--{commune}.json"
