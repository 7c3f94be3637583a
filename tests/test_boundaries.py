"""Boundaries of communes: what of GeoJSON is read, what is measured on it, and how the outline is drawn."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.law.interruptions import notice_given
from niemyet.law.workdays import Workdays
from niemyet.load.boundaries import MOST_POINTS, BoundaryProblem, read_boundary
from niemyet.model.boundary import Boundary
from niemyet.model.government import Interruption, LandAndPeople
from niemyet.render.government import density_of, format_area
from niemyet.render.language import VIETNAMESE
from niemyet.render.outline import MOST_DRAWN, SIDE, draw_outline
from test_site import build

SQUARE = [[105.0, 21.0], [105.1, 21.0], [105.1, 21.1], [105.0, 21.1], [105.0, 21.0]]
HOLE = [[105.04, 21.04], [105.04, 21.06], [105.06, 21.06], [105.06, 21.04], [105.04, 21.04]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}


def read(found: Any) -> Boundary | BoundaryProblem:
    return read_boundary(json.dumps(found).encode())


def known(found: Any) -> Boundary:
    boundary = read(found)
    assert isinstance(boundary, Boundary)
    return boundary


@pytest.mark.parametrize(
    "wrapped",
    [
        POLYGON,
        {"type": "Feature", "properties": {"name": "<script>"}, "geometry": POLYGON},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": POLYGON}, {"type": "Feature", "geometry": None}],
        },
        {"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE]]},
        {"type": "GeometryCollection", "geometries": [POLYGON, {"type": "Point", "coordinates": [1, 2]}]},
    ],
    ids=lambda it: it["type"],
)
def test_polygons_are_read_whatever_wraps_them(wrapped: Any) -> None:
    """As mapping programs export them; heights and other members are left."""
    assert [len(ring) for ring in known(wrapped).rings] == [5, 5]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"type": "LineString", "coordinates": SQUARE}, "Polygon"),
        ({"type": "Polygon", "coordinates": [SQUARE[:3]]}, "khép kín"),
        ({"type": "Polygon", "coordinates": [SQUARE[:4]]}, "khép kín"),
        ({"type": "Polygon", "coordinates": [[["105", "21"]] * 5]}, "hai số"),
        ({"type": "Polygon", "coordinates": [[[True, False]] * 5]}, "hai số"),
        ({"type": "Polygon", "coordinates": [[[1e300, 1]] * 5]}, "hai số"),
        ({"type": "Polygon", "coordinates": [[[105, 21]] * (MOST_POINTS + 1)]}, "quá"),
        ({"type": "Polygon", "coordinates": [None]}, "khép kín"),
        ({"type": "Polygon", "coordinates": [[[105, 21]] * 4]}, "mảnh đất"),
        ({"type": "Polygon", "coordinates": [[[105, 21], [106, 21], [107, 21], [105, 21]]]}, "mảnh đất"),
        ([], "Polygon"),
    ],
)
def test_what_is_no_boundary_is_told(found: Any, said: str) -> None:
    """In a sentence about the file, never with a traceback."""
    problem = read(found)
    assert isinstance(problem, BoundaryProblem)
    assert said in problem.why.vi


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"NaN",
        json.dumps(POLYGON).encode("utf-16"),
        b'{"type": "Polygon", "coordinates": [[[NaN, 1]]]}',
    ],
)
def test_bytes_that_are_no_json_are_told(data: bytes) -> None:
    """Nor do they bring the program down."""
    assert isinstance(read_boundary(data), BoundaryProblem)


def test_size_and_area_are_those_of_the_land() -> None:
    """A tenth of a degree is 11.1 km; from west to east it is less by the cosine of the latitude. Holes do not count."""
    boundary = known(POLYGON)
    east, north = boundary.size
    assert north == pytest.approx(11.12, abs=0.01)
    assert east == pytest.approx(11.12 * math.cos(math.radians(21.05)), abs=0.01)
    assert boundary.area == pytest.approx(east * north * (1 - 0.2 * 0.2), rel=0.001)


def test_an_outline_keeps_its_corners_and_drops_what_nobody_sees() -> None:
    """Points on a straight line go, the longer side fills the drawing, north is above, and the hole stays one."""
    along = [[105.0 + i / 1000, 21.0] for i in range(100)] + SQUARE[1:]
    outline = draw_outline(known({"type": "Polygon", "coordinates": [along, HOLE]}))
    assert (outline.width, outline.height) == (math.ceil(SIDE * math.cos(math.radians(21.05))), SIDE)
    first, second = outline.shape.split("Z")[:2]
    assert first.count("L") == 3
    assert second.startswith("M")
    assert first.startswith(f"M0.0 {SIDE}.0")


@pytest.mark.slow("many examples")
@pytest.mark.parametrize(
    "ring",
    [
        [[105 + i % 2 / 10, 20 + i / 1_000_000] for i in range(MOST_POINTS - 1)],
        [[105 + i * 7919 % 10_007 / 1e5, 20 + i * 104_729 % 10_009 / 1e5] for i in range(MOST_POINTS - 1)],
    ],
    ids=["to and fro", "scribble"],
)
def test_a_line_that_is_no_boundary_is_drawn_in_little(ring: list[list[float]]) -> None:
    """A file that the check accepts neither fills a page nor holds up a build: each point was looked at once for each that was
    kept, which took nine minutes."""
    outline = draw_outline(known({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}))
    assert outline.shape.count("L") < MOST_DRAWN
    many = [[[105 + i / 1e4, 20], [105.9, 20.1], [105.9, 20.9], [105 + i / 1e4, 20]] for i in range(5_000)]
    assert draw_outline(known({"type": "Polygon", "coordinates": many})).shape.count("L") < MOST_DRAWN


def test_density_and_area_are_said_only_where_they_are_known() -> None:
    """Zero people is a count, no people is none."""
    land = {"date": "2025-07-01", "source": "Niên giám mẫu"}
    assert density_of(None) is None
    assert density_of(LandAndPeople.model_validate({**land, "area": "28.29"})) is None
    assert density_of(LandAndPeople.model_validate({**land, "area": "2.5", "population": "1000"})) == 400
    assert density_of(LandAndPeople.model_validate({**land, "area": "2.5", "population": "0"})) == 0
    assert [format_area(area, VIETNAMESE) for area in (28.29, 28.0, 1234.5, 0.05)] == ["28,29", "28", "1.234,5", "0,05"]


LEADERS = """leaders:
  - {position: Chủ tịch Ủy ban nhân dân, duties: Phụ trách chung}
organisation:
  - {name: Bộ phận Một cửa, functions: Tiếp nhận và trả kết quả}
links:
  - {name: Cổng Dịch vụ công quốc gia, url: "https://dichvucong.gov.vn"}
"""


@pytest.mark.slow("a build")
def test_leaders_units_and_links_stand_on_the_page_of_the_commune_that_records_them(site_root: Path) -> None:
    """By position and duty, a name only where the commune writes one; a commune that records none has no empty heading."""
    commune = site_root / "catalogue/ha-noi/kim-lien/commune.yaml"
    commune.write_text(commune.read_text("utf-8") + LEADERS, "utf-8")
    build(site_root)
    told = (site_root / "site/ha-noi/kim-lien/index.html").read_text("utf-8")
    assert '<h2 id="lanh-dao">Lãnh đạo</h2>' in told and "<h3>Chủ tịch Ủy ban nhân dân</h3>" in told
    assert "<h3>Bộ phận Một cửa</h3>" in told and "Tiếp nhận và trả kết quả" in told
    assert '<a href="https://dichvucong.gov.vn" rel="noopener">' in told
    other = (site_root / "site/ha-noi/thuong-tin/index.html").read_text("utf-8")
    assert 'id="lanh-dao"' not in other and 'id="to-chuc"' not in other


def test_what_is_to_stop_is_said_where_readers_are_while_it_is_due(site_root: Path, tmp_path: Path) -> None:
    """On the pages of the province, of its communes and of what they post; what is not announced yet, or over, is not."""
    stops = [
        ("Cổng sắp ngừng", "2026-11-10", "2026-12-01"), ("Cổng đã xong", "2026-11-01", "2026-11-20"),
        ("Cổng chưa báo", "2026-11-30", "2026-12-20"),
    ]  # fmt: skip
    with (site_root / "catalogue/ha-noi/province.yaml").open("a", encoding="utf-8") as file:
        file.write("interruptions:\n")
        file.writelines(
            f"  - {{what: {what}, announced: {announced}, from: {day}, until: {day}, reason: Nâng cấp., unforeseen: true}}\n"
            for what, announced, day in stops
        )
    site = tmp_path / "site"
    built = build_site(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml")), site)
    assert not built.report.errors
    for page in ("ha-noi", "ha-noi/thuong-tin", "ha-noi/thuong-tin/1.001193", "ha-noi/kim-lien/1.004222"):
        text = (site / page / "index.html").read_text("utf-8")
        assert [what in text for what, _, _ in stops] == [True, False, False], page
        assert "Từ ngày 01/12/2026 đến ngày 01/12/2026. Nâng cấp." in text


def test_notice_is_counted_in_working_days() -> None:
    """From the day after the announcement to the day on which it begins (BLDS 2015 Điều 147)."""
    planned = {"what": "Cổng", "from": "2026-12-02", "until": "2026-12-03", "reason": "Nâng cấp"}
    days = [
        notice_given(Interruption.model_validate({**planned, "announced": day}), Workdays(()))
        for day in ("2026-11-23", "2026-11-24")
    ]
    assert days == [7, 6]


def test_a_drawing_of_a_sample_commune_is_called_a_sample(site_root: Path) -> None:
    """On its own page and on the list of its province."""
    (site_root / "catalogue/ha-noi/thuong-tin/boundary.geojson").write_text(json.dumps(POLYGON), "utf-8")
    build(site_root)
    assert "Hình mẫu, không phải địa giới thật." in (site_root / "site/ha-noi/thuong-tin/index.html").read_text("utf-8")
    assert "(hình mẫu)" in (site_root / "site/xa/ha-noi/index.html").read_text("utf-8")
