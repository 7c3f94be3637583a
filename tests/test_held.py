"""What inspections found, held against the catalogue of the day; worked out by hand in the small catalogue.

Xã Thường Tín posts birth and residence, both on 3 July 2025, both reviewed on 2 November 2026; both lack the number of sets and
the file of their form."""

from datetime import date
from pathlib import Path

from niemyet.model.oversight.inspections import Finding, FindingKind
from niemyet.oversight.held import Held, hold_finding, of_finding, say_held
from test_compliance import BIRTH, LAW, LIST, PLACE, PROVINCE, RESIDENCE, drop, figures, make_whole
from test_oversight import change
from test_site import build

BEFORE, AFTER = date(2026, 8, 12), date(2026, 11, 10)
"""An inspection before the review, and one after it."""


def hold(root: Path, kind: FindingKind, code: str = RESIDENCE, inspected: date = BEFORE) -> Held:
    (found,) = hold_finding(Finding(kind=kind, procedures=(code,), text="Tồn tại mẫu."), inspected, figures(root))
    return found


def test_what_was_incomplete_is_so_still_or_mended_or_not_looked_at_since(small: Path) -> None:
    """Still while parts lack; once whole it is mended if it was reviewed after the inspection; else nobody can say who mended
    it."""
    found = hold(small, "incomplete")
    assert (found.state, found.lacks) == ("still", ("sets", "forms")) and "số bộ" in say_held(found)
    make_whole(small)
    assert (hold(small, "incomplete").state, hold(small, "incomplete").day) == ("mended", date(2026, 11, 2))
    assert hold(small, "incomplete", inspected=AFTER).state == "unreviewed"
    drop(small, RESIDENCE)
    assert say_held(hold(small, "incomplete")) == "hôm nay không còn niêm yết tại đây"


def test_what_was_out_of_date_is_so_still_only_if_the_reason_is_as_old(small: Path) -> None:
    """A change of 5 November is after the review of the 2nd: for an inspection in August it is a new reason, for one of the 10th
    it is the old one."""
    assert hold(small, "expired").state == hold(small, "review_late").state == "mended"
    change(small, LAW[RESIDENCE], "papers:\n", "changed: 2026-11-05\npapers:\n")
    assert [hold(small, kind, inspected=day).state for kind in ("expired", "review_late") for day in (BEFORE, AFTER)] == [
        "anew", "still", "anew", "still",
    ]  # fmt: skip


def test_what_was_missing_is_there_or_not(small: Path) -> None:
    """Its record says 3 July 2025, before the inspection: the two contradict one another; that it came late is not undone."""
    assert hold(small, "missing").state == "contrary" and "trái nhau" in say_held(hold(small, "missing"))
    assert say_held(hold(small, "posting_late")) == "niêm yết từ 03/07/2025"
    assert hold(small, "missing", inspected=date(2025, 7, 2)).state == "mended"
    drop(small, RESIDENCE)
    assert hold(small, "missing").state == hold(small, "posting_late").state == "still"
    change(small, PROVINCE, LIST, 'procedures: ["1.001193"]')
    assert hold(small, "missing").state == "unposted"


def test_of_dossiers_and_of_no_procedure_nothing_is_said(small: Path) -> None:
    """The catalogue knows nothing of dossiers that are late, nor which postings a finding without codes meant."""
    known = figures(small)
    assert not [*hold_finding(Finding(kind="overdue", procedures=(BIRTH,), text="Quá hạn."), BEFORE, known)]
    assert not [*hold_finding(Finding(kind="expired", text="Còn bản cũ."), BEFORE, known)]


def test_each_finding_has_its_own(small: Path) -> None:
    """Two findings of one inspection, and one of another day, are not mixed up."""
    both = Finding(kind="expired", procedures=(BIRTH, RESIDENCE), text="Bản cũ.")
    known = [*hold_finding(both, BEFORE, figures(small)), *hold_finding(both, AFTER, figures(small))]
    known += hold_finding(Finding(kind="missing", procedures=(BIRTH,), text="Thiếu."), BEFORE, figures(small))
    assert [(one.code, one.inspected) for one in of_finding(known, both, AFTER)] == [(BIRTH, AFTER), (RESIDENCE, AFTER)]


def test_pages_say_what_the_catalogue_says(site_root: Path) -> None:
    """On the commune's page of figures and on the inspectors'; when the posting goes, both say so in the next build."""
    folder = site_root / f"catalogue/{PLACE}/oversight"
    folder.mkdir()
    found = f'- {{kind: incomplete, procedures: ["{RESIDENCE}"], text: Thiếu số bộ., due: 2027-01-01}}'
    head = "updated: 2026-11-10\ninspections:\n  - date: 2026-08-12\n    kind: regular\n    by: Đoàn mẫu\n    findings:\n      "
    source = "\n    source: {name: Kết luận mẫu, retrieved: 2026-08-21}\n"
    (folder / "2026.yaml").write_text(f"{head}{found}{source}", "utf-8")
    build(site_root)
    pages = [site_root / f"site/theo-doi/{path}/index.html" for path in (PLACE, "ha-noi/kiem-tra")]
    assert all(": hôm nay vẫn vậy: chưa rõ số bộ hồ sơ" in page.read_text("utf-8") for page in pages)
    drop(site_root, RESIDENCE)
    build(site_root)
    assert all("hôm nay không còn niêm yết tại đây" in page.read_text("utf-8") for page in pages)
