"""How far a procedure can be done online follows from the ways of filing in its record; what is not said is no level."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from niemyet.building.checking import check_catalogue
from niemyet.law.online import OnlineService, count_levels, online_service
from niemyet.model.oversight.dossiers import EarlierServices
from niemyet.model.places import Province
from niemyet.model.procedure import Channel, Procedure
from niemyet.model.vocabulary import ServiceLevel, Standing
from niemyet.render.data_files import write_csv, write_json
from niemyet.render.listings import OutlinedCommune
from niemyet.render.pages.online import count_province
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import resolve_for_province, resolve_procedures
from sample_law import BIRTH


def channels(*written: dict[str, object]) -> tuple[Channel, ...]:
    return tuple(map(Channel.model_validate, written))


IN_PERSON: dict[str, object] = {"kind": "in_person"}
ONLINE: dict[str, object] = {"kind": "online", "url": "https://dichvucong.gov.vn"}


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ([IN_PERSON], "offline"),
        ([IN_PERSON, {"kind": "post"}], "offline"),
        ([IN_PERSON, ONLINE], "unknown"),
        ([IN_PERSON, ONLINE | {"level": "partial"}], "partial"),
        ([ONLINE | {"level": "full"}], "full"),
        ([ONLINE | {"level": "partial"}, ONLINE | {"level": "full"}], "full"),
        ([ONLINE, ONLINE | {"level": "partial"}], "partial"),
    ],
)
def test_the_way_that_goes_farthest_counts(written: list[dict[str, object]], level: ServiceLevel) -> None:
    """An online way without a level is unknown: neither a service in full nor none."""
    assert online_service(channels(*written)).level == level


def test_only_what_is_online_in_part_has_reasons() -> None:
    """Each reason and each document once, in the order of the record."""
    partial = ONLINE | {
        "level": "partial",
        "reasons": ["presence", "site_visit"],
        "basis": "60/2014/QH13",
        "notes": "Ký trực tiếp.",
    }
    found = online_service(channels(partial, partial | {"notes": None}))
    assert found == OnlineService("partial", ("presence", "site_visit"), ("60/2014/QH13",), ("Ký trực tiếp.",))
    assert online_service(channels(partial, ONLINE | {"level": "full"})) == OnlineService("full")


def test_every_level_is_counted_and_none_is_left_out() -> None:
    counted = count_levels([OnlineService("full"), OnlineService("unknown"), OnlineService("unknown")])
    assert counted == {"full": 1, "partial": 0, "unknown": 2, "offline": 0}


def test_a_commune_counts_what_it_posts_today() -> None:
    """What is withdrawn, ended or not yet begun is no service of today; a province is the sum of its communes."""
    ways = {"1.000001": [ONLINE | {"level": "full"}], "1.000002": [ONLINE], "1.000003": [ONLINE | {"level": "partial"}]}
    versions = {code: [Procedure.model_validate(BIRTH | {"code": code, "channels": listed})] for code, listed in ways.items()}
    dated = resolve_procedures(versions, date(2026, 11, 22))
    unit = Province.model_validate({"code": "99", "name": "T", "kind": "tỉnh"})
    procedures = {code: resolve_for_province(one, None, date(2026, 11, 22)) for code, one in dated.items()}
    province = ResolvedProvince("t", unit, {}, procedures)
    some: dict[str, Standing] = {"1.000001": "in_force", "1.000002": "withdrawn", "1.000003": "in_force"}
    communes = [
        OutlinedCommune("t/a", "xã A", "00001", (), False, some),
        OutlinedCommune("t/b", "xã B", "00002", (), True, {}),
    ]
    counted = count_province(province, "tỉnh T", communes)
    first, second = counted.communes
    assert first.counts == {"full": 1, "partial": 1, "unknown": 0, "offline": 0}
    assert (second.total, counted.total, counted.counts["full"], counted.sample) == (0, 2, 1, True)


def test_files_tell_what_is_not_known_from_nothing() -> None:
    """An empty cell is not known, 0 is counted; no cell acts as a formula; letters stay letters."""
    rows = [
        *csv.reader(io.StringIO(write_csv(("a", "b", "c"), [("=1+1", None, 0), ("xã Đông", True, False)]).decode("utf-8-sig")))
    ]
    assert rows == [["a", "b", "c"], ["'=1+1", "", "0"], ["xã Đông", "true", "false"]]
    assert write_json({"tên": None}).decode() == '{\n "tên": null\n}\n'


def test_every_cell_of_a_table_is_read_back_as_it_was_written() -> None:
    """Marks of the format are quoted, nothing is a formula, and 1, 1.0 and true are three things, whichever came first."""
    rows = [(1, "a,b", 'nói "có"'), (True, "=1+1", "hai\ndòng"), (1.0, None, "x"), (False, date(2026, 3, 1), "")]
    assert write_csv(("n",), []).decode("utf-8-sig") == "n\n"
    written = write_csv(("n", "một", "hai"), rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read[1:] == [
        ["1", "a,b", 'nói "có"'],
        ["true", "'=1+1", "hai\ndòng"],
        ["1.0", "", "x"],
        ["false", "2026-03-01", ""],
    ]


def test_the_27_services_of_dong_da_are_the_sum_of_both_tiers() -> None:
    """The founding figure of 2017, 15 of wards and 12 of the district, is computed from its parts; no sum is written."""
    tiers = [{"tier": "commune", "procedures": "15"}, {"tier": "district", "procedures": "12"}]
    source = {"name": "Tin của báo", "retrieved": "2026-11-20"}
    services = EarlierServices.model_validate({"of": "quận Đống Đa", "level": "3", "tiers": tiers, "source": source})
    assert services.procedures == 27


@pytest.mark.parametrize(("year", "told"), [("2017", []), ("2026", ["abolished-unit"])])
def test_figures_of_the_past_may_name_a_district(year: str, told: list[str], small: Path) -> None:
    file = small / f"catalogue/ha-noi/oversight/{year}.yaml"
    file.parent.mkdir()
    tiers = "tiers: [{tier: district, procedures: 12}]"
    source = f"source: {{name: Tin của báo, retrieved: {max(year, '2026')}-11-20}}"
    text = f"updated: 2026-11-20\nearlier_services:\n  - of: quận Đống Đa\n    level: 3\n    {tiers}\n    {source}\n"
    file.write_text(text, "utf-8")
    assert [one.rule for one in check_catalogue(small, date(2026, 11, 22)).diagnostics] == told
