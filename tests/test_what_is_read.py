"""What a change costs: which files the next build opens."""

import os
import sys
from pathlib import Path

import pytest

from conftest import TODAY
from given_files import make_pdf
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site

LONG_AGO = 1_000_000_000
_OPENED: list[str] | None = None
"""Where the opened files are noted while somebody asks: an audit hook stays for the life of the process."""


def _note(event: str, values: tuple[object, ...]) -> None:
    if event == "open" and _OPENED is not None and isinstance(values[0], str | os.PathLike):
        _OPENED.append(os.fspath(values[0]))


sys.addaudithook(_note)


def build(root: Path) -> set[str]:
    """Builds, and gives the records that were opened, relative to catalogue/."""
    global _OPENED
    _OPENED = []
    try:
        assert build_site(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), root / "site").report.errors == 0
    finally:
        opened, _OPENED = _OPENED, None
    folder = f"{root / 'catalogue'}{os.sep}"
    return {file.removeprefix(folder).replace(os.sep, "/") for file in opened if file.startswith(folder)}


OWN, OWN_FORM, FORM = "ha-noi/procedures/ho-tich/2.000009.yaml", "ha-noi/tep/to-khai.pdf", "reference/tep/to-khai.pdf"


def add_what_else_there_is(catalogue: Path) -> None:
    """A procedure of the province with lines for kinds of area, its document, files of forms, answers; one commune posts it."""
    birth = catalogue / "reference/procedures/ho-tich/1.001193.yaml"
    text = birth.read_text("utf-8").replace("{name: Tờ khai đăng ký khai sinh}", "{name: Tờ khai, file: to-khai.pdf}")
    birth.write_text(text, "utf-8")
    own = text.replace("1.001193", "2.000009").replace("set_by: province", "amount: 8000, basis: 28/2026/QĐ-UBND")
    fee = "  - {name: Lệ phí đăng ký khai sinh, case: on-time, amount: 0"
    written = {
        OWN: own.replace(fee, f"{fee}, area: border, basis: 28/2026/QĐ-UBND}}\n{fee}"),
        "ha-noi/documents.yaml": "28/2026/QĐ-UBND: {kind: Quyết định, issuer: Ủy ban nhân dân thành phố Hà Nội}\n",
        "ha-noi/kim-lien/2.000009.yaml": (catalogue / "ha-noi/kim-lien/1.001193.yaml").read_text("utf-8"),
        "doubts.yaml": "q0: {part: fees, text: Hỏi, answer: Đáp, date: 2026-08-20}\n",
    }
    for path, content in written.items():
        (catalogue / path).parent.mkdir(parents=True, exist_ok=True)
        (catalogue / path).write_text(content, "utf-8")
    for path in (OWN_FORM, FORM):
        (catalogue / path).parent.mkdir(exist_ok=True)
        (catalogue / path).write_bytes(make_pdf())
    for commune in catalogue.glob("ha-noi/*/commune.yaml"):
        commune.write_text(f"{commune.read_text('utf-8')}areas: [mountainous]\n", "utf-8")


@pytest.fixture
def project(site_root: Path) -> Path:
    """A project of long ago with files of every kind, of which one commune alone posts 1.001193, and which was built."""
    (site_root / "catalogue/ha-noi/thuong-tin/1.001193.yaml").unlink()
    add_what_else_there_is(site_root / "catalogue")
    for file in site_root.rglob("*"):
        if file.is_file():
            os.utime(file, (LONG_AGO, LONG_AGO))
    build(site_root)
    return site_root


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / "catalogue" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


LISTS = {
    "reference/fields.yaml", "reference/documents.yaml", "reference/life-events.yaml", "reference/calendar/2026.yaml",
    "reference/units.csv", "reference/former-units.csv", "ha-noi/province.yaml", "ha-noi/documents.yaml", "doubts.yaml",
}  # fmt: skip
"""The short lists above the communes, which are read together."""


@pytest.mark.slow("builds")
def test_a_changed_fee_opens_what_it_reaches(project: Path) -> None:
    """Of the law the overlay and the short lists; of the communes those that post the procedure, and of these that posting."""
    change(project, "ha-noi/1.001193.yaml", "amount: ", "amount: 1")
    reached = {"ha-noi/1.001193.yaml", "ha-noi/kim-lien/1.001193.yaml"}
    assert build(project) - LISTS == reached


@pytest.mark.slow("builds")
def test_a_changed_own_procedure_opens_what_it_reaches(project: Path) -> None:
    """Neither another procedure nor an overlay, and of the communes those that post it."""
    change(project, OWN, "amount: 8000", "amount: 9000")
    assert build(project) - LISTS == {OWN, "ha-noi/kim-lien/2.000009.yaml"}


@pytest.mark.slow("builds")
@pytest.mark.parametrize(("form", "code"), [(OWN_FORM, "2.000009"), (FORM, "1.001193")])
def test_a_changed_file_opens_what_it_reaches(project: Path, form: str, code: str) -> None:
    """No record above the communes; of the communes those that post a procedure with this form. All files are copied anew."""
    (project / "catalogue" / form).write_bytes(make_pdf("khác"))
    assert build(project) - LISTS - {OWN_FORM, FORM} == {f"ha-noi/kim-lien/{code}.yaml"}


def test_a_changed_posting_opens_itself(project: Path) -> None:
    """Neither the law above it nor what else its commune has."""
    change(project, "ha-noi/kim-lien/1.004222.yaml", "posted: 2025", "posted: 2026")
    assert build(project) == {"ha-noi/kim-lien/1.004222.yaml"}


@pytest.mark.slow("builds")
def test_a_changed_commune_opens_all_it_has(project: Path) -> None:
    """Its own record, and every posting of it, which depends on that record; neither the law nor another commune."""
    change(project, "ha-noi/kim-lien/commune.yaml", "\n", "\n# đã đối chiếu\n")
    os.utime(project / "catalogue/ha-noi/kim-lien/commune.yaml", (LONG_AGO + 1, LONG_AGO + 1))  # else it may change unseen
    own = {"commune.yaml", "1.001193.yaml", "1.004222.yaml", "2.000009.yaml"}
    assert build(project) == {f"ha-noi/kim-lien/{name}" for name in own}
    change(project, "ha-noi/kim-lien/1.004222.yaml", "posted: 2025", "posted: 2026")
    assert build(project) == {"ha-noi/kim-lien/1.004222.yaml"}


@pytest.mark.slow("builds")
def test_a_comment_in_the_law_opens_its_file_alone(project: Path) -> None:
    """It says nothing else, so nothing is made again."""
    change(project, "reference/procedures/cu-tru/1.004222.yaml", "\n", "\n# đã đối chiếu\n")
    assert build(project) - LISTS == {"reference/procedures/cu-tru/1.004222.yaml"}


def test_nothing_changed_opens_nothing(project: Path) -> None:
    """Sizes and times tell enough."""
    assert build(project) == set()
