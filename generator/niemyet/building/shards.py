"""Shards: each of several machines builds some of the communes; one machine merges the results.

Which shard a commune belongs to depends on its path alone, so that other communes may come and go. A shard is a folder with
the pages and a cache file that describes them.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from niemyet.building.frame_cache import FrameCache
from niemyet.building.inputs import gather_inputs
from niemyet.building.pipeline import BuildRequest, BuildResult, report_errors, set_up_builder
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import CacheFile, open_part
from niemyet.catalogue.handwritten import check_docs
from niemyet.diagnostics.report import make_report
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.open_data.addresses import API
from niemyet.publish.replacing import replace_site
from niemyet.publish.staging import stage
from niemyet.render.addresses import EMBEDDED, ONLINE, OVERSIGHT
from niemyet.system import walk
from niemyet.values import dataclass

CACHE = "shard.sqlite"
"""The cache file in a shard's folder."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` shards; `number` counts from 1."""

    number: int
    count: int

    def has(self, path: str) -> bool:
        """Whether the commune at `path` ("ha-noi/thuong-tin") belongs to this shard."""
        return crc32(path.encode()) % self.count == self.number - 1


class NoShardError(LookupError):
    """A folder is not a shard made by this version of the program; the message is the folder."""


def build_shard(request: BuildRequest, folder: Path, shard: Shard) -> BuildResult:
    """Builds the shard's communes into `folder`, which stays as it was if the reference or one of them has an error."""
    with stage(folder, CACHE) as staging:
        staging, nothing = replace(staging, published=None), BuildCache()
        if make_report(check_docs(request.root), 0).errors:  # the frame maker must not read them
            return report_errors(request)
        frame_cache = FrameCache(request.begin_frames, nothing, staging)
        inputs = gather_inputs(
            request.root,
            request.today,
            frame_cache,
            staging,
            nothing,
            request.options,
            request.progress,
            request.packaged,
            request.settings_file,
            request.clock,
        )
        if make_report(inputs.diagnostics, 0).errors:
            return report_errors(request)
        shutil.rmtree(staging.folder)  # the hand-written pages are made by the merge
        staging.folder.mkdir()
        own = [files for files in inputs.communes if shard.has(files.path)]
        made = BuildCache(file=staging.folder / CACHE)
        built = set_up_builder(request, inputs, staging, made).build_communes(own, inputs.commune_keys)
        report = make_report([*inputs.diagnostics, *built.diagnostics], inputs.files)
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
    """The cache files of shards, closed on exit. Raises NoShardError."""
    with ExitStack() as stack:
        cache_files = []
        for folder in folders:
            cache_file = None if _has_link(folder) else open_part(folder / CACHE, folder.absolute())
            if cache_file is None:
                raise NoShardError(str(folder))
            stack.callback(cache_file.close)
            if not all(_lies_below(name, cache_file.list_files(name)) for name in [*cache_file.keys()]):
                raise NoShardError(str(folder))
            cache_files.append(cache_file)
        yield cache_files


def _has_link(folder: Path) -> bool:
    """Whether a folder contains a link. Shards contain only files; a link could lead outside."""
    return any(os.path.islink(os.path.join(at, name)) for at, below, names in walk(folder) for name in (*below, *names))


def _lies_below(part: str, files: Sequence[str]) -> bool:
    """Whether all files of the part "communes/ha-noi/thuong-tin" lie in folders of that commune, in whatever language, or are its
    open data."""
    commune = part.partition("/")[2]
    languages = ("", *(f"{code}/" for code in LANGUAGE_CODES))
    lists = (f"{API}{kind}/{commune}." for kind in ("communes", "compliance", "duty"))
    folders = (f"{at}{commune}/" for at in ("", OVERSIGHT, ONLINE, EMBEDDED, f"{API}postings/"))
    below = tuple(language + one for one in (*lists, *folders) for language in languages)
    return all(file.startswith(below) for file in files)
