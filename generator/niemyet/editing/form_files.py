"""The files of the form under /quan-tri/: our own page, and Sveltia CMS with its CDN addresses redirected to this site.

Takes the package as unpacked by npm; gives files by path below /quan-tri/. The script is changed in two ways: its addresses,
because a browser that cannot reach them requests the Vietnamese translation endlessly, and one expression that assumes text.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.cache.digests import digest
from niemyet.editing.form import PlaceOption, Repository, Site, Vocabulary, make_form
from niemyet.model.reference import FieldOfWork
from niemyet.render.renderer import OutputFile

ADDRESS = "quan-tri/"
OWN = files("niemyet.editing").joinpath("sveltia")
OWN_PAGES = {
    "index.html": "index.html",
    "bieu-mau.css": "form.css",
    "bieu-mau.js": "form.js",
    "truoc-khi-luu.js": "before-saving.js",
}
SYMBOLS = "phong-chu/material-symbols-outlined.woff2"
_FONTS = "https://cdn.jsdelivr.net/fontsource/fonts/"
_MOVED = {
    f"url({_FONTS}material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2)": f"url({SYMBOLS})",
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
    """The inputs of the form besides the catalogue."""

    files: Mapping[str, bytes]
    site: Site
    repository: Repository

    @property
    def key(self) -> bytes:
        """Digest of all of it."""
        settings = json.dumps([self.site, self.repository], ensure_ascii=False)
        own = (OWN.joinpath(source).read_bytes() for source in OWN_PAGES.values())
        return digest(settings, *own, *(part for name in sorted(self.files) for part in (name, self.files[name])))


def read_package(package: Path) -> dict[str, bytes]:
    """The files of the unpacked package that the form needs, by path below /quan-tri/. Raises StrangePackageError.

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
        words: proved["@sveltia/cms/locales/vi.json"],
        SYMBOLS: proved[symbols],
        "LICENSE.txt": proved["@sveltia/cms/LICENSE.txt"],
    }


def _read_proved(modules: Path) -> dict[str, bytes]:
    """The files named in checksums.json, by path below node_modules. Raises StrangePackageError, also for links."""
    proved: dict[str, bytes] = {}
    for name, checksum in json.loads(OWN.joinpath("checksums.json").read_text("utf-8")).items():
        file = modules / name
        data = file.read_bytes() if file.is_file() else b""
        if sha256(data).hexdigest() != checksum:
            raise StrangePackageError(name)
        proved[name] = data
    return proved


@dataclass(frozen=True, slots=True)
class FormView:
    """The inputs of the form."""

    form: FormKit
    fields: Mapping[str, FieldOfWork]
    province_names: Mapping[str, str]
    commune_names: Mapping[str, str]


def write_form(view: FormView) -> Iterator[OutputFile]:
    """Yields every file under /quan-tri/."""
    provinces = [PlaceOption(path, name) for path, name in view.province_names.items()]
    communes = [PlaceOption(path, name) for path, name in view.commune_names.items()]
    names = {place.path: place.name for place in (*provinces, *communes)}
    words = Vocabulary({slug: known.name for slug, known in view.fields.items()}, names)
    yield from (OutputFile(path, data) for path, data in list_form_files(view.form, provinces, communes, words).items())


def list_form_files(
    kit: FormKit, provinces: list[PlaceOption], communes: list[PlaceOption], words: Vocabulary
) -> dict[str, bytes]:
    """Path in the site → content of every file under /quan-tri/."""
    config: dict[str, Any] = make_form(kit.site, kit.repository, provinces, communes, words)
    own = {name: OWN.joinpath(source).read_text("utf-8") for name, source in OWN_PAGES.items()}
    services = "".join(f" {service}" for service in kit.repository.services)
    own["index.html"] = own["index.html"].replace("@SERVICES@", services)
    own["cau-hinh.json"] = json.dumps(config, ensure_ascii=False, indent=1) + "\n"
    made = {**kit.files, **{name: text.encode() for name, text in own.items()}}
    return {ADDRESS + name: made[name] for name in sorted(made)}
