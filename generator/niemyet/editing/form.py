"""The configuration of the form for articles (Sveltia CMS), made from their model.

Takes names of places and procedures, and the repository; gives the configuration as data for JSON. Titles and formats of keys
come from the model (`form_fields.py`).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from niemyet.editing.form_fields import Choices, Field, make_fields
from niemyet.model.codes import SLUG
from niemyet.model.kinds import KINDS
from niemyet.model.orthography import capitalize
from niemyet.patterns import regex

_FRONT_MATTER: Mapping[str, Any] = {"extension": "md", "format": "yaml-frontmatter", "editor": {"preview": False}}
_EDIT_LINK = regex(r"(https://([^/]+))/(.+?)(/-/edit|/edit)/(.+)/\{file\}")
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


def make_form(site: Site, repository: Repository, places: Mapping[str, str], procedures: Mapping[str, str]) -> dict[str, Any]:
    """The configuration; `places` and `procedures` are the names of what an article may be about, by path and by code."""
    return {
        "app_title": f"Tin bài – {site.name}",
        "logo": {"src": f"{urlsplit(site.url).path or '/'}assets/mark.svg"},
        "backend": {**repository.backend, "commit_messages": COMMIT_MESSAGES},
        "publish_mode": "editorial_workflow",
        "media_folder": KINDS["image"].fixed_folder,
        "public_folder": "/tin-tuc",
        "show_preview_links": False,
        "slug": {"encoding": "unicode", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "collections": [_make_news(_offer_choices(places, procedures))],
    }


_BESIDE_THE_ARTICLE = {
    "media_folder": f"/{KINDS['image'].fixed_folder}/{{{{year}}}}",
    "public_folder": "",
    "choose_url": False,
    "media_libraries": {"default": {"config": {"slugify_filename": True}}},
}
"""An empty media folder would be one of its own below that of the article, which no page looks into. Names are made of the file's
own, without marks."""


def _offer_choices(places: Mapping[str, str], procedures: Mapping[str, str]) -> Choices:
    return {
        "procedures": {"widget": "select", "multiple": True, "options": _options(procedures)},
        "places": {"widget": "select", "multiple": True, "options": _options(places)},
        "files.file": {"widget": "file", **_BESIDE_THE_ARTICLE},
        "images.file": {"widget": "image", **_BESIDE_THE_ARTICLE},
    }


def _options(names: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"label": capitalize(name), "value": value} for value, name in names.items()]


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
