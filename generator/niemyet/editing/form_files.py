"""The files of the form under /quan-tri/: the form for records, and below it Sveltia CMS for articles.

Takes the packages as unpacked by npm; gives files by path below /quan-tri/. The form for records is one script, joined from
`records_form/` and the parser of the package `yaml`, with data beside it that is written once for the site. Sveltia's script is
changed in two ways: its CDN addresses lead to this site, because a browser that cannot reach them requests the Vietnamese
translation endlessly; and one expression that assumes text.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.cache.digests import digest
from niemyet.editing.forge_settings import ForgeSettings
from niemyet.editing.form import Repository, Site, make_form
from niemyet.editing.joining import join_modules
from niemyet.editing.record_fields import make_record_fields
from niemyet.editing.record_names import RECORDS, KnownNames, make_names
from niemyet.render.renderer import OutputFile
from niemyet.values import dataclass

ADDRESS = "quan-tri/"
ARTICLES = "tin-bai/"
"""Where the form for articles is, below the form for records."""
PACKAGES = files("niemyet.editing").joinpath("form_packages")
"""What npm brings for the form, pinned, with a checksum for each file that is used."""
_ROOM = files("niemyet.editing").joinpath("records_form")
_ARTICLE_ROOM = files("niemyet.editing").joinpath("sveltia")
_ARTICLE_PAGES = {
    "index.html": "index.html",
    "bieu-mau.css": "form.css",
    "bieu-mau.js": "form.js",
    "truoc-khi-luu.js": "before-saving.js",
}
_PARSER = "yaml/browser/dist/"
_YAML = f"""\
import {{ resolveBlockScalar }} from "./{_PARSER}compose/resolve-block-scalar.js";
import {{ resolveFlowScalar }} from "./{_PARSER}compose/resolve-flow-scalar.js";
import {{ Parser }} from "./{_PARSER}parse/parser.js";
export {{ Parser }};
export const resolveAsScalar = (token, strict, onError) => {{
if (token.type === "block-scalar") return resolveBlockScalar({{ options: {{ strict }} }}, token, onError);
return /^(?:(?:single|double)-quoted-)?scalar$/.test(token.type) ? resolveFlowScalar(token, strict, onError) : null;
}};
"""
"""The form's `yaml.js`: what it uses of the package."""
_LEFT_OUT: Mapping[str, str] = {
    f"{_PARSER}nodes/Scalar.js": (
        "export const Scalar = { BLOCK_FOLDED: 'BLOCK_FOLDED', BLOCK_LITERAL: 'BLOCK_LITERAL', PLAIN: 'PLAIN',"
        " QUOTE_DOUBLE: 'QUOTE_DOUBLE', QUOTE_SINGLE: 'QUOTE_SINGLE' };\n"
    ),
    f"{_PARSER}parse/cst-scalar.js": (
        "const createScalarToken = null, resolveAsScalar = null, setScalarValue = null;\n"
        "export { createScalarToken, resolveAsScalar, setScalarValue };\n"
    ),
    f"{_PARSER}parse/cst-stringify.js": "export const stringify = null;\n",
    f"{_PARSER}parse/cst-visit.js": "export const visit = null;\n",
}
"""Modules of the package that read nothing, and what stands for them: a third of its weight."""
_SYMBOLS = "phong-chu/material-symbols-outlined.woff2"
_FONTS = "https://cdn.jsdelivr.net/fontsource/fonts/"
_MOVED = {
    f"url({_FONTS}material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2)": f"url({_SYMBOLS})",
    f"url({_FONTS}source-sans-3:vf@5.3.0/latin-wght-normal.woff2)": "local(sans-serif)",
    f"url({_FONTS}noto-mono@5.3.0/latin-400-normal.woff2)": "local(monospace)",
    "https://unpkg.com/": "./",
    "https://www.githubstatus.com/api/v2/status.json": 'data:application/json,{"status":{"indicator":"none"}}',
    "https://status-api.hostedstatus.com/1.0/status/5b36dc6502d06804c08349f7": (
        'data:application/json,{"result":{"status_overall":{"status_code":100}}}'
    ),
}
"""Addresses in the script → replacements. No other host is contacted, not even for a service's status. System fonts are used,
which have Vietnamese letters."""
_MENDED = {"t?[...t.trim()].length:0": "t?[...String(t).trim()].length:0"}
"""A place where the script expects text, although the file may hold a number (`form_fields.py`)."""


class StrangePackageError(ValueError):
    """The package is not the expected version: the file named in the message differs or is missing."""


class FormKit(NamedTuple):
    """The inputs of the form besides the catalogue. `articles`: the files of Sveltia, by path below its folder; `parser`: the
    modules of the package `yaml`, by path below node_modules; `repository`: that of the form for articles."""

    articles: Mapping[str, bytes]
    parser: Mapping[str, bytes]
    site: Site
    repository: Repository
    forge: ForgeSettings | None = None

    @property
    def key(self) -> bytes:
        """Digest of all of it."""
        settings = json.dumps([self.site, self.repository, self.forge], ensure_ascii=False)
        given = {**self.articles, **self.parser}
        own = (_ARTICLE_ROOM.joinpath(source).read_bytes() for source in _ARTICLE_PAGES.values())
        records = (file.read_bytes() for file in sorted(_ROOM.iterdir(), key=lambda file: file.name) if file.is_file())
        return digest(settings, *own, *records, *(part for name in sorted(given) for part in (name, given[name])))


def read_parser(modules: Path) -> dict[str, bytes]:
    """The modules of `yaml` that the form uses, by path below node_modules. Raises StrangePackageError."""
    return {name: data for name, data in _read_proved(modules).items() if name.startswith("yaml/")}


def join_form(parser: Mapping[str, bytes], first: str = "main.js") -> str:
    """The script of the form for records: the modules of its room from `first` on, with the parser."""

    def read(path: str) -> str:
        if path in parser:
            return parser[path].decode()
        known = {"yaml.js": _YAML, **_LEFT_OUT}
        return known[path] if path in known else _ROOM.joinpath(path).read_text("utf-8")

    return join_modules(first, read)


def read_package(package: Path) -> dict[str, bytes]:
    """The files of Sveltia that the form needs, by path below its folder. Raises StrangePackageError.

    The folder may have been changed since it was unpacked, so each file is compared with its checksum in the archive that the
    lock file names by hash.
    """
    proved = _read_proved(package.parent.parent)
    script = proved["@sveltia/cms/dist/sveltia-cms.js"].decode()
    for expected, changed in (_MOVED | _MENDED).items():
        if expected not in script:
            raise StrangePackageError(expected)
        script = script.replace(expected, changed)
    told = proved["@sveltia/cms/package.json"]
    words = f"@sveltia/cms@{json.loads(told)['version']}/locales/vi.json"
    symbols = next(name for name in proved if name.startswith("@sveltia/cms/npm/assets/material-symbols-outlined-"))
    needed = json.loads(told)["dependencies"]["immutable"].removeprefix("^")
    return {
        f"immutable@{needed}/dist/immutable.es.js": proved["immutable/dist/immutable.es.js"],
        "sveltia-cms.js": script.encode(),
        "@sveltia/cms/package.json": told,
        words: _complete(proved["@sveltia/cms/locales/vi.json"]),
        _SYMBOLS: proved[symbols],
        "LICENSE.txt": proved["@sveltia/cms/LICENSE.txt"],
    }


def _complete(words: bytes) -> bytes:
    """The package's Vietnamese sentences, and our own for what it says in English alone and one meets with articles."""
    told: dict[str, Any] = json.loads(words)
    for key, sentence in json.loads(_ARTICLE_ROOM.joinpath("vi.json").read_text("utf-8")).items():
        told[key] = {**sentence, **told.get(key, {})} if isinstance(sentence, dict) else told.get(key, sentence)
    return json.dumps(told, ensure_ascii=False).encode()


def _read_proved(modules: Path) -> dict[str, bytes]:
    """The files named in checksums.json, by path below node_modules. Raises StrangePackageError, also for links."""
    proved: dict[str, bytes] = {}
    for name, checksum in json.loads(PACKAGES.joinpath("checksums.json").read_text("utf-8")).items():
        file = modules / name
        data = file.read_bytes() if file.is_file() else b""
        if sha256(data).hexdigest() != checksum:
            raise StrangePackageError(name)
        proved[name] = data
    return proved


@dataclass(frozen=True, slots=True)
class FormView(KnownNames):
    """The inputs of the form."""

    form: FormKit


def write_form(view: FormView) -> Iterator[OutputFile]:
    """Yields every file under /quan-tri/."""
    made = {**list_form_files(view.form, view), **list_article_files(view.form, view)}
    yield from (OutputFile(ADDRESS + path, made[path]) for path in sorted(made))


def list_form_files(kit: FormKit, known: KnownNames) -> dict[str, bytes]:
    """Path below /quan-tri/ → content of the form for records."""
    page = _ROOM.joinpath("index.html").read_text("utf-8")
    texts = {
        "index.html": page.replace("@SERVICES@", "".join(f" {origin}" for origin in (kit.forge.origins if kit.forge else ()))),
        "bieu-mau.css": _ROOM.joinpath("form.css").read_text("utf-8"),
        "bieu-mau.js": join_form(kit.parser),
        "yaml-LICENSE.txt": kit.parser["yaml/LICENSE"].decode(),
        "ten.json": _compact(make_names(kit.site.name, kit.forge, known)),
        **{f"muc-{kind}.json": fields for kind, fields in _list_fields().items()},
    }
    return {name: text.encode() for name, text in texts.items()}


@cache
def _list_fields() -> Mapping[str, str]:
    return {kind: _compact(make_record_fields(kind)) for kind in RECORDS}


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def list_article_files(kit: FormKit, known: KnownNames) -> dict[str, bytes]:
    """Path below /quan-tri/ → content of the form for articles."""
    places = {**known.province_names, **known.commune_names}
    procedures = {code: f"{one.procedure.name} ({code})" for code, one in known.procedures.items()}
    config = make_form(kit.site, kit.repository, places, procedures)
    own = {name: _ARTICLE_ROOM.joinpath(source).read_text("utf-8") for name, source in _ARTICLE_PAGES.items()}
    services = "".join(f" {service}" for service in kit.repository.services)
    own["index.html"] = own["index.html"].replace("@SERVICES@", services)
    own["cau-hinh.json"] = json.dumps(config, ensure_ascii=False, indent=1) + "\n"
    made = {**kit.articles, **{name: text.encode() for name, text in own.items()}}
    return {ARTICLES + name: data for name, data in made.items()}
