"""The plan of a commune's build: its files and keys now, compared with those of the last build, and so which pages are stale."""

from collections.abc import Container, Iterable, Iterator, Mapping

from niemyet.building.commune_memory import NO_FACTS, CommuneMemory
from niemyet.building.input_digests import InputDigests
from niemyet.cache.digests import digest
from niemyet.cache.inputs import Input
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import CommuneFiles
from niemyet.oversight.facts import PostingFacts
from niemyet.render.listings import ListedPosting
from niemyet.validate.cross_checks import leave_told_across
from niemyet.validate.decided import Decided, narrow_decisions
from niemyet.values import dataclass

NOTHING_READ: Mapping[str, str | None] = {}


@dataclass(frozen=True, slots=True)
class CommunePlan:
    """A commune's current files and keys, compared with the cached ones. `keys` are by code, in the order of the files; `named`
    are the paths of the files that the decisions of postings name, by code."""

    files: CommuneFiles
    inputs: Mapping[str, Input]
    ground: bytes
    keys: Mapping[str, bytes]
    named: Mapping[str, str]
    before: CommuneMemory | None
    required: bytes = b""
    """The key of what its province requires of it and of what people enter, on which its figures alone depend."""

    @property
    def stale(self) -> frozenset[str]:
        """The codes whose pages must be rendered again."""
        before = self.before.keys if self.before else {}
        return frozenset(code for code, key in self.keys.items() if before.get(code) != key)

    @property
    def content(self) -> bytes:
        """The digest of everything that the commune's pages and sheets are made of."""
        return digest(self.ground, *(part for code, key in self.keys.items() for part in (code.encode(), key)))

    @property
    def unchanged(self) -> bool:
        """Whether all pages of the commune can be kept."""
        before = self.before
        return before is not None and (before.ground, before.keys, before.required) == (self.ground, self.keys, self.required)

    def named_otherwise(self, read: Mapping[str, str | None]) -> bool:
        """Whether a posting that was `read` names another file than it was thought to, so that the plan must be made again."""
        return any(self.named.get(code) != file for code, file in read.items())

    def diagnostics_of_others(self, read: CommuneFiles) -> Iterator[Diagnostic]:
        """The cached diagnostics of the files that are not in `read`."""
        paths = {file.path for file in read.source_files}
        for path, found in (self.before.found if self.before else {}).items():
            if path not in paths:
                yield from leave_told_across(found)

    def decided_by_others(self, read: Container[str]) -> tuple[Decided, ...]:
        """The cached decisions of the postings that are not `read`."""
        others = frozenset(code for code in self.keys if code not in read)
        return narrow_decisions(self.before.decided, others) if self.before else ()

    def merge(
        self,
        listed: Mapping[str, ListedPosting],
        diagnostics: Iterable[Diagnostic],
        read: frozenset[str],
        facts: Mapping[str, PostingFacts] = NO_FACTS,
    ) -> CommuneMemory:
        """The new memory. `listed`, `facts` and `diagnostics` cover the postings that were `read`; the others are taken from the
        cache."""
        postings = {**(self.before.postings if self.before else {}), **listed}
        known = {**(self.before.facts if self.before else {}), **facts}
        kept = [f"catalogue/{self.files.path}/{name}" for code, name in self.files.postings.items() if code not in read]
        found = {path: leave_told_across(self.before.found[path]) for path in kept if self.before and path in self.before.found}
        for diagnostic in diagnostics:
            found[diagnostic.place.file] = (*found.get(diagnostic.place.file, ()), diagnostic)
        ordered = {code: postings[code] for code in self.keys}
        kept_facts = {code: known[code] for code in self.keys if code in known}
        return CommuneMemory(self.inputs, self.ground, self.keys, ordered, found, self.named, self.required, kept_facts)


def plan_commune(
    files: CommuneFiles,
    inputs: Mapping[str, Input],
    digests: InputDigests,
    base: bytes,
    before: CommuneMemory | None,
    read: Mapping[str, str | None] = NOTHING_READ,
) -> CommunePlan:
    """Computes the commune's keys. `base` is the digest that every part of the site depends on.

    What postings name is known from the last build, and of those that were `read` since: the path of the file by code, None if
    one names none. A posting whose own file has changed is stale in any case, whatever it named before.
    """
    folder, province, postings = f"catalogue/{files.path}/", files.province, files.postings
    digest_of = {name: inputs[folder + name].digest for name in files.names}
    names = {*postings.values()}
    own = [part for name in files.names if name not in names for part in (name.encode(), digest_of[name])]
    ground = digests.of_ground(base, files.path, *own)
    known = {**(before.named if before else {}), **read}
    named = {code: file for code in postings if (file := known.get(code)) is not None}
    by_code = {
        code: digests.of_posting(ground, province, code, digest_of[name], named.get(code)) for code, name in postings.items()
    }
    return CommunePlan(files, inputs, ground, by_code, named, before, digests.of_figures(files.path))
