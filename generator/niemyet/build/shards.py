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

from niemyet.build.inputs import FrameCache, gather_inputs
from niemyet.build.pipeline import BuildRequest, BuildResult, check_catalogue, set_up_builder
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import CacheFile, open_part
from niemyet.catalogue.handwritten import check_docs
from niemyet.diagnostics.report import make_report
from niemyet.publish.staging import replace_site, stage

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


def build_shard(order: BuildRequest, folder: Path, shard: Shard) -> BuildResult:
    """Makes the pages of the shard's communes. With an error in the reference or in one of them the old folder stays."""
    with stage(folder, LEDGER) as staging:
        staging = replace(staging, published=None)
        build_cache = BuildCache()
        if make_report(check_docs(order.root), 0).errors:  # the frame maker must not read them
            return BuildResult(check_catalogue(order.root, order.today, order.start_workers, order.progress), 0)
        room = FrameCache(order.begin_frames, build_cache, staging)
        inputs_of_build = gather_inputs(order.root, order.today, room, staging, build_cache, order.options, order.progress)
        if make_report(inputs_of_build.diagnostics, 0).errors:
            return BuildResult(check_catalogue(order.root, order.today, order.start_workers, order.progress), 0)
        shutil.rmtree(staging.folder)  # whatever else MkDocs has written comes with the merge
        staging.folder.mkdir()
        own = [files for files in inputs_of_build.communes if shard.has(files.path)]
        made = BuildCache(file=staging.folder / LEDGER)
        built_communes = set_up_builder(order, inputs_of_build, staging, made).build_communes(own, inputs_of_build.commune_keys)
        report = make_report([*inputs_of_build.diagnostics, *built_communes.diagnostics], inputs_of_build.files)
        if report.errors:
            return BuildResult(report, 0)
        pages = sum(file.endswith("index.html") for file in made.list_files())
        made.finish_anew(staging.folder)
        made.install()
        made.close()
        replace_site(staging, folder)
        return BuildResult(report, pages, pages)


@contextmanager
def open_shards(folders: Sequence[Path]) -> Iterator[list[CacheFile]]:
    """The ledgers of shards. Raises NoShardError."""
    with ExitStack() as stack:
        cache_files = []
        for folder in folders:
            cache_file = None if _has_link(folder) else open_part(folder / LEDGER, folder.absolute())
            if cache_file is None:
                raise NoShardError(str(folder))
            stack.callback(cache_file.close)
            if not all(_lies_below(name, cache_file.list_files(name)) for name in [*cache_file.keys()]):
                raise NoShardError(str(folder))
            cache_files.append(cache_file)
        yield cache_files


def _has_link(folder: Path) -> bool:
    """Whether anything in a folder leads elsewhere: a part made here has files only."""
    return any(os.path.islink(os.path.join(at, name)) for at, below, names in os.walk(folder) for name in (*below, *names))


def _lies_below(part: str, files: Sequence[str]) -> bool:
    """Whether a commune's part, "communes/ha-noi/thuong-tin", has files of that commune only."""
    commune = part.partition("/")[2]
    return all(file.startswith(f"{commune}/") for file in files)
