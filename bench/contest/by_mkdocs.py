"""MkDocs with Material, and Zensical, its successor: both make pages of Markdown files, which are written beforehand."""

import shutil
from pathlib import Path
from typing import ClassVar

from contest.installing import GIVEN, format_version
from contest.markdown_pages import write_commune, write_pages
from contest.measuring import Command
from contest.peer import PythonPeer

THEME = Path(__file__).parent.parent.parent / "theme"
MARKDOWN = (
    "the postings as finished Markdown, written beforehand, with the form for choosing and its data as HTML but without the other"
    " forms and buttons that ours have for scripts, and with headings where ours have rows that open; no search index, no checks"
    " of links, one Markdown extension"
)
DIRTY = "after a change `mkdocs build --dirty`, which makes the pages of changed files only"
FRAME = "the theme that gives niemyet its frames"


class _MarkdownPeer(PythonPeer):
    def lay_out(self) -> None:
        write_pages(self.workload.records, self.folder / "docs")

    def take_over(self) -> None:
        write_commune(self.workload.records, self.workload.commune_file, self.folder / "docs")


class MkDocs(_MarkdownPeer):
    """Material with our own frame, the one that niemyet pours its records into."""

    key, title = "mkdocs", "MkDocs-Material, no page in the navigation"
    given = f"{MARKDOWN}; {FRAME}; {DIRTY}"
    most = 3_760
    config: ClassVar[str] = f"  custom_dir: {THEME}\nnav: [index.md]\n"

    @staticmethod
    def format_version(tools: Path) -> str:
        return f"{format_version(tools, 'mkdocs-material')} on MkDocs {format_version(tools, 'mkdocs')}"

    def lay_out(self) -> None:
        super().lay_out()
        settings = (GIVEN / "mkdocs" / "mkdocs.yml").read_text("utf-8")
        (self.folder / "mkdocs.yml").write_text(settings + self.config, "utf-8")

    def command(self, warm: bool) -> Command:
        words = (str(self.tools / "mkdocs"), "build", "-q", *(["--dirty"] if warm else []))
        return Command(words, self.folder, {"NO_MKDOCS_2_WARNING": "1"})


class MkDocsWithNavigation(MkDocs):
    """Material as it comes, with every page in its navigation."""

    key, title = "mkdocs-nav", "MkDocs-Material, all pages in the navigation"
    given = (
        f"{MARKDOWN}; Material's own header, navigation and footer; {DIRTY}. Each page names all others: the"
        " more there are, the longer each takes, so it is not asked for more"
    )
    most = 752
    config: ClassVar[str] = ""


class Zensical(_MarkdownPeer):
    """Material's successor with our own frame."""

    key, title = "zensical", "Zensical, no page in the navigation"
    given = f"{MARKDOWN}; {FRAME}; after a change its cache"
    most = MkDocs.most

    @staticmethod
    def format_version(tools: Path) -> str:
        return format_version(tools, "zensical")

    def lay_out(self) -> None:
        super().lay_out()
        shutil.copy(GIVEN / "zensical" / "zensical.toml", self.folder)
        (self.folder / "theme").symlink_to(THEME)

    def command(self, warm: bool) -> Command:
        return Command((str(self.tools / "zensical"), "build"), self.folder)

    def forget(self) -> None:
        super().forget()
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
