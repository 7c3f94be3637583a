"""The files that set up a web server for a built site, and the daily run that keeps it up to date.

Templates lie in `servers/`. In them `§name` or `§{name}` stands for a value. A line that begins with conditions is kept, without
them, only if all hold: `§?hsts&redirect!secure ` asks for the first two and refuses the third.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.patterns import regex
from niemyet.publish.built_site import EMBEDDED, BuiltSite
from niemyet.publish.file_kinds import PACKED_TYPES, TYPES
from niemyet.values import dataclass

FILES: Mapping[str, Mapping[str, str]] = {
    "nginx": {"niemyet.conf": "nginx.conf"},
    "caddy": {"niemyet.caddy": "niemyet.caddy"},
    "apache": {".htaccess": "htaccess"},
    "iis": {"web.config": "web.config"},
    "container": {
        "Containerfile": "Containerfile", "compose.yaml": "compose.yaml", "nginx.conf": "container-nginx.conf",
        "niemyet.conf": "nginx.conf",
    },
    "systemd": {"niemyet.service": "niemyet.service", "niemyet.timer": "niemyet.timer"},
    "relay": {"github_relay.py": "github_relay.py"},
}  # fmt: skip
"""Kind → the names of its files and of their templates."""
TAKES_MOVED = ("nginx", "caddy", "apache", "container")
"""The kinds that can lead from former addresses to new ones."""
IN_CONTAINER = "/srv/niemyet"
CONTAINER_PORT = 8080
_CONDITIONS = regex(r"§([?!][a-z0-9&!]+)(?: |$)")
_UNFIT = regex(r"[^\w/.,:@+=~() -]")
"""What may stand in a path of no configuration: some server would read it as a variable or the end of a word."""
_ADDRESS = regex(r"(?:/|https?://)[\w/.,:@+=~%?&;-]*", re.ASCII)


class UnfitValueError(ValueError):
    """A value cannot stand in a server's configuration. `said` is the message for the user."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said.vi)
        self.said = said


@dataclass(frozen=True, slots=True)
class ServerWishes:
    """What the site does not say itself. Paths are absolute."""

    port: int | None = None
    """The port for http behind another server that has the https; None: the address of the site says it."""
    hsts: bool = False
    precompressed: bool = False
    certificate: str = ""
    key: str = ""
    moved: Sequence[tuple[str, str]] = ()
    """Former addresses with their queries, and where they lead."""
    root: str = ""
    """The folder with mkdocs.yml."""
    python: str = ""
    """The Python that runs niemyet."""
    git: bool = False
    """Whether that folder is a clone that is to be brought up to date before each run."""
    target: str = ""
    """Where each run publishes the site, as `read_address` takes it; '' for nowhere else."""


def read_moved(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a former address and a new one: a pair a line, a blank between; # begins a remark. Raises UnfitValueError."""
    pairs = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != 2 or not words[0].startswith("/") or not all(map(_ADDRESS.fullmatch, words)):
            vi = f"dòng {number}: '{line.strip()}' không đúng; viết địa chỉ cũ, dấu cách, địa chỉ mới: /cu/5.html /thu-tuc/"
            en = f"line {number}: '{line.strip()}' is wrong; write the old address, a blank, the new one: /old/5.html /thu-tuc/"
            raise UnfitValueError(Bilingual(vi, en))
        pairs.append((words[0], words[1]))
    return tuple(pairs)


def write_server_files(kind: str, site: BuiltSite, wishes: ServerWishes) -> dict[str, str]:
    """File name → text, of one of the kinds in FILES. Raises UnfitValueError."""
    values, holds = _set_up(kind, site, wishes)
    for name in ("site", "certificate", "key", "root", "python", "target"):
        if _UNFIT.search(values[name]):
            vi = f"đường dẫn '{values[name]}' có ký tự mà máy chủ hiểu khác đi; chỉ dùng chữ, số, dấu cách và / . , - _"
            raise UnfitValueError(
                Bilingual(vi, f"a server would misread the path '{values[name]}'; use letters, digits, / . , - _")
            )
    if kind == "container":
        values["site"] = f"{IN_CONTAINER}/{site.folder.name}"
    return {name: _fill(read_template(template), values, holds) for name, template in FILES[kind].items()}


def read_template(template: str) -> str:
    """The text of a template in `servers/`, with its marks."""
    return files("niemyet.publish").joinpath("servers", template).read_text("utf-8")


def _set_up(kind: str, site: BuiltSite, wishes: ServerWishes) -> tuple[dict[str, str], set[str]]:
    """The values and the conditions of the templates."""
    address = site.address
    port = CONTAINER_PORT if kind == "container" else wishes.port
    secure = address.scheme == "https" and port is None
    values = {
        "address": str(address),
        "bare_folder": address.folder.rstrip("/"),
        "certificate": wishes.certificate or f"/etc/letsencrypt/live/{address.host}/fullchain.pem",
        "folder": address.folder,
        "form_policy": site.form_policy,
        "article_policy": site.article_policy,
        "embed_policy": site.embed_policy,
        "embed_in_iis": "\n".join(_frame_in_iis(site, code) for code in ("", *site.embed_languages)),
        "tongue": f"(?:{'|'.join(f'{code}/' for code in site.embed_languages)})?" if site.embed_languages else "",
        "host": address.host,
        "key": wishes.key or f"/etc/letsencrypt/live/{address.host}/privkey.pem",
        "listen": address.origin if port is None else f"http://:{port}",
        "moved": "\n".join(_MOVED[kind](*pair) for pair in wishes.moved) if kind in _MOVED else "",
        "origin": address.origin,
        "packed_types": " ".join(name for name in PACKED_TYPES if name != "text/html"),
        "parent": site.folder.parent.as_posix(),
        "policy": site.policy,
        "port": str(port or address.port),
        "python": wishes.python,
        "root": wishes.root,
        "site": site.folder.as_posix(),
        "target": wishes.target,
        "target_parent": Path(wishes.target).parent.as_posix(),
        "types": _LIST_TYPES[kind]() if kind in _LIST_TYPES else "",
    }
    conditions = {
        "below": address.folder != "/",
        "brotli": wishes.precompressed,
        "embedded": bool(site.embed_policy),
        "certified": bool(wishes.certificate) and secure,
        "git": wishes.git,
        "ipv6": kind != "container",
        "hsts": wishes.hsts and address.scheme == "https",
        "moved": bool(wishes.moved),
        "precompressed": wishes.precompressed,
        "publish": bool(wishes.target),
        "redirect": secure and address.port == 443,
        "secure": secure,
        "tofolder": wishes.target.startswith("/"),
    }
    return values, {name for name, holds in conditions.items() if holds}


def _fill(template: str, values: Mapping[str, str], holds: set[str]) -> str:
    """The text of a template."""
    kept = []
    for line in template.splitlines():
        asked = _CONDITIONS.match(line)
        wanted = re.findall(r"([?!&])([a-z0-9]+)", asked[1]) if asked else ()
        if all((name in holds) == (sign != "!") for sign, name in wanted):
            kept.append(line[asked.end() :] if asked else line)
    return _Values("\n".join(kept) + "\n").substitute(values)


class _Values(Template):
    """Servers' own variables begin with a dollar sign."""

    delimiter = "§"


def _frame_in_iis(site: BuiltSite, code: str) -> str:
    """Of the pages for frames in a language; "" is Vietnamese."""
    return f"""\
  <location path="{f"{code}/" if code else ""}{EMBEDDED}">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name="Content-Security-Policy" />
          <remove name="X-Frame-Options" />
          <add name="Content-Security-Policy" value="{site.embed_policy}; frame-ancestors *" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>"""


def _move_in_apache(old: str, new: str) -> str:
    path, query = urlsplit(old).path, urlsplit(old).query
    asked, literal = f"%{{REQUEST_URI}} == '{path}' && %{{QUERY_STRING}} == '{query}'", new.replace("%", r"\%")
    return f'RewriteCond expr "{asked}"\nRewriteRule ^ {literal} [R=301,L,NE,QSD]'


_MOVED: Mapping[str, Callable[[str, str], str]] = {
    "nginx": '    "{}" "{}";'.format,
    "container": '    "{}" "{}";'.format,
    "caddy": '\t\t\t"{}" "{}"'.format,
    "apache": _move_in_apache,
}


def _list_types_for_nginx() -> str:
    return "\n".join(f"        {name} {' '.join(endings)};" for name, endings in TYPES.items())


def _list_types_for_caddy() -> str:
    lines = []
    for number, (name, endings) in enumerate(TYPES.items(), 1):
        charset = "; charset=utf-8" if name.startswith("text/") else ""
        lines.append(f"\t\t\t@niemyet_type{number} path {' '.join(f'*.{ending}' for ending in endings)}")
        lines.append(f'\t\t\theader @niemyet_type{number} Content-Type "{name}{charset}"')
    return "\n".join(lines)


def _list_types_for_apache() -> str:
    return "\n".join(f"AddType {name} {' '.join(f'.{ending}' for ending in endings)}" for name, endings in TYPES.items())


def _list_types_for_iis() -> str:
    indent = " " * 6
    return "\n".join(
        f'{indent}<remove fileExtension=".{ending}" />\n{indent}<mimeMap fileExtension=".{ending}" mimeType="{name}" />'
        for name, endings in TYPES.items()
        for ending in endings
    )


_LIST_TYPES: Mapping[str, Callable[[], str]] = {
    "nginx": _list_types_for_nginx,
    "container": _list_types_for_nginx,
    "caddy": _list_types_for_caddy,
    "apache": _list_types_for_apache,
    "iis": _list_types_for_iis,
}
