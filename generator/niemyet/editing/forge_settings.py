"""Which forge a site's repository is on, and how the form signs in there: from the site's edit link and its settings.

GitHub and GitLab are known by their links, Forgejo and Gitea by the way "/_edit/"; other hosts by `sign_in.forge`.
"""

from typing import NamedTuple
from urllib.parse import urlsplit

from niemyet.model.services import ForgeKind, SignIn
from niemyet.patterns import regex

_LINK = regex(
    r"(?P<site>https?://[^/]+)/(?P<repository>[^/]+/.+?)(?P<way>/-/edit|/_edit|/edit)/(?:branch/)?(?P<branch>[^/{}]+)/\{file\}(?:\?.*)?"
)
_KINDS: dict[str, ForgeKind] = {"/-/edit": "gitlab", "/_edit": "forgejo", "/edit": "github"}


class ForgeSettings(NamedTuple):
    """As forge-settings.d.ts has it, for the clients in the browser; None is null."""

    kind: ForgeKind
    site: str
    api: str
    repository: str
    branch: str
    client: str | None
    relay: str | None

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that the form asks, and that its content policy must allow: each once, in order."""
        asked = (
            self.api,
            *((self.site,) if self.client and self.kind != "github" else ()),
            *((self.relay,) if self.relay else ()),
        )
        return tuple(dict.fromkeys("{0.scheme}://{0.netloc}".format(urlsplit(address)) for address in asked))


def read_forge(edit_link: str, sign_in: SignIn) -> ForgeSettings | None:
    """The forge of the site's repository; None if the edit link is of no forge that is known."""
    link = _LINK.fullmatch(edit_link)
    if link is None:
        return None
    kind, site, repository = sign_in.forge or _KINDS[link["way"]], link["site"], link["repository"]
    if kind in ("forgejo", "gitea"):  # they may stand below a folder; GitLab's groups may be nested instead
        *folder, owner, name = repository.split("/")
        site, repository = "/".join((site, *folder)), f"{owner}/{name}"
    apis = {"github": _api_of_github(site), "gitlab": f"{site}/api", "forgejo": f"{site}/api/v1", "gitea": f"{site}/api/v1"}
    return ForgeSettings(kind, site, apis[kind], repository, link["branch"], sign_in.client, sign_in.relay)


def _api_of_github(site: str) -> str:
    return "https://api.github.com" if site == "https://github.com" else f"{site}/api/v3"
