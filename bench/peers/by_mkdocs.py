"""MkDocs with Material, and Zensical, its successor: both make pages of Markdown files, which are written beforehand."""

import shutil
from pathlib import Path
from typing import ClassVar

from markdown_pages import write_commune, write_pages
from measuring import Command
from peer import HERE, REPOSITORY, Peer, PythonTools

GIVEN = (
    "the postings as finished Markdown, without the forms and buttons that ours have for scripts; no search index, no checks of"
    " links, one Markdown extension"
)


class _MarkdownPeer(Peer):
    most = 1_880

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def _tools(self) -> PythonTools:
        return PythonTools(self.tools)

    @classmethod
    def install(cls, tools: Path) -> None:
        PythonTools(tools).install()

    def lay_out(self) -> None:
        write_pages(self.workload.records, self.folder / "docs")

    def take_over(self) -> None:
        write_commune(self.workload.records, self.workload.commune_file, self.folder / "docs")


class MkDocs(_MarkdownPeer):
    """Material as it comes, with every page in its navigation."""

    key: ClassVar[str] = "mkdocs"
    title: ClassVar[str] = "MkDocs-Material, all pages in the navigation"
    given: ClassVar[str] = f"{GIVEN}. Material's own header, navigation and footer. It makes every page again after a change"
    config: ClassVar[str] = ""

    @classmethod
    def say_version(cls, tools: Path) -> str:
        return f"{PythonTools(tools).say_version('mkdocs-material')} on MkDocs {PythonTools(tools).say_version('mkdocs')}"

    def lay_out(self) -> None:
        super().lay_out()
        config = (HERE / "mkdocs" / "mkdocs.yml").read_text("utf-8") + self.config
        (self.folder / "mkdocs.yml").write_text(config, "utf-8")

    def command(self) -> Command:
        return Command((str(self._tools.programs / "mkdocs"), "build", "-q"), self.folder, {"NO_MKDOCS_2_WARNING": "1"})


class MkDocsWithoutNavigation(MkDocs):
    """Material with our own frame, the one that niemyet pours its records into."""

    key: ClassVar[str] = "mkdocs-bare"
    title: ClassVar[str] = "MkDocs-Material, no page in the navigation"
    given: ClassVar[str] = f"{GIVEN}. The theme that gives niemyet its frames. It makes every page again after a change"
    config: ClassVar[str] = f"  custom_dir: {REPOSITORY / 'theme'}\nnav: [index.md]\n"


class Zensical(_MarkdownPeer):
    """Material's successor with our own frame."""

    key: ClassVar[str] = "zensical"
    title: ClassVar[str] = "Zensical, no page in the navigation"
    given: ClassVar[str] = f"{GIVEN}. The theme that gives niemyet its frames. After a change it has its cache"

    @classmethod
    def say_version(cls, tools: Path) -> str:
        return PythonTools(tools).say_version("zensical")

    def lay_out(self) -> None:
        super().lay_out()
        shutil.copy(HERE / "zensical" / "zensical.toml", self.folder)
        (self.folder / "theme").symlink_to(REPOSITORY / "theme")

    def forget(self) -> None:
        super().forget()
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    def command(self) -> Command:
        return Command((str(self._tools.programs / "zensical"), "build"), self.folder)
