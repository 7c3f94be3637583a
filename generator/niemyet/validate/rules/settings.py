"""The settings in mkdocs.yml: what MkDocs knows and this site does not use is refused, with what to write instead."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document, Node
from niemyet.load.syntax_hints import write
from niemyet.model.settings import PLUGIN, SECTIONS, SiteFile, Way
from niemyet.validate.entries import Entry
from niemyet.validate.near_names import near_word

Path = tuple[str | int, ...]


def _ours(key: str) -> Bilingual:
    return Bilingual(
        f"viết mục '{key}' dưới 'plugins: - {PLUGIN}:', rồi xóa dòng này",
        f"write the entry '{key}' below 'plugins: - {PLUGIN}:' and delete this line",
    )


def _delete(vi: str, en: str) -> Bilingual:
    return Bilingual(f"xóa dòng này: {vi}", f"delete this line: {en}")


_LOOK = _delete("giao diện của trang không có phần ấy", "the theme of the site has no such thing")
_SERVE = _delete("chọn cổng bằng 'niemyet serve --port'", "choose the port by 'niemyet serve --port'")
_ONE_FOLDER = _delete("mọi trang trong docs đều được đăng; trang chưa đăng thì để ở nơi khác", "all pages in docs are published")
_NO_FILES = _delete(
    "trang chỉ dùng tệp của giao diện; màu sắc thì viết ở mục 'colours'", "for colours there is the entry 'colours'"
)
UNUSABLE: Mapping[Path, Bilingual] = {
    ("INHERIT",): _delete("viết mọi thiết lập vào tệp này", "write all settings into this file"),
    ("nav",): _ours("menu"),
    ("copyright",): Bilingual(
        f"viết lời ấy ở mục 'text' của 'footer' dưới 'plugins: - {PLUGIN}:', rồi xóa dòng này",
        f"write it as 'text' of 'footer' below 'plugins: - {PLUGIN}:' and delete this line",
    ),
    ("site_author",): _ours("contact"),
    ("repo_url",): _ours("edit"),
    ("repo_name",): _ours("edit"),
    ("edit_uri",): _ours("edit"),
    ("edit_uri_template",): _ours("edit"),
    ("extra_css",): _NO_FILES,
    ("extra_javascript",): _NO_FILES,
    ("extra_templates",): _NO_FILES,
    ("site_dir",): _delete("chọn thư mục bằng 'niemyet build --site-dir'", "choose the folder by 'niemyet build --site-dir'"),
    ("dev_addr",): _SERVE,
    ("watch",): _delete("'niemyet serve' tự theo dõi mọi tệp của trang", "'niemyet serve' watches every file of the site"),
    ("strict",): _delete("trang có lỗi thì không bao giờ được tạo", "a site with errors is never built"),
    ("exclude_docs",): _ONE_FOLDER,
    ("draft_docs",): _ONE_FOLDER,
    ("not_in_nav",): _ONE_FOLDER,
    ("mdx_configs",): _delete("viết ở mục 'markdown_extensions'", "write it in 'markdown_extensions'"),
    ("google_analytics",): _delete("trang không gửi gì về người đọc cho bên thứ ba", "nothing of readers is sent to others"),
    ("theme", "palette"): _ours("colours"),
    ("theme", "logo"): _ours("logo"),
    ("theme", "favicon"): _ours("favicon"),
    ("theme", "icon"): _ours("logo"),
    ("theme", "features"): _LOOK,
    ("theme", "static_templates"): _LOOK,
    ("theme", "include_search_page"): _LOOK,
    ("theme", "search_index_only"): _LOOK,
    ("theme", "direction"): _LOOK,
    ("theme", "locale"): _delete("ngôn ngữ của trang là tiếng Việt", "the site is in Vietnamese"),
    ("plugins", "search"): _delete("trang có phần tìm kiếm riêng", "the site has a search of its own"),
    ("plugins", "material/search"): _delete("trang có phần tìm kiếm riêng", "the site has a search of its own"),
}
"""What MkDocs has in mkdocs.yml and this site does not use → what to do instead."""
_NOTHING_MORE = _delete("trang không dùng mục này", "the site has no use for it")
MOVED: Mapping[str, str] = {"edit": "edit", "report": "report", "rating": "rating", "editor": "editor_backend"}
"""What stood below `extra` → where it stands now."""
_FALSE = Bilingual(
    "viết 'true', hoặc xóa dòng này: địa chỉ của mỗi trang kết thúc bằng dấu gạch chéo và không đổi",
    "write 'true' or delete this line: the address of each page ends with a slash and stays",
)


def find_unusable(document: Document) -> Iterator[tuple[Path, Diagnostic]]:
    """What is of no use here, with its path: the rest of the file is judged without it."""
    for path, instead in _list_unusable(document.root):
        yield path, Diagnostic("unusable-setting", document.key(*path), {"value": str(path[-1]), "fix": instead})


def _list_unusable(root: Node) -> Iterator[tuple[Path, Bilingual]]:
    yield from ((path, instead) for path, instead in UNUSABLE.items() if _value(root, path) is not None)
    if _value(root, ("use_directory_urls",)) == "false":
        yield ("use_directory_urls",), _FALSE
    extra = _value(root, ("extra",))
    if isinstance(extra, dict) and extra:
        yield from ((("extra", key), _ours(MOVED[key]) if key in MOVED else _NOTHING_MORE) for key in extra)
    elif extra is not None:
        yield ("extra",), _NOTHING_MORE


def _value(root: Node, path: Path) -> object:
    """What stands at `path`; None if there is nothing."""
    node = root
    for step in path:
        if not isinstance(node.value, dict) or step not in node.value:
            return None
        node = node.value[str(step)]
    return node.value


def check_ways(entry: Entry[SiteFile], have: Callable[[str], bool], pages: Collection[str]) -> Iterator[Diagnostic]:
    """The menu and the footer lead to pages that are there, not to hidden ones, and in words. `pages` are known names."""
    settings, base = entry.record.settings, ("plugins", PLUGIN)
    menu = (((*base, "menu", at), way) for at, way in enumerate(settings.menu or ()))
    footer = (((*base, "footer", "links", at), way) for at, way in enumerate(settings.footer.links or ()))
    for path, way in chain(menu, footer):
        place = entry.document.at(*path, "page" if way.page is not None else "url")
        page = (way.page or "").strip("/")
        if way.page is not None and not have(page):
            near = near_word(page, pages)
            yield Diagnostic("page-not-there", place, {"value": way.page} | ({"near": near} if near else {}))
        elif page in settings.hide:
            fix = Bilingual(f"bỏ '{page}' khỏi mục hide, hoặc xóa mục này", f"take '{page}' out of 'hide', or delete this entry")
            yield Diagnostic("page-not-there", place, {"value": page, "fix": fix})
        elif way.label is None and page not in SECTIONS:
            title = Way.model_fields["label"].title or ""
            yield Diagnostic("missing-key", entry.document.at(*path), {"key": "label", "title": title})


def check_home(entry: Entry[SiteFile], heading: int) -> Iterator[Diagnostic]:
    """The head of the home page is written once. `heading` is the line of the title in docs/index.md, 0 for none."""
    home = entry.record.settings.home
    if heading and (home.title is not None or home.lead is not None):
        yield Diagnostic("home-twice", entry.document.key("plugins", PLUGIN, "home"), {"line": str(heading)})


def suggest_plugin(names: Collection[str]) -> Bilingual | None:
    """The help where the plugin is missing among these `names`: the one that was meant."""
    meant = next((name for name in names if near_word(name, [PLUGIN])), None)
    return None if meant is None else write(f"'{PLUGIN}' thay cho '{meant}'")
