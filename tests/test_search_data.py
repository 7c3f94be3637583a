"""The data of the search: places in files, fees and times, what is done elsewhere."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY
from niemyet.catalogue.selection import select_communes
from niemyet.model.unit_folders import official_folders
from niemyet.render.language import VIETNAMESE
from niemyet.render.pages.elsewhere import group_by_office
from niemyet.render.search_places import fold_name
from niemyet.render.summaries import card_deadlines, card_due, name_unknown
from niemyet.resolve.answers import answers_of


@pytest.fixture(scope="module")
def site(frozen_site: Path) -> Path:
    """The site of the frozen records."""
    return frozen_site


def read(path: Path) -> Any:
    """The JSON in a file."""
    return json.loads(path.read_text("utf-8"))


def read_places(site: Path) -> Iterator[dict[str, Any]]:
    """The files of places in their order."""
    for number in range(len(read(site / "tim-kiem/du-lieu.json")["country"]["firsts"])):
        yield read(site / f"tim-kiem/ten/{number}.json")


@pytest.mark.slow("the whole country")
def test_every_commune_of_the_country_is_in_the_file_of_its_name(site: Path, frozen_root: Path) -> None:
    """And the files follow one another in the order of the words with which they begin."""
    _, reference, _ = select_communes(frozen_root, "", TODAY)
    wanted = {f"{unit.kind} {unit.name}" for unit in reference.units.values() if unit.province_code}
    files = [*read_places(site)]
    firsts = [file["first"] for file in files]
    assert firsts == sorted(firsts) == read(site / "tim-kiem/du-lieu.json")["country"]["firsts"]
    for name in wanted:
        begin = " ".join(fold_name(name).split()[:2])
        file = files[sum(first <= begin for first in firsts) - 1]
        assert name in {file["units"][number][1] for number in file["today"]}, name


@pytest.mark.slow("the whole country")
def test_former_names_lead_to_the_communes_of_the_register(site: Path, frozen_root: Path) -> None:
    """Of a divided one to all that have a part of it."""
    _, reference, _ = select_communes(frozen_root, "", TODAY)
    wanted = {
        (old.name, path) for path, districts in reference.former.items() for one in districts for old in one.communes
    }  # fmt: skip
    folders = {
        path: f"{reference.units[code].kind} {reference.units[code].name}"
        for code, path in official_folders(reference.units).items()
    }
    found = {(name, file["units"][unit][1]) for file in read_places(site) for name, _, *units in file["former"] for unit in units}
    assert {(name, folders[path]) for name, path in wanted} == found


@pytest.mark.slow("the whole country")
def test_a_result_says_what_the_answers_say(site: Path, frozen_root: Path) -> None:
    """Fee and time of each posting, with the words of the summaries, and its counter; nothing of what is not posted."""
    _, _, communes = select_communes(frozen_root, "", TODAY)
    for commune in communes:
        data = read(site / commune.path / "phi-thoi-han.json")
        current = {code: posted for code, posted in commune.postings.items() if posted.standing == "in_force"}
        assert set(data["of"]) == set(current)
        for code, posted in current.items():
            fee, time, counter = (data["texts"][place] for place in data["of"][code])
            assert counter == (posted.posting.counter or "")
            answers = answers_of(posted)
            said = card_due(answers, {}, VIETNAMESE), card_deadlines(answers, {}, VIETNAMESE)
            assert (fee, time) == name_unknown(*said, VIETNAMESE), (commune.path, code)


def test_what_is_done_elsewhere_is_listed_by_office(frozen_root: Path) -> None:
    """Each matter once; where two offices are named, under the nearer."""
    _, reference, _ = select_communes(frozen_root, "", TODAY)
    offices = group_by_office(reference.elsewhere)
    assert sorted(name for matters in offices.values() for name, _ in matters) == sorted(reference.elsewhere)
    where = {name: office for office, matters in offices.items() for name, _ in matters}
    assert where["can-cuoc"] == where["thi-thuc-nguoi-nuoc-ngoai"] == "Công an"
    assert where["ly-hon"] == "Cơ quan khác"
    assert where["phan-chia-di-san"] == where["nha-o-xa-hoi"] == "Ủy ban nhân dân xã, phường; trang này chưa có"


@pytest.mark.slow("the whole country")
def test_what_is_done_elsewhere_is_found_until_a_procedure_answers(site: Path) -> None:
    """Each has a page, and is in the search as long as the catalogue has none of its codes."""
    listed = read(site / "tim-kiem/du-lieu.json")["elsewhere"]
    assert {"ly-hon", "can-cuoc"} <= {one["id"] for one in listed}
    for one in listed:
        page = (site / f"lam-o-dau/{one['id']}/index.html").read_text("utf-8")
        assert one["where"] in page
