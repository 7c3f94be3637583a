"""Makes a catalogue of invented records as large as real ones, to measure on.

    python bench/make_catalogue.py OUT --communes 100 --procedures 376 [--seed 1]

The same seed gives the same files, and the first communes of a larger catalogue are those of a smaller one.
Names of communes are real; everything else is invented, and says so (`sample: true`). Sizes follow what was
measured on the national portal: see `MEDIAN_NAME` and its neighbours.
"""

import argparse
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import yaml
from rich.console import Console
from rich.progress import track

from niemyet.load.files import SourceText
from niemyet.load.units import parse_units
from niemyet.model.article import TOPIC_NAMES
from niemyet.model.reference import Unit
from niemyet.validate.rules.names import fold, official_folders
from prose import ACTIVITIES, SHORT_TERMS, SUBJECTS, around, grow, invent_name, invent_paper, invent_text

REPOSITORY = Path(__file__).resolve().parent.parent
MEDIAN_NAME, LONGEST_NAME = 80, 919
MEDIAN_STEPS, LONGEST_STEPS = 2049, 9274
MEDIAN_PAPERS_TEXT, LONGEST_PAPERS_TEXT = 749, 49759
MEDIAN_PAPERS, MOST_PAPERS = 4, 55
EXTREME = 7
"""The number of the procedure that has the longest name, the longest steps and the most papers."""

ARTICLES = 20
DOCUMENTS = 160
CASES = {
    "moi": "Làm lần đầu",
    "cap-lai": "Làm lại do bị mất hoặc hư hỏng",
    "thay-doi": "Thay đổi nội dung đã được cấp",
    "gia-han": "Gia hạn khi sắp hết thời hạn",
    "xac-minh": "Hồ sơ phải xác minh thực tế",
}
EVENTS = {
    "sinh-con": "Sinh con",
    "di-hoc": "Con đi học",
    "ket-hon": "Kết hôn",
    "chuyen-nha": "Chuyển nơi ở",
    "xay-nha": "Xây nhà",
    "khoi-nghiep": "Mở cửa hàng, kinh doanh",
    "mat-giay-to": "Mất giấy tờ, cần bản sao",
    "khuyet-tat": "Người khuyết tật",
    "tuoi-gia": "Người cao tuổi",
    "qua-doi": "Người thân qua đời",
}
COUNTERS = 6
EVERY_NTH_SHORTER = 10
"""One posting in so many has a deadline of its own."""

Record: TypeAlias = dict[str, Any]
Write: TypeAlias = Callable[[str, str], None]


def make_catalogue(out: Path, communes: int, procedures: int, seed: int) -> None:
    """Writes a complete root into `out`, an empty or new folder."""
    units = _read_units()
    folders = official_folders(units)
    chosen = [unit for unit in units.values() if unit.province_code][:communes]
    _copy_frame(out)

    def write(path: str, text: str) -> None:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    rng = Random(f"{seed}/reference")
    numbers = list(_write_documents(rng, write))
    fields = _write_fields(write)
    codes = sorted({f"{rng.choice('112')}.{rng.randrange(1, 15000):06}" for _ in range(procedures * 2)})
    codes = sorted(rng.sample(codes, procedures))
    records = [
        invent_procedure(rng, code, _skewed(rng, fields), numbers, i == EXTREME)
        for i, code in enumerate(_watched(codes, "Thủ tục"))
    ]
    _write_events(rng, records, write)
    for record in records:
        write(f"catalogue/reference/procedures/{record['field']}/{record['code']}.yaml", _yaml(record))
    shortened = set(_shortable(records)[::17])
    for province in {unit.province_code: None for unit in chosen}:
        _write_province(Random(f"{seed}/{province}"), units[province], folders[province], records, shortened, write)
    for unit in _watched(chosen, "Xã, phường"):
        _write_commune(Random(f"{seed}/{unit.code}"), unit, out / "catalogue" / folders[unit.code], records, shortened, fields)
    _write_news(Random(f"{seed}/news"), [folders[unit.code] for unit in chosen], codes, write)


def invent_procedure(rng: Random, code: str, field: str, numbers: Sequence[str], extreme: bool) -> Record:
    """A reference record of realistic size."""
    name = invent_name(rng, LONGEST_NAME if extreme else around(rng, MEDIAN_NAME, 0.5, 25, 400))
    cases = rng.sample(sorted(CASES), rng.choice((0, 0, 0, 0, 2, 2, 2, 3, 3, 5)))
    fees = list(_invent_fees(rng, cases, numbers))
    forms = {f"mau-{i}": {"name": f"Mẫu số {i:02}", "document": rng.choice(numbers)} for i in range(1, rng.choice((1, 2, 2, 3)))}
    record: Record = {
        "code": code,
        "name": name,
        "summary": invent_text(rng, 90),
        "field": field,
        "aliases": rng.sample(SHORT_TERMS, rng.randrange(4)),
        "audience": rng.choice((["citizen"], ["citizen"], ["citizen", "organization"], ["household_business", "enterprise"])),
        "authority": "Ủy ban nhân dân cấp xã",
        "receiver": "Trung tâm Phục vụ hành chính công",
        "channels": [
            {"kind": "in_person"},
            {"kind": "online", "level": rng.choice(("full", "partial")), "url": f"https://cong.example/thu-tuc/{code}"},
            {"kind": "post", "notes": invent_text(rng, 80)},
        ],
        "cases": {case: CASES[case] for case in cases},
        "deadlines": [_invent_deadline(rng, case, numbers) for case in (cases or [""])],
        "fees": fees,
        "waivers": [
            {"who": who, "basis": rng.choice(numbers)}
            for who in ("Người thuộc hộ nghèo", "Người có công với cách mạng", "Người khuyết tật")
            if any(fee.get("amount") != 0 for fee in fees)
        ],
        "papers": _invent_papers(rng, cases, forms, extreme),
        "forms": forms,
        "steps": list(_invent_steps(rng, cases, extreme)),
        "results": [{"name": invent_paper(rng, 50), "originals": 1}],
        "requirements": [invent_text(rng, 160) for _ in range(rng.choice((0, 0, 1, 2)))],
        "legal_basis": rng.sample(numbers, around(rng, 6, 0.5, 2, 20)),
        "decision": {"number": f"{rng.randrange(100, 4000)}/QĐ-BTP", "date": _day(rng, 2025, 180)},
        "notes": [invent_text(rng, 150) for _ in range(rng.choice((0, 1, 1, 2, 4)))],
        "source": {"url": f"https://cong.example/thu-tuc/{code}", "retrieved": date(2026, 7, 18)},
    }
    if rng.random() < 0.05:
        record["upcoming"] = [{"from": date(2027, 3, 1), "text": invent_text(rng, 120), "basis": rng.choice(numbers)}]
    return {key: value for key, value in record.items() if value or value == 0}


def _invent_deadline(rng: Random, case: str, numbers: Sequence[str]) -> Record:
    of_case: Record = {"case": case} if case else {}
    basis = {"basis": rng.choice(numbers)}
    match rng.choices(("working_day", "day", "month", "working_hour", "same_day", "undetermined"), (65, 10, 3, 2, 15, 5))[0]:
        case "same_day":
            return of_case | {"same_day_until": "15:00"} | basis
        case "undetermined":
            return of_case | {"undetermined": "Nguồn không nêu thời hạn; ngày trả được ghi trên phiếu hẹn."}
        case unit:
            amount = rng.choice({"month": (1, 2, 3), "working_hour": (4, 8)}.get(unit, (2, 3, 5, 7, 10, 15, 20, 30)))
            notes = {"notes": invent_text(rng, 100)} if rng.random() < 0.3 else {}
            return of_case | {"amount": amount, "unit": unit} | basis | notes


def _invent_fees(rng: Random, cases: Sequence[str], numbers: Sequence[str]) -> Iterator[Record]:
    kind = rng.choices(("free", "amount", "province", "formula", "undetermined"), (50, 18, 27, 3, 2))[0]
    for case in cases or [""]:
        fee: Record = {"name": "Lệ phí giải quyết hồ sơ"} | ({"case": case} if case else {})
        match kind:
            case "free":
                yield fee | {"amount": 0, "basis": rng.choice(numbers)}
            case "amount":
                yield fee | {"amount": rng.randrange(2, 300) * 1000, "basis": rng.choice(numbers)}
            case "province":
                text = "Mức thu cụ thể do Hội đồng nhân dân cấp tỉnh quyết định."
                yield fee | {"set_by": "province", "source_text": text}
            case "formula":
                parts = [{"first": 1, "last": 2, "amount": 2000}, {"first": 3, "amount": 1000}]
                yield fee | {"formula": {"unit": "trang", "parts": parts, "at_most": 200000}, "basis": rng.choice(numbers)}
            case _:
                yield fee | {"undetermined": "Nguồn không nêu mức thu."}
    if kind != "free":
        yield {"name": "Phí cấp bản sao", "amount": 8000, "per": "bản sao", "basis": rng.choice(numbers)}


def _invent_papers(rng: Random, cases: Sequence[str], forms: Mapping[str, Any], extreme: bool) -> Record:
    count = MOST_PAPERS if extreme else around(rng, MEDIAN_PAPERS, 0.6, 1, 30)
    wanted = MEDIAN_PAPERS_TEXT * count / MEDIAN_PAPERS
    length = (LONGEST_PAPERS_TEXT if extreme else around(rng, wanted, 0.35, 60, 12000)) // count
    papers: list[Record] = []
    for i in range(count):
        name = invent_paper(rng, min(length, rng.randrange(30, 120)))
        paper: Record = {"name": name, rng.choice(("originals", "originals", "copies")): 1}
        if cases and rng.random() < 0.4:
            paper["case"] = rng.choice(cases)
        if i < len(forms):
            paper["form"] = sorted(forms)[i]
        if length - len(name) > 40:
            paper["notes"] = invent_text(rng, length - len(name))
        papers.append(paper)
    shown = count // 4
    return {"sets": 1, "submit": papers[: count - shown]} | ({"present": papers[count - shown :]} if shown else {})


def _invent_steps(rng: Random, cases: Sequence[str], extreme: bool) -> Iterator[Record]:
    length = LONGEST_STEPS if extreme else around(rng, MEDIAN_STEPS, 0.55, 300, 6000)
    count = max(3, min(12, length // 400))
    for i in range(1, count + 1):
        step: Record = {"name": f"Bước {i}", "text": invent_text(rng, length // count)}
        yield step | ({"case": rng.choice(cases)} if cases and rng.random() < 0.1 else {})


def _shortable(records: Iterable[Record]) -> list[str]:
    """The codes of procedures whose first deadline can be made shorter."""
    return [record["code"] for record in records if record["deadlines"][0].get("amount", 0) > 1]


def _write_documents(rng: Random, write: Write) -> Iterator[str]:
    """Our own list with invented documents behind it; gives the invented numbers."""
    own = (REPOSITORY / "catalogue/reference/documents.yaml").read_text(encoding="utf-8")
    taken = set(yaml.load(own, yaml.CSafeLoader))
    kinds = (("Nghị định", "Chính phủ", "NĐ-CP"), ("Thông tư", "Bộ Tư pháp", "TT-BTP"), ("Luật", "Quốc hội", "QH15"))
    documents: Record = {}
    while len(documents) < DOCUMENTS:
        year, (kind, issuer, ending) = rng.randrange(2012, 2026), rng.choice(kinds)
        number = f"{rng.randrange(1, 200):02}/{year}/{ending}"
        if number not in taken | set(documents):
            title = grow("Quy định chi tiết", rng.randrange(60, 160), lambda: f" và {invent_paper(rng, 40).lower()}")
            issued = _day(rng, year, 300)
            effective = issued + timedelta(days=45)
            documents[number] = {"title": title, "kind": kind, "issuer": issuer, "issued": issued, "effective": effective}
    write("catalogue/reference/documents.yaml", own.rstrip("\n") + "\n" + _yaml(documents))
    yield from documents


def _write_fields(write: Write) -> list[str]:
    names = [activity.format(subject) for activity in ACTIVITIES for subject in SUBJECTS]
    ministries = ("Bộ Tư pháp", "Bộ Nội vụ", "Bộ Tài chính", "Bộ Nông nghiệp và Môi trường")
    fields = {
        fold(name): {"name": name, "ministry": ministries[i % 4], "summary": f"Các việc về {name[0].lower()}{name[1:]}."}
        for i, name in enumerate(names)
    }
    write("catalogue/reference/fields.yaml", _yaml(fields))
    return list(fields)


def _write_events(rng: Random, records: list[Record], write: Write) -> None:
    """Life events, each with the procedures in their usual order; the procedures name them too."""
    events: Record = {}
    for event, name in EVENTS.items():
        some = rng.sample(records, min(5, len(records)))
        for record in some:
            record.setdefault("life_events", []).append(event)
        events[event] = {"name": name, "summary": invent_text(rng, 80), "order": [record["code"] for record in some]}
    write("catalogue/reference/life-events.yaml", _yaml(events))


def _write_province(rng: Random, unit: Unit, folder: str, records: Sequence[Record], shortened: set[str], write: Write) -> None:
    decision = {"number": f"{rng.randrange(1000, 4000)}/QĐ-UBND", "date": date(2025, 7, 1)}
    province = {"code": unit.code, "name": unit.name, "kind": unit.kind, "url": f"https://{fold(unit.name)}.example"}
    listed = {"list": {"decision": decision, "procedures": [record["code"] for record in records]}}
    feedback = [{"name": "Cổng phản ánh, kiến nghị của tỉnh", "url": f"https://{fold(unit.name)}.example/phan-anh"}]
    write(f"catalogue/{folder}/province.yaml", _yaml(province | listed | {"feedback": feedback, "sample": True}))
    for record in records:
        overlay: Record = {}
        fees = [fee for fee in record["fees"] if fee.get("set_by")]
        if fees:
            overlay["fees"] = [
                {key: fee[key] for key in ("name", "case") if key in fee}
                | {"amount": rng.randrange(1, 60) * 1000, "notes": "Số liệu mẫu, không phải mức thu thật", "sample": True}
                for fee in fees
            ]
        if record["code"] in shortened:
            overlay["deadlines"] = [_shorten(rng, record["deadlines"][0])]
        if overlay:
            write(f"catalogue/{folder}/{record['code']}.yaml", _yaml(overlay))


def _shorten(rng: Random, deadline: Record) -> Record:
    shorter = {"amount": rng.randrange(1, deadline["amount"]), "unit": deadline["unit"]}
    return {key: deadline[key] for key in ("case",) if key in deadline} | shorter


def _write_commune(
    rng: Random, unit: Unit, folder: Path, records: Sequence[Record], shortened: set[str], fields: Sequence[str]
) -> None:
    """A commune and its postings. Postings are written as text: YAML's writer would take most of the time."""
    folder.mkdir(parents=True)
    (folder / "commune.yaml").write_text(_yaml(_invent_commune(unit, fields)), encoding="utf-8")
    numbers = [f"{rng.randrange(100, 4000)}/QĐ-UBND" for _ in range(3)]
    shortable = [code for code in _shortable(records) if code not in shortened]
    own = set(rng.sample(shortable, min(len(shortable), round(len(records) / EVERY_NTH_SHORTER))))
    for record in records:
        decided = _day(rng, 2025, 250, start=182)
        posted = decided + timedelta(days=rng.randrange(1, 6))
        lines = [f"decision: {{number: {rng.choice(numbers)}, date: {decided}}}", f"posted: {posted}"]
        lines += [f"checked: {posted + timedelta(days=rng.randrange(30, 200))}"]
        lines += [f"counter: Quầy số {_counter(record['field'], fields)}"]
        if record["code"] in own:
            shorter = ", ".join(f"{key}: {value}" for key, value in _shorten(rng, record["deadlines"][0]).items())
            lines += ["deadlines:", f"  - {{{shorter}}}"]
        if rng.random() < 0.2:
            lines += ["notes:", f"  - {invent_text(rng, 90)}"]
        (folder / f"{record['code']}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _invent_commune(unit: Unit, fields: Sequence[str]) -> Record:
    week = ["mon", "tue", "wed", "thu", "fri"]
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "office": {
            "name": f"Trung tâm Phục vụ hành chính công {unit.kind} {unit.name}",
            "address": f"Trụ sở Ủy ban nhân dân {unit.kind} {unit.name}",
            "hours": [
                {"days": week, "opens": "07:30", "closes": "11:30"},
                {"days": week, "opens": "13:30", "closes": "17:00"},
                {"days": ["sat"], "opens": "07:30", "closes": "11:30"},
            ],
        },
        "counters": [
            {"name": f"Quầy số {i}", "fields": [field for field in fields if _counter(field, fields) == i]}
            for i in range(1, COUNTERS + 1)
        ],
        "staff": [{"role": "Phụ trách trung tâm"}, {"role": "Công chức tư pháp – hộ tịch"}, {"role": "Người hướng dẫn"}],
        "feedback": [{"name": "Hòm thư góp ý", "address": f"Trụ sở Ủy ban nhân dân {unit.kind} {unit.name}"}],
        "sample": True,
    }


def _counter(field: str, fields: Sequence[str]) -> int:
    return fields.index(field) % COUNTERS + 1


def _write_news(rng: Random, places: Sequence[str], codes: Sequence[str], write: Write) -> None:
    for i in range(ARTICLES):
        place = rng.choice(places)
        matter = {
            "title": f"{invent_name(rng, 70)}: kết quả sau {i + 2} tháng",
            "date": _day(rng, 2026, 300),
            "lead": invent_text(rng, 180),
            "author": "Ban biên tập",
            "topics": rng.sample(sorted(TOPIC_NAMES), rng.choice((1, 1, 2))),
            "places": [place],
            "procedures": rng.sample(codes, min(2, len(codes))),
        }
        parts = [invent_text(rng, 400), "## Đã làm được", f"Tại [trang của địa phương](/{place}/), {invent_text(rng, 300)}"]
        parts += ["\n".join(f"- {invent_text(rng, 80)}" for _ in range(4)), "## Còn phải sửa", invent_text(rng, 500)]
        body = "\n\n".join(parts)
        write(f"news/2026/bai-{i + 1:02}.md", f"---\n{_yaml(matter)}---\n\n{body}\n")


def _copy_frame(out: Path) -> None:
    """mkdocs.yml with our theme, the hand-written pages, and what of the reference is not invented."""
    out.mkdir(parents=True, exist_ok=True)
    config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    theme = json.dumps(str(REPOSITORY / "theme"))
    config = re.sub(r"(?m)^( *custom_dir:).*$", lambda line: f"{line[1]} {theme}", config)
    (out / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.copytree(REPOSITORY / "docs", out / "docs")
    reference = out / "catalogue/reference"
    shutil.copytree(REPOSITORY / "catalogue/reference/calendar", reference / "calendar")
    for name in ("units.csv", "synonyms.yaml"):
        shutil.copy(REPOSITORY / "catalogue/reference" / name, reference)


def _read_units() -> dict[str, Unit]:
    path = "catalogue/reference/units.csv"
    units, _ = parse_units(SourceText(path, (REPOSITORY / path).read_text(encoding="utf-8")))
    return {unit.code: unit for unit in units}


def _skewed(rng: Random, fields: Sequence[str]) -> str:
    """One of the fields; a few have many procedures, most have two or three."""
    return fields[int(len(fields) * rng.random() ** 2)]


def _day(rng: Random, year: int, days: int, start: int = 0) -> date:
    return date(year, 1, 1) + timedelta(days=start + rng.randrange(days))


class _Dumper(yaml.CSafeDumper):
    """Writes a value again where it stands again; records have no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(record: Any) -> str:
    return yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def _watched(items: Sequence[Any], label: str) -> Iterable[Any]:
    """The items, with a progress bar where a terminal looks on."""
    console = Console(stderr=True)
    return track(items, label, console=console, transient=True) if console.is_terminal else items


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a catalogue of invented records to measure on.")
    parser.add_argument("out", type=Path, help="a new or empty folder")
    parser.add_argument("--communes", type=int, default=10)
    parser.add_argument("--procedures", type=int, default=376)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        parser.error(f"{options.out} is not an empty folder")
    if options.communes < 1 or options.procedures < 1:
        parser.error("at least one commune and one procedure")
    make_catalogue(options.out, options.communes, options.procedures, options.seed)
    print(f"{options.communes} × {options.procedures} = {options.communes * options.procedures} postings in {options.out}")


if __name__ == "__main__":
    main()
