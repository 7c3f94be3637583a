"""The command `niemyet import`: exit status, messages, and the pages afterwards."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from niemyet.cli import app
from test_import import FILE, PORTAL, read, with_fee


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--root", str(root), "--as-of", "2026-08-20"])


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """One record whose fee is doubtful."""
    file = tmp_path / "export.json"
    file.write_text(json.dumps({"data": with_fee(type="FEE", value=0, description="")}), "utf-8")
    return file


@pytest.fixture
def changed(small: Path, export: Path) -> Path:
    """A catalogue that posts an imported procedure whose fee has then changed upstream."""
    assert run(small, "import", str(export), "--retrieved", "2026-07-18").exit_code == 0
    (small / "catalogue/ha-noi/kim-lien/9.000001.yaml").write_text(
        "decision: {number: 3/QĐ-UBND, date: 2026-07-20}\nposted: 2026-08-01\n", "utf-8"
    )
    export.write_text(json.dumps({"data": with_fee(type="FEE", value=9000, description="")}), "utf-8")
    assert "1  bản niêm yết cần rà soát" in run(small, "import", str(export), "--retrieved", "2026-08-19").output
    return small


def test_all_taken_ends_with_0_and_a_refusal_with_1(small: Path, export: Path) -> None:
    """Doubts are allowed; what was refused is named with its reason, and the rest is taken."""
    result = run(small, "import", str(export), "--retrieved", "2026-07-18")
    assert result.exit_code == 0
    assert "1  thủ tục mới lấy về" in result.output
    assert read(small)["source"]["retrieved"] == "2026-07-18"
    bad = export.with_name("bad.json")
    bad.write_text("<html>", "utf-8")
    result = run(small, "import", str(bad), str(export))
    assert result.exit_code == 1
    assert f"không lấy được: {bad}: là một trang web (HTML)" in result.output


def test_the_day_of_the_export_is_taken_from_the_file(small: Path, export: Path) -> None:
    """Unless the file says none: then it is --retrieved, else today."""
    assert run(small, "import", str(export)).exit_code == 0
    assert read(small)["source"]["retrieved"] == "2026-08-20"
    export.write_text(json.dumps({"exportedAt": "2026-08-25T10:00:00Z", "data": [PORTAL]}), "utf-8")
    assert run(small, "import", str(export), "--retrieved", "2026-08-21").exit_code == 0
    assert read(small)["source"]["retrieved"] == "2026-08-25"


def test_a_missing_file_ends_with_2(small: Path) -> None:
    """A command that was not understood changes nothing."""
    result = run(small, "import", "khong-co.json")
    assert result.exit_code == 2
    assert "không có khong-co.json" in result.output


@pytest.mark.parametrize("province", ["Hà Nam", "../docs", "ha-noi/kim-lien", "khong-co"])
def test_a_province_that_nobody_knows_ends_with_2(province: str, small: Path, export: Path) -> None:
    """The folder is named as the catalogue names it; nothing is written."""
    result = run(small, "import", str(export), "--province", province)
    assert (result.exit_code, "không phải là tên thư mục của một tỉnh" in result.output) == (2, True)
    assert not (small / FILE).exists()
    assert run(small, "import", str(export), "--province", "Hà Nội").exit_code == 0


def test_a_broken_list_stops_the_import_in_a_sentence(small: Path, export: Path) -> None:
    """Where documents.yaml cannot be read nothing is added to it, or anywhere."""
    (small / "catalogue/reference/documents.yaml").write_text("a: [\n", "utf-8")
    result = run(small, "import", str(export))
    assert result.exit_code == 1
    assert "catalogue/reference/documents.yaml đang có lỗi" in result.output
    assert not (small / FILE).exists()


@pytest.mark.slow("a build")
def test_the_pages_say_what_was_imported(site_root: Path, changed: Path) -> None:
    """The procedure's page opens the verbatim text; the commune's page names what is to be reviewed."""
    assert site_root == changed
    result = CliRunner().invoke(app, ["build", "--root", str(changed), "--as-of", "2026-08-20", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    page = (changed / "site/thu-tuc/9.000001/index.html").read_text("utf-8")
    assert '<div class="more__in" id="nguyen-van">' in page
    assert "Phí, lệ phí (FEE): 9000" in page
    assert 'href="https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0000-mau"' in page
    commune = (changed / "site/ha-noi/kim-lien/index.html").read_text("utf-8")
    assert "1 thủ tục đã đổi nội dung sau lần rà soát gần nhất" in commune
    assert "can-ra-soat" not in (changed / "site/ha-noi/thuong-tin/index.html").read_text("utf-8")
    assert "/thu-tuc/9.000001/#nguyen-van" in (changed / "site/ha-noi/kim-lien/9.000001/index.html").read_text("utf-8")
