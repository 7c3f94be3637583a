"""A new content repository: what a province needs to begin with, besides what travels with the program.

Takes the answers of `niemyet init`; gives its files, from the templates in `repository/`. Knows no terminal and writes nothing.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files

from niemyet.editing.drafts import Draft, draft_commune, draft_province
from niemyet.editing.owners import write_owners
from niemyet.editing.workspace import list_schema_files, list_workspace
from niemyet.load.yaml_writer import write_scalar
from niemyet.model.reference import Unit
from niemyet.patterns import regex
from niemyet.values import dataclass

TEMPLATES = files("niemyet.editing").joinpath("repository")
PLACES: Mapping[str, str] = {
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "requirements.txt",
    "README.md": "README.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "docs/index.md": "docs/index.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "check.yml": ".github/workflows/check.yml",
    "preview.yml": ".github/workflows/preview.yml",
    "publish.yml": ".github/workflows/publish.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
}
"""Template → its place in the repository. Names with a dot would mean something where the templates are."""
_GAP = regex(r"@([A-Z_]+)@")
_PORTAL = {"name": "Cổng Dịch vụ công quốc gia", "url": "https://dichvucong.gov.vn"}
"""Takes what citizens of any province have to say, until the province names an address of its own."""
_USUAL_HOURS = (("07:30", "11:30"), ("13:30", "17:00"))
_DRAFT = "# BẢN NHÁP: địa chỉ, giờ làm việc chỉ để minh họa, trang ghi là dữ liệu mẫu. Sửa cho đúng rồi xóa dòng sample.\n"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a person has chosen: units of the register, with their folders by code; the site's name and its address."""

    province: Unit
    communes: tuple[Unit, ...]
    folders: Mapping[str, str]
    name: str
    url: str
    version: str
    """The version of the program."""


def draft_repository(chosen: Beginning) -> Iterator[Draft]:
    """The files of the repository. Its check finds no error; communes are samples until somebody has written what is true."""
    province, folder = chosen.province, chosen.folders[chosen.province.code]
    named = f"{province.kind} {province.name}"
    words = {
        "PROVINCE": named,
        "FOLDER": folder,
        "COMMUNE": next((chosen.folders[unit.code] for unit in chosen.communes), f"{folder}/<xã>"),
        "NAME": chosen.name,
        "SITE_NAME": write_scalar(chosen.name),
        "SITE_DESCRIPTION": write_scalar(
            f"Thủ tục hành chính tại xã, phường của {named} - giấy tờ, phí, thời hạn, nơi nộp và giờ làm việc."
        ),
        "SITE_URL": chosen.url,
        "VERSION": chosen.version,
    }
    for template, place in PLACES.items():
        text = TEMPLATES.joinpath(template).read_text("utf-8")
        yield Draft(place, _GAP.sub(lambda gap: words[gap[1]], text))
    yield Draft(".github/CODEOWNERS", write_owners({}))
    yield from (Draft(path, text) for path, text in {**list_workspace(), **list_schema_files()}.items())
    yield Draft("news/.gitkeep", "")
    yield draft_province(province, folder, None, (), feedback=_PORTAL)
    for unit in chosen.communes:
        yield _draft_commune(unit, chosen.folders[unit.code])


def _draft_commune(unit: Unit, folder: str) -> Draft:
    named = f"{unit.kind} {unit.name}"
    office, address = f"Trung tâm Phục vụ hành chính công {named}", f"Trụ sở Ủy ban nhân dân {named}"
    draft = draft_commune(unit, folder, office, address, "", _USUAL_HOURS)
    return Draft(draft.path, f"{_DRAFT}{draft.text}sample: true\n")
