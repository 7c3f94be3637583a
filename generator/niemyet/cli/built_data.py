"""The open data of a built site, for the commands that read them."""

from pathlib import Path
from typing import NoReturn

from niemyet.cli.terminal import find_root, stop
from niemyet.diagnostics.diagnostic import Bilingual


def find_built_site(site: Path | None, root: Path | None) -> Path:
    """The folder of the site: the one that is named, else where `niemyet build` puts it."""
    return site if site is not None else find_root(root) / "site"


def stop_without_data(folder: Path) -> NoReturn:
    """Says that the site has no open data, and how it gets them."""
    vi = f"{folder} không có dữ liệu mở; ghi 'open_data: true' dưới niemyet trong mkdocs.yml rồi chạy 'niemyet build'"
    en = f"{folder} holds no open data; write 'open_data: true' below niemyet in mkdocs.yml, then run 'niemyet build'"
    stop(Bilingual(vi, en))


def stop_without_library(name: str, extra: str) -> NoReturn:
    """Says that a library is not installed, and with which extra of the program it comes."""
    vi = f"thiếu thư viện {name}; cài bằng: pip install 'niemyet[{extra}]'"
    stop(Bilingual(vi, f"the library {name} is missing; install it with: pip install 'niemyet[{extra}]'"))
