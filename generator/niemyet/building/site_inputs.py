"""The inputs of the parts above the communes, by name. Each has a value and a digest.

Digests are available without the values: if every part is kept, nothing is decoded.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from niemyet.building.built_communes import BuiltCommunes
from niemyet.building.input_digests import name_provinces, name_provinces_plainly, uses_of_documents
from niemyet.building.inputs import Law
from niemyet.cache.digests import digest
from niemyet.changes.chronicle import PastChanges
from niemyet.editing.form_files import FormKit
from niemyet.load.attachments import digest_of_attachment, read_attachment
from niemyet.model.attachments import AttachedFile
from niemyet.model.data_parts import NO_DATA, DataPart
from niemyet.model.settings import Settings
from niemyet.render.look import HomePage, SiteLook
from niemyet.resolve.article_heads import ListedArticle, list_heads, may_name_documents, tells_of_procedures
from niemyet.resolve.procedure_versions import versions_of_procedures
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that citizens take away, to be copied as it is; `file.path` is relative to `root`."""

    root: Path
    file: AttachedFile

    def read(self) -> bytes:
        """The bytes of the file. Raises OSError, also if they are not those that were looked at."""
        data = read_attachment(self.file.locate(self.root))
        if digest_of_attachment(data) != self.file.fingerprint:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), self.file.path)
        return data


HOME = "docs/index.md"


class Asked(NamedTuple):
    """What is asked of a build besides the records: by the settings of the site, and by the command."""

    site_url: str
    past: PastChanges
    form: FormKit | None
    settings: Settings
    look: SiteLook
    site_name: str
    open_data: tuple[DataPart, ...] = NO_DATA


class SiteInputs:
    """The inputs of one build."""

    def __init__(self, base: bytes, law: Law, root: Path, communes: BuiltCommunes, asked: Asked) -> None:
        """`base` is the digest that every part depends on."""
        self.base, self._law = base, law
        home = HomePage(asked.settings.home, HOME if (root / HOME).is_file() else "")
        self._digests: dict[str, Callable[[], bytes]] = {
            "communes": lambda: communes.outline,
            "commune_names": lambda: communes.names_digest,
            "compared": lambda: communes.compared_digest,
            "overseen": lambda: communes.overseen_digest,
            "mapped": lambda: communes.mapped_digest,
            "site_url": lambda: digest(asked.site_url),
            "chronicle": lambda: asked.past.key,
            "form": lambda: asked.form.key if asked.form else b"",
            "hidden": lambda: digest(*asked.settings.hide),
            "websub": lambda: digest(asked.settings.websub or ""),
            "home": lambda: digest(repr(home)),
            "look": lambda: asked.look.key,
            "site_name": lambda: digest(asked.site_name),
            "data_licence": lambda: digest(asked.settings.data_licence),
            "open_data": lambda: digest(*asked.open_data),
            "listed_articles": lambda: law.digests.values["article_heads"],
        }
        self._known = dict(law.digests.values)
        self._values: dict[str, Callable[[], object]] = {
            "communes": lambda: communes.outlined,
            "commune_names": lambda: communes.names,
            "compared": lambda: communes.listed,
            "overseen": lambda: communes.overseen,
            "mapped": lambda: communes.mapped,
            "site_url": lambda: asked.site_url,
            "chronicle": asked.past.read,
            "form": lambda: asked.form,
            "hidden": lambda: asked.settings.hide,
            "websub": lambda: asked.settings.websub or "",
            "home": lambda: home,
            "look": lambda: asked.look,
            "site_name": lambda: asked.site_name,
            "data_licence": lambda: asked.settings.data_licence,
            "open_data": lambda: asked.open_data,
            "given_files": lambda: tuple(GivenFile(root, file) for file in law.resolved.attachments.values()),
            "province_records": lambda: {path: one.province for path, one in law.resolved.provinces.items()},
            "province_names": lambda: name_provinces(law.resolved),
            "plain_province_names": lambda: name_provinces_plainly(law.resolved),
            "article_heads": lambda: law.article_heads,
            "listed_articles": lambda: tuple(ListedArticle(one.path, one.article) for one in law.resolved.articles),
            "telling_heads": lambda: list_heads(filter(tells_of_procedures, law.resolved.articles)),
            "naming_articles": lambda: tuple(filter(may_name_documents, law.resolved.articles)),
            "procedure_versions": lambda: versions_of_procedures(law.reference),
            "document_uses": lambda: uses_of_documents(law.resolved),
        }

    def digest(self, name: str) -> bytes:
        """The digest of an input. Raises KeyError for an unknown name."""
        if name not in self._known:
            self._known[name] = self._digests[name]()
        return self._known[name]

    def value(self, name: str) -> object:
        """The value of an input, decoded or computed on first use. Raises AttributeError for an unknown name."""
        if name in self._values:
            return self._values[name]()
        return getattr(self._law.resolved, name)
