"""The configuration of the browser form (Sveltia CMS), made from the models and the places of the catalogue.

Takes the places and the repository; gives the configuration as data for JSON. Titles and formats of keys come from the models
(`form_fields.py`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from niemyet.editing.form_fields import Choices, Field, make_fields
from niemyet.model.codes import SLUG
from niemyet.model.kinds import KINDS, folder_of_place, path_of
from niemyet.model.orthography import capitalize

PROCEDURES = "thu-tuc"
_YAML: Mapping[str, Any] = {"extension": "yaml", "format": "yaml", "editor": {"preview": False}}
_FRONT_MATTER: Mapping[str, Any] = {"extension": "md", "format": "yaml-frontmatter", "editor": {"preview": False}}
_EDIT_LINK = re.compile(r"(https://([^/]+))/(.+?)(/-/edit|/edit)/(.+)/\{file\}")
_NAME = "{{code | default('Chưa ghi thủ tục: mở bản này, chọn đúng mã trong tên tệp rồi lưu')}}"
"""The name of a record in lists: the form shows the procedure's name instead of its code."""
_CODE: Mapping[str, Any] = {"template": "{{code}}", "editable": False}
COMMIT_MESSAGES = {
    "create": "Thêm {{slug}} ({{collection}})",
    "update": "Cập nhật {{slug}} ({{collection}})",
    "delete": "Xóa {{slug}} ({{collection}})",
    "uploadMedia": "Thêm tệp {{path}}",
    "deleteMedia": "Xóa tệp {{path}}",
    "openAuthoring": "{{message}}",
}


class Repository(NamedTuple):
    """Where changes are proposed: settings of Sveltia's backend, and the origins that the page's content policy must allow."""

    backend: Mapping[str, Any]
    services: tuple[str, ...]

    def with_settings(self, more: Mapping[str, Any]) -> "Repository":
        """The same with further settings of the backend, for instance for signing in."""
        return self._replace(backend={**self.backend, **more})


class Site(NamedTuple):
    """The site of the form: its name, and its URL with a final slash, or '/'."""

    name: str
    url: str


class PlaceOption(NamedTuple):
    """A province or commune: its path in the catalogue, and its name with kind."""

    path: str
    name: str


class Vocabulary(NamedTuple):
    """Options taken from the catalogue: names of fields of work by short name, and of places by path."""

    fields: Mapping[str, str]
    places: Mapping[str, str]


def read_repository(edit_link: str) -> Repository | None:
    """The repository in the site's edit link; None if it is neither on GitHub nor on GitLab."""
    link = _EDIT_LINK.fullmatch(edit_link)
    if link is None:
        return None
    origin, host, repo, way, branch = link.groups()
    backend = {"repo": repo, "branch": branch, "auth_methods": ["token"]}
    if way == "/-/edit":
        return Repository({"name": "gitlab", **backend, "api_root": f"{origin}/api/v4", "base_url": origin}, (origin,))
    if host == "github.com":
        return Repository({"name": "github", **backend}, ("https://api.github.com",))
    return Repository({"name": "github", **backend, "api_root": f"{origin}/api/v3", "base_url": origin}, (origin,))


NO_REPOSITORY = Repository({"name": "github", "repo": "don-vi/kho", "branch": "main", "auth_methods": ["token"]}, ())
"""Used if mkdocs.yml names none: only a local copy can be edited."""


def make_form(
    site: Site, repository: Repository, provinces: Iterable[PlaceOption], communes: Iterable[PlaceOption], words: Vocabulary
) -> dict[str, Any]:
    """The configuration for some provinces and communes, whose paths must be unique."""
    choices = _offer_choices(words)
    collections = [
        *_make_communes(communes, choices),
        {"divider": True},
        *_make_provinces(provinces, choices),
        {"divider": True},
        _make_news(choices),
        _PROCEDURES,
    ]
    return {
        "app_title": f"Cập nhật – {site.name}",
        "logo": {"src": f"{urlsplit(site.url).path or '/'}assets/mark.svg"},
        "backend": {**repository.backend, "commit_messages": COMMIT_MESSAGES},
        "publish_mode": "editorial_workflow",
        "media_folder": KINDS["image"].fixed_folder,
        "public_folder": "/tin-tuc",
        "show_preview_links": False,
        "slug": {"encoding": "unicode", "clean_accents": True, "lowercase": False},  # codes keep their dots and capitals
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "collections": collections,
    }


_PROCEDURES: Mapping[str, Any] = {
    **_YAML,
    "name": PROCEDURES,
    "label": "Thủ tục chung cả nước",
    "folder": KINDS["procedure"].fixed_folder,
    "path": "{{field}}/{{slug}}",
    "identifier_field": "name",
    "hide": True,
    "create": False,
    "delete": False,
    "fields": [
        {"name": "code", "label": "Mã thủ tục", "widget": "string", "readonly": True},
        {"name": "name", "label": "Tên thủ tục", "widget": "string", "readonly": True},
        {"name": "field", "label": "Lĩnh vực", "widget": "string", "readonly": True},
    ],
}
"""Read-only: the options for choosing a procedure. The law is written by import and review, not by the form."""


def _offer_choices(words: Vocabulary) -> Choices:
    procedure: Field = {
        "label": "Thủ tục",
        "hint": "Chọn theo tên hoặc mã.",
        "widget": "relation",
        "collection": PROCEDURES,
        "value_field": "{{slug}}",
        "display_fields": ["{{slug}} – {{name}}"],
        "search_fields": ["name", "code"],
        "dropdown_threshold": 0,
    }
    fields: Field = {"widget": "select", "multiple": True, "options": _options(words.fields)}
    places: Field = {"widget": "select", "multiple": True, "options": _options(words.places)}
    return {
        "code": procedure | {"hint": "Chọn theo tên hoặc mã. Ở bản đã có, mã phải đúng như trong tên tệp."},
        "counters.fields": fields,
        "procedures": procedure | {"multiple": True},
        "list.procedures": procedure | {"multiple": True},
        "places": places,
        "images.file": {"widget": "image", "media_folder": "", "public_folder": "", "choose_url": False},
    }


def _options(names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": name, "value": value} for value, name in names.items()]


def _without_code(choices: Choices) -> Choices:
    """The options without "code": the code of a place is not that of a procedure."""
    return {path: choice for path, choice in choices.items() if path != "code"}


def _make_communes(communes: Iterable[PlaceOption], choices: Choices) -> Iterator[dict[str, Any]]:
    posting, commune = make_fields("posting", choices), make_fields("commune", _without_code(choices))
    files = []
    for place in communes:
        name, label = place.path.replace("/", "--"), capitalize(place.name)
        yield {
            **_YAML,
            "name": name,
            "label": label,
            "label_singular": "bản niêm yết",
            "description": "Bản niêm yết, mỗi thủ tục một bản. Ngừng niêm yết thì ghi ở mục Ngừng niêm yết, không xóa.",
            "icon": "assignment",
            "folder": folder_of_place(place.path),
            "filter": {"field": "posted", "pattern": "[0-9]"},
            "slug": _CODE,
            "identifier_field": "code",
            "summary": f"{_NAME} · {{{{counter | default('chưa ghi quầy')}}}} · rà soát {{{{checked | default('chưa')}}}}",
            "thumbnail": False,
            "delete": False,
            "fields": posting,
        }
        files.append({"name": name, "label": label, "file": path_of("commune", place.path), "fields": commune})
    if files:
        yield {**_collect_files("xa-phuong", "Nơi tiếp nhận, giờ làm việc", "location_city"), "files": files}


def _make_provinces(provinces: Iterable[PlaceOption], choices: Choices) -> Iterator[dict[str, Any]]:
    overlay, province = make_fields("overlay", choices), make_fields("province", _without_code(choices))
    files = []
    for place in provinces:
        label = capitalize(place.name)
        yield {
            **_YAML,
            "name": place.path,
            "label": label,
            "label_singular": "phần của tỉnh",
            "description": "Mức thu do Hội đồng nhân dân cấp tỉnh quy định, thời hạn tỉnh cam kết.",
            "icon": "payments",
            "folder": folder_of_place(place.path),
            "filter": {"field": "code", "pattern": "^[0-9][.]"},  # leaves out province.yaml, of another code, and documents.yaml
            "slug": _CODE,
            "identifier_field": "code",
            "summary": _NAME,
            "thumbnail": False,
            "delete": False,
            "fields": overlay,
        }
        files.append({"name": place.path, "label": label, "file": path_of("province", place.path), "fields": province})
    if files:
        yield {**_collect_files("tinh", "Thông tin của tỉnh", "account_balance"), "files": files}


def _collect_files(name: str, label: str, icon: str) -> dict[str, Any]:
    return {"name": name, "label": label, "icon": icon, "format": "yaml", "editor": {"preview": False}}


def _make_news(choices: Choices) -> dict[str, Any]:
    body: Field = {
        "name": "body",
        "label": "Bài viết",
        "widget": "richtext",
        "hint": "Đoạn ngắn, câu ngắn.",
        "buttons": ["bold", "italic", "link", "heading-two", "heading-three", "bulleted-list", "numbered-list", "quote"],
        "editor_components": [],
    }
    return {
        **_FRONT_MATTER,
        "name": "tin-tuc",
        "label": "Tin cải cách hành chính",
        "label_singular": "bài viết",
        "icon": "newspaper",
        "folder": KINDS["article"].fixed_folder,
        "path": "{{year}}/{{slug}}",
        "slug": {
            "template": "{{title | lower}}",
            "editable": ["create"],
            "hint": "Chữ thường không dấu, nối bằng gạch ngang.",
            "pattern": [f"^(?:{SLUG.pattern})$", "Chỉ dùng chữ thường không dấu, chữ số và gạch ngang."],
        },
        "summary": "{{title}}",
        "fields": [*make_fields("article", choices), body],
    }
