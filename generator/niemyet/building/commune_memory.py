"""What the build cache holds of a commune: what the next build of it needs, and what pages above the communes show of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from niemyet.cache.cache_file import CachedPart, pack, unpack
from niemyet.cache.codec import encode
from niemyet.cache.digests import DIGEST_SIZE, digest
from niemyet.cache.inputs import Input
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.vocabulary import Standing
from niemyet.oversight.facts import Aged, Lack, PostingFacts
from niemyet.oversight.promised import Promise
from niemyet.render.listings import ComparedPosting, ListedCommune, ListedPosting, NamedCommune, Said
from niemyet.render.mapped import NOTHING_MAPPED, MappedCommune


class _PackedMemory(NamedTuple):
    """`CommuneMemory` stored column by column, which is compact and fast to decode. Days are ordinals."""

    paths: list[str]
    sizes: list[int]
    times: list[int]
    digests: bytes
    ground: bytes
    codes: list[str]
    keys: bytes
    standings: list[Standing]
    deadlines: list[Said]
    posted: list[int]
    confirmed: list[int]
    to_review: list[bool]
    fees: list[Said]
    counters: list[str]
    marked: list[bool]
    found: dict[str, tuple[Diagnostic, ...]]
    named: dict[str, str]
    required: bytes
    decided: list[int]
    received: list[int]
    effects: list[int]
    stopped: list[int]
    lacking: list[tuple[Lack, ...]]
    aged: list[tuple[Aged, ...]]
    samples: list[bool]
    promises: list[tuple[Promise, ...]]
    online: bytes
    figures: bytes


NO_FACTS: Mapping[str, PostingFacts] = {}


class CommuneMemory(NamedTuple):
    """What the next build of the commune needs.

    `inputs` are its files by path, `ground` is the key of what all its pages depend on, `keys` holds the key of each posting's
    page by code, `found` the diagnostics by file, `named` by code the path of the file that a posting's decision names,
    `required` is the key of what its province requires, `facts` are what the figures know of each posting. `online` is the key of
    its page of online services, `figures` with `facts` that of its page of figures.
    """

    inputs: Mapping[str, Input]
    ground: bytes
    keys: Mapping[str, bytes]
    postings: Mapping[str, ListedPosting]
    found: Mapping[str, tuple[Diagnostic, ...]]
    named: Mapping[str, str]
    required: bytes = b""
    facts: Mapping[str, PostingFacts] = NO_FACTS
    online: bytes = b""
    figures: bytes = b""


def _pack_memory(memory: CommuneMemory) -> bytes:
    known, listed, facts = memory.inputs.values(), memory.postings.values(), memory.facts.values()
    return pack(
        _PackedMemory(
            [*memory.inputs],
            [one.size for one in known],
            [one.modified for one in known],
            b"".join(one.digest for one in known),
            memory.ground,
            [*memory.keys],
            b"".join(memory.keys.values()),
            [one.standing for one in listed],
            [one.deadlines for one in listed],
            [one.posted.toordinal() for one in listed],
            [one.last_confirmed.toordinal() for one in listed],
            [one.to_review for one in listed],
            [one.fees for one in listed],
            [one.counter for one in listed],
            [one.sample for one in listed],
            dict(memory.found),
            dict(memory.named),
            memory.required,
            [_number(one.decided) for one in facts],
            [_number(one.received) for one in facts],
            [_number(one.effect) for one in facts],
            [_number(one.stopped) for one in facts],
            [one.lacking for one in facts],
            [one.aged for one in facts],
            [one.sample for one in facts],
            [one.promises for one in facts],
            memory.online,
            memory.figures,
        )
    )


def _number(day: date | None) -> int:
    """A day as an ordinal; 0 for none."""
    return day.toordinal() if day is not None else 0


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _unpack_memory(packed: bytes) -> CommuneMemory:
    it = unpack(packed, _PackedMemory)
    stamps = zip(it.paths, it.sizes, it.times, _divide(it.digests), strict=True)
    days = (map(date.fromordinal, column) for column in (it.posted, it.confirmed))
    columns = zip(it.codes, it.standings, it.deadlines, *days, it.to_review, it.fees, it.counters, it.marked, strict=True)
    postings = {column[0]: ListedPosting(*column) for column in columns}
    known = (map(_day, column) for column in (it.decided, it.received, it.effects, it.stopped))
    facts = zip(*known, it.lacking, it.aged, it.samples, it.promises, strict=True)
    return CommuneMemory(
        {path: Input(size, time, known) for path, size, time, known in stamps},
        it.ground,
        dict(zip(it.codes, _divide(it.keys), strict=True)),
        postings,
        it.found,
        it.named,
        it.required,
        {
            code: PostingFacts(code, one.standing, one.posted, one.last_confirmed, *fact)
            for (code, one), fact in zip(postings.items(), facts, strict=False)
        },
        it.online,
        it.figures,
    )


class _PackedCommune(NamedTuple):
    """`ListedCommune` with its postings column by column."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    codes: list[str]
    standings: list[Standing]
    deadlines: list[Said]
    posted: list[int]
    fees: list[Said]
    marked: list[bool]


class MadeCommune(NamedTuple):
    """A commune as cached. What lists need (`packed_listed`) and its memory stay packed, because most builds read neither."""

    name: str
    """With kind: "xã Thường Tín"."""
    outline: bytes
    """Digest of what lists of communes show of it."""
    codes: tuple[str, ...]
    digests: bytes
    """Digests of what comparisons show of each posting, concatenated in the order of `codes`."""
    diagnostics: tuple[Diagnostic, ...]
    named: tuple[str, ...]
    """The paths of the files that its postings name, each once."""
    packed_listed: bytes
    packed_memory: bytes
    packed_overseen: bytes
    """Its figures, as pages of places above it show them; empty if there are none."""
    packed_mapped: bytes = b""
    """What the administrative map shows of it; empty if that is nothing."""
    records: bytes = b""
    """Digest of the bytes of its files."""

    @property
    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Pairs of a code and its digest."""
        return zip(self.codes, _divide(self.digests), strict=True)

    @property
    def memory(self) -> CommuneMemory:
        """What the next build of the commune needs, unpacked."""
        return _unpack_memory(self.packed_memory)


class LastCommune(NamedTuple):
    """A commune as the last build left it: its cached part, read and unpacked."""

    part: CachedPart
    made: MadeCommune
    memory: CommuneMemory


def recall_commune(part: CachedPart | None) -> LastCommune | None:
    """What the last build left of a commune, if it made it."""
    if part is None:
        return None
    made = part.read(MadeCommune)
    return LastCommune(part, made, made.memory)


def _divide(digests: bytes) -> Iterator[bytes]:
    return (digests[i : i + DIGEST_SIZE] for i in range(0, len(digests), DIGEST_SIZE))


def remember_commune(
    named: NamedCommune, memory: CommuneMemory, overseen: bytes = b"", mapped: MappedCommune = NOTHING_MAPPED
) -> MadeCommune:
    """The commune as the build cache stores it. `overseen` are its figures, packed."""
    listed = ListedCommune(*named, {code: posting.compared for code, posting in memory.postings.items()})
    name, postings = f"{listed.path} {listed.name}", listed.postings.values()
    rows = {code: digest(f"{name} {posting}") for code, posting in listed.postings.items()}
    packed = _PackedCommune(
        *named,
        [*listed.postings],
        [one.standing for one in postings],
        [one.deadlines for one in postings],
        [one.posted.toordinal() for one in postings],
        [one.fees for one in postings],
        [one.sample for one in postings],
    )
    return MadeCommune(
        listed.name,
        digest(encode(listed.outlined)),
        tuple(rows),
        b"".join(rows.values()),
        tuple(diagnostic for found in memory.found.values() for diagnostic in found),
        tuple(sorted({*memory.named.values()})),
        pack(packed),
        _pack_memory(memory),
        overseen,
        pack(mapped) if mapped != NOTHING_MAPPED else b"",
        digest(*(part for path, known in sorted(memory.inputs.items()) for part in (path, known.digest))),
    )


def remember_unchanged(made: MadeCommune, memory: CommuneMemory, inputs: Mapping[str, Input]) -> MadeCommune:
    """The commune as it was made, of files whose sizes and times alone have changed."""
    return made._replace(packed_memory=_pack_memory(memory._replace(inputs=inputs)))


class CommuneUnpacker:
    """Unpacks `ListedCommune`s. Equal codes and postings become one object: the whole country has a million postings."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._postings: dict[ComparedPosting, ComparedPosting] = {}

    def unpack(self, packed: bytes) -> ListedCommune:
        """The commune in `MadeCommune.packed_listed`."""
        it = unpack(packed, _PackedCommune)
        postings: dict[str, ComparedPosting] = {}
        columns = zip(it.codes, it.standings, it.deadlines, it.posted, it.fees, it.marked, strict=True)
        for code, standing, deadlines, posted, fees, sample in columns:
            posting = ComparedPosting(standing, deadlines, date.fromordinal(posted), fees, sample)
            postings[self._codes.setdefault(code, code)] = self._postings.setdefault(posting, posting)
        return ListedCommune(it.path, it.name, it.code, it.former_names, it.sample, postings)
