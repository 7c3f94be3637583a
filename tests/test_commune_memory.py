"""What a build remembers of a commune, and on what its next making hangs: worked out by hand, without a site."""

from array import array
from datetime import date

import pytest

from conftest import TODAY
from niemyet.building.commune_memory import CommuneMemory, LastCommune, MadeCommune, remember_commune
from niemyet.building.commune_plan import CommunePlan, plan_commune
from niemyet.building.input_digests import NO_DIGESTS, InputDigests
from niemyet.building.packed_communes import CommuneUnpacker
from niemyet.cache.cache_file import part_of
from niemyet.cache.digests import DIGEST_SIZE
from niemyet.cache.inputs import Input
from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.finding import CommuneFiles
from niemyet.oversight.facts import PostingFacts
from niemyet.render.listings import ComparedPosting, ListedCommune, ListedPosting, NamedCommune
from niemyet.validate.decided import Decided

FOLDER = "catalogue/ha-noi/thuong-tin"
BIRTH, DEATH = "1.001193", "2.000635"
BOTH, NONE = frozenset({BIRTH, DEATH}), frozenset[str]()
BIRTH_FILE, DEATH_FILE = f"{FOLDER}/{BIRTH}.yaml", f"{FOLDER}/{DEATH}.yaml"
FILES = CommuneFiles(
    "ha-noi/thuong-tin",
    (f"{BIRTH}.yaml", f"{DEATH}.yaml", "commune.yaml"),
    array("q", [120, 80, 900]),
    array("q", [1_000, 2_000, 3_000]),
    array("q", [0, 10, 0]),
)
LISTED = ListedCommune(
    "ha-noi/thuong-tin", "xã Thường Tín", "10183", ("thị trấn Thường Tín", "xã Văn Phú"), True,
    {
        BIRTH: ComparedPosting("in_force", ("Ngay trong ngày",), date(2025, 7, 2), ("5.000 đồng",)),
        DEATH: ComparedPosting("withdrawn", ("2 ngày làm việc",), date(2025, 7, 3), ()),
    },
)  # fmt: skip
POSTINGS = {
    BIRTH: ListedPosting(
        BIRTH, "in_force", ("Ngay trong ngày",), date(2025, 7, 2), date(2026, 1, 9), False, ("5.000 đồng",), "Quầy số 1"
    ),
    DEATH: ListedPosting(DEATH, "withdrawn", ("2 ngày làm việc",), date(2025, 7, 3), date(2025, 7, 3), True, ()),
}


def told(file: str, rule: str = "stale-posting") -> Diagnostic:
    return Diagnostic(rule, Place(file))


def digest_of(sign: str) -> bytes:
    return sign.encode() * 16


DECISION = "catalogue/ha-noi/tep/quyet-dinh.pdf"
INPUTS = {
    BIRTH_FILE: Input(120, 1_000, 0, digest_of("b")),
    DEATH_FILE: Input(80, 2_000, 10, digest_of("d")),
    f"{FOLDER}/commune.yaml": Input(900, 3_000, 0, digest_of("c")),
}
MEMORY = CommuneMemory(
    INPUTS, digest_of("g"), {BIRTH: digest_of("1"), DEATH: digest_of("2")}, POSTINGS,
    {DEATH_FILE: (told(DEATH_FILE), told(DEATH_FILE, "missing-counter")), f"{FOLDER}/commune.yaml": (told("c"),)},
    {BIRTH: DECISION}, decided=(Decided("661/QĐ-UBND", date(2025, 7, 1), (BIRTH, DEATH)),),
)  # fmt: skip
DIGESTS = InputDigests(
    {"fields": b"f", "national_documents": b"d", "units": b"u", "calendars": b"c", "synonyms": b"s"},
    {BIRTH: b"birth law", DEATH: b"death law"},
    {BIRTH: b"birth", DEATH: b"death"},
    {"ha-noi": b"hn", "ha-tinh": b"ht"},
    {"ha-noi": {BIRTH: b"birth in hn", DEATH: b"death in hn"}, "ha-tinh": {BIRTH: b"birth in ht", DEATH: b"death in ht"}},
    {FOLDER.removeprefix("catalogue/"): b"old communes", "ha-noi/khac": b"others"},
    {DECISION: b"decision"},
    {"ha-noi": b"files"},
)


def remember(listed: ListedCommune, memory: CommuneMemory = MEMORY) -> MadeCommune:
    """The commune as stored, with the postings of `listed` in its memory."""
    path, name, code, former_names, sample, compared = listed
    postings = {code: POSTINGS[code]._replace(**posting._asdict()) for code, posting in compared.items()}
    return remember_commune(NamedCommune(path, name, code, former_names, sample), memory._replace(postings=postings))


def test_a_commune_comes_back_as_it_was() -> None:
    """Each file, key, posting and diagnostic is where it was; others are told its path, name, former names and postings."""
    made = remember(LISTED)
    assert made.memory == MEMORY
    assert CommuneUnpacker().unpack(made.packed_listed) == LISTED
    assert (made.name, made.codes) == ("xã Thường Tín", (BIRTH, DEATH))
    assert made.diagnostics == (told(DEATH_FILE), told(DEATH_FILE, "missing-counter"), told("c"))


def fact_of(one: ListedPosting) -> PostingFacts:
    """What figures know of a posting, as little as may be."""
    return PostingFacts(one.code, one.standing, one.posted, one.last_confirmed, None, None, None, None, (), (), True)


OTHER_MEMORIES = {
    "nothing": MEMORY,
    "ground": MEMORY._replace(ground=digest_of("h")),
    "a key": MEMORY._replace(keys={**MEMORY.keys, DEATH: digest_of("3")}),
    "the order": MEMORY._replace(
        keys={code: MEMORY.keys[code] for code in (DEATH, BIRTH)}, postings={code: POSTINGS[code] for code in (DEATH, BIRTH)}
    ),
    "a posting": MEMORY._replace(postings={**POSTINGS, DEATH: POSTINGS[DEATH]._replace(counter="Quầy số 2")}),
    "how one is compared": MEMORY._replace(postings={**POSTINGS, DEATH: POSTINGS[DEATH]._replace(standing="in_force")}),
    "a fact": MEMORY._replace(facts={code: fact_of(one) for code, one in POSTINGS.items()}),
    "a file": MEMORY._replace(inputs={**INPUTS, DEATH_FILE: Input(81, 2_001, 10, digest_of("e"))}),
    "what was told": MEMORY._replace(found={}),
    "what is named": MEMORY._replace(named={}),
    "its own records": MEMORY._replace(own=b"packed"),
    "a decision": MEMORY._replace(decided=()),
}


@pytest.mark.parametrize("what", OTHER_MEMORIES)
def test_what_is_kept_packed_is_as_if_it_were_packed_again(what: str) -> None:
    """Whatever differs from the last build, and whatever does not."""
    named, memory = NamedCommune(*LISTED[:5]), OTHER_MEMORIES[what]
    before = remember_commune(named, MEMORY)
    last = LastCommune(part_of(b"", (), before), before, MEMORY)
    made = remember_commune(named, memory, before=last)
    assert made == remember_commune(named, memory)
    assert made.memory == memory


@pytest.mark.parametrize("keys", [{BIRTH: digest_of("1")}, {**MEMORY.keys, "1.000894": digest_of("3")}])
def test_columns_of_different_lengths_are_no_memory(keys: dict[str, bytes]) -> None:
    """A posting without its key, a key without its posting: nothing is remembered of the wrong one."""
    made = remember(LISTED, MEMORY._replace(keys=keys))
    with pytest.raises(ValueError, match="argument"):
        _ = made.memory
    cut = made._replace(digests=made.digests[:DIGEST_SIZE])
    with pytest.raises(ValueError, match="argument"):
        dict(cut.rows)


def test_communes_that_post_the_same_share_it() -> None:
    """Of a million postings, equal ones are held once, with their codes."""
    unpacker = CommuneUnpacker()
    one = unpacker.unpack(remember(LISTED).packed_listed)
    other = unpacker.unpack(remember(LISTED._replace(path="ha-noi/kim-lien")).packed_listed)
    for (code, posting), (same_code, same) in zip(one.postings.items(), other.postings.items(), strict=True):
        assert code is same_code
        assert posting is same


def compared(**other: object) -> ListedCommune:
    """The commune with another posting of the birth."""
    return LISTED._replace(postings={**LISTED.postings, BIRTH: LISTED.postings[BIRTH]._replace(**other)})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        LISTED._replace(path="ha-noi/kim-lien"), LISTED._replace(name="phường Kim Liên"), compared(standing="abolished"),
        compared(deadlines="1 ngày làm việc"), compared(posted=date(2026, 7, 2)),
    ],
    ids=["path", "name", "standing", "deadlines", "posted"],
)  # fmt: skip
def test_a_comparison_is_made_again_when_what_it_tells_is_another(other: ListedCommune) -> None:
    """Of the procedure itself; of another procedure, only where the commune is called otherwise."""
    before, after = (dict(remember(one).rows) for one in (LISTED, other))
    assert list(before) == [BIRTH, DEATH]
    assert before[BIRTH] != after[BIRTH]
    assert (before[DEATH] != after[DEATH]) == ((LISTED.path, LISTED.name) != (other.path, other.name))


def test_lists_of_communes_hang_on_what_they_tell() -> None:
    """On names, code, mark and what is posted; a day or a deadline is no part of them."""
    others = [
        LISTED._replace(path="ha-noi/x"), LISTED._replace(name="xã X"), LISTED._replace(code="10184"),
        LISTED._replace(sample=False), LISTED._replace(former_names=()), compared(standing="abolished"),
        LISTED._replace(postings={BIRTH: LISTED.postings[BIRTH]}),
    ]  # fmt: skip
    outlines = [remember(one).outline for one in (LISTED, *others)]
    assert len(set(outlines)) == len(outlines)
    assert remember(compared(deadlines="1 giờ", posted=TODAY)).outline == outlines[0]


def test_the_sheets_hang_on_the_ground_and_on_every_posting() -> None:
    """Another key under the same code, the same key under another code, one posting less: other sheets."""
    memories = [
        MEMORY, MEMORY._replace(ground=digest_of("h")), MEMORY._replace(keys={**MEMORY.keys, DEATH: digest_of("3")}),
        MEMORY._replace(keys={BIRTH: digest_of("1")}), MEMORY._replace(keys={BIRTH: digest_of("2"), DEATH: digest_of("1")}),
    ]  # fmt: skip
    contents = [CommunePlan(FILES, INPUTS, memory.ground, memory.keys, {}, None).content for memory in memories]
    assert len(set(contents)) == len(contents)
    assert CommunePlan(FILES, {}, MEMORY.ground, MEMORY.keys, {}, MEMORY).content == contents[0]


def test_a_commune_is_first_made_whole_and_then_stands() -> None:
    """A plan without memory makes every posting; the same files again make none."""
    first = plan_commune(FILES, INPUTS, DIGESTS, b"base", None)
    assert (first.stale, first.unchanged) == (BOTH, False)
    assert (first.files, first.inputs, list(first.keys)) == (FILES, INPUTS, [BIRTH, DEATH])
    memory = first.merge(POSTINGS, [told(BIRTH_FILE)], frozenset(first.keys))
    found = {BIRTH_FILE: (told(BIRTH_FILE),)}
    assert memory == CommuneMemory(INPUTS, first.ground, first.keys, POSTINGS, found, {}, first.required)
    again = plan_commune(FILES, INPUTS, DIGESTS, b"base", memory)
    assert (again.stale, again.unchanged) == (NONE, True)


def test_what_is_told_across_postings_is_not_taken_from_the_cache() -> None:
    """Of a posting that is not read again the rest of what was told stays, and so does the decision under which it hangs."""
    apart = told(DEATH_FILE, "decision-of-two-days")
    before = MEMORY._replace(found={DEATH_FILE: (apart, told(DEATH_FILE))})
    plan = plan_commune(FILES, INPUTS, DIGESTS, b"base", before)
    assert [*plan.diagnostics_of_others(FILES.narrow({BIRTH}))] == [told(DEATH_FILE)]
    assert plan.merge(POSTINGS, [], frozenset({BIRTH})).found == {DEATH_FILE: (told(DEATH_FILE),)}
    assert plan.decided_by_others({BIRTH}) == (Decided("661/QĐ-UBND", date(2025, 7, 1), (DEATH,)),)
    assert plan.decided_by_others(BOTH) == ()


def with_file(path: str) -> dict[str, Input]:
    """The files, one of them with other bytes."""
    return {**INPUTS, path: INPUTS[path]._replace(digest=digest_of("n"))}


LAWS = {
    "base": (DIGESTS, b"other", BOTH),
    "fields": (DIGESTS._replace(values={**DIGESTS.values, "fields": b"x"}), b"base", BOTH),
    "documents": (DIGESTS._replace(values={**DIGESTS.values, "national_documents": b"x"}), b"base", BOTH),
    "units": (DIGESTS._replace(values={**DIGESTS.values, "units": b"x"}), b"base", BOTH),
    "calendars": (DIGESTS._replace(values={**DIGESTS.values, "calendars": b"x"}), b"base", BOTH),
    "synonyms": (DIGESTS._replace(values={**DIGESTS.values, "synonyms": b"x"}), b"base", NONE),
    "old communes": (DIGESTS._replace(former={FOLDER.removeprefix("catalogue/"): b"x"}), b"base", BOTH),
    "old communes of another": (DIGESTS._replace(former={**DIGESTS.former, "ha-noi/khac": b"x"}), b"base", NONE),
    "province": (DIGESTS._replace(provinces={**DIGESTS.provinces, "ha-noi": b"x"}), b"base", BOTH),
    "other province": (DIGESTS._replace(provinces={**DIGESTS.provinces, "ha-tinh": b"x"}), b"base", NONE),
    "versions": (DIGESTS._replace(versions={**DIGESTS.versions, DEATH: b"x"}), b"base", frozenset({DEATH})),
    "in the province": (
        DIGESTS._replace(provincial={**DIGESTS.provincial, "ha-noi": {BIRTH: b"x", DEATH: b"death in hn"}}),
        b"base",
        frozenset({BIRTH}),
    ),
    "in another": (
        DIGESTS._replace(provincial={**DIGESTS.provincial, "ha-tinh": {BIRTH: b"x", DEATH: b"x"}}), b"base", NONE
    ),
    "not posted": (DIGESTS._replace(versions={**DIGESTS.versions, "1.000894": b"x"}), b"base", NONE),
}  # fmt: skip


@pytest.mark.parametrize("what", LAWS)
def test_the_pages_hang_on_the_law_that_they_show(what: str) -> None:
    """Each posting on the law of its procedure here, all of them on what all show; the commune's key on the same."""
    digests, base, stale = LAWS[what]
    memory = plan_commune(FILES, INPUTS, DIGESTS, b"base", None).merge(POSTINGS, [], BOTH)
    plan = plan_commune(FILES, INPUTS, digests, base, memory)
    assert (plan.stale, plan.unchanged) == (stale, not stale)
    before, after = DIGESTS.of_commune(b"base", FILES, FILES.stamps), digests.of_commune(base, FILES, FILES.stamps)
    assert (before != after) == bool(stale)


@pytest.mark.parametrize(
    ("path", "stale"), [(BIRTH_FILE, frozenset({BIRTH})), (DEATH_FILE, frozenset({DEATH})), (f"{FOLDER}/commune.yaml", BOTH)]
)
def test_the_pages_hang_on_the_files_of_the_commune(path: str, stale: frozenset[str]) -> None:
    """A posting's page on its own file and on the commune's."""
    memory = plan_commune(FILES, INPUTS, DIGESTS, b"base", None).merge(POSTINGS, [], BOTH)
    plan = plan_commune(FILES, with_file(path), DIGESTS, b"base", memory)
    assert (plan.stale, plan.unchanged) == (stale, False)


def test_a_page_hangs_on_the_file_that_its_decision_names() -> None:
    """That of the last build, or of the record that was read since; any file of its province lets the commune be looked at."""
    read = {BIRTH: DECISION, DEATH: None}
    memory = plan_commune(FILES, INPUTS, DIGESTS, b"base", None, read).merge(POSTINGS, [], BOTH)
    assert (memory.named, remember(LISTED, memory).named) == ({BIRTH: DECISION}, (DECISION,))
    assert plan_commune(FILES, INPUTS, DIGESTS, b"base", memory).unchanged
    for files in ({DECISION: b"x"}, {}):
        digests = DIGESTS._replace(files=files, files_of_provinces={"ha-noi": b"x"})
        assert plan_commune(FILES, INPUTS, digests, b"base", memory).stale == {BIRTH}
        assert digests.of_commune(b"base", FILES, FILES.stamps) != DIGESTS.of_commune(b"base", FILES, FILES.stamps)
    after = plan_commune(FILES, with_file(BIRTH_FILE), DIGESTS, b"base", memory, {BIRTH: None})
    assert after.stale == {BIRTH}
    assert after.named == {}
    again = after.merge(POSTINGS, [], BOTH)
    assert plan_commune(FILES, with_file(BIRTH_FILE), DIGESTS._replace(files={}), b"base", again).unchanged


def test_a_posting_that_is_gone_is_forgotten() -> None:
    """No page is stale, but the commune does not stand: its list is another, and nothing is told of the file any more."""
    memory = plan_commune(FILES, INPUTS, DIGESTS, b"base", None).merge(POSTINGS, [told(DEATH_FILE)], BOTH)
    files = FILES.narrow({BIRTH})
    plan = plan_commune(files, INPUTS, DIGESTS, b"base", memory)
    assert (plan.stale, plan.unchanged) == (NONE, False)
    after = plan.merge({}, [], NONE)
    assert (after.postings, after.found) == ({BIRTH: POSTINGS[BIRTH]}, {})


def test_what_was_told_of_a_posting_is_told_until_it_is_read_again() -> None:
    """Of the file that is read, what is told now; of the other, what was told; of one file, everything in its order."""
    memory = plan_commune(FILES, INPUTS, DIGESTS, b"base", None).merge(
        POSTINGS, [told(BIRTH_FILE), told(BIRTH_FILE, "missing-counter"), told(DEATH_FILE)], BOTH
    )
    plan = plan_commune(FILES, with_file(DEATH_FILE), DIGESTS, b"base", memory)
    fresh = POSTINGS[DEATH]._replace(to_review=False)
    after = plan.merge({DEATH: fresh}, [told(DEATH_FILE, "bad-date"), told(f"{FOLDER}/commune.yaml")], plan.stale)
    assert after.postings == {BIRTH: POSTINGS[BIRTH], DEATH: fresh}
    assert after.found == {
        BIRTH_FILE: (told(BIRTH_FILE), told(BIRTH_FILE, "missing-counter")),
        DEATH_FILE: (told(DEATH_FILE, "bad-date"),),
        f"{FOLDER}/commune.yaml": (told(f"{FOLDER}/commune.yaml"),),
    }
    read = FILES.narrow({DEATH})
    assert [*plan.diagnostics_of_others(read)] == [told(BIRTH_FILE), told(BIRTH_FILE, "missing-counter")]
    assert [*plan_commune(FILES, INPUTS, DIGESTS, b"base", None).diagnostics_of_others(read)] == []


def test_a_commune_s_key_hangs_on_its_folder() -> None:
    """On its place, and on each file's name, size and time; a procedure or province that the law does not know is no fault."""
    others = [
        FILES._replace(path="ha-noi/kim-lien"), FILES._replace(sizes=array("q", [120, 80, 901])),
        FILES._replace(times=array("q", [1_000, 2_001, 3_000])),
        FILES._replace(names=(f"{BIRTH}.yaml", "2.000636.yaml", "commune.yaml")),
        FILES._replace(path="ca-mau/thuong-tin"),
    ]  # fmt: skip
    others.append(FILES._replace(times=array("q", [1_000, -2_000, 3_000])))  # before 1970, as in some archives
    keys = [DIGESTS.of_commune(b"base", files, files.stamps) for files in (FILES, *others)]
    assert len(set(keys)) == len(keys)
    assert NO_DIGESTS.of_commune(b"base", FILES, FILES.stamps) != NO_DIGESTS.of_commune(b"base", others[0], FILES.stamps)


def test_a_procedure_s_pages_hang_on_where_it_is_posted() -> None:
    """On the procedure in the whole country and in each of those provinces, on these themselves, on who posts it."""
    key = DIGESTS.of_procedure(b"base", BIRTH, ["ha-noi"], b"rows")
    others = [
        DIGESTS.of_procedure(b"other", BIRTH, ["ha-noi"], b"rows"), DIGESTS.of_procedure(b"base", DEATH, ["ha-noi"], b"rows"),
        DIGESTS.of_procedure(b"base", BIRTH, [], b"rows"), DIGESTS.of_procedure(b"base", BIRTH, ["ha-tinh"], b"rows"),
        DIGESTS.of_procedure(b"base", BIRTH, ["ha-noi"], b"other"),
        LAWS["province"][0].of_procedure(b"base", BIRTH, ["ha-noi"], b"rows"),
        LAWS["in the province"][0].of_procedure(b"base", BIRTH, ["ha-noi"], b"rows"),
        DIGESTS._replace(national={BIRTH: b"x"}).of_procedure(b"base", BIRTH, ["ha-noi"], b"rows"),
    ]  # fmt: skip
    assert len({key, *others}) == len(others) + 1
    for unseen in ("other province", "in another", "versions", "synonyms"):
        assert LAWS[unseen][0].of_procedure(b"base", BIRTH, ["ha-noi"], b"rows") == key
