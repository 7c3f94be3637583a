"""One commune: what a build remembers of it, and which of its postings must be read and printed again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import COMMUNE_FILE, CommuneFiles
from niemyet.render.listings import ComparedPosting, ListedCommune, ListedPosting
from niemyet.store.digests import digest
from niemyet.store.inputs import Input
from niemyet.store.ledger import pack, unpack
from niemyet.tasks.keys import Keys
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
        """The memory in little room, of plain tuples, which are sooner read again."""
        inputs = {path: tuple(known) for path, known in self.inputs.items()}
        postings = {code: tuple(posting) for code, posting in self.postings.items()}
        return pack((inputs, self.ground, self.keys, postings, self.found))


class MadeCommune(NamedTuple):
    """A commune as it was made. Its words for others and its memory are packed: most builds need neither."""

    outline: bytes
    """Digest of what lists of communes tell of it."""
    content: bytes
    """Digest of all that its pages and sheets are made of."""
    rows: Mapping[str, bytes]
    """By code the digest of what a comparison tells of the posting."""
    diagnostics: tuple[Diagnostic, ...]
    packed_listed: bytes
    packed_memory: bytes

    @property
    def memory(self) -> CommuneMemory:
        """What its next making needs."""
        inputs, ground, keys, postings, found = unpack(self.packed_memory)
        return CommuneMemory(
            {path: Input(*known) for path, known in inputs.items()},
            ground,
            keys,
            {code: ListedPosting(*posting) for code, posting in postings.items()},
            found,
        )


def remember_commune(listed: ListedCommune, memory: CommuneMemory) -> MadeCommune:
    """What the ledger holds of a commune."""
    name = f"{listed.path} {listed.name}"
    rows = {code: digest(f"{name} {posting}") for code, posting in listed.postings.items()}
    told = tuple(diagnostic for found in memory.found.values() for diagnostic in found)
    packed = pack((*listed[:-1], [(code, *posting) for code, posting in listed.postings.items()]))
    content = digest(memory.ground, *(part for code, key in memory.keys.items() for part in (code.encode(), key)))
    return MadeCommune(digest(*listed.outline), content, rows, told, packed, memory.pack())


def unpack_listed(packed: bytes, seen: dict[Any, Any]) -> ListedCommune:
    """The commune in few words; equal words of communes unpacked with the same `seen` are held once."""
    path, name, code_of_unit, former_names, sample, rows = unpack(packed)
    postings = {}
    for code, *words in rows:
        posting = ComparedPosting(*words)
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
