"""The files of the form under /quan-tri/: our own page, and Sveltia CMS led to ask this site for what it asks a CDN for.

Takes the package as npm unpacked it; gives files by their path below /quan-tri/. The script is the package's own but for
the addresses in it, because a browser that cannot reach them asks for the Vietnamese words without end, and for one place
that takes every value for text.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.cache.digests import digest
from niemyet.editing.form import PlaceOption, Repository, Site, Vocabulary, make_form

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
"""What each address in the script becomes: nobody else is asked, not even whether a service is well. Text keeps to the
fonts of the system, which have Vietnamese letters."""
_MENDED = {"t?[...t.trim()].length:0": "t?[...String(t).trim()].length:0"}
"""Where the script expects text and a file may hold a number that is typed as text (`form_fields.py`)."""


class StrangePackageError(ValueError):
    """The package is not the one that this program knows: what the message names differs or is missing."""


class FormKit(NamedTuple):
    """What the form is made of beside the catalogue."""

    files: Mapping[str, bytes]
    site: Site
    repository: Repository

    @property
    def key(self) -> bytes:
        """Stands for all of it."""
        settings = json.dumps([self.site, self.repository], ensure_ascii=False)
        own = (OWN.joinpath(source).read_bytes() for source in OWN_PAGES.values())
        return digest(settings, *own, *(part for name in sorted(self.files) for part in (name, self.files[name])))


def read_package(package: Path) -> dict[str, bytes]:
    """The files of the unpacked package that the form needs, by their path below /quan-tri/. Raises StrangePackageError.

    What was unpacked lies in a folder that anybody may have written since: each file has the checksum that it had in the
    archive which the lock file names by its hash.
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
    """The files that checksums.json names, by their path below node_modules; a link is no file."""
    proved: dict[str, bytes] = {}
    for name, checksum in json.loads(OWN.joinpath("checksums.json").read_text("utf-8")).items():
        file = modules / name
        data = file.read_bytes() if file.is_file() else b""
        if sha256(data).hexdigest() != checksum:
            raise StrangePackageError(name)
        proved[name] = data
    return proved


def list_form_files(
    kit: FormKit, provinces: list[PlaceOption], communes: list[PlaceOption], words: Vocabulary
) -> dict[str, bytes]:
    """Everything under /quan-tri/, by its path in the site."""
    config: dict[str, Any] = make_form(kit.site, kit.repository, provinces, communes, words)
    own = {name: OWN.joinpath(source).read_text("utf-8") for name, source in OWN_PAGES.items()}
    services = "".join(f" {service}" for service in kit.repository.services)
    own["index.html"] = own["index.html"].replace("@SERVICES@", services)
    own["cau-hinh.json"] = json.dumps(config, ensure_ascii=False, indent=1) + "\n"
    made = {**kit.files, **{name: text.encode() for name, text in own.items()}}
    return {ADDRESS + name: made[name] for name in sorted(made)}
