"""Generates the catalogue of one whole province: all its communes, its own procedures, and files of every other kind.

    python bench/make_province.py FOLDER [--communes 126] [--postings 376] [--own 120] [--seed 1]

On top of `make_catalogue.py`: of the postings of a commune, `own` are of the province's own procedures. Forms and documents have
files, lines are for kinds of area, the province's list has changes, its documents amend one another, its communes say what they
were called before. The same seed gives the same files. Everything in it is sample data.
"""

import argparse
import random
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from make_catalogue import FIELDS, MINISTRIES, REPOSITORY, make_catalogue, make_posting, make_procedure, make_words, write

AREAS = ("mountainous", "island", "border", "remote", "difficult", "very_difficult", "ethnic_minority")
HA_NOI = "01"
"""The code of the province, which has 126 communes."""
OWN_DOCUMENTS = 60
ARTICLES = 60
ANSWERS = 200
FEE_OF_PROVINCE = re.compile("^(  - .*)amount: 12000(.*)$", re.M)
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{DOCX_TYPE}"/></Types>'
)


def make_file(chance: random.Random, ending: str) -> bytes:
    """A Word document or a PDF without pages, of the size of a form: a median of 40 KB, 400 KB at most."""
    filler = chance.randbytes(min(400_000, int(chance.lognormvariate(0, 0.8) * 40_000)))
    if ending == "pdf":
        body = b"2 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(filler), filler)
        return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in (
            ("[Content_Types].xml", TYPES.encode()),
            ("word/document.xml", f"<d>{make_words(chance, 3000)}</d>".encode()),
            ("word/media/image1.png", filler),
        ):
            package.writestr(ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return made.getvalue()


def _write_file(chance: random.Random, folder: Path, stem: str) -> str:
    """Writes a file to take away; its name."""
    name = f"{stem.replace('.', '-')}.{chance.choice(['docx', 'docx', 'pdf'])}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(make_file(chance, name.rpartition(".")[2]))
    return name


def _choose_areas(chance: random.Random) -> str:
    return ", ".join(kind for kind in AREAS if chance.random() < 0.3) or AREAS[0]


def _with_areas(chance: random.Random, record: str, basis: str) -> str:
    """The record with some lines that hold in some areas only: longer where the way is far, cheaper where people are poor."""

    def lengthen(line: re.Match[str]) -> str:
        longer = line[0].replace("{amount: ", f"{{area: [{_choose_areas(chance)}], amount: 1").replace("}", f", basis: {basis}}}")
        return f"{line[0]}\n{longer}"

    def cheapen(line: re.Match[str]) -> str:
        return f"{line[0]}\n{line[0].replace('amount: 8000', f'area: [{_choose_areas(chance)}], amount: 2000')}"

    if chance.random() < 0.3:
        record = re.sub(r"^  - \{amount: \d, unit: working_day\}$", lengthen, record, flags=re.M)
    if chance.random() < 0.3:
        record = re.sub(r"^  - \{name: Lệ phí, .*amount: 8000.*\}$", cheapen, record, flags=re.M)
    return record


def _with_form(chance: random.Random, record: str, folder: Path, code: str) -> str:
    """The record with the file of its form, where it has one."""
    if "forms:\n" not in record or chance.random() < 0.1:
        return record
    return record.replace("{name: Mẫu tờ khai, ", f"{{name: Mẫu tờ khai, file: {_write_file(chance, folder, f'mau-{code}')}, ")


def _own_number(number: int) -> str:
    return f"{number}/2026/QĐ-UBND"


def _make_own(chance: random.Random, code: str, field: str) -> str:
    """A procedure that the province alone has, on its own decisions and the nation's law."""
    number = _own_number(chance.randint(1, OWN_DOCUMENTS))
    record = make_procedure(chance, code, field).replace("set_by: province", f"amount: 8000, basis: {number}")
    return record.replace("legal_basis:\n", f"legal_basis:\n  - {number}\n")


def _write_documents(chance: random.Random, folder: Path) -> None:
    lines = []
    for number in range(1, OWN_DOCUMENTS + 1):
        file = f", file: {_write_file(chance, folder / 'tep', f'quyet-dinh-{number}')}" if chance.random() < 0.8 else ""
        issued = f", issued: 2026-01-{chance.randint(6, 28):02d}"
        lines.append(f"{_own_number(number)}: {{kind: Quyết định, issuer: Ủy ban nhân dân thành phố Hà Nội{issued}{file}}}")
    write(folder / "documents.yaml", "\n".join(lines) + "\n")


def _write_province(folder: Path, national: list[str], own: list[str]) -> None:
    """The province's record, with a list that two decisions have changed since, one of them for some areas."""

    def quote(codes: list[str]) -> str:
        return ", ".join(f'"{code}"' for code in codes)

    half = len(own) // 2
    record = folder / "province.yaml"
    changes = f"""list:
  decision: {{number: 1/QĐ-UBND, date: 2026-01-05}}
  procedures: [{quote([*national, *own[:half]])}]
  changes:
    - {{decision: {{number: 2/QĐ-UBND, date: 2026-02-02}}, add: [{quote(own[half:])}]}}
    - {{decision: {{number: 3/QĐ-UBND, date: 2026-03-02}}, area: [{AREAS[1]}], remove: [{quote(national[-5:])}]}}
"""
    write(record, record.read_text("utf-8") + changes)


def _write_articles(chance: random.Random, root: Path, own: list[str]) -> None:
    for number in range(1, ARTICLES + 1):
        folder = root / "news" / "2026"
        file = _write_file(chance, folder, f"ke-hoach-{number}")
        head = f"""title: Bài mẫu {number}
date: 2026-{chance.randint(1, 9):02d}-{chance.randint(1, 28):02d}
lead: {make_words(chance, 120)}
author: Ban biên tập mẫu
topics: [the-che]
places: [ha-noi]
procedures: ["{chance.choice(own)}"]
documents: [{chance.randint(1, MINISTRIES)}/2026/NĐ-CP]
files: [{{file: {file}, title: Kế hoạch mẫu}}]
"""
        write(folder / f"bai-{number}.md", f"---\n{head}---\n\n{make_words(chance, 3000)}.\n")


def _answers(chance: random.Random, codes: list[str]) -> Iterator[str]:
    for number in range(ANSWERS):
        yield f"q{number:012x}: {{part: fees, text: {make_words(chance, 60)}, answer: giữ nguyên, date: 2026-08-20, "
        yield f'procedures: {{"{chance.choice(codes)}": {make_words(chance, 40)}}}}}\n'


def make_province(root: Path, communes: int = 126, postings: int = 376, own: int = 120, seed: int = 1) -> Path:
    """Writes a whole project into `root`, which must not exist yet; gives the folder of its province. The nation has as many
    procedures as a commune has postings."""
    make_catalogue(root, communes, postings, seed, only_in=HA_NOI, posted=postings - own)
    chance = random.Random(seed)
    reference = root / "catalogue" / "reference"
    folder = next(root.glob("catalogue/*/province.yaml")).parent
    shutil.copy(REPOSITORY / "catalogue/reference/former-units.csv", reference / "former-units.csv")
    national = []
    for file in sorted(reference.glob("procedures/*/*.yaml"), key=lambda file: file.name):
        record = _with_form(chance, file.read_text("utf-8"), reference / "tep", file.stem)
        write(file, _with_areas(chance, record, "1/2026/NĐ-CP"))
        national.append(file.stem)
    for file in sorted(folder.glob("*.yaml")):
        if file.stem in national:
            write(file, FEE_OF_PROVINCE.sub(r"\g<0>\n\1area: [border, island], amount: 3000\2", file.read_text("utf-8")))
    _write_documents(chance, folder)
    made = {}
    for number in range(1, own + 1):
        code, field = f"8.{number:06d}", f"linh-vuc-{number % FIELDS}"
        record = _with_areas(chance, _make_own(chance, code, field), _own_number(1))
        made[code] = _with_form(chance, record, folder / "tep", code)
        write(folder / "procedures" / field / f"{code}.yaml", made[code])
    _write_province(folder, national[: postings - own], [*made])
    for file in sorted(folder.glob("*/commune.yaml")):
        areas = ", ".join(kind for kind in AREAS if chance.random() < 0.1)
        write(file, f"{file.read_text('utf-8')}areas: [{areas}]\nformer_names: [xã Mẫu Cũ]\n")
        for code, record in made.items():
            write(file.parent / f"{code}.yaml", make_posting(chance, record))
    _write_articles(chance, root, [*made])
    write(root / "catalogue" / "doubts.yaml", "".join(_answers(chance, [*national, *made])))
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--communes", type=int, default=126)
    parser.add_argument("--postings", type=int, default=376)
    parser.add_argument("--own", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make_province(asked.folder, asked.communes, asked.postings, asked.own, asked.seed)
