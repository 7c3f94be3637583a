"""The table of kinds of files: everything is derived from it, and a kind that lacks something fails at import."""

import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from conftest import FROZEN
from niemyet.changes.entries import FileChanges, format_file
from niemyet.editing.dictionary import list_parts
from niemyet.editing.schema import PLACES, list_schemas
from niemyet.model.kinds import FOLDERS, KINDS, RECORD_NAMES, FileKind, KindName, kind_of, path_of
from niemyet.render import addresses
from niemyet.validate.shapes import SHAPES

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CODE = r"[0-9]\.[0-9]{6}[0-9A-Z.]*"
ATTACHMENT = rf"{SLUG}\.(?:pdf|docx?|xlsx|odt)"
PICTURE = r"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:jpe?g|png|webp|avif|gif)"
WRITTEN_BY_HAND: dict[KindName, tuple[str, str, str]] = {
    "procedure": (
        rf"catalogue/reference/procedures/{SLUG}/{CODE}(?:@[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})?\.yaml",
        "catalogue/reference/procedures/*/*.yaml",
        "catalogue/reference/procedures/ho-tich/1.001193@2027-03-01.yaml",
    ),
    "overlay": (
        rf"catalogue/(?!reference/){SLUG}/{CODE}\.yaml", "catalogue/*/[0-9].[0-9]*.yaml", "catalogue/ha-noi/1.001193.yaml",
    ),
    "posting": (
        rf"catalogue/(?!reference/){SLUG}/(?!(?:procedures|tep|oversight)/){SLUG}/{CODE}\.yaml",
        "catalogue/*/*/[0-9].[0-9]*.yaml",
        "catalogue/ha-noi/thuong-tin/2.000635.000.00.00.H26.yaml",
    ),
    "province": (
        rf"catalogue/(?!reference/){SLUG}/province\.yaml", "catalogue/*/province.yaml", "catalogue/ha-noi/province.yaml",
    ),
    "commune": (
        rf"catalogue/(?!reference/){SLUG}/(?!(?:procedures|tep|oversight)/){SLUG}/commune\.yaml",
        "catalogue/*/*/commune.yaml",
        "catalogue/ha-noi/thuong-tin/commune.yaml",
    ),
    "duty": (
        rf"catalogue/(?!reference/){SLUG}/(?!(?:procedures|tep)/){SLUG}/duty\.yaml",
        "catalogue/*/*/duty.yaml",
        "catalogue/ha-noi/thuong-tin/duty.yaml",
    ),
    "boundary": (
        rf"catalogue/(?!reference/){SLUG}/(?!(?:procedures|tep)/){SLUG}/boundary\.geojson",
        "catalogue/*/*/boundary.geojson",
        "catalogue/ha-noi/thuong-tin/boundary.geojson",
    ),
    "ratings": (rf"catalogue/(?!reference/){SLUG}/ratings\.csv", "catalogue/*/ratings.csv", "catalogue/ha-noi/ratings.csv"),
    "article": (rf"news/[0-9]{{4}}/{SLUG}\.md", "news/*/*.md", "news/2026/tin-moi.md"),
    "calendar": (
        r"catalogue/reference/calendar/[0-9]{4}\.yaml",
        "catalogue/reference/calendar/*.yaml",
        "catalogue/reference/calendar/2027.yaml",
    ),
    "fields": (r"catalogue/reference/fields\.yaml", "catalogue/reference/fields.yaml", "catalogue/reference/fields.yaml"),
    "documents": (
        r"catalogue/reference/documents\.yaml", "catalogue/reference/documents.yaml", "catalogue/reference/documents.yaml",
    ),
    "life-events": (
        r"catalogue/reference/life-events\.yaml", "catalogue/reference/life-events.yaml", "catalogue/reference/life-events.yaml",
    ),
    "synonyms": (
        r"catalogue/reference/synonyms\.yaml", "catalogue/reference/synonyms.yaml", "catalogue/reference/synonyms.yaml",
    ),
    "elsewhere": (
        r"catalogue/reference/elsewhere\.yaml", "catalogue/reference/elsewhere.yaml", "catalogue/reference/elsewhere.yaml",
    ),
    "translations": (
        r"catalogue/reference/translations\.yaml",
        "catalogue/reference/translations.yaml",
        "catalogue/reference/translations.yaml",
    ),
    "province-translations": (
        rf"catalogue/(?!reference/){SLUG}/translations\.yaml",
        "catalogue/*/translations.yaml",
        "catalogue/ha-noi/translations.yaml",
    ),
    "province-procedure": (
        rf"catalogue/(?!reference/){SLUG}/procedures/{SLUG}/{CODE}(?:@[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})?\.yaml",
        "catalogue/*/procedures/*/*.yaml",
        "catalogue/ha-noi/procedures/ho-tich/2.000901@2027-03-01.yaml",
    ),
    "province-documents": (
        rf"catalogue/(?!reference/){SLUG}/documents\.yaml", "catalogue/*/documents.yaml", "catalogue/ha-noi/documents.yaml",
    ),
    "doubts": (r"catalogue/doubts\.yaml", "catalogue/doubts.yaml", "catalogue/doubts.yaml"),
    "units": (r"catalogue/reference/units\.csv", "catalogue/reference/units.csv", "catalogue/reference/units.csv"),
    "former-units": (
        r"catalogue/reference/former-units\.csv", "catalogue/reference/former-units.csv", "catalogue/reference/former-units.csv",
    ),
    "national-file": (
        rf"catalogue/reference/tep/{ATTACHMENT}", "catalogue/reference/tep/*", "catalogue/reference/tep/to-khai-ct01.docx",
    ),
    "province-file": (
        rf"catalogue/(?!reference/){SLUG}/tep/{ATTACHMENT}", "catalogue/*/tep/*", "catalogue/ha-noi/tep/mau-1.pdf",
    ),
    "image": (rf"news/[0-9]{{4}}/{PICTURE}", "news/*/*", "news/2026/Anh_hop.2.jpeg"),
    "article-file": (rf"news/[0-9]{{4}}/{ATTACHMENT}", "news/*/*", "news/2026/ke-hoach-28.odt"),
    "oversight": (
        rf"catalogue/(?!reference/){SLUG}/(?!(?:procedures|tep|oversight)/){SLUG}/oversight/[0-9]{{4}}\.yaml",
        "catalogue/*/*/oversight/*.yaml",
        "catalogue/ha-noi/thuong-tin/oversight/2026.yaml",
    ),
    "board-photo": (
        rf"catalogue/(?!reference/){SLUG}/(?!(?:procedures|tep|oversight)/){SLUG}/oversight/{PICTURE}",
        "catalogue/*/*/oversight/*",
        "catalogue/ha-noi/thuong-tin/oversight/bang-niem-yet.jpg",
    ),
    "province-oversight": (
        rf"catalogue/(?!reference/){SLUG}/oversight/[0-9]{{4}}\.yaml",
        "catalogue/*/oversight/*.yaml",
        "catalogue/ha-noi/oversight/2026.yaml",
    ),
    "page": (rf"docs/(?:{SLUG}/)*{SLUG}\.md", "docs/**/*.md", "docs/soan-thao/bat-dau.md"),
    "figure": (rf"docs/(?:{SLUG}/)*{PICTURE}", "docs/**/*", "docs/soan-thao/hinh/buoc-1.webp"),
}  # fmt: skip
"""Each kind's place as a regular expression and as a glob, worked out by hand, and a file of the kind."""
FOLDERS_BY_HAND = re.compile(
    r"catalogue(?:/reference(?:/calendar|/tep|/procedures(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?)?|(?!/reference/)(?:/[a-z0-9]+(?:-[a-z0-9]+)*){0,2}|/[a-z0-9]+(?:-[a-z0-9]+)*/procedures/[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"|catalogue/(?!reference/)[a-z0-9]+(?:-[a-z0-9]+)*/(?!procedures/|tep/|oversight/)[a-z0-9]+(?:-[a-z0-9]+)*/oversight"
    r"|news(?:/[0-9]{4})?"
)


def near_misses() -> Iterator[str]:
    """Paths that are right, and the same with one thing wrong."""
    for _, _, path in WRITTEN_BY_HAND.values():
        yield from (path, path.upper(), f"{path}~", f"{path}\n", f" {path}", f"/{path}", f"./{path}", path.replace("-", "--"))
        yield from (path.replace("ha-noi", "reference"), path.replace("thuong-tin", "reference"), path.replace("ha-noi/", ""))
        yield from (path.replace(".yaml", ".yml"), path.replace(".yaml", "xyaml"), path.replace(".md", ".markdown"))
        yield from (path.replace("1.001193", "1-001193"), path.replace("1.001193", "1.00119"), path.replace("ho-tich", "Ho-tich"))
        yield from (path.replace("2027", "27"), path.replace("2026", "20266"), path.replace("@2027-03-01", "@2027-3-1"))
        yield from (path.replace(".jpeg", ".svg"), path.replace("Anh", ".Anh"), path.replace("/", "//"), f"x/{path}", f"{path}/x")
        yield from (path.replace("province", "commune"), path.replace("thuong-tin", "procedures"))
        yield path.replace("commune.yaml", "province.yaml")
        yield path.replace("catalogue/", "catalogue/reference/")
        yield from (path[:end] for end in range(len(path)))


def everywhere() -> list[str]:
    """The files of the frozen catalogue, their folders, and the near misses."""
    return sorted({*(path.relative_to(FROZEN).as_posix() for path in FROZEN.rglob("*")), *near_misses()})


def test_a_file_is_of_the_kind_whose_place_it_has() -> None:
    """The patterns made of the table are those worked out by hand, and no path is of two kinds."""
    assert set(WRITTEN_BY_HAND) == set(KINDS)
    for path in everywhere():
        kinds = [kind for kind, (pattern, _, _) in WRITTEN_BY_HAND.items() if re.fullmatch(pattern, path)]
        assert kinds == ([kind_of(path)] if kind_of(path) else []), path


def test_records_lie_in_the_folders_of_their_places() -> None:
    """And the folders made of the table are those worked out by hand."""
    for path in everywhere():
        assert bool(FOLDERS.fullmatch(path)) == bool(FOLDERS_BY_HAND.fullmatch(path)), path
    for kind, (_, _, path) in WRITTEN_BY_HAND.items():
        assert KINDS[kind].handwritten or FOLDERS.fullmatch(path.rpartition("/")[0])


schemas_of_all, parts_of_all = cache(list_schemas), list_parts


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_of_file_is_known_everywhere(kind: FileKind) -> None:
    """Its name to the types, its words to the list of changes, its record to check, schemas, dictionary and editor."""
    _, glob, path = WRITTEN_BY_HAND[kind.name]
    assert kind.name in get_args(KindName)
    assert kind.glob == glob
    assert fnmatch(path, glob.replace("**/", "*"))
    assert kind_of(path) == kind.name
    assert format_file(FileChanges(path, kind.name, "", began=True)) == [f"Thêm {kind.file}"]
    assert (kind.name in RECORD_NAMES) == (kind.record is not None) == (kind.name in SHAPES)
    if kind.record is not None:
        assert f"{kind.name}.json" in schemas_of_all()
        assert parts_of_all()[kind.name][0].name == kind.record.vi
        assert (kind.name in PLACES) == path.endswith(".yaml")


def test_the_table_names_each_kind_once() -> None:
    """And no other kinds are named to the types."""
    assert list(get_args(KindName)) == list(KINDS)


def test_a_path_is_made_of_what_stands_in_its_slots() -> None:
    """One value may hold what stands side by side; too few or too many are a mistake of the program."""
    assert path_of("posting", "ha-noi/thuong-tin", "1.001193") == "catalogue/ha-noi/thuong-tin/1.001193.yaml"
    assert path_of("posting", "ha-noi", "thuong-tin", "1.001193") == "catalogue/ha-noi/thuong-tin/1.001193.yaml"
    assert path_of("article", "2026/tin-moi") == "news/2026/tin-moi.md"
    assert path_of("fields") == "catalogue/reference/fields.yaml"
    for values in ((), ("ha-noi",), ("ha-noi/thuong-tin/1.001193", "x")):
        with pytest.raises(ValueError, match="posting"):
            path_of("posting", *values)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (WRITTEN_BY_HAND["procedure"][2], addresses.of_procedure("1.001193")),
        (WRITTEN_BY_HAND["posting"][2], addresses.of_posting("ha-noi/thuong-tin", "2.000635.000.00.00.H26")),
        (WRITTEN_BY_HAND["province"][2], addresses.of_place("ha-noi")),
        (WRITTEN_BY_HAND["commune"][2], addresses.of_place("ha-noi/thuong-tin")),
        (WRITTEN_BY_HAND["boundary"][2], addresses.of_boundary("ha-noi/thuong-tin")),
        (WRITTEN_BY_HAND["article"][2], addresses.of_article("2026/tin-moi")),
        (WRITTEN_BY_HAND["image"][2], addresses.of_picture("news/2026/Anh_hop.2.jpeg")),
        (WRITTEN_BY_HAND["national-file"][2], "tep/to-khai-ct01.docx"),
        (WRITTEN_BY_HAND["province-file"][2], "ha-noi/tep/mau-1.pdf"),
        (WRITTEN_BY_HAND["article-file"][2], "tin-tuc/2026/ke-hoach-28.odt"),
        ("docs/index.md", ""),
        ("docs/soan-thao/index.md", "soan-thao/"),
        ("docs/soan-thao/bat-dau.md", "soan-thao/bat-dau/"),
        ("docs/soan-thao/hinh/buoc-1.webp", "soan-thao/hinh/buoc-1.webp"),
        ("news/2026/index.md", "tin-tuc/2026/index/"),
    ],
)
def test_a_file_is_published_where_the_table_says(path: str, address: str) -> None:
    """The addresses of pages, which are promises, and the table agree."""
    kind = kind_of(path)
    assert kind is not None
    assert KINDS[kind].address_of(path) == address


def test_files_that_are_no_pages_have_no_address() -> None:
    """Asking for one is a mistake of the program."""
    for kind in (
        "overlay",
        "calendar",
        "fields",
        "documents",
        "life-events",
        "synonyms",
        "elsewhere",
        "doubts",
        "units",
        "former-units",
    ):
        with pytest.raises(ValueError, match="catalogue/"):
            KINDS[kind_of(WRITTEN_BY_HAND[kind][2]) or "posting"].address_of(WRITTEN_BY_HAND[kind][2])


ADDED = """
import niemyet.model.kinds as kinds
source = open(kinds.__file__, encoding="utf-8").read()
added = 'FileKind("forms", "reference", "catalogue/reference/forms.yaml", "danh sách mẫu"{record}),\\n)  # fmt: skip\\nKINDS:'
assert source.count(")  # fmt: skip\\nKINDS:") == 1
exec(compile(source.replace(")  # fmt: skip\\nKINDS:", added), kinds.__file__, "exec"), kinds.__dict__)
"""
"""A program in which the table has a kind more, and nothing else knows of it."""


def run(program: str, record: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Runs the program with a kind more, of which a file lies in the catalogue."""
    file = root / "catalogue/reference/forms.yaml"
    file.write_text("to-khai:\n  name: Tờ khai\n", "utf-8")
    code = ADDED.replace("{record}", record) + program
    return subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=False)


def test_a_kind_that_is_added_to_the_table_alone_is_found_and_told(small: Path) -> None:
    """Finding, telling where a misplaced one belongs, folders and the list of changes need nothing else."""
    done = run(
        """
import sys
from pathlib import Path
from niemyet.changes.entries import FileChanges, format_file
from niemyet.load.finding import find_files
from niemyet.load.misplaced import guess_place
found = find_files(Path(sys.argv[1]))
assert [one.kind for one in found.above if one.path.endswith("/forms.yaml")] == ["forms"], found
assert not found.diagnostics
assert guess_place("catalogue/reference/Form.yml", str) == "catalogue/reference/forms.yaml"
assert format_file(FileChanges("", "forms", "", ended=True)) == ["Bỏ danh sách mẫu"]
""",
        "",
        small,
    )
    assert done.returncode == 0, done.stderr


def test_a_kind_of_record_without_its_model_ends_the_program(small: Path) -> None:
    """Nothing starts that would leave such files unchecked."""
    done = run("import niemyet.validate.entries", ', Bilingual("danh sách mẫu", "the list of forms")', small)
    assert done.returncode != 0
    assert "LookupError: {'forms'}" in done.stderr
