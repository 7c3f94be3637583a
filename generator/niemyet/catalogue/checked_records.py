"""Records above the communes that an earlier build has checked: one that would be checked against the same is not read again.

Only procedures, overlays, figures of years, articles, pictures and attached files, of which there are many, and the long register
of former communes. What a record is
checked against is given as a narrow index (`ReferenceIndex.for_record`), and its key is the digest of that: what is not keyed
cannot be looked up.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from niemyet.cache.cache_file import DamagedCacheError
from niemyet.cache.inputs import cut_digests
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.attachments import AttachedFile
from niemyet.model.former_units import FormerDistrict
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.pictures import PictureFile
from niemyet.model.procedure import Procedure
from niemyet.validate.records import ArticleRecord, Reference
from niemyet.values import dataclass


class CheckedRecord(NamedTuple):
    """What a build remembers of one file: the digest of all that it was checked against, and its diagnostics."""

    key: bytes
    diagnostics: tuple[Diagnostic, ...]


class CheckedTable(NamedTuple):
    """Checked records as a cache holds them, in columns; `told` has the diagnostics of the few that have any."""

    paths: tuple[str, ...]
    keys: bytes
    told: Mapping[str, tuple[Diagnostic, ...]]

    def read(self) -> dict[str, CheckedRecord]:
        """By path. Raises DamagedCacheError."""
        try:
            columns = zip(self.paths, cut_digests(self.keys), strict=True)
            return {path: CheckedRecord(key, self.told.get(path, ())) for path, key in columns}
        except (TypeError, ValueError, AttributeError) as error:
            raise DamagedCacheError(str(error)) from error


def tabulate_checked(checked: Mapping[str, CheckedRecord]) -> CheckedTable:
    """Checked records, by path, as columns."""
    told = {path: one.diagnostics for path, one in checked.items() if one.diagnostics}
    return CheckedTable(tuple(checked), b"".join(one.key for one in checked.values()), told)


@dataclass(frozen=True)
class CheckedRecords:
    """The files of the last build. `recall` gives the records read from them, if one is needed."""

    checked: Mapping[str, CheckedRecord]
    recall: Callable[[], Reference]

    def find_procedure(self, path: str, code: str, key: bytes) -> Procedure | None:
        """The record of a procedure's only version; None if it must be read."""
        if not self.holds(path, key):
            return None
        versions = self.recall().law.versions(code)
        return versions[0] if len(versions) == 1 else None

    def find_own_procedure(self, path: str, province: str, code: str, key: bytes) -> Procedure | None:
        """The record of the only version of a province's own procedure, None where it must be read."""
        own = self.recall().own.get(province) if self.holds(path, key) else None
        versions = own.procedures.get(code, ()) if own is not None else ()
        return versions[0] if len(versions) == 1 else None

    def find_overlay(self, path: str, province: str, code: str, key: bytes) -> ProvinceOverlay | None:
        """What a province sets on a procedure; None if it must be read."""
        if not self.holds(path, key):
            return None
        known = self.recall().provinces.get(province)
        return None if known is None else known.overlays.get(code)

    def find_former_units(self, path: str, key: bytes) -> Mapping[str, tuple[FormerDistrict, ...]] | None:
        """The former communes, by the path of today's; None where the register must be read."""
        return self.recall().law.former if self.holds(path, key) else None

    def find_attachment(self, path: str, key: bytes) -> AttachedFile | None:
        """A file that citizens take away, None where its content must be looked at."""
        return self.recall().attachments.get(path) if self.holds(path, key) else None

    def find_picture(self, path: str, key: bytes) -> PictureFile | None:
        """A picture of the news, None where its content must be looked at."""
        return self.recall().pictures.get(path) if self.holds(path, key) else None

    def find_article(self, path: str, name: str, key: bytes) -> ArticleRecord | None:
        """The article in the file at `path`, in which no diagnostic was found; None where it must be read."""
        return self._articles.get(name) if self.holds(path, key) else None

    @cached_property
    def _articles(self) -> Mapping[str, ArticleRecord]:
        return {one.path: one for one in self.recall().articles}

    def holds(self, path: str, key: bytes) -> bool:
        """Whether the file was checked against the same."""
        return path in self.checked and self.checked[path].key == key


def _recall_nothing() -> Reference:
    raise LookupError("nothing was checked before")


NOTHING_CHECKED = CheckedRecords({}, _recall_nothing)
"""For a first build, and for a reader without a build cache."""
