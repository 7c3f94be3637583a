"""What only one province has: its own procedures and documents, whose they are, and what a citizen and an inspector are told."""

import json
import pickle
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import HERE, TODAY, make_site_root
from given_files import make_pdf
from niemyet.building.checking import check_catalogue
from niemyet.building.input_digests import InputDigests, digest_inputs
from niemyet.cache.codec import decode, encode
from niemyet.catalogue.reference import read_reference
from niemyet.catalogue.selection import Selection, select_communes
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import format_markdown
from niemyet.cli import app
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.document_scopes import list_candidates
from niemyet.load.finding import find_files
from niemyet.model.kinds import path_of
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.oversight.figures import figure_commune
from niemyet.render.addresses import of_document
from niemyet.resolve.site import resolve_reference
from niemyet.sheets.book import set_up_board
from niemyet.sheets.content import describe_sheet
from test_site import build, bytes_of

SAME = "28/2026/QĐ-UBND"
"""The number of three documents: of the two provinces, and of a third one in the nation's list."""
THIRD = f"""
{SAME}:
  title: Quy định mẫu của tỉnh thứ ba
  kind: Quyết định
  issuer: Ủy ban nhân dân tỉnh Quảng Ngãi
  issued: 2026-05-02
"""
HA_NOI = path_of("province-procedure", "ha-noi", "ho-tich", "2.000901")
HA_TINH = path_of("province-procedure", "ha-tinh", "ho-tich", "2.000902")
RESIDENCE = path_of("procedure", "cu-tru", "1.004222")


def make_two_provinces(root: Path) -> Path:
    """The small catalogue with two provinces that have procedures and documents of their own."""
    shutil.copytree(HERE / "small", root)
    shutil.copytree(HERE / "provinces/catalogue", root / "catalogue", dirs_exist_ok=True)
    shutil.copytree(HERE / "provinces/news", root / "news", dirs_exist_ok=True)
    add(root, path_of("documents"), THIRD)
    substitute(root, RESIDENCE, "71/2025/TT-BTC]", f"71/2025/TT-BTC, {SAME}]")
    return root


def add(root: Path, path: str, text: str) -> None:
    file = root / path
    file.write_text((file.read_text("utf-8") if file.exists() else "") + text, "utf-8")


def substitute(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def provinces(tmp_path: Path) -> Path:
    return make_two_provinces(tmp_path / "provinces")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page and data file of the built site, by path."""
    root = make_two_provinces(tmp_path_factory.mktemp("own") / "project")
    make_site_root(root)
    built = build(root)
    assert [told.rule for told in built.report.diagnostics] == []
    texts = (".html", ".json", ".xml")
    return {path: data.decode() for path, data in bytes_of(root / "site").items() if path.endswith(texts)}


def told(root: Path) -> list[tuple[str, str]]:
    return [(one.rule, one.place.file) for one in check_catalogue(root, TODAY).diagnostics]


def one_told(root: Path, rule: str) -> Diagnostic:
    (found,) = [one for one in check_catalogue(root, TODAY).diagnostics if one.rule == rule]
    return found


# -- a number and its issuer ----------------------------------------------------------------------------------


def test_the_number_of_a_province_is_no_other() -> None:
    """It reads as the plain number, and is neither the nation's nor another province's, also after it was stored or sent."""
    own, other = ProvincialNumber(SAME, "ha-noi"), ProvincialNumber(SAME, "ha-tinh")
    assert (f"{own}", own.number, json.dumps([own], ensure_ascii=False)) == (SAME, SAME, f'["{SAME}"]')
    assert len({SAME, own, other}) == 3
    assert (own == SAME, own == SAME, own != other, own == ProvincialNumber(SAME, "ha-noi")) == (False, False, True, True)
    assert SAME not in (own, other)
    for again in (decode(encode({own: (own,)})), pickle.loads(pickle.dumps({own: (own,)}))):
        assert again == {own: (own,)}
        assert [key.province for key in again] == ["ha-noi"]
    assert encode((own,)) != encode((SAME,)) != encode((other,))


def links(page: str) -> set[str]:
    """The addresses of documents of that number to which a page leads."""
    return {found.replace("../", "") for found in re.findall('href="([./]*van-ban/[^"]*28-2026-qd-ubnd/)"', page)}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("thu-tuc/2.000901", "ha-noi/"), ("ha-noi/kim-lien/2.000901", "ha-noi/"), ("ha-noi/kim-lien/1.001193", "ha-noi/"),
        ("thu-tuc/2.000902", "ha-tinh/"), ("ha-tinh/thach-khe/2.000902", "ha-tinh/"),
        ("thu-tuc/1.004222", ""), ("ha-noi/kim-lien/1.004222", ""), ("van-ban/ha-noi/9-2026-nq-hdnd", "ha-noi/"),
    ],
)  # fmt: skip
def test_a_citation_leads_to_the_document_of_whoever_cites(page: str, expected: str, site: dict[str, str]) -> None:
    """A province's procedure and what it lays over the nation's lead to its own document, a national record to the nation's."""
    assert links(site[f"{page}/index.html"]) == {f"van-ban/{expected}28-2026-qd-ubnd/"}


def test_each_document_has_its_page(site: dict[str, str]) -> None:
    """With its own title and issuer, its own procedures, and what its province lays over others on its ground."""
    for folder, title, codes in (
        ("", "tỉnh thứ ba", ["1.004222"]),
        ("ha-noi/", "vỉa hè", ["2.000901", "1.001193"]),
        ("ha-tinh/", "bến bãi", ["2.000902"]),
    ):
        page = site[f"van-ban/{folder}28-2026-qd-ubnd/index.html"]
        assert title in page
        assert re.findall("thu-tuc/([0-9.]+)/", page) == codes
        assert set(re.findall('"([./]*)assets/', page)) == {"../../../" if folder else "../../"}
    everything = site["van-ban/index.html"]
    assert links(everything) == {f"van-ban/{folder}28-2026-qd-ubnd/" for folder in ("", "ha-noi/", "ha-tinh/")}
    assert everything.count("riêng của thành phố Hà Nội") == 2
    assert "Được sửa đổi bởi" in site["van-ban/ha-noi/28-2026-qd-ubnd/index.html"]
    assert "Được sửa đổi bởi" not in site["van-ban/ha-tinh/28-2026-qd-ubnd/index.html"]


def test_an_article_means_the_documents_of_its_places(site: dict[str, str]) -> None:
    """First those of the provinces that it is about, then the nation's, then those of the only province that has one."""
    article = site["tin-tuc/2026/quyet-dinh-hai-noi/index.html"]
    assert "van-ban/ha-tinh/28-2026-qd-ubnd/" in article
    assert "bến bãi" in article
    own: Any = {"ha-noi": {"1/NQ-HĐND": 0, SAME: 0}, "ha-tinh": {SAME: 0}}
    assert list_candidates(SAME, {}, own, ["ha-tinh/thach-khe"]) == [ProvincialNumber(SAME, "ha-tinh")]
    assert list_candidates("1/NQ-HĐND", {}, own, ["ha-tinh"]) == [ProvincialNumber("1/NQ-HĐND", "ha-noi")]
    assert list_candidates(SAME, {SAME: 0}, own, []) == [SAME]  # type: ignore[dict-item]  # only keys count
    assert len(list_candidates(SAME, {}, own, [])) == 2
    assert list_candidates("2/NQ-HĐND", {}, own, []) == []


def test_addresses() -> None:
    """A contract."""
    assert of_document(SAME) == "van-ban/28-2026-qd-ubnd/"
    assert of_document(ProvincialNumber(SAME, "ha-noi")) == "van-ban/ha-noi/28-2026-qd-ubnd/"


# -- what a citizen reads -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "owner"),
    [
        ("thu-tuc/2.000901", "thành phố Hà Nội"), ("ha-noi/kim-lien/2.000901", "thành phố Hà Nội"),
        ("thu-tuc/2.000902", "tỉnh Hà Tĩnh"), ("ha-tinh/thach-khe/2.000902", "tỉnh Hà Tĩnh"),
    ],
)  # fmt: skip
def test_a_page_says_whose_the_procedure_is(page: str, owner: str, site: dict[str, str]) -> None:
    """Instead of what it says of the nation's."""
    text = site[f"{page}/index.html"]
    assert f"thủ tục riêng của {owner}" in text
    assert f"Quyết định công bố của Ủy ban nhân dân {owner}" in text
    assert "quy định chung của cả nước" not in text
    assert "công bố của bộ" not in text
    national = site["thu-tuc/1.001193/index.html"]
    assert "Quyết định công bố của bộ" in national
    assert "thủ tục riêng" not in national


@pytest.mark.parametrize("page", ["thu-tuc", "thu-tuc/a-z", "linh-vuc/ho-tich", "su-kien/sinh-con"])
def test_equal_titles_are_told_apart_in_every_list(page: str, site: dict[str, str]) -> None:
    """The province stands beside the title."""
    listed = re.findall('<a href="[./]*thu-tuc/(2[0-9.]+)/">(.*?)</li>', site[f"{page}/index.html"], re.DOTALL)
    owners = {"2.000901": "thành phố Hà Nội", "2.000902": "tỉnh Hà Tĩnh"}
    assert {code for code, _ in listed} == set(owners)
    assert [code for code, text in listed if f"riêng của {owners[code]}" not in text] == []


def test_other_places_name_the_province_too(site: dict[str, str]) -> None:
    """The commune's list, the comparison, an article, the title that browsers and searches show."""
    assert "riêng của thành phố Hà Nội" in site["ha-noi/kim-lien/index.html"]
    assert "riêng của thành phố Hà Nội" in site["thu-tuc/2.000901/ha-noi/index.html"]
    assert "riêng của tỉnh Hà Tĩnh" in site["tin-tuc/2026/quyet-dinh-hai-noi/index.html"]
    assert "<title>Cấp giấy xác nhận mẫu, tỉnh Hà Tĩnh" in site["thu-tuc/2.000902/index.html"]
    assert "2.000901" in site["ha-noi/index.html"]
    assert "2.000901" not in site["ha-tinh/index.html"]
    assert "thu-tuc/2.000902/" in site["sitemap.xml"]


def test_what_the_search_is_given(site: dict[str, str]) -> None:
    """Whose a procedure is; a commune lacks nothing that it cannot post."""
    data = json.loads(site["tim-kiem/du-lieu.json"])
    assert {one["code"]: one.get("province") for one in data["procedures"]} == {
        "1.001193": None, "1.004222": None, "2.000901": "ha-noi", "2.000902": "ha-tinh",
    }  # fmt: skip
    assert {one["path"]: one["missing"] for one in data["communes"]} == {
        "ha-noi/kim-lien": [], "ha-noi/thuong-tin": ["2.000901"], "ha-tinh/thach-khe": ["1.001193", "1.004222"],
    }  # fmt: skip
    notes = [one["note"] for one in data["pages"] if one.get("number") == SAME]
    assert [note.partition(":")[0] for note in notes] == [
        "Quy định mẫu của tỉnh thứ ba", "Ủy ban nhân dân thành phố Hà Nội", "Ủy ban nhân dân tỉnh Hà Tĩnh",
    ]  # fmt: skip


# -- what a commune posts, and what an inspector gets ---------------------------------------------------------


@pytest.fixture
def selection(provinces: Path) -> Selection:
    return select_communes(provinces, "", TODAY)


def test_a_commune_posts_what_its_province_has(selection: Selection) -> None:
    """With the province's own fee and deadline, which no council has to set; its sheet says whose it is."""
    commune = next(one for one in selection.communes if one.path == "ha-noi/kim-lien")
    posted = commune.postings["2.000901"]
    assert [(line.fee.amount, line.pending) for line in posted.provincial.terms.fees] == [(11000, False)]
    assert posted.procedure.legal_basis == (ProvincialNumber(SAME, "ha-noi"), "60/2014/QH13")
    (numbered,) = [one for one in set_up_board(commune, TODAY, "https://niemyet.example/").postings if one.posted is posted]
    sheet = describe_sheet(commune, posted, 1, numbered.version, "https://niemyet.example/")
    assert sheet["owner"] == "Thủ tục riêng của thành phố Hà Nội"
    assert "Quyết định công bố của Ủy ban nhân dân thành phố Hà Nội: 3201/QĐ-UBND" in sheet["dates"]
    assert "2.000902" not in commune.provincial.procedures


def test_the_list_of_a_province_may_demand_its_own(provinces: Path) -> None:
    """What is not posted is told by its name; another province's own is refused."""
    substitute(provinces, "catalogue/ha-noi/province.yaml", '"1.004222"]', '"1.004222", "2.000901"]')
    selection = select_communes(provinces, "ha-noi/thuong-tin", TODAY)
    assert [(one.code, one.name) for one in figure_commune(selection.communes[0], selection.reference).missing] == [
        ("2.000901", "Cấp giấy xác nhận mẫu")
    ]
    substitute(provinces, "catalogue/ha-noi/province.yaml", '"2.000901"]', '"2.000902"]')
    assert one_told(provinces, "procedure-of-other-province").values["owner"] == "tỉnh Hà Tĩnh"


def test_a_fee_that_is_left_open_belongs_into_the_procedure(provinces: Path) -> None:
    """A province that leaves a fee of its own procedure to its council is sent to that very file."""
    substitute(provinces, HA_NOI, "amount: 11000, basis: 28/2026/QĐ-UBND", "set_by: province")
    assert one_told(provinces, "fee-not-set").values["path"] == HA_NOI


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(path_of("province-documents", "ha-noi"), "vỉa hè", "lòng đường"), (HA_NOI, "amount: 11000", "amount: 12000")],
)
def test_what_one_province_changes_makes_no_other_stale(provinces: Path, path: str, old: str, new: str) -> None:
    """The communes of another province, and the pages of procedures that it does not post, stay as they were made."""

    def digests() -> InputDigests:
        reference, _ = read_reference(provinces, find_files(provinces), TODAY)
        return digest_inputs(reference, resolve_reference(reference, TODAY))

    before = digests()
    substitute(provinces, path, old, new)
    after = digests()
    assert before.of_ground(b"", "ha-tinh") == after.of_ground(b"", "ha-tinh")
    assert before.provincial["ha-tinh"] == after.provincial["ha-tinh"]
    assert [code for code in after.national if before.national[code] != after.national[code]] == ["2.000901"]
    assert before.of_posting(before.of_ground(b"", "ha-noi"), "ha-noi", "2.000901", b"") != after.of_posting(
        after.of_ground(b"", "ha-noi"), "ha-noi", "2.000901", b""
    )


def test_a_change_is_told_where_the_procedure_is_posted(provinces: Path, tmp_path: Path) -> None:
    """And in no other province."""
    shutil.copytree(provinces, tmp_path / "after")
    substitute(tmp_path / "after", HA_TINH, "amount: 22000", "amount: 23000")
    differences = compare_catalogues(provinces, tmp_path / "after", TODAY)
    assert [(one.path, [posting.code for posting in one.postings]) for one in differences.communes] == [
        ("ha-tinh/thach-khe", ["2.000902"])
    ]
    assert "23.000 đồng" in format_markdown(differences)


# -- what is refused ------------------------------------------------------------------------------------------


def test_the_nation_cites_its_own_documents_only(provinces: Path) -> None:
    """The number of a province's document stands for nothing in a national record, nor in another province's."""
    assert told(provinces) == []
    substitute(provinces, RESIDENCE, SAME, "9/2026/NQ-HĐND")
    substitute(provinces, HA_TINH, "legal_basis: [28/2026/QĐ-UBND", "legal_basis: [9/2026/NQ-HĐND")
    assert told(provinces) == [("unknown-document", HA_TINH), ("unknown-document", RESIDENCE)]


def test_one_broken_list_blames_no_other_file(provinces: Path) -> None:
    """Whoever cites a document of a list that cannot be read is not told that it does not exist."""
    add(provinces, "catalogue/ha-noi/documents.yaml", "3/2026/QĐ-UBND: {kind: Quyết định}\n")
    assert told(provinces) == [("missing-key", "catalogue/ha-noi/documents.yaml")]


def test_an_own_document_that_has_ended(provinces: Path) -> None:
    """Who bases a fee on it is told, in that province alone."""
    path = "catalogue/ha-noi/documents.yaml"
    substitute(
        provinces,
        path,
        "  effective: 2026-03-15\n",
        "  effective: 2026-03-15\n  repealed: {from: 2026-10-01, by: 9/2026/NQ-HĐND}\n",
    )
    found = one_told(provinces, "repealed-document-in-use")
    assert (found.place.file, found.values["records"], found.values["near"]) == (path, "2.000901, 1.001193", "9/2026/NQ-HĐND")


def test_a_link_leads_to_the_list_of_its_province(provinces: Path) -> None:
    """In an article as it is written."""
    substitute(provinces, "news/2026/quyet-dinh-hai-noi.md", "/van-ban/ha-noi/28-", "/van-ban/quang-ngai/28-")
    assert told(provinces) == [("dead-link", "news/2026/quyet-dinh-hai-noi.md")]


def test_only_its_communes_are_offered_it(provinces: Path) -> None:
    """`new posting` takes the province's own procedure by its field, and refuses another province's by its owner."""
    asked = ["new", "posting", "--commune", "ha-noi/thuong-tin", "--posted", "2026-11-20", "--root", str(provinces)]
    written = CliRunner().invoke(app, [*asked, "--as-of", "2026-11-22", "--field", "ho-tich"])
    assert written.exit_code == 0, written.output
    assert (provinces / "catalogue/ha-noi/thuong-tin/2.000901.yaml").is_file()
    refused = CliRunner().invoke(app, [*asked, "--as-of", "2026-11-22", "--procedure", "2.000902"])
    assert refused.exit_code == 2
    assert "thủ tục riêng của tỉnh Hà Tĩnh" in refused.output


def test_the_answer_of_one_procedure(provinces: Path) -> None:
    """`niemyet answer` knows the province's own by its code."""
    asked = ["answer", "ha-noi/kim-lien", "2.000901", "--root", str(provinces), "--as-of", "2026-11-22", "--format", "json"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    data = json.loads(told.output)
    assert (data["fees"]["due"], data["deadline"]["amount"]) == (11000, 3)


def test_a_provinces_own_procedure_means_the_file_that_the_province_keeps(provinces: Path) -> None:
    """Its decision's file is found where the province keeps it, not among those of the nation."""
    substitute(provinces, HA_NOI, "decision: {", "decision: {file: qd.pdf, ")
    for folder in ("catalogue/ha-noi/tep", "catalogue/reference/tep"):
        (provinces / folder).mkdir()
        (provinces / folder / "qd.pdf").write_bytes(make_pdf())
    reference, _ = read_reference(provinces, find_files(provinces), TODAY)
    file = resolve_reference(reference, TODAY).procedures["2.000901"].decision_file
    assert file is not None and file.path == "catalogue/ha-noi/tep/qd.pdf"
