"""Reads and checks mkdocs.yml, without MkDocs: what the site is called, looks like and shows, and what is of no use in it.

Takes the root; gives a `ReadSettings`. All commands and the plugin read the settings here: no way of building knows others.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.diagnostics.refusals import word_unreadable
from niemyet.diagnostics.report import make_report
from niemyet.load.articles import FENCE
from niemyet.load.look_files import LookFile, UnfitFileError, read_look_file
from niemyet.load.nodes import Document, Node, find_node, parse_document
from niemyet.load.packaged import DOCS
from niemyet.load.texts import read_text_beside
from niemyet.model.kinds import folder_of_place
from niemyet.model.settings import OUR_THEME, PLUGIN, SECTIONS, SETTINGS_FILE, Reference, Settings, SiteFile, Theme
from niemyet.patterns import regex
from niemyet.validate.cross_checks import check_settings, find_unusable_settings, suggest_plugin
from niemyet.validate.entries import Entry, check_entry
from niemyet.values import dataclass

_NOT_BELOW = Bilingual(
    f"mọi thiết lập dưới '{PLUGIN}:', thụt vào sâu hơn chữ '{PLUGIN}' hai dấu cách",
    f"all settings below '{PLUGIN}:', indented by two spaces more than '{PLUGIN}'",
)
_LIST = Bilingual(f"danh sách, trong đó có dòng '- {PLUGIN}:'", f"a list with the line '- {PLUGIN}:'")
_OUR_THEME = Bilingual("viết 'niemyet', hoặc chạy 'niemyet migrate'", "write 'niemyet', or run 'niemyet migrate'")
_LINES = {
    "site_url": "site_url: https://dvc.tinh.example/",
    "theme": f"theme: {{name: {OUR_THEME}}}",
    "plugins": f"plugins: [{PLUGIN}]",
}
"""What to write where one of these is missing."""
_UNQUOTED = regex(r"\s*(?:-\s+)?[\w-]+:\s+(#[0-9A-Fa-f]{3,8})\b")


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What mkdocs.yml says. `site` is None where it is not valid; `reference` is known even then, if it can be understood."""

    site: SiteFile | None
    diagnostics: tuple[Diagnostic, ...]
    reference: Reference | None = None
    look_files: tuple[LookFile, ...] = ()
    """The logo and the icon, as far as the settings name them."""

    @property
    def settings(self) -> Settings:
        """The site's own settings; those of a site that sets nothing where they are not valid."""
        return Settings() if self.site is None else self.site.settings

    def find_look(self, name: str | None) -> LookFile | None:
        """The file that a setting names."""
        return next((file for file in self.look_files if name is not None and file.path == os.path.normpath(name)), None)


def read_settings(root: Path, name: str = SETTINGS_FILE) -> ReadSettings:
    """The settings in the file `name` at the root. Without such a file the records are no project, and stand alone."""
    if not os.path.lexists(root / name):
        return ReadSettings(None, (), "own")
    source, diagnostics = read_text_beside(root, name)
    document, more = parse_document(source) if source is not None else (None, [])
    told = [*diagnostics, *more]
    if document is None:
        return ReadSettings(None, tuple(told))
    document, slips = _arrange(document)
    reference = _read_reference(document)
    unusable = [*find_unusable_settings(document)]
    told += [*slips, *(one for _, one in unusable)]
    document = Document(source, _leave_out(document.root, {path for path, _ in unusable}))  # type: ignore[arg-type]  # it was read
    entry, found = check_entry(document, "settings")
    if slips:  # the plugin is not where it is looked for
        found = [one for one in found if one.rule != "missing-key" or one.values.get("key") not in (PLUGIN, "plugins")]
    told += (_explain(one, document) for one in found)
    if entry is None:
        return ReadSettings(None, tuple(told), reference)
    heading = _find_heading(root)
    told += check_settings(entry, lambda page: _have(root, page), SECTIONS, heading)
    told += (*_check_theme(root, entry), *_check_languages(entry))
    look = tuple(_read_look(root, entry, told))
    return ReadSettings(None if make_report(told, 0).errors else entry.record, tuple(told), reference, look)


def _arrange(document: Document) -> tuple[Document, list[Diagnostic]]:
    """The document with `plugins` as a table, as MkDocs takes it too."""
    root = document.root
    plugins = root.value.get("plugins") if isinstance(root.value, dict) else None
    if plugins is None or not isinstance(root.value, dict):
        return document, []
    value: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    slips: list[Diagnostic] = []
    if isinstance(plugins.value, list):
        for item in plugins.value:
            if isinstance(item.value, str):
                keys[item.value], value[item.value] = item, item
            elif isinstance(item.value, dict):
                if len(item.value) > 1:
                    slips.append(Diagnostic("wrong-shape", document.place(item), {"key": PLUGIN, "wanted": _NOT_BELOW}))
                value |= item.value
                keys |= item.keys
    elif isinstance(plugins.value, dict):
        value, keys = {**plugins.value}, {**plugins.keys}
    else:
        slips.append(Diagnostic("wrong-shape", document.key("plugins"), {"key": "plugins", "wanted": _LIST}))
    if PLUGIN in value and isinstance(value[PLUGIN].value, str):  # `- niemyet` or `- niemyet:`
        value[PLUGIN] = value[PLUGIN].with_entries({}, {})
    table = plugins.with_entries(value, keys)
    return Document(document.source, root.with_entries({**root.value, "plugins": table}, root.keys)), slips


def _read_reference(document: Document) -> Reference | None:
    """The setting `reference`, whatever else is wrong; None if it cannot be understood."""
    options = find_node(document.root, ("plugins", PLUGIN)).value
    if not isinstance(options, dict) or "reference" not in options:
        return "packaged"
    return next((known for known in get_args(Reference) if options["reference"].value == known), None)


def _leave_out(root: Node, paths: set[tuple[str | int, ...]]) -> Node:
    """The table without what stands at these paths, of one or two keys."""
    if not isinstance(root.value, dict):
        return root
    whole = {str(path[0]) for path in paths if len(path) == 1 or path[0] == "extra"}
    value = {key: node for key, node in root.value.items() if key not in whole}
    for key in {str(path[0]) for path in paths} & {*value}:
        below = {str(path[1]) for path in paths if path[0] == key}
        node = value[key]
        if isinstance(node.value, dict):
            value[key] = node.with_entries({name: one for name, one in node.value.items() if name not in below}, node.keys)
    return root.with_entries(value, root.keys)


def _explain(told: Diagnostic, document: Document) -> Diagnostic:
    """The diagnostic with a help that only settings have."""
    if told.rule == "empty-value" and (colour := _UNQUOTED.match(told.place.text or "")):
        return Diagnostic(told.rule, told.place, {**told.values, "fix": _quote(colour[1])}, told.record)
    if told.rule == "missing-key" and told.values.get("key") == PLUGIN:
        plugins = find_node(document.root, ("plugins",)).value
        meant = suggest_plugin(plugins if isinstance(plugins, dict) else ())
        return told if meant is None else Diagnostic(told.rule, told.place, {**told.values, "fix": meant}, told.record)
    if told.rule == "missing-key" and (line := _LINES.get(str(told.values.get("key")))):
        return Diagnostic(told.rule, told.place, {**told.values, "fix": _add(line)}, told.record)
    return told


def _add(line: str) -> Bilingual:
    return Bilingual(f"thêm dòng '{line}'", f"add the line '{line}'")


def _quote(colour: str) -> Bilingual:
    return Bilingual(
        f'đặt màu trong ngoặc kép: "{colour}"; không có ngoặc kép thì phần từ dấu # trở đi là chú thích',
        f'put the colour into quotation marks: "{colour}"; without them what stands behind the # is a remark',
    )


def _have(root: Path, page: str) -> bool:
    """Whether the site has a page at this address: a part that every site has, a page of docs/, a province or a commune."""
    if page in ("", *SECTIONS):
        return True
    below = os.path.normpath(page)
    if below.startswith(("..", "/")) or "\\" in page:
        return False
    folder = folder_of_place(below)
    files = (f"{DOCS}/{below}.md", f"{DOCS}/{below}/index.md", f"{folder}/province.yaml", f"{folder}/commune.yaml")
    return any((root / file).is_file() for file in files)


def _find_heading(root: Path) -> int:
    """The line of the title in docs/index.md; 0 if it has none or cannot be read."""
    source, _ = read_text_beside(root, f"{DOCS}/index.md")
    lines = source.text.split("\n") if source is not None else []
    front = lines.index(FENCE, 1) + 1 if lines[:1] == [FENCE] and FENCE in lines[1:] else 0
    return next((number for number, line in enumerate(lines, 1) if number > front and re.match(r" {0,3}# ", line)), 0)


def _check_theme(root: Path, entry: Entry[SiteFile]) -> Iterator[Diagnostic]:
    """The theme is the program's, or one's own folder holds all of it; such a folder is there."""
    name, folder = entry.record.theme.name, entry.record.theme.custom_dir
    if name != OUR_THEME and not (folder is not None and (root / folder / "main.html").is_file()):
        values: dict[str, str | Bilingual] = {"key": "name", "title": Theme.model_fields["name"].title or "", "value": name}
        place = entry.document.at("theme", "name")
        yield Diagnostic("unknown-value", place, {**values, "allowed": OUR_THEME, "fix": _OUR_THEME})
    if folder is not None and not (root / folder).is_dir():
        fix = Bilingual(
            f"không có thư mục '{folder}' cạnh {SETTINGS_FILE}: ghi đúng thư mục, hoặc xóa dòng này",
            f"there is no folder '{folder}' beside {SETTINGS_FILE}: write the right one, or delete this line",
        )
        yield Diagnostic("unusable-setting", entry.document.key("theme", "custom_dir"), {"value": "custom_dir", "fix": fix})


def _check_languages(entry: Entry[SiteFile]) -> Iterator[Diagnostic]:
    """The program has words in each language."""
    languages = entry.record.settings.languages
    if len(languages) > 1:
        from niemyet.load.message_catalogues import list_languages  # here, because it loads Babel, which most sites do not need

        known = list_languages()
        for at, code in enumerate(languages):
            if at and code not in known:
                place = entry.document.at("plugins", PLUGIN, "languages", at)
                yield Diagnostic("language-without-words", place, {"value": code, "known": ", ".join(("vi", *known))})


def _read_look(root: Path, entry: Entry[SiteFile], told: list[Diagnostic]) -> Iterator[LookFile]:
    """The logo and the icon; what is wrong with them is `told`."""
    settings = entry.record.settings
    for key, name in (("logo", settings.logo), ("favicon", settings.favicon)):
        place = entry.document.at("plugins", PLUGIN, key)
        if name is None:
            continue
        try:
            yield read_look_file(root, name)
        except UnfitFileError as error:
            told.append(Diagnostic("unfit-look-file", place, {"value": name, "detail": error.said}))
        except FileNotFoundError:
            told.append(Diagnostic("look-file-missing", place, {"value": name}))
        except OSError as error:
            told.append(Diagnostic("unreadable-file", Place(name), {"value": word_unreadable(error)}))
