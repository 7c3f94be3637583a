"""Generates a catalogue of any size for measurements: real communes, invented procedures of realistic size.

    python bench/make_catalogue.py FOLDER --communes 10 [--procedures 376] [--seed 1]

Sizes follow 297 records of the national portal: a median of 80 characters for names and 2,000 for steps, four papers,
with a few extremes. Settings, hand-written pages and the register of units are this repository's; nothing else of its
content is used. The same seed gives the same files. Everything in it is sample data.
"""

import argparse
import random
import re
import shutil
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.progress import track

from niemyet.load.finding import SourceFile
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.reference import Unit
from niemyet.model.unit_folders import official_folders

REPOSITORY = Path(__file__).resolve().parent.parent
WORDS = tuple(
    """
    đăng ký cấp giấy xác nhận hồ sơ thông tin người dân tại xã phường cơ quan tiếp nhận kiểm tra trả kết quả bản sao
    chứng thực gia đình trợ cấp hộ tịch cư trú đất đai xây dựng kinh doanh học tập y tế môi trường nông nghiệp
    """.split()  # noqa: SIM905  # a list of eighty words would fill the screen
)
FIELDS = 77
MINISTRIES = 40
COUNTERS = (1, 2, 3, 4, 5, 6, 99)
"""Of every commune. The last is nobody's: a posting is moved there where a change is measured."""


def make_words(chance: random.Random, characters: int) -> str:
    """At least so many characters of text."""
    text = ""
    while len(text) < characters:
        text += (" " if text else "") + chance.choice(WORDS)
    return text[:1].upper() + text[1:]


def choose_size(chance: random.Random, median: int, most: int) -> int:
    """A size whose median is `median`, seldom near `most`."""
    return min(most, max(8, int(chance.lognormvariate(0, 0.6) * median)))


def make_procedure(chance: random.Random, code: str, field: str) -> str:
    """The record of a procedure."""
    cases = chance.choice([0, 0, 0, 2, 3])
    question, form = chance.random() < 0.2, chance.random() < 0.5
    numbers = [f"{chance.randint(1, MINISTRIES)}/2026/NĐ-CP" for _ in range(chance.randint(2, 8))]
    lines = [
        f'code: "{code}"',
        f"name: {make_words(chance, choose_size(chance, 80, 919))}",
        f"summary: {make_words(chance, 90)}",
        f"field: {field}",
        f"aliases: [{make_words(chance, 20)}, {make_words(chance, 16)}]",
        "audience: [citizen, organization]",
        "authority: Ủy ban nhân dân cấp xã",
        "channels:",
        "  - {kind: in_person}",
        f'  - {{kind: online, url: "https://dichvucong.gov.vn", notes: {make_words(chance, 60)}}}',
        "  - {kind: post}",
    ]
    if cases:
        lines += ["cases:", *(f"  case-{i}: {make_words(chance, 30)}" for i in range(cases))]
    if question:
        lines += ["questions:", "  verified:", "    name: Hồ sơ có phải xác minh không?", "    options:"]
        lines += ['      "no": Không phải xác minh', '      "yes": Phải xác minh']
    named = [f"case: case-{i}, " for i in range(cases)] or [""]
    lines += ["deadlines:", *_deadlines(chance, named, question), *_fees(chance, named), *_papers(chance, cases, form)]
    if form:
        address = ', url: "https://dichvucong.gov.vn"' if chance.random() < 0.3 else ""
        lines += ["forms:", f"  to-khai: {{name: Mẫu tờ khai, document: {numbers[0]}{address}}}"]
    count = chance.randint(3, 7)
    lines += [
        "steps:",
        *(
            f"  - {{name: Bước {i + 1}, text: {make_words(chance, choose_size(chance, 2000 // count, 9000 // count))}}}"
            for i in range(count)
        ),
    ]
    lines += ["results:", f"  - {{name: {make_words(chance, 40)}, originals: 1}}"]
    lines += ["requirements:", f"  - {make_words(chance, choose_size(chance, 150, 2000))}"]
    lines += ["legal_basis:", *(f"  - {number}" for number in dict.fromkeys(numbers))]
    lines += [
        "decision: {number: 1/QĐ-MAU, date: 2026-01-05}",
        'source: {url: "https://dichvucong.gov.vn", retrieved: 2026-07-18}',
    ]
    return "\n".join(lines) + "\n"


def _deadlines(chance: random.Random, named: list[str], question: bool) -> Iterator[str]:
    """A line for each case; one where the answer to the question decides; seldom half days, or within the day."""
    if question:
        amount = chance.randint(3, 20)
        yield f"  - {{case: verified-no, amount: {amount}, unit: working_day}}"
        yield f"  - {{case: verified-yes, amount: {amount + 5}, unit: working_day, basis: 1/2026/NĐ-CP}}"
    elif named == [""] and chance.random() < 0.2:
        yield chance.choice(['  - {same_day_until: "15:00"}', "  - {amount: 7.5, unit: working_day}"])
    else:
        yield from (f"  - {{{case}amount: {chance.randint(2, 25)}, unit: working_day}}" for case in named)


def _fees(chance: random.Random, named: list[str]) -> Iterator[str]:
    """A fee that is due, by case and seldom by way of filing, and for many a copy that is only asked for; with who pays less."""
    by_province, by_channel = chance.random() < 0.3, chance.random() < 0.2
    basis = "set_by: province" if by_province else "amount: {amount}, basis: 1/2026/NĐ-CP"
    ways = [("channel: [in_person, post], ", 8000), ("channel: online, ", 4000)] if by_channel else [("", 8000)]
    yield "fees:"
    for case in named:
        for way, amount in ways:
            yield f"  - {{name: Lệ phí, {case}{way}{basis.format(amount=amount)}}}"
    copies = chance.random() < 0.4
    if copies:
        yield "  - {name: Phí cấp bản sao, kind: optional, amount: 8000, per: bản sao, basis: 1/2026/NĐ-CP}"
    yield from ("waivers:", "  - {who: Hộ nghèo, basis: 1/2026/NĐ-CP}")
    if copies:
        yield "  - {who: Người khuyết tật, fees: [Phí cấp bản sao], reduction: 50, basis: 1/2026/NĐ-CP}"


def _papers(chance: random.Random, cases: int, form: bool) -> Iterator[str]:
    """About four papers, the first of them the form where there is one; some for a case, a way of filing or on a condition."""
    yield from ("papers:", "  sets: 1", "  submit:")
    for number in range(min(55, max(1, int(chance.lognormvariate(0, 0.7) * 4)))):
        name, original = make_words(chance, choose_size(chance, 90, 900)), chance.random() < 0.75
        yield f"    - name: {name}"
        yield "      originals: 1" if original and not name.startswith(("Sao ", "Bản sao ")) else "      copies: 1"
        kind = chance.random()
        if form and not number:
            yield "      form: to-khai"
        elif cases and kind < 0.1:
            yield f"      case: [case-{chance.randrange(cases)}]"
        elif kind < 0.2:
            yield "      channel: [in_person, post]"
        elif kind < 0.3:
            yield f"      when: {make_words(chance, 50)}"
        if chance.random() < 0.4:
            yield f"      notes: {make_words(chance, choose_size(chance, 100, 900))}"
    yield from ("  present:", "    - {name: Giấy tờ tùy thân, originals: 1}")


def _overlay(procedure: str) -> str:
    """The province's fees for a procedure that leaves them to it, '' for any other."""
    lines = [line.replace("set_by: province", "amount: 12000, sample: true") for line in procedure.split("\n")]
    fees = [new for new, old in zip(lines, procedure.split("\n"), strict=True) if new != old]
    return "\n".join(["fees:", *fees]) + "\n" if fees else ""


def make_posting(chance: random.Random, procedure: str) -> str:
    """The record of a posting of this procedure. A number belongs to one day."""
    number, day = chance.randint(1, 4000), chance.randint(6, 20)
    lines = [
        f"decision: {{number: {number // 15 * 15 + day - 5}/QĐ-UBND, date: 2026-01-{day:02d}}}",
        f"posted: 2026-01-{chance.randint(21, 28):02d}",
        f"checked: 2026-{chance.randint(8, 11):02d}-{chance.randint(1, 20):02d}",
        f"counter: Quầy số {chance.choice(COUNTERS[:-1])}",
    ]
    if procedure.count("unit: working_day") == 1 and chance.random() < 0.1:
        lines.append("deadlines: [{amount: 1, unit: working_day}]")
    if chance.random() < 0.2:
        lines += ["notes:", f"  - {make_words(chance, 80)}"]
    return "\n".join([*lines, "sample: true"]) + "\n"


def _commune(chance: random.Random, unit: Unit, fields: list[str]) -> str:
    name = f"{unit.kind} {unit.name}"
    reached = "\n  phone: 024 3385 1234\n  email: mau@example.com" if chance.random() < 0.5 else ""
    saturday = '\n    - {days: [sat], opens: "07:30", closes: "11:30"}' if chance.random() < 0.5 else ""
    counters = "\n".join(f"  - {{name: Quầy số {number}, fields: [{', '.join(fields)}]}}" for number in COUNTERS)
    return f"""code: "{unit.code}"
name: {unit.name}
kind: {unit.kind}
office:
  name: Trung tâm Phục vụ hành chính công {name}
  address: Trụ sở Ủy ban nhân dân {name}{reached}
  hours:
    - {{days: [mon, tue, wed, thu, fri], opens: "07:30", closes: "11:30"}}
    - {{days: [mon, tue, wed, thu, fri], opens: "13:00", closes: "17:00"}}{saturday}
counters:
{counters}
feedback:
  - {{name: Cổng Dịch vụ công quốc gia, url: "https://dichvucong.gov.vn"}}
sample: true
"""


def write(path: Path, text: str) -> None:
    """Writes a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _reference(folder: Path, chance: random.Random, procedures: int) -> tuple[list[str], dict[str, str]]:
    fields = [f"linh-vuc-{i}" for i in range(FIELDS)]
    write(folder / "fields.yaml", "".join(f"{name}: {{name: Lĩnh vực {i}}}\n" for i, name in enumerate(fields)))
    documents = (f'"{i}/2026/NĐ-CP": {{kind: Nghị định, issuer: Chính phủ}}\n' for i in range(1, MINISTRIES + 1))
    write(folder / "documents.yaml", "".join(documents))
    write(folder / "life-events.yaml", "sinh-con: {name: Sinh con}\n")
    for year in (2026, 2027):
        write(folder / "calendar" / f"{year}.yaml", f"year: {year}\nstatus: expected\n")
    made = {}
    for number in range(1, procedures + 1):
        code, field = f"9.{number:06d}", fields[number % FIELDS]
        made[code] = make_procedure(chance, code, field)
        write(folder / "procedures" / field / f"{code}.yaml", made[code])
    return fields, made


def _choose_communes(units: list[Unit], folders: dict[str, str], count: int, province: str) -> Iterator[tuple[Unit, str]]:
    chosen = [unit for unit in units if unit.province_code and province in ("", unit.province_code)][:count]
    for unit in chosen:
        yield unit, folders[unit.code]


def make_catalogue(
    root: Path,
    communes: int,
    procedures: int,
    seed: int,
    project: Path = REPOSITORY,
    *,
    only_in: str = "",
    posted: int | None = None,
) -> None:
    """Writes a whole project into `root`, which must not exist yet, with the settings, docs and units of `project`. The communes
    are those of the province with the code `only_in`, by default of any; each posts the first `posted` procedures, by
    default all."""
    chance = random.Random(seed)
    root.mkdir(parents=True)
    config = (project / "mkdocs.yml").read_text("utf-8")
    write(root / "mkdocs.yml", re.sub(r"  - niemyet:?\n(?:      .*\n)*", "  - niemyet: {reference: own}\n", config))
    shutil.copytree(project / "docs", root / "docs")
    reference = root / "catalogue" / "reference"
    fields, made = _reference(reference, chance, procedures)
    shutil.copy(project / "catalogue/reference/units.csv", reference / "units.csv")
    source, _ = read_text(root, SourceFile("catalogue/reference/units.csv", "units"))
    assert source is not None
    units = parse_units(source)[0]
    folders = official_folders({unit.code: unit for unit in units})
    provinces = {unit.code: unit for unit in units if not unit.province_code}
    begun: set[str] = set()
    for unit, path in track(
        list(_choose_communes(units, folders, communes, only_in)), "Xã, phường", disable=not sys.stdout.isatty()
    ):
        folder = root / "catalogue" / path
        if unit.province_code not in begun:
            begun.add(unit.province_code)
            province = provinces[unit.province_code]
            write(
                folder.parent / "province.yaml",
                f'code: "{province.code}"\nname: {province.name}\nkind: {province.kind}\nsample: true\n',
            )
            for code, procedure in made.items():
                if overlay := _overlay(procedure):
                    write(folder.parent / f"{code}.yaml", overlay)
        write(folder / "commune.yaml", _commune(chance, unit, fields))
        for code, procedure in islice(made.items(), posted):
            write(folder / f"{code}.yaml", make_posting(chance, procedure))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--communes", type=int, default=10)
    parser.add_argument("--procedures", type=int, default=376)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make_catalogue(asked.folder, asked.communes, asked.procedures, asked.seed)
