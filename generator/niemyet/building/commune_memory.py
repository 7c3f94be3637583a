"""What the build cache holds of a commune: what the next build of it needs, and what pages above the communes show of it."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain, starmap
from typing import NamedTuple, TypeAlias

from niemyet.building.packed_communes import pack_listed, unpack_postings
from niemyet.cache.cache_file import CachedPart, pack, unpack
from niemyet.cache.codec import encode
from niemyet.cache.digests import DIGEST_SIZE, digest
from niemyet.cache.inputs import Input
from niemyet.catalogue.communes import KnownOwn, OwnRecords
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.kinds import kind_of
from niemyet.oversight.facts import Aged, Lack, PostingFacts
from niemyet.oversight.promised import Promise
from niemyet.render.listings import ListedCommune, ListedPosting, NamedCommune
from niemyet.render.mapped import NOTHING_MAPPED, MappedCommune
from niemyet.validate.decided import Decided


class _PackedMemory(NamedTuple):
    """What changes most of `CommuneMemory`; its files and its postings are packed apart, so that they can be kept as they are."""

    ground: bytes
    keys: bytes
    found: dict[str, tuple[Diagnostic, ...]]
    named: dict[str, str]
    required: bytes
    online: bytes
    figures: bytes
    own: bytes
    numbers: list[str]
    """Of its decisions, with the days of signing, as ordinals, and the codes of the postings that name each."""
    signed: list[int]
    decided: list[tuple[str, ...]]


class _PackedInputs(NamedTuple):
    """The files of a commune column by column, which is compact and fast to decode."""

    paths: list[str]
    sizes: list[int]
    times: list[int]
    delays: list[int]
    digests: bytes


_State: TypeAlias = tuple[tuple[Lack, ...], tuple[Aged, ...], tuple[Promise, ...]]
"""What a posting lacks, what of it has aged, what it promises."""


class _PackedPostings(NamedTuple):
    """What the list of a commune and figures know of its postings besides what comparisons show, column by column. Days are
    ordinals."""

    confirmed: list[int]
    to_review: list[bool]
    counters: list[str]
    decided: list[int]
    received: list[int]
    effects: list[int]
    stopped: list[int]
    states: list[_State]
    """What lacks, what has aged and what is promised, each once: most postings are alike in that."""
    of_states: list[int]
    """The place of each posting's among them."""
    samples: list[bool]


NO_FACTS: Mapping[str, PostingFacts] = {}


class CommuneMemory(NamedTuple):
    """What the next build of the commune needs.

    `inputs` are its files by path, `ground` is the key of what all its pages depend on, `keys` holds the key of each posting's
    page by code, `found` the diagnostics by file, `named` by code the path of the file that a posting's decision names,
    `required` is the key of what its province requires, `facts` are what the figures know of each posting. `online` is the key of
    its page of online services, `figures` with `facts` that of its page of figures. `own` are the records of its other files,
    packed: they hold while the ground does; empty if they must be read again. `decided` are the decisions of its postings.
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
    own: bytes = b""
    decided: tuple[Decided, ...] = ()

    @property
    def known_own(self) -> KnownOwn | None:
        """The records of its other files with what was told of them."""
        if not self.own:
            return None
        told = (found for path, found in self.found.items() if kind_of(path) != "posting")
        return KnownOwn(unpack(self.own, OwnRecords), tuple(chain.from_iterable(told)))


def _pack_memory(memory: CommuneMemory) -> bytes:
    return pack(
        _PackedMemory(
            memory.ground,
            b"".join(memory.keys.values()),
            dict(memory.found),
            dict(memory.named),
            memory.required,
            memory.online,
            memory.figures,
            memory.own,
            [one.number for one in memory.decided],
            [one.day.toordinal() for one in memory.decided],
            [one.codes for one in memory.decided],
        )
    )


def _pack_inputs(inputs: Mapping[str, Input]) -> bytes:
    known = inputs.values()
    digests = b"".join(one.digest for one in known)
    sizes, times, delays = ([one.stamp[at] for one in known] for at in range(3))
    return pack(_PackedInputs([*inputs], sizes, times, delays, digests))


def _pack_postings(memory: CommuneMemory) -> bytes:
    listed, facts = memory.postings.values(), memory.facts.values()
    states = dict.fromkeys((one.lacking, one.aged, one.promises) for one in facts)
    places = {state: place for place, state in enumerate(states)}
    return pack(
        _PackedPostings(
            [one.last_confirmed.toordinal() for one in listed],
            [one.to_review for one in listed],
            [one.counter for one in listed],
            [_number(one.decided) for one in facts],
            [_number(one.received) for one in facts],
            [_number(one.effect) for one in facts],
            [_number(one.stopped) for one in facts],
            [*places],
            [places[one.lacking, one.aged, one.promises] for one in facts],
            [one.sample for one in facts],
        )
    )


def _number(day: date | None) -> int:
    """A day as an ordinal; 0 for none."""
    return day.toordinal() if day is not None else 0


def _day(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _unpack_memory(made: "MadeCommune") -> CommuneMemory:
    of, files = unpack(made.packed_memory, _PackedMemory), unpack(made.packed_inputs, _PackedInputs)
    it = unpack(made.packed_postings, _PackedPostings)
    inputs = zip(files.sizes, files.times, files.delays, _divide(files.digests), strict=True)
    columns = zip(map(date.fromordinal, it.confirmed), it.to_review, it.counters, strict=True)
    postings = {
        code: ListedPosting(code, standing, deadlines, posted, confirmed, to_review, fees, counter, sample)
        for (code, standing, deadlines, posted, fees, sample), (confirmed, to_review, counter) in zip(
            unpack_postings(made.packed_listed), columns, strict=True
        )
    }
    decisions = zip(of.numbers, map(date.fromordinal, of.signed), of.decided, strict=True)
    return CommuneMemory(
        dict(zip(files.paths, starmap(Input, inputs), strict=True)),
        of.ground,
        dict(zip(postings, _divide(of.keys), strict=True)),
        postings,
        of.found,
        of.named,
        of.required,
        {known.code: known for known in _unpack_facts(it, postings)},
        of.online,
        of.figures,
        of.own,
        tuple(starmap(Decided, decisions)),
    )


def _unpack_facts(it: _PackedPostings, postings: Mapping[str, ListedPosting]) -> Iterator[PostingFacts]:
    days = zip(*(map(_day, column) for column in (it.decided, it.received, it.effects, it.stopped)), strict=True)
    states = (it.states[place] for place in it.of_states)
    for known, days_of, state, sample in zip(postings.items(), days, states, it.samples, strict=False):
        (code, one), (decided, received, effect, stopped), (lacking, aged, promises) = known, days_of, state
        stood = one.standing, one.posted, one.last_confirmed
        yield PostingFacts(code, *stood, decided, received, effect, stopped, lacking, aged, sample, promises)


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
    packed_inputs: bytes
    packed_postings: bytes
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
        return _unpack_memory(self)


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
    named: NamedCommune,
    memory: CommuneMemory,
    overseen: bytes = b"",
    mapped: MappedCommune = NOTHING_MAPPED,
    before: LastCommune | None = None,
) -> MadeCommune:
    """The commune as the build cache stores it. `overseen` are its figures, packed. What is as it was `before` stays packed."""
    told = tuple(diagnostic for found in memory.found.values() for diagnostic in found)
    files, packed_memory = tuple(sorted({*memory.named.values()})), _pack_memory(memory)
    packed_mapped = pack(mapped) if mapped != NOTHING_MAPPED else b""
    contents = digest(*(part for path, known in sorted(memory.inputs.items()) for part in (path, known.digest)))
    same_files = before is not None and before.memory.inputs == memory.inputs
    inputs = before.made.packed_inputs if before is not None and same_files else _pack_inputs(memory.inputs)
    if before is not None and _lists_the_same(memory, before.memory):
        return before.made._replace(
            diagnostics=told,
            named=files,
            packed_memory=packed_memory,
            packed_inputs=inputs,
            packed_overseen=overseen,
            packed_mapped=packed_mapped,
            records=contents,
        )
    listed = ListedCommune(*named, {code: posting.compared for code, posting in memory.postings.items()})
    name = f"{listed.path} {listed.name}"
    rows = dict(_digest_rows(name, listed, memory.postings, before))
    return MadeCommune(
        listed.name,
        digest(encode(listed.outlined)),
        tuple(rows),
        b"".join(rows.values()),
        told,
        files,
        pack_listed(named, listed),
        packed_memory,
        inputs,
        _pack_postings(memory),
        overseen,
        packed_mapped,
        contents,
    )


def _digest_rows(
    name: str, listed: ListedCommune, postings: Mapping[str, ListedPosting], before: LastCommune | None
) -> Iterator[tuple[str, bytes]]:
    """Pairs of a code and the digest of what comparisons show of its posting; known of one that was taken over from `before`."""
    known = dict(before.made.rows) if before is not None and before.made.name == listed.name else {}
    old = before.memory.postings if before is not None else {}
    for code, posting in listed.postings.items():
        same = code in known and postings[code] is old.get(code)
        yield code, known[code] if same else digest(f"{name} {posting}")


def _lists_the_same(memory: CommuneMemory, before: CommuneMemory) -> bool:
    """Whether a commune and its postings are told as before: its own record is in the ground."""
    return (memory.ground, memory.postings, memory.facts) == (before.ground, before.postings, before.facts) and [
        *memory.keys
    ] == [*before.keys]


def remember_unchanged(made: MadeCommune, inputs: Mapping[str, Input]) -> MadeCommune:
    """The commune as it was made, of files whose sizes and times alone have changed."""
    return made._replace(packed_inputs=_pack_inputs(inputs))
