"""What the parts above the communes are made of: each input has a digest that changes with it, and with nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY
from incremental import make_png
from niemyet.building.built_communes import BuiltCommunes
from niemyet.building.input_digests import digest_inputs
from niemyet.building.inputs import Law
from niemyet.building.law_pieces import DividedLaw, StoredPieces
from niemyet.building.parts import FORM, PARTS, SitePart
from niemyet.building.site_inputs import Asked, SiteInputs
from niemyet.cache.cache_file import part_of
from niemyet.cache.codec import encode
from niemyet.cache.inputs import RECENT, take_inputs
from niemyet.catalogue.checked_records import NOTHING_CHECKED, CheckedRecords
from niemyet.catalogue.reference import LoadedReference, read_reference, read_reference_again
from niemyet.changes.chronicle import NO_HISTORY, Chronicle
from niemyet.diagnostics.rulebook import severity_of
from niemyet.editing.form import NO_REPOSITORY, Site
from niemyet.editing.form_files import FormKit
from niemyet.load.finding import SourceFile, find_files
from niemyet.model.settings import Settings
from niemyet.render.listings import ListedCommune
from niemyet.render.look import NO_LOOK
from niemyet.resolve.site import resolve_reference
from test_commune_memory import BIRTH, DEATH, DEATH_FILE, LISTED, remember, told


def digests_of(root: Path, today: date = TODAY) -> dict[str, bytes]:
    """Every digest of what lies above the communes of a catalogue, by its part of `InputDigests` and its name."""
    reference, diagnostics = read_reference(root, find_files(root), today)
    assert [one for one in diagnostics if severity_of(one) == "error"] == []
    digests = digest_inputs(reference, resolve_reference(reference, today))
    flat = {f"{part} {name}": one for part, ones in zip(digests._fields, digests[:4], strict=False) for name, one in ones.items()}
    return flat | {f"provincial {path} {code}": one for path, ones in digests.provincial.items() for code, one in ones.items()}


EDITS: dict[str, tuple[str, str, str, set[str]]] = {
    "the law's name of it": (
        f"reference/procedures/ho-tich/{BIRTH}.yaml", "name: ", "name: Thử ",
        {
            f"versions {BIRTH}", f"national {BIRTH}", f"provincial ha-noi {BIRTH}", "values procedures", "values provinces",
        },
    ),
    "a fee of the province": (
        f"ha-noi/{BIRTH}.yaml", "amount: ", "amount: 1", {f"provincial ha-noi {BIRTH}", "values provinces"},
    ),
    "the province's code": (
        "ha-noi/province.yaml", "sample: true", "sample: false",
        {"provinces ha-noi", "values provinces", "values province_records"},
    ),
    "a life event": ("reference/life-events.yaml", "name: ", "name: Thử ", {"values life_events"}),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_changes_the_digests_of_what_it_may_show_in(what: str, small: Path) -> None:
    """Of those and of no others; worked out by hand."""
    before = digests_of(small)
    name, old, new, changed = EDITS[what]
    file = small / "catalogue" / name
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    after = digests_of(small)
    assert {key for key in before | after if before.get(key) != after.get(key)} == changed


KEPT_EDITS = (*EDITS, "an article", "a document", "nothing")


@pytest.mark.parametrize("what", KEPT_EDITS)
def test_digests_that_are_known_are_those_worked_out_anew(what: str, small: Path) -> None:
    """After any edit, whatever is kept of the last build; and of the law's pieces only those that differ are made again."""
    first = read_law(small, NOTHING_CHECKED)
    stored = DividedLaw(first.reference, TODAY.isoformat())
    whole = stored.pieces.join()
    assert encode(replace(whole, communes=())) == encode(replace(first.reference, communes=()))
    before = digest_inputs(first.reference, resolve_reference(first.reference, TODAY), stored.known)
    assert before == digest_inputs(first.reference, resolve_reference(first.reference, TODAY))
    edit_law(small, what)
    again = read_law(small, CheckedRecords(first.checked, lambda: whole))
    last = StoredPieces(stored.pieces, whole, stored.shared, before)
    divided = DividedLaw(again.reference, TODAY.isoformat(), last)
    resolved = resolve_reference(again.reference, TODAY)
    assert digest_inputs(again.reference, resolved, divided.known) == digest_inputs(again.reference, resolved)
    if what not in ("nothing", "a fee of the province"):
        return
    pieces, old = divided.pieces, stored.pieces
    assert [code for code, piece in pieces.procedures.items() if piece is not old.procedures[code]] == []
    fees = [code for code, piece in pieces.overlays["ha-noi"].items() if piece is not old.overlays["ha-noi"][code]]
    assert fees == ([] if what == "nothing" else [BIRTH])
    assert (pieces.former, pieces.articles) == (old.former, old.articles)


def read_law(root: Path, before: CheckedRecords) -> LoadedReference:
    """What lies above the communes, but for what was checked before."""
    found = find_files(root)
    taken, _ = take_inputs(root, found.above, {}, 1 << 62)
    return read_reference_again(root, found, TODAY, {path: one.digest for path, one in taken.items()}, before)


def edit_law(root: Path, what: str) -> None:
    """One of `KEPT_EDITS`."""
    more = {
        "an article": ("../news/2026", "title: ", "title: Thử "),
        "a document": ("reference/documents.yaml", "kind: ", "kind:  "),
    }
    if what == "nothing":
        return
    name, old, new = more[what] if what in more else EDITS[what][:3]
    file = root / "catalogue" / name
    file = min(file.glob("*.md")) if file.is_dir() else file
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_the_day_and_the_pictures_are_inputs(small: Path) -> None:
    """Each changes its own digest and no other, where no record begins or ends between the days."""
    before, later = digests_of(small), digests_of(small, date(2026, 11, 23))
    (small / "news/2026/anh-mau.png").write_bytes(make_png(7))
    painted = digests_of(small)
    assert {key for key in before if before[key] != later[key]} == {"values today"}
    assert {key for key in before if before[key] != painted[key]} == {"values pictures"}


@pytest.fixture
def law(small: Path) -> Law:
    """What lies above the communes of the small catalogue."""
    reference, diagnostics = read_reference(small, find_files(small), TODAY)
    return Law(TODAY, diagnostics, digest_inputs(reference, resolve_reference(reference, TODAY)), lambda: reference)


def built_communes(*listed: ListedCommune) -> BuiltCommunes:
    built = BuiltCommunes()
    for commune in listed:
        built.add(commune.path, [told("before")], part_of(commune.code.encode(), (), remember(commune)))
    return built


def inputs_of(
    law: Law, root: Path, base: bytes = b"base", communes: tuple[ListedCommune, ...] = (LISTED,), form: FormKit | None = None
) -> SiteInputs:
    asked = Asked("https://niemyet.example/", NO_HISTORY, form, Settings(), NO_LOOK, "Niêm yết")
    return SiteInputs(base, law, root, built_communes(*communes), asked)


@pytest.mark.parametrize("part", [*PARTS, FORM], ids=lambda part: part.name)
def test_a_part_hangs_on_each_of_its_inputs_and_on_no_other(part: SitePart, law: Law, small: Path) -> None:
    """An input with another digest is another key, so is another base; each input has a value."""
    inputs = inputs_of(law, small)
    key = part.key(inputs)
    assert part.key(inputs_of(law, small, b"other")) != key
    names = {name for one in (*PARTS, FORM) for name in one.inputs}
    for name in names:
        other = inputs_of(law, small)
        other._known[name] = b"other"
        assert (part.key(other) != key) == (name in part.inputs), name
        assert name == "form" or inputs.value(name) is not None


def test_an_input_has_the_value_that_its_digest_stands_for(law: Law, small: Path) -> None:
    """The communes in a few words and their names, the address, the provinces' names."""
    other = LISTED._replace(path="ha-noi/kim-lien", name="phường Kim Liên", code="10184")
    inputs = inputs_of(law, small, communes=(LISTED, other))
    assert inputs.value("communes") == (LISTED.outlined, other.outlined)
    assert inputs.value("commune_names") == {"ha-noi/thuong-tin": "xã Thường Tín", "ha-noi/kim-lien": "phường Kim Liên"}
    assert inputs.value("province_names") == {"ha-noi": "thành phố Hà Nội"}
    assert inputs.value("site_url") == "https://niemyet.example/"
    assert inputs.value("today") == TODAY
    assert inputs.value("chronicle") == Chronicle()
    assert inputs.value("form") is None
    kit = FormKit({"a.js": b"a"}, {}, Site("niemyet", "/"), NO_REPOSITORY)
    with_form = inputs_of(law, small, form=kit)
    assert (with_form.value("form"), with_form.digest("form")) == (kit, kit.key)
    for name in ("communes", "commune_names"):
        assert inputs.digest(name) != inputs_of(law, small).digest(name)
    with pytest.raises(KeyError):
        inputs.digest("weather")


def test_what_is_posted_is_known_by_procedure() -> None:
    """The provinces in their order, each once; the rows in the order of the communes; a commune with errors is told of only."""
    ha_tinh = LISTED._replace(path="ha-tinh/thach-khe", postings={BIRTH: LISTED.postings[BIRTH]})
    kim_lien = LISTED._replace(path="ha-noi/kim-lien")
    built = built_communes(LISTED, kim_lien, ha_tinh)
    built.add("ha-noi/hong-van", [told("broken")], None)
    assert (built.provinces_of(BIRTH), built.provinces_of(DEATH)) == (("ha-noi", "ha-tinh"), ("ha-noi",))
    assert built.provinces_of("1.000894") == ()
    assert [*built.names] == ["ha-noi/thuong-tin", "ha-noi/kim-lien", "ha-tinh/thach-khe"]
    assert built.keys == [b"10183"] * 3
    of_a_commune = [told("before"), told(DEATH_FILE), told(DEATH_FILE, "missing-counter"), told("c")]
    assert built.diagnostics == [*of_a_commune * 3, told("broken")]
    without = built_communes(LISTED, kim_lien)
    assert built.rows_of(BIRTH) != without.rows_of(BIRTH)
    assert built.rows_of(DEATH) == without.rows_of(DEATH)


def test_a_file_is_read_again_only_where_its_folder_tells_that_it_changed(small: Path) -> None:
    """Not one whose size and times stand; one whose time was put back, and one that was changed just now, are read by the next
    build whatever that time says."""
    name, now = "catalogue/ha-noi/province.yaml", 10 * RECENT
    data = (small / name).read_bytes()
    old, fresh = (SourceFile(name, "province", False, len(data), now - age) for age in (RECENT + 1, RECENT))
    known, contents = take_inputs(small, [old], {}, now)
    assert contents == {name: data}
    assert known[name].stamp == old.stamp
    assert take_inputs(small, [old], known, now) == (known, {})
    again, contents = take_inputs(small, [old._replace(delay=1)], known, now)
    assert (contents, again[name].digest) == ({name: data}, known[name].digest)
    recent, _ = take_inputs(small, [fresh], {}, now)
    assert recent[name].modified == -1
    assert recent[name].digest == known[name].digest
    _, contents = take_inputs(small, [fresh], recent, now)
    assert contents == {name: data}
    refused, contents = take_inputs(small, [old._replace(refused=True)], {}, now)
    assert contents == {}
    assert refused[name].digest != known[name].digest
    gone, contents = take_inputs(small, [old._replace(path="catalogue/ha-noi/gone.yaml")], {}, now)
    assert contents == {}
    assert len(gone) == 1
    posting, _ = take_inputs(small, [old._replace(kind="overlay")], {}, now)
    assert posting[name].digest != known[name].digest
