"""What an assistant is told, asked as it asks: by a client of the protocol. The right answers are the oracle's, worked out again
from the raw records, or found by hand."""

import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from conftest import TODAY
from known_frames import begin_known_frames
from niemyet.assist.answering import answer, check_version, find_procedure, list_changes
from niemyet.assist.protocol import make_server
from niemyet.assist.published import NoDataError, PublishedData, UnknownError
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.model.data_parts import DATA_PARTS
from oracle.reckoning import WAIVER
from oracle.records import Posted, read_postings

BIRTH = "1.001193"
QUESTIONS = 60


@pytest.fixture(scope="module")
def site(frozen_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen catalogue with open data."""
    made = tmp_path_factory.mktemp("assist") / "site"
    order = replace(BuildRequest(frozen_root, TODAY, begin_known_frames(frozen_root / "mkdocs.yml")), open_data=DATA_PARTS)
    assert build_site(order, made).report.errors == 0
    return made


@pytest.fixture(scope="module")
def data(site: Path) -> PublishedData:
    return PublishedData(site)


def cases(root: Path) -> Iterator[tuple[Posted, dict[str, str]]]:
    """Every posting with every combination of answers to its questions."""
    for posted in read_postings(root, TODAY):
        reckoning = posted.reckon(TODAY)
        options = {**reckoning.questions, WAIVER: ["none", *reckoning.people]}
        for row in product(*options.values()):
            yield posted, dict(zip(options, row, strict=True))


def run(talk: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Runs it in a thread of its own: tests of the browser leave a loop running in theirs."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(anyio.run, talk).result()


def ask(site: Path, asked: list[tuple[str, dict[str, Any]]]) -> list[Any]:
    """What a client of the protocol gets for these calls, in one session."""

    async def talk() -> list[Any]:
        async with Client(make_server(PublishedData(site))) as client:
            return [await client.call_tool(tool, arguments) for tool, arguments in asked]

    results: list[Any] = run(talk)
    return results


def test_sixty_questions_have_the_answers_of_the_records(site: Path, data: PublishedData, frozen_root: Path) -> None:
    """Over the protocol: what is due, each paper, and the ground of every answer, as the oracle reckons them; nothing of what the
    law has replaced."""
    every = list(cases(frozen_root))
    chosen = list(islice(every[:: max(1, len(every) // QUESTIONS)], QUESTIONS))
    assert len(chosen) == QUESTIONS
    calls = []
    for posted, row in chosen:
        known = {one["key"] for one in data.posting(posted.place, posted.code)["questions"]}
        choices = {key: option for key, option in row.items() if key in known}
        calls.append(("answer", {"place": posted.place, "code": posted.code, "choices": choices}))
    without_sum = 0
    for (posted, row), result in zip(chosen, ask(site, calls), strict=True):
        assert not result.is_error
        told = result.structured_content
        assert told["source"].endswith(f"/{posted.place}/{posted.code}/")
        assert told["basis"] == posted.law["legal_basis"]
        asked = {key: option for key, option in row.items() if (key, option) != (WAIVER, "none")}
        reckoning = posted.reckon(TODAY)
        (right,) = reckoning.rows(asked)
        needed, old = reckoning.papers(right), posted.law.get("outdated")
        gone = [part for part in ("fees", "papers", "deadlines") if old and part in (old.get("parts") or [part])]
        assert [part for part in ("fees", "papers", "deadlines") if not told[part]] == gone
        assert old is None or old["text"] in " ".join(told["unknown"])
        for papers in told["papers"]:
            assert {use: {one["name"] for one in papers[use]} for use in needed} == {
                use: {*names} for use, names in needed.items()
            }
        if "fees" in gone:
            continue
        (fees,) = told["fees"]
        if fees["due"] is None:
            without_sum += 1
            assert fees["unknown"] or fees["formula"] or fees["range"]
        else:
            assert reckoning.due(right, {}) == (fees["due"], fees["due"])
    assert without_sum < QUESTIONS


def test_the_birth_of_a_child_registered_late_by_hand(data: PublishedData) -> None:
    """5,000 đồng in Hà Nội, which is sample data, on the same day if filed before 15:00; the question left is who pays less."""
    told = answer(data, "Thường Tín", BIRTH, {"case": "late", "channel": "in_person"})
    assert [question["key"] for question in told["open_questions"]] == ["waiver"]
    sums = {row["due"] for row in told["fees"] if {"waiver": "none"} in row["when"]}
    assert (sums, told["sample"]) == ({5000}, True)
    assert told["deadlines"][0]["deadline"]["same_day_until"] == "15:00"
    assert told["rule"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("làm giấy khai sinh cho con", BIRTH),
        ("khai sinh", BIRTH),
        ("dang ky ket hon", "1.000894"),
        ("1.004222", "1.004222"),
        ("khai tử", "1.000656"),
    ],
)
def test_a_procedure_is_found_by_the_words_of_people(words: str, code: str, data: PublishedData) -> None:
    """With marks or without, by its code, by what people call it."""
    assert find_procedure(data, words, "xã Thường Tín")["found"][0]["code"] == code


def test_what_is_not_here_is_said_not_guessed(data: PublishedData) -> None:
    """A procedure, a place, a question or an answer that does not exist; an ambiguous name asks back."""
    assert find_procedure(data, "ly hôn đơn phương tòa án xyz")["found"] == [] or "found" in find_procedure(data, "ly hôn")
    with pytest.raises(UnknownError, match="Không có xã, phường"):
        answer(data, "Atlantis", BIRTH)
    with pytest.raises(UnknownError, match="không niêm yết"):
        answer(data, "ha-noi/thuong-tin", "9.999999")
    with pytest.raises(UnknownError, match="không hỏi"):
        answer(data, "ha-noi/thuong-tin", BIRTH, {"màu": "xanh"})
    with pytest.raises(UnknownError, match="không phải là câu trả lời"):
        answer(data, "ha-noi/thuong-tin", BIRTH, {"case": "never"})


def test_no_name_leads_out_of_the_site(data: PublishedData) -> None:
    """A path in the place of a commune or a code is no place and no code."""
    for place, code in (("../../etc", BIRTH), ("ha-noi/..", BIRTH), ("ha-noi/thuong-tin", "../../index")):
        with pytest.raises(UnknownError):
            data.posting(place, code)


def test_a_sheet_is_current_until_a_part_of_it_has_changed(data: PublishedData) -> None:
    """The version of today is; with another group the part is named; a mistyped letter is told apart from a change."""
    version = data.posting("ha-noi/thuong-tin", BIRTH)["version"]
    assert check_version(data, version.lower())["current"]
    letters = version.replace("-", "")
    with pytest.raises(UnknownError, match="Mã này không đúng"):
        check_version(data, letters[:-1])
    with pytest.raises(UnknownError, match="Mã này không đúng"):
        check_version(data, ("A" if letters[0] != "A" else "B") + letters[1:])


def test_a_place_without_known_changes_is_not_said_to_stay_the_same(data: PublishedData) -> None:
    """Either there are changes, each with its day and its page, or it says that none is known."""
    told = list_changes(data, "ha-noi/thuong-tin")
    assert told["coming"] or "chưa biết" in told["unknown"]
    assert [change["from"] for change in told["coming"]] == sorted(change["from"] for change in told["coming"])
    assert all(change["source"] for change in told["coming"])


def test_a_refusal_reaches_the_assistant_as_a_sentence(site: Path) -> None:
    """As an error of the tool, in Vietnamese, so that it can ask again."""
    (result,) = ask(site, [("answer", {"place": "Atlantis", "code": BIRTH})])
    assert result.is_error
    assert "Không có xã, phường nào" in result.content[0].text


def test_what_is_asked_at_length_is_not_answered_at_length(site: Path) -> None:
    """Neither a name of a million letters nor a choice of so many comes back."""
    place = {"place": "ha-noi/thuong-tin", "code": BIRTH}
    results = ask(site, [("answer", place | {"place": "x" * 10**6}), ("answer", place | {"choices": {"case": "x" * 10**6}})])
    assert all(result.is_error and len(result.content[0].text) < 5_000 for result in results)


def test_a_folder_without_open_data_is_no_site_for_it(tmp_path: Path) -> None:
    """It says so instead of answering from nothing."""
    with pytest.raises(NoDataError):
        PublishedData(tmp_path)


def test_the_command_answers_on_standard_input_and_output(site: Path) -> None:
    """`niemyet assist` as an assistant starts it: a real process, four tools, all of which only read."""
    command = StdioServerParameters(command=sys.executable, args=["-m", "niemyet", "assist", str(site)], env={**os.environ})

    async def talk() -> Any:
        async with Client(stdio_client(command)) as client:
            tools = (await client.list_tools()).tools
            return tools, await client.call_tool("find_procedure", {"words": "khai sinh", "place": "thuong-tin"})

    tools, result = run(talk)
    assert [tool.name for tool in tools] == ["find_procedure", "answer", "check_version", "list_changes"]
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert result.structured_content["found"][0]["posting"].endswith("/ha-noi/thuong-tin/1.001193/")
