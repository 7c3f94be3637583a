"""The receiver of ratings: it counts by page and month, takes nothing of who sends, and is not led astray."""

import csv
import http.client
import io
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import TODAY
from niemyet.cli import app
from niemyet.load.ratings import parse_ratings
from niemyet.load.texts import SourceText
from niemyet.model.ratings import MonthOfRatings
from niemyet.rating.receiver import COUNTED, LONGEST, Limit, Receiver
from niemyet.rating.serving import open_server
from niemyet.rating.store import Store, StoreError

SITE = "https://tinh.example/dvc/"
PAGE = "ha-noi/thuong-tin/1.001193/"
FORM = f"page={PAGE}&helpful=yes"
PAGES = ("", PAGE, f"en/{PAGE}", "ha-noi/thuong-tin/", "ha-noi/kim-lien/", "ha-tinh/thach-khe/")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "danh-gia.csv")


@pytest.fixture
def minute() -> list[int]:
    """The clock of the limit: another value is another minute."""
    return [0]


@pytest.fixture
def send(store: Store, minute: list[int]) -> Callable[..., tuple[str, str]]:
    """Sends a form to the receiver; gives the status and the page that is shown."""
    receiver = Receiver(store, SITE, PAGES.__contains__, lambda: TODAY, Limit(lambda: minute[0]))

    def send_form(form: str = FORM, **environ: str) -> tuple[str, str]:
        told: list[str] = []
        data = form.encode()
        asked: Mapping[str, Any] = {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(data)),
            "HTTP_ORIGIN": "https://tinh.example",
            "REMOTE_ADDR": "203.0.113.7",
            "HTTP_COOKIE": "secret=1",
            "HTTP_USER_AGENT": "Somebody's own browser",
            "wsgi.input": io.BytesIO(data),
        } | environ
        body = b"".join(receiver(asked, lambda status, headers: told.append(status)))
        return told[0].split(" ")[0], body.decode()

    return send_form


def test_an_answer_is_counted_by_page_and_month_and_nothing_else_is_kept(
    send: Callable[..., tuple[str, str]], store: Store, tmp_path: Path
) -> None:
    """The whole file is what is asserted here: no address, no browser, no day."""
    status, shown = send()
    assert status == "200"
    assert f'href="{SITE}{PAGE}"' in shown
    send(f"page={PAGE}&helpful=no")
    send("page=&helpful=yes")
    assert (tmp_path / "danh-gia.csv").read_text("utf-8") == f"month,page,helpful,unhelpful\n2026-11,,1,0\n2026-11,{PAGE},1,1\n"
    assert Store(tmp_path / "danh-gia.csv").by_commune("ha-noi", "2026-11") == {"thuong-tin": [MonthOfRatings("2026-11", 1, 1)]}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["danh-gia.csv"]


@pytest.mark.parametrize(
    ("form", "environ", "status"),
    [
        (FORM, {"REQUEST_METHOD": "GET"}, "405"),
        (FORM, {"HTTP_ORIGIN": "https://khac.example"}, "403"),
        (FORM, {"HTTP_ORIGIN": "http://tinh.example"}, "403"),
        (FORM, {"HTTP_ORIGIN": "null"}, "403"),
        (FORM, {"HTTP_ORIGIN": ""}, "403"),
        (FORM, {"CONTENT_TYPE": "text/plain"}, "415"),
        (FORM, {"CONTENT_LENGTH": ""}, "400"),
        (FORM, {"CONTENT_LENGTH": "-1"}, "400"),
        (FORM, {"CONTENT_LENGTH": str(LONGEST + 1)}, "413"),
        (FORM, {"CONTENT_LENGTH": "9" * 5000}, "413"),
        (f"page={'a' * 280}/&helpful=yes", {}, "400"),
        ("page=khong-co/&helpful=yes", {}, "404"),
        ("page=ha-noi/../ha-noi/&helpful=yes", {}, "400"),
        ("page=/etc/passwd&helpful=yes", {}, "400"),
        ("page=%00/&helpful=yes", {}, "400"),
        ("page=%C3%A0/&helpful=yes", {}, "400"),
        (f"page={PAGE}&helpful=maybe", {}, "400"),
        (f"page={PAGE}&helpful=yes&helpful=no", {}, "400"),
        (f"page={PAGE}", {}, "400"),
        ("&".join(["helpful=yes"] * 20), {}, "400"),
        ("%ff=%fe", {}, "400"),
    ],
)
def test_what_is_not_the_sites_own_form_is_not_counted(
    form: str, environ: dict[str, str], status: str, send: Callable[..., tuple[str, str]], tmp_path: Path
) -> None:
    """Another site's form, another method, another page, too much, half of it."""
    assert send(form, **environ)[0] == status
    assert not (tmp_path / "danh-gia.csv").exists()


def test_the_answer_stands_on_the_page_and_a_head_has_no_page(send: Callable[..., tuple[str, str]]) -> None:
    """Its title and its sentence; whoever asks for the head alone gets the status alone."""
    assert f"<h1>{COUNTED.title}</h1><p>{COUNTED.words}</p>" in send()[1]
    assert send(REQUEST_METHOD="HEAD") == ("405", "")


def test_a_full_file_takes_no_further_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says which file is full; what has a row already is still counted."""
    monkeypatch.setattr("niemyet.rating.store.MOST_ROWS", 1)
    store.count("2026-11", "", True)
    with pytest.raises(OSError, match=r"danh-gia\.csv"):
        store.count("2026-11", PAGE, True)
    store.count("2026-11", "", False)
    assert store.path.read_text("utf-8") == "month,page,helpful,unhelpful\n2026-11,,1,1\n"


def test_a_flood_is_held_off_without_knowing_whose_it_is(send: Callable[..., tuple[str, str]], minute: list[int]) -> None:
    """So many of a page in a minute, and so many in all; the next minute counts again."""
    assert [send()[0] for _ in range(21)] == ["200"] * 20 + ["429"]
    assert send("page=&helpful=yes")[0] == "200"
    minute[0] = 1
    assert send()[0] == "200"
    limit = Limit(lambda: 0, whole=3, page=2)
    assert [limit.allows(page) for page in "aaabc"] == [True, True, False, True, False]


def test_what_cannot_be_written_is_not_counted(send: Callable[..., tuple[str, str]], store: Store, tmp_path: Path) -> None:
    """It is told, and counted once it can be."""
    (tmp_path / ".danh-gia.csv.new").mkdir()
    assert send()[0] == "503"
    (tmp_path / ".danh-gia.csv.new").rmdir()
    assert send()[0] == "200"
    assert store.by_commune("ha-noi", "2026-11") == {"thuong-tin": [MonthOfRatings("2026-11", 1, 0)]}


@pytest.mark.slow("a large file")
def test_a_long_file_of_counts_is_read_in_little() -> None:
    """Each line once: what is known was copied for every line, and sixty thousand lines took a hundred seconds."""
    lines = "".join(f"20{10 + i // 12 % 16}-{i % 12 + 1:02},xa-{i // 192},1,1\n" for i in range(60_000))
    read, told = parse_ratings(SourceText("a", "month,commune,helpful,unhelpful\n" + lines), "2026-11")
    assert sum(map(len, read.values())) == 60_000 and told == []


@pytest.mark.parametrize("most", [131_072, 1 << 30])
def test_what_is_no_table_is_told_where_it_is_none(most: int, request: pytest.FixtureRequest) -> None:
    """A cell that never ends, at its line, whatever else in this process reads tables; a row of two lines moves no number."""
    before = csv.field_size_limit(most)
    request.addfinalizer(lambda: csv.field_size_limit(before))
    head = "month,commune,helpful,unhelpful\n"
    (told,) = parse_ratings(SourceText("a", head + '2026-10,a,1,1\n"' + "a" * 200_000), "2026-11")[1]
    assert (told.place.line, "CSV" in str(told.values["why"])) == (3, True)
    first, second = parse_ratings(SourceText("a", head + '"2026-10\n",a,1,1\n2026-13,a,1,1\n'), "2026-11")[1]
    assert (first.place.line, second.place.line) == (2, 4)


def test_who_is_too_slow_is_not_counted(send: Callable[..., tuple[str, str]]) -> None:
    """A connection that ends within the form is answered like any other form that is none, with no traceback on the terminal."""

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise TimeoutError("timed out")

    slow: Any = Slow()
    assert send(**{"wsgi.input": slow})[0] == "400"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("something else\n", 1),
        ("month,page,helpful,unhelpful\n2026-11,ha-noi/,1\n", 2),
        ("month,page,helpful,unhelpful\n2026-13,ha-noi/,1,0\n", 2),
        ("month,page,helpful,unhelpful\n2026-11,ha-noi/,1,0\n2026-11,ha-noi/,1,0\n", 3),
        ("month,page,helpful,unhelpful\n2026-11,ha-noi/,-1,0\n", 2),
        (f"month,page,helpful,unhelpful\n2026-11,ha-noi/,{'9' * 5000},0\n", 2),
    ],
)
def test_a_damaged_file_is_never_overwritten(text: str, line: int, tmp_path: Path) -> None:
    """The receiver does not begin; the line is told."""
    path = tmp_path / "danh-gia.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(StoreError) as told:
        Store(path)
    assert told.value.line == line
    done = CliRunner().invoke(app, ["rating", "counts", "ha-noi", "--store", str(path), "--out", "-"])
    assert done.exit_code == 1
    assert "không phải tệp đếm" in done.output
    assert path.read_text("utf-8") == text


def test_a_file_has_one_receiver(tmp_path: Path) -> None:
    """Another one is refused as long as the first lives."""
    first, second = Store(tmp_path / "danh-gia.csv"), Store(tmp_path / "danh-gia.csv")
    first.hold()
    with pytest.raises(BlockingIOError):
        second.hold()


def test_counts_are_written_by_commune_for_months_that_are_over(tmp_path: Path) -> None:
    """Pages in other languages count, those of provinces and of the whole site belong to no commune; the check reads the file."""
    store = Store(tmp_path / "danh-gia.csv")
    for month, page in (("2026-10", PAGE), ("2026-10", f"en/{PAGE}"), ("2026-10", "ha-noi/"), ("2026-10", ""), ("2026-11", PAGE)):
        store.count(month, page, helpful=True)
    store.count("2026-09", "ha-tinh/thach-khe/", helpful=False)
    asked = ["rating", "counts", "ha-noi", "--store", str(tmp_path / "danh-gia.csv"), "--as-of", "2026-11-22"]
    assert CliRunner().invoke(app, [*asked, "--out", "-"]).output == "month,commune,helpful,unhelpful\n2026-10,thuong-tin,2,0\n"
    target = tmp_path / "ratings.csv"
    assert "1 dòng của 1 xã, đến hết tháng 10/2026" in CliRunner().invoke(app, [*asked, "--out", str(target)]).output
    read, told = parse_ratings(SourceText("catalogue/ha-noi/ratings.csv", target.read_text("utf-8")), "2026-11")
    assert (read, told) == ({"thuong-tin": (MonthOfRatings("2026-10", 2, 0),)}, [])


def test_a_commune_that_is_no_more_is_left_out_of_the_catalogue(small: Path) -> None:
    """What the command writes beside the records, the check accepts."""
    store = Store(small / "danh-gia.csv")
    for page in (PAGE, "ha-noi/xa-cu/", "ha-noi/1.001193/"):
        store.count("2026-10", page, helpful=True)
    asked = ["rating", "counts", "ha-noi", "--store", str(store.path), "--as-of", "2026-11-22", "--root", str(small)]
    assert CliRunner().invoke(app, asked).exit_code == 0
    written = (small / "catalogue/ha-noi/ratings.csv").read_text("utf-8")
    assert written == "month,commune,helpful,unhelpful\n2026-10,thuong-tin,1,0\n"


@pytest.fixture
def served(store: Store) -> Iterator[tuple[str, int]]:
    """The receiver over HTTP."""
    server = open_server(Receiver(store, SITE, PAGES.__contains__, lambda: date(2026, 11, 22), Limit(lambda: 0)), "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield "127.0.0.1", server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_over_http_it_answers_and_logs_nothing(served: tuple[str, int], store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    """Not even of a connection that breaks off; its pages carry a strict policy and set no cookie."""
    for form in (FORM, "x"):
        connection = http.client.HTTPConnection(*served, timeout=5)
        headers = {"Origin": "https://tinh.example", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/danh-gia", form, headers)
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Set-Cookie")) == (200 if form == FORM else 400, None)
        assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
        answer.read()
        connection.close()
    broken = http.client.HTTPConnection(*served, timeout=5)
    broken.connect()
    broken.sock.sendall(b"POST / HTTP/1.1\r\nContent-Length: 10\r\n")
    broken.close()
    assert store.by_commune("ha-noi", "2026-11") == {"thuong-tin": [MonthOfRatings("2026-11", 1, 0)]}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--site", ".", "--site-url", "tinh.example"], "không phải địa chỉ"),
        (["--site", "khong-co", "--site-url", SITE], "không có trang nào"),
    ],
)
def test_what_the_receiver_needs_is_told_in_a_line(options: list[str], said: str, tmp_path: Path) -> None:
    """Before it opens a port."""
    done = CliRunner().invoke(app, ["rating", "serve", "--store", str(tmp_path / "x.csv"), *options])
    assert done.exit_code == 2
    assert said in done.output
