"""What an assistant is told, asked as it asks: by a client of the protocol. The right answers are the oracle's, worked out again
from the raw records, or found by hand."""

import json
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, product
from pathlib import Path
from typing import Any

import anyio
import pytest

from conftest import TODAY
from niemyet.assist.answering import answer, check_version, find_procedure, list_changes
from niemyet.assist.published import NoDataError, PublishedData, UnknownError
from niemyet.model.vocabulary import VERSION_PART_NAMES
from niemyet.resolve.sheet_codes import check_letter
from niemyet.resolve.version_codes import GROUP, VERSION_PARTS
from oracle.reckoning import WAIVER
from oracle.records import Posted, read_postings

BIRTH = "1.001193"
QUESTIONS = 60


@pytest.fixture(scope="module")
def site(open_data_site: Path) -> Path:
    """The frozen catalogue with open data."""
    return open_data_site


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
    from mcp.client.client import Client  # here: it takes a second to load

    from niemyet.assist.protocol import make_server

    async def talk() -> list[Any]:
        async with Client(make_server(PublishedData(site))) as client:
            return [await client.call_tool(tool, arguments) for tool, arguments in asked]

    results: list[Any] = run(talk)
    return results


@pytest.mark.slow("a build and a server")
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


@pytest.mark.slow("a build and a server")
def test_the_birth_of_a_child_registered_late_by_hand(data: PublishedData) -> None:
    """5,000 đồng in Hà Nội, which is sample data, on the same day if filed before 15:00; the question left is who pays less."""
    told = answer(data, "Thường Tín", BIRTH, {"case": "late", "channel": "in_person"})
    assert [question["key"] for question in told["open_questions"]] == ["waiver"]
    sums = {row["due"] for row in told["fees"] if {"waiver": "none"} in row["when"]}
    assert (sums, told["sample"]) == ({5000}, True)
    assert told["deadlines"][0]["deadline"]["same_day_until"] == "15:00"
    assert told["rule"]


FOUND = {
    "làm giấy khai sinh cho con": BIRTH,
    "khai sinh": BIRTH,
    "dang ky ket hon": "1.000894",
    "1.004222": "1.004222",
    "khai tử": "1.000656",
    # as they speak in the South and the middle
    "mần giấy khai sanh cho con": BIRTH,
    "lam khai sanh": BIRTH,
    "ông tui mới mất": "1.000656",
    "vô hộ khẩu": "1.004222",
    # everyday names and abbreviations
    "giấy độc thân": "1.004873",
    "sao y": "2.000815",
    "thuê trọ": "1.004194",
    "mở tiệm tạp hóa": "1.001612",
    "mai táng phí": "1.001731",
    # slips, other spellings, codes as people type them
    "Đăng Ký KHAI SINH!!!": BIRTH,
    "đăng kí khai sinh": BIRTH,
    "1001193": BIRTH,
    "mã số 1.001193.": BIRTH,
    # whole sentences
    "tôi muốn đăng ký khai sinh cho con tôi sinh tháng trước tại xã Thường Tín": BIRTH,
    "can giay to gi de dang ky tam tru": "1.004194",
    # what it takes is asked of every matter: nobody has lost anything
    "khai sinh có mất tiền không": BIRTH,
    "làm giấy khai sinh mất bao lâu": BIRTH,
    "đăng ký kết hôn hết bao nhiêu tiền": "1.000894",
    "vợ tôi mới sinh hai tháng trước, giờ khai sinh có mất tiền không": BIRTH,
    "mất giấy khai sinh": "1.004884",
    "thủ tục ở xã Hà Hồi cũ khai sinh": BIRTH,
}
"""What people say → the procedure that is meant."""
ELSEWHERE = {
    "ly hôn": "Ly hôn",
    "làm căn cước công dân": "Cấp, đổi, cấp lại thẻ căn cước",
    "hộ chiếu": "Cấp hộ chiếu phổ thông",
    "đăng ký xe máy": "Đăng ký xe, biển số, sang tên xe",
    "nhà ở xã hội": "Mua, thuê nhà ở xã hội",
}
"""What people say → what is done elsewhere."""
NOWHERE = (
    "giấy phép phóng vệ tinh",
    "x" * 500,
    "'; DROP TABLE procedures; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\x00",
    "",
)
SEVERAL = {
    "khai sinh và nhập hộ khẩu cho con": {BIRTH, "1.004222"},
    "ket hon roi nhap ho khau": {"1.000894", "1.004222"},
}
"""What people say → the procedures of its two matters."""


KINDLY = {
    "Chào bạn, tôi muốn đăng ký kết hôn": "1.000894",
    "Em chào các anh chị cán bộ ạ, em ở Thường Tín, em muốn làm giấy khai sinh cho con": BIRTH,
    "chao ban cho hoi dang ky tam tru": "1.004194",
    "tôi ở xã Thường Tín, cần xin bản sao giấy khai sinh, cảm ơn bạn": "2.000635",
}
"""One matter each, with who asks, from where, and how kindly."""


@pytest.mark.slow("a build and a server")
def test_a_procedure_is_found_by_the_words_of_people(site: Path) -> None:
    """Over the protocol: the first that is told is the one that is meant, with the address of its posting."""
    results = ask(site, [("find_procedure", {"words": words, "place": "xã Thường Tín"}) for words in FOUND])
    told = [result.structured_content["found"][0] for result in results]
    assert {words: one["code"] for words, one in zip(FOUND, told, strict=True)} == FOUND
    assert all(one["posting"].endswith(f"/ha-noi/thuong-tin/{one['code']}/") for one in told)


@pytest.mark.slow("a build and a server")
def test_what_a_commune_does_not_do_is_not_answered_with_what_it_does(site: Path) -> None:
    """It says where that is done, with the page; no procedure stands in for it. What nobody knows is unknown."""
    results = ask(site, [("find_procedure", {"words": words}) for words in (*ELSEWHERE, *NOWHERE)])
    told = [result.structured_content for result in results]
    for words, one in zip(ELSEWHERE, told, strict=False):
        assert (one["found"], one["elsewhere"][0]["name"]) == ([], ELSEWHERE[words])
        assert one["elsewhere"][0]["where"]
        assert "/lam-o-dau/" in one["elsewhere"][0]["source"]
    for one in told[len(ELSEWHERE) :]:
        assert one["found"] == []
        assert "Không tìm thấy" in one["unknown"]


@pytest.mark.slow("a build and a server")
def test_two_matters_in_one_question_are_told_apart(site: Path) -> None:
    """Each with its own procedure, so that none is forgotten; a name with "và" in it is one matter, and a greeting is none."""
    results = ask(site, [("find_procedure", {"words": words}) for words in SEVERAL])
    for result, codes in zip(results, SEVERAL.values(), strict=True):
        assert {one["code"] for one in result.structured_content["several"]} == codes
    asked = "Thay đổi, cải chính, bổ sung thông tin hộ tịch", *KINDLY
    one, *kind = ask(site, [("find_procedure", {"words": words}) for words in asked])
    assert all("several" not in result.structured_content for result in (one, *kind))
    assert [result.structured_content["found"][0]["code"] for result in kind] == [*KINDLY.values()]


@pytest.mark.slow("a build and a server")
def test_a_former_commune_leads_to_the_one_of_today(data: PublishedData) -> None:
    """By its old name; one that was divided is asked back about, because nobody knows which part is meant."""
    for name in ("xã Văn Bình", "van binh", "thị trấn Thường Tín", "xã Thường Tín, thành phố Hà Nội"):
        assert data.place(name)["path"] == "ha-noi/thuong-tin"
    parts = [(one, name) for one in data.communes for name in one["former_names"] if name.startswith("một phần ")]
    whole = {name for one in data.communes for name in one["former_names"]}
    asked = next(name.removeprefix("một phần ") for _, name in parts if name.removeprefix("một phần ") not in whole)
    with pytest.raises(UnknownError, match="đã chia về nhiều nơi"):
        data.place(asked)


@pytest.mark.slow("a build and a server")
def test_an_answer_for_no_case_asks_back(site: Path) -> None:
    """Whoever has not said the case is not told a sum as if it were certain; an argument that there is not answers nothing."""
    place = {"place": "ha-noi/thuong-tin", "code": BIRTH}
    for result in ask(site, [("answer", place), ("answer", place | {"case": "late"})]):
        told = result.structured_content
        assert {"case", "waiver"} <= {one["key"] for one in told["open_questions"]}
        assert len({row["due"] for row in told["fees"]}) > 1
        assert any("chưa xác định cho đến khi biết case" in one for one in told["unknown"])
    (known,) = ask(site, [("answer", place | {"choices": {"case": "on-time", "channel": "in_person", "waiver": "none"}})])
    assert known.structured_content["unknown"] == []


def test_what_is_not_posted_or_not_in_force_is_not_answered(site: Path, data: PublishedData) -> None:
    """A procedure that hangs elsewhere, one of another office, a code of nobody; a posting that waits or has ended."""
    posted = {(one["path"], row["code"]) for one in data.communes for row in data.postings(one["path"])}
    every = product((one["path"] for one in data.communes), (one["code"] for one in data.procedures))
    place, other = next(pair for pair in every if pair not in posted)
    refused = {
        other: "Phần chung",
        "1.014061": "không làm ở xã, phường",
        "9.999999": "Tìm mã bằng find_procedure",
        "khai sinh": "Tìm mã",
    }
    results = ask(site, [("answer", {"place": place, "code": code}) for code in refused])
    for result, words in zip(results, refused.values(), strict=True):
        assert result.is_error
        assert words in result.content[0].text
    for file in (site / "api/v1/postings").rglob("*.json"):
        posting = json.loads(file.read_text("utf-8"))
        if posting["standing"] != "in_force":
            told = answer(data, posting["place"]["path"], posting["code"])
            assert "fees" not in told
            assert told["unknown"]


def test_a_sheet_of_before_is_told_by_its_parts(data: PublishedData) -> None:
    """Another group of characters in its version: it is not current, and the part that has changed is named, no other."""
    letters = data.posting("ha-noi/thuong-tin", BIRTH)["version"].replace("-", "")
    for place, part in enumerate(VERSION_PARTS):
        at = 9 + place * GROUP
        old = letters[9:at] + ("2" if letters[at] != "2" else "3") + letters[at + 1 :]
        told = check_version(data, letters[:8] + check_letter(letters[:8] + old) + old)
        assert (told["current"], told["changed"]) == (False, [VERSION_PART_NAMES[part]])


async def post(app: Any, body: bytes, headers: dict[str, str], *, wait: float = 0.0) -> int:
    """The status of a question to the application, which arrives after a while."""
    sent: list[dict[str, Any]] = []
    heads = {"host": "127.0.0.1:8765", "content-type": "application/json", "accept": "application/json, text/event-stream"}
    scope = {
        "type": "http", "method": "POST", "path": "/mcp", "raw_path": b"/mcp", "query_string": b"", "root_path": "",
        "scheme": "http", "http_version": "1.1", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8765),
        "headers": [(name.encode(), value.encode()) for name, value in (heads | headers).items()],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await anyio.sleep(wait)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    status: int = sent[0]["status"]
    return status


def test_over_http_nobody_else_is_answered(data: PublishedData) -> None:
    """Neither a name that leads to this machine, nor a page of another site, nor what is too long or too slow."""
    asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()

    async def talk() -> list[int]:
        from niemyet.assist.over_http import LONGEST_BODY, InTime
        from niemyet.assist.protocol import make_app, make_server

        app = make_app(make_server(data), "127.0.0.1", 8765)
        async with app.router.lifespan_context(app):
            hasty = InTime(app, 0.05)
            return [
                await post(hasty, asked, {}),
                await post(hasty, asked, {"host": "localhost:8765", "origin": "http://localhost:8765"}),
                await post(hasty, asked, {"host": "evil.example:8765"}),
                await post(hasty, asked, {"host": "127.0.0.1:8765.evil.example"}),
                await post(hasty, asked, {"origin": "https://evil.example"}),
                await post(hasty, asked, {"origin": "null"}),
                await post(hasty, b" " * (LONGEST_BODY + 1) + asked, {}),
                await post(hasty, asked, {}, wait=1.0),
            ]

    assert run(talk) == [200, 200, 421, 421, 403, 403, 413, 408]


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


@pytest.mark.slow("a build and a server")
def test_the_command_answers_on_standard_input_and_output(site: Path, tmp_path: Path) -> None:
    """`niemyet assist` as an assistant starts it: a real process, four tools, all of which only read; no log
    has what was asked."""
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    command = StdioServerParameters(command=sys.executable, args=["-m", "niemyet", "assist", str(site)], env={**os.environ})

    async def talk() -> Any:
        async with Client(stdio_client(command, errlog=log)) as client:
            tools = (await client.list_tools()).tools
            await client.call_tool("answer", {"place": "Atlantis", "code": BIRTH})
            return tools, await client.call_tool("find_procedure", {"words": "khai sinh", "place": "thuong-tin"})

    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        tools, result = run(talk)
    assert "Atlantis" not in (tmp_path / "log").read_text("utf-8")
    assert [tool.name for tool in tools] == ["find_procedure", "answer", "check_version", "list_changes"]
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert result.structured_content["found"][0]["posting"].endswith("/ha-noi/thuong-tin/1.001193/")
