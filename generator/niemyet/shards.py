"""A shard: the pages of some of the communes, made on one of several machines, to be merged into the site on one.

Which communes a shard has depends on their paths alone, so that it stays the same when others come and go. A shard is a
folder: the pages, and the ledger that says of what they were made.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from niemyet.diagnostics.report import make_report
from niemyet.handwritten import check_docs
from niemyet.pipeline import Built, Order, check_catalogue, set_up_pouring
from niemyet.publish.staging import replace_site, stage
from niemyet.recalling import FrameRoom, survey_catalogue
from niemyet.store.ledger import Ledger
from niemyet.store.volume import Volume, open_part

LEDGER = "shard.sqlite"
"""Stands in every shard's folder."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` shards; `number` counts from 1."""

    number: int
    count: int

    def has(self, path: str) -> bool:
        """Whether the commune at a path ("ha-noi/thuong-tin") belongs to it."""
        return crc32(path.encode()) % self.count == self.number - 1


class NoShardError(LookupError):
    """A folder holds no shard that this program has made; the message is the folder."""


def build_shard(order: Order, folder: Path, shard: Shard) -> Built:
    """Makes the pages of the shard's communes. With an error in the reference or in one of them the old folder stays."""
    with stage(folder, LEDGER) as staging:
        staging = replace(staging, published=None)
        ledger = Ledger()
        if make_report(check_docs(order.root), 0).errors:  # the frame maker must not read them
            return Built(check_catalogue(order.root, order.today, order.start_workers, order.tell), 0)
        room = FrameRoom(order.begin_frames, ledger, staging)
        survey = survey_catalogue(order.root, order.today, room, staging, ledger, order.options, order.tell)
        if make_report(survey.diagnostics, 0).errors:
            return Built(check_catalogue(order.root, order.today, order.start_workers, order.tell), 0)
        shutil.rmtree(staging.folder)  # whatever else MkDocs has written comes with the merge
        staging.folder.mkdir()
        own = [files for files in survey.communes if shard.has(files.path)]
        made = Ledger(file=staging.folder / LEDGER)
        poured = set_up_pouring(order, survey, staging, made).pour_communes(own, survey.commune_keys)
        report = make_report([*survey.diagnostics, *poured.diagnostics], survey.files)
        if report.errors:
            return Built(report, 0)
        pages = sum(file.endswith("index.html") for file in made.list_files())
        made.finish_anew(staging.folder)
        made.install()
        made.close()
        replace_site(staging, folder)
        return Built(report, pages, pages)


@contextmanager
def open_shards(folders: Sequence[Path]) -> Iterator[list[Volume]]:
    """The ledgers of shards. Raises NoShardError."""
    with ExitStack() as stack:
        volumes = []
        for folder in folders:
            volume = None if _has_link(folder) else open_part(folder / LEDGER, folder.absolute())
            if volume is None:
                raise NoShardError(str(folder))
            stack.callback(volume.close)
            if not all(_lies_below(name, volume.list_files(name)) for name in [*volume.keys()]):
                raise NoShardError(str(folder))
            volumes.append(volume)
        yield volumes


def _has_link(folder: Path) -> bool:
    """Whether anything in a folder leads elsewhere: a part made here has files only."""
    return any(os.path.islink(os.path.join(at, name)) for at, below, names in os.walk(folder) for name in (*below, *names))


def _lies_below(part: str, files: Sequence[str]) -> bool:
    """Whether a commune's part, "communes/ha-noi/thuong-tin", has files of that commune only."""
    commune = part.partition("/")[2]
    return all(file.startswith(f"{commune}/") for file in files)
