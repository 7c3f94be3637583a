"""What is tried: every command that writes, and the state of the files before it.

A scenario begins with a copy of `tests/small` with the settings and pages of `tests/frozen`; `prepare` makes it the state before.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from faults.running import run
from niemyet.portal.answers import KEEP
from test_import import portal, with_fee

REPOSITORY = Path(__file__).parent.parent.parent
TESTS = REPOSITORY / "tests"
TODAY = "2026-11-22"
FEE = "catalogue/ha-noi/1.001193.yaml"
POSTINGS = ("catalogue/ha-noi/kim-lien/1.001193.yaml", "catalogue/ha-noi/thuong-tin/1.001193.yaml")
BUILD = ("build", "--without-mkdocs", "--jobs", "1", "--as-of", TODAY)
COMMITTER = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Mẫu"), ("EMAIL", "mau@niemyet.example"), ("DATE", "2026-11-20T00:00:00+0700"))
}


def _leave(_: Path) -> None:
    """The state before is the project as it is."""


@dataclass(frozen=True)
class Scenario:
    """What a person types, after `prepare` has made the state before. `at_once`: a kill too leaves it old or new as a whole."""

    name: str
    words: tuple[str, ...] = ()
    prepare: Callable[[Path], None] = _leave
    at_once: bool = True
    call: Callable[[Path], None] | None = None
    """Instead of words: what is done."""
    one_by_one: bool = False
    """Whether each file is treated for itself: what cannot be read or written is told and stays, and the others may be new."""

    reports: frozenset[str] = frozenset()
    """Files that say what was done: of the second time something else than of the first."""

    @property
    def asks_again(self) -> bool:
        """Whether who types it twice has asked for more: another rating, an import that says what has become of the first, a way
        back from the way back."""
        more = {"import", "doubts", "new", "table", "report", "init"}
        return not self.words or "--rollback" in self.words or self.words[0] in more

    @property
    def has_threads(self) -> bool:
        """Whether it begins threads, to set type or to answer: they do not survive a fork, so that nothing is loaded ahead."""
        return bool({"sheets", "--sheets", "preview", "assist"} & {*self.words})


def make_project(root: Path) -> None:
    """The project that all scenarios begin with."""
    shutil.copytree(TESTS / "small", root)
    shutil.copy(TESTS / "frozen/mkdocs.yml", root)
    shutil.copytree(TESTS / "frozen/docs", root / "docs")


def _run_quietly(root: Path, *words: str) -> None:
    ended, said = run(root, words)
    assert ended == 0, (words, said)


def _substitute(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new), "utf-8")


def _change_fee(root: Path) -> None:
    _substitute(root / FEE, "amount: 5000", "amount: 6000")


def _built(root: Path) -> None:
    _run_quietly(root, *BUILD)


def _built_and_changed(root: Path) -> None:
    _built(root)
    _change_fee(root)


def _built_with_data(root: Path) -> None:
    _substitute(root / "mkdocs.yml", "{reference: own}", "{reference: own, open_data: true}")
    _built(root)


def _sharded(root: Path) -> None:
    for number in (1, 2):
        _run_quietly(root, *BUILD, "--shard", f"{number}/2", "--site-dir", f"phan-{number}")


def _published_and_changed(*words: str) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        _built(root)
        _run_quietly(root, "publish", "target", *words)
        _change_fee(root)
        _built(root)

    return prepare


def _published_twice(root: Path) -> None:
    _published_and_changed()(root)
    _run_quietly(root, "publish", "target")


def _untidy(root: Path) -> None:
    """The keys of two postings in another order."""
    for path in POSTINGS:
        lines = (root / path).read_text("utf-8").splitlines(keepends=True)
        assert not lines[1].startswith((" ", "-"))
        (root / path).write_text("".join(lines[1:] + lines[:1]), "utf-8")


def _with_mistakes(root: Path) -> None:
    """Days written as people write them."""
    for path in POSTINGS:
        text = (root / path).read_text("utf-8")
        posted = next(line for line in text.splitlines() if line.startswith("posted:"))
        year, month, day = posted.split()[1].split("-")
        (root / path).write_text(text.replace(posted, f"posted: {day}/{month}/{year}"), "utf-8")


def _with_export(root: Path) -> None:
    (root / "export").mkdir()
    shutil.copy(TESTS / "export/000.json", root / "export/000.json")


def _with_rows(root: Path) -> None:
    """Procedures as rows of a table."""
    rows = (
        "Mã thủ tục;Tên thủ tục;Lĩnh vực;Cấp thực hiện;Trình tự thực hiện;Thành phần hồ sơ",
        "9.000001;Việc mẫu;Hộ tịch;Cấp xã;Nộp hồ sơ.;Tờ khai",
        "9.000002;Việc khác;Hộ tịch;Cấp xã;Nộp hồ sơ.;Tờ khai",
    )
    (root / "bang.csv").write_text("".join(f"{row}\n" for row in rows), "utf-8-sig")


def _with_list(root: Path) -> None:
    (root / "danh-sach.csv").write_text("Mã thủ tục;Tên thủ tục\n1.001193;Khai sinh\n1.004222;Thường trú\n", "utf-8-sig")
    for path in POSTINGS:
        (root / path).unlink()


def _with_codes(root: Path) -> None:
    (root / "bo.txt").write_text("1.004222\n", "utf-8")


def _with_doubts(root: Path) -> None:
    """An import that has left doubts to people: two fees of nothing without a word why, and a procedure without a result."""
    free = with_fee(type="FEE", value=0, description="")
    given = [free, free | {"code": "9.000002", "name": "Việc khác"}, portal(code="9.000003", resultsDetails=[])]
    (root / "export").mkdir()
    (root / "export/000.json").write_text(json.dumps(given), "utf-8")
    _run_quietly(root, *_typed("import export/000.json --yes --out bao-cao.md"))


def _with_answers(root: Path) -> None:
    """The questions, each with an answer that fits any."""
    _with_doubts(root)
    _run_quietly(root, *_typed("doubts --out hoi.csv"))
    with (root / "hoi.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    with (root / "hoi.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.DictWriter(stream, [*rows[0]])
        table.writeheader()
        table.writerows(row | {"trả lời": KEEP} for row in rows)


def _with_table(root: Path) -> None:
    _run_quietly(root, "table", "export", "ha-noi/thuong-tin", "--out", "bang.csv", "--as-of", TODAY, "--only", "postings")
    table = root / "bang.csv"
    text = table.read_text("utf-8-sig")
    assert "Quầy số 1" in text, text
    table.write_text("\ufeff" + text.replace("Quầy số 1", "Quầy số 3"), "utf-8")


def _with_communes(root: Path) -> None:
    rows = ("Mã xã;Tên xã, phường;Địa chỉ;Giờ làm việc", "235;Phường Đống Đa;Số 1;7h30-11h30", "10210;Hồng Vân;Số 2;7h30-11h30")
    (root / "xa.csv").write_text("".join(f"{row}\n" for row in rows), "utf-8-sig")


def _without_fees(root: Path) -> None:
    (root / FEE).unlink()


def _without_postings(root: Path) -> None:
    for path in POSTINGS:
        (root / path).unlink()


def _with_a_proposal(root: Path) -> None:
    """A repository with a branch on which a fee differs."""

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(root), *words], check=True, env=os.environ | COMMITTER)

    git("init", "--quiet", "-b", "main")
    git("add", ".")
    git("commit", "--quiet", "-m", "mẫu")
    git("checkout", "--quiet", "-b", "sua")
    _change_fee(root)
    git("commit", "--quiet", "-am", "sửa")
    git("checkout", "--quiet", "main")


def _previewed(root: Path) -> None:
    _with_a_proposal(root)
    _run_quietly(root, *PREVIEW)
    (root / "xem-thu/trang/index.html").write_text("cũ", "utf-8")


def _old_settings(root: Path) -> None:
    text = (root / "mkdocs.yml").read_text("utf-8")
    name = next(line for line in text.splitlines() if line.startswith("theme:"))
    (root / "mkdocs.yml").write_text(text.replace(name, "theme:\n  name: material\n  custom_dir: theme\n  language: vi"), "utf-8")
    shutil.copytree(REPOSITORY / "theme", root / "theme")


def _with_counts(root: Path) -> None:
    (root / "counts").mkdir()
    (root / "counts/ratings.csv").write_text("month,page,helpful,unhelpful\n2026-11,/ha-noi/kim-lien/,1,2\n", "utf-8")


def _count(root: Path) -> None:
    from niemyet.rating.store import Store

    try:
        store = Store(root / "counts/ratings.csv")
        store.hold()
        store.count("2026-11", "/ha-noi/kim-lien/1.001193/", True)
    except OSError as error:
        print(f"không ghi được {error.filename}: {error.strerror}", file=sys.stderr)  # as the receiver answers
        raise SystemExit(1) from error


def _typed(words: str) -> tuple[str, ...]:
    """The words of a command, on a day that does not change."""
    return (*words.split(), "--as-of", TODAY)


NEW_DOCUMENT = (
    "new", "document", "--province", "ha-noi", "--number", "12/2026/NQ-HĐND", "--title", "Về phí", "--kind", "Nghị quyết",
    "--issuer", "Hội đồng nhân dân thành phố Hà Nội", "--issued", "12/11/2026", "--effective", "01/12/2026", "--as-of", TODAY,
)  # fmt: skip
REPOST = _typed("repost ha-noi --decision 4100/QĐ-UBND --date 30/10/2026 --posted 20/11/2026 --yes")
NEW_POSTINGS = _typed("new posting --commune ha-noi --list --posted 2026-11-20")
NEW_LIST = _typed("new list ha-noi --decision 5000/QĐ-UBND --decision-date 20/11/2026 --remove bo.txt")
LISTED = _typed("import danh-sach.csv --province ha-noi --decision 5000/QĐ-UBND --date 2026-10-01 --replace --yes")
REPORT = frozenset({"bao-cao.md"})
IN_PLACE = ("publish", "target", "--in-place")
PREVIEW = (*_typed("preview sua --url https://xem.example/1/ --out xem-thu --jobs 1"), "--name", "Đề xuất số 1")
SCENARIOS = (
    Scenario("build, first", BUILD),
    Scenario("build, one fee changed", BUILD, _built_and_changed),
    Scenario("build --clean, one fee changed", (*BUILD, "--clean"), _built_and_changed),
    Scenario("build --sheets, first", (*BUILD, "--sheets")),
    Scenario("build, nothing changed", BUILD, _built),
    Scenario("merge", _typed("merge phan-1 phan-2 --without-mkdocs --jobs 1"), _sharded),
    Scenario("publish, first", ("publish", "target"), _built),
    Scenario("publish, one fee changed", ("publish", "target"), _published_and_changed()),
    Scenario("publish --in-place", IN_PLACE, _published_and_changed("--in-place"), False, one_by_one=True),
    Scenario("publish --rollback", ("publish", "target", "--rollback"), _published_twice),
    Scenario("import, an export", _typed("import export/000.json --yes --out bao-cao.md"), _with_export, False, reports=REPORT),
    Scenario("import, rows", _typed("import bang.csv --yes --out bao-cao.md"), _with_rows, False, reports=REPORT),
    Scenario("import, a province's list", LISTED, _with_list, False),
    Scenario("import, a commune's list", _typed("import danh-sach.csv --commune ha-noi/kim-lien --yes"), _with_list, False),
    Scenario("doubts --out", _typed("doubts --out hoi.csv"), _with_doubts),
    Scenario("doubts --answers --apply", _typed("doubts --answers hoi.csv --apply"), _with_answers, False),
    Scenario("preview, first", PREVIEW, _with_a_proposal),
    Scenario("preview, again", PREVIEW, _previewed),
    Scenario("assist", ("assist", "site"), _built_with_data),
    Scenario("sheets", _typed("sheets ha-noi/kim-lien --jobs 1"), at_once=False),
    Scenario("new document", NEW_DOCUMENT),
    Scenario("new list", NEW_LIST, _with_codes),
    Scenario("new communes", _typed("new communes xa.csv --province ha-noi --yes"), _with_communes, False),
    Scenario("new fees", _typed("new fees ha-noi --yes"), _without_fees),
    Scenario("new posting --list", NEW_POSTINGS, _without_postings, False),
    Scenario("confirm", _typed("confirm ha-noi --yes"), at_once=False),
    Scenario("repost", REPOST, at_once=False),
    Scenario("check --fix", _typed("check --fix --yes"), _with_mistakes, False, one_by_one=True),
    Scenario("format", ("format",), _untidy, False, one_by_one=True),
    Scenario("table export", _typed("table export ha-noi/thuong-tin --out bang.xlsx")),
    Scenario("table import", _typed("table import bang.csv --yes"), _with_table, False),
    Scenario("migrate", ("migrate", "--yes"), _old_settings, False),
    Scenario("schema", ("schema",), at_once=False),
    Scenario("owners", ("owners",)),
    Scenario("server nginx", ("server", "nginx"), _built, False),
    Scenario("report", _typed("report ha-noi --format xlsx --out bao-cao.xlsx")),
    Scenario("init", ("init", "moi", "--province", "Hà Nội", "--commune", "Thường Tín", "--yes"), at_once=False),
    Scenario("rating count", prepare=_with_counts, call=_count),
)  # fmt: skip
