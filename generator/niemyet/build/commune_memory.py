"""One commune: what a build remembers of it, and which of its postings must be read and printed again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from niemyet.build.keys import Keys
from niemyet.cache.cache_file import pack, unpack
from niemyet.cache.digests import DIGEST_SIZE, digest
from niemyet.cache.inputs import Input
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import COMMUNE_FILE, CommuneFiles
from niemyet.render.listings import ComparedPosting, ListedCommune, ListedPosting
from niemyet.validate.rules.names import code_of_file


class CommuneMemory(NamedTuple):
    """What only the commune's next making needs: its files, the key of what all its pages stand on, the key of each
    posting's page by code, the postings in a few words, what was told of each file."""

    inputs: Mapping[str, Input]
    ground: bytes
    keys: Mapping[str, bytes]
    postings: Mapping[str, ListedPosting]
    found: Mapping[str, tuple[Diagnostic, ...]]

    def pack(self) -> bytes:
        """The memory in little room, column by column, which is sooner read again."""
        known = self.inputs.values()
        inputs = ([*self.inputs], [one.size for one in known], [one.modified for one in known])
        digests = b"".join(one.digest for one in known)
        postings = [
            (*one[:3], one.posted.toordinal(), one.last_confirmed.toordinal(), one.to_review) for one in self.postings.values()
        ]
        columns = [[*column] for column in zip(*postings, strict=True)]
        keys = ([*self.keys], b"".join(self.keys.values()))
        return pack((inputs, digests, self.ground, keys, columns, dict(self.found)))


class MadeCommune(NamedTuple):
    """A commune as it was made. Its words for others and its memory are packed: most builds need neither."""

    outline: bytes
    """Digest of what lists of communes tell of it."""
    content: bytes
    """Digest of all that its pages and sheets are made of."""
    codes: tuple[str, ...]
    digests: bytes
    """For each code the digest of what a comparison tells of the posting, one behind the other."""
    diagnostics: tuple[Diagnostic, ...]
    packed_listed: bytes
    packed_memory: bytes

    @property
    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Each code with its digest."""
        return zip(self.codes, _divide(self.digests), strict=True)

    @property
    def memory(self) -> CommuneMemory:
        """What its next making needs."""
        (paths, sizes, times), digests, ground, (codes, joined), columns, found = unpack(self.packed_memory)
        inputs = {path: Input(*known) for path, *known in zip(paths, sizes, times, _divide(digests), strict=True)}
        listed = (
            ListedPosting(code, standing, deadlines, date.fromordinal(posted), date.fromordinal(last_confirmed), to_review)
            for code, standing, deadlines, posted, last_confirmed, to_review in zip(*columns, strict=True)
        )
        return CommuneMemory(
            inputs, ground, dict(zip(codes, _divide(joined), strict=True)), {one.code: one for one in listed}, found
        )


def _divide(digests: bytes) -> Iterator[bytes]:
    return (digests[i : i + DIGEST_SIZE] for i in range(0, len(digests), DIGEST_SIZE))


def remember_commune(listed: ListedCommune, memory: CommuneMemory) -> MadeCommune:
    """What the ledger holds of a commune."""
    name = f"{listed.path} {listed.name}"
    rows = {code: digest(f"{name} {posting}") for code, posting in listed.postings.items()}
    told = tuple(diagnostic for found in memory.found.values() for diagnostic in found)
    postings = [(code, one.standing, one.deadlines, one.posted.toordinal()) for code, one in listed.postings.items()]
    packed = pack((*listed[:-1], [[*column] for column in zip(*postings, strict=True)]))
    content = digest(memory.ground, *(part for code, key in memory.keys.items() for part in (code.encode(), key)))
    return MadeCommune(digest(*listed.outline), content, tuple(rows), b"".join(rows.values()), told, packed, memory.pack())


def unpack_listed(packed: bytes, seen: dict[Any, Any]) -> ListedCommune:
    """The commune in few words; equal words of communes unpacked with the same `seen` are held once."""
    path, name, code_of_unit, former_names, sample, columns = unpack(packed)
    postings = {}
    for code, standing, deadlines, posted in zip(*columns, strict=True):
        posting = ComparedPosting(standing, deadlines, date.fromordinal(posted))
        postings[seen.setdefault(code, code)] = seen.setdefault(posting, posting)
    return ListedCommune(path, name, code_of_unit, former_names, sample, postings)


@dataclass(frozen=True, slots=True)
class CommunePlan:
    """A commune's files today beside what was made of them. `keys` are by code, in the order of the files."""

    files: CommuneFiles
    inputs: Mapping[str, Input]
    ground: bytes
    keys: Mapping[str, bytes]
    before: CommuneMemory | None

    @property
    def stale(self) -> frozenset[str]:
        """The codes whose pages must be made anew."""
        before = self.before.keys if self.before else {}
        return frozenset(code for code, key in self.keys.items() if before.get(code) != key)

    @property
    def stands(self) -> bool:
        """Whether nothing of the commune must be made anew."""
        return self.before is not None and (self.before.ground, self.before.keys) == (self.ground, self.keys)

    def narrow(self, stale: frozenset[str]) -> CommuneFiles:
        """The files to read: commune.yaml and the stale postings."""
        return self.files.narrow(lambda name: code_of_file(name) in stale)

    def merge(
        self, listed: Mapping[str, ListedPosting], diagnostics: Iterable[Diagnostic], stale: frozenset[str]
    ) -> CommuneMemory:
        """What to remember: `listed` and `diagnostics` speak of the stale postings, the others stand as before."""
        postings = {**(self.before.postings if self.before else {}), **listed}
        kept = [f"catalogue/{self.files.path}/{name}" for name in self.files.postings if code_of_file(name) not in stale]
        found = {path: self.before.found[path] for path in kept if self.before and path in self.before.found}
        for diagnostic in diagnostics:
            found[diagnostic.place.file] = (*found.get(diagnostic.place.file, ()), diagnostic)
        return CommuneMemory(self.inputs, self.ground, self.keys, {code: postings[code] for code in self.keys}, found)


def plan_commune(files: CommuneFiles, inputs: Mapping[str, Input], keys: Keys, before: CommuneMemory | None) -> CommunePlan:
    """What must be made anew of the commune whose files have these digests."""
    province = files.path.split("/")[0]
    folder = f"catalogue/{files.path}/"
    ground = keys.of_ground(province, inputs.get(folder + COMMUNE_FILE, Input(0, 0, b"")))
    codes = ((name, code_of_file(name)) for name in files.postings)
    by_code = {code: keys.of_posting(ground, province, code, inputs[folder + name]) for name, code in codes}
    return CommunePlan(files, inputs, ground, by_code, before)
