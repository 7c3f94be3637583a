"""Where `publish` brings the site if nobody names a target: what stands below `publish:` in mkdocs.yml."""

import os
from pathlib import Path

from niemyet.catalogue.settings import read_settings
from niemyet.cli.terminal import find_root, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Destination:
    """A target with what belongs to it; a folder is told by its whole path."""

    target: str
    endpoint: str
    host_key: str
    compress: bool
    in_place: bool


def read_destination(root: Path | None) -> Destination | None:
    """The destination by the settings; None where they name none. Ends the command if they are not valid."""
    folder = find_root(root)
    site = read_settings(folder).site
    if site is None:
        vi = "chưa đọc được mkdocs.yml nên chưa biết đưa trang lên đâu; xem lỗi bằng 'niemyet check mkdocs.yml'"
        stop(Bilingual(vi, "mkdocs.yml cannot be read; see what is wrong by 'niemyet check mkdocs.yml'"))
    known = site.settings.publish
    if known is None:
        return None
    target = known.target if "://" in known.target else os.path.normpath(folder / Path(known.target).expanduser())
    return Destination(target, known.endpoint or "", known.host_key or "", known.compress, known.in_place)


def need_destination(root: Path | None) -> Destination:
    """The same; ends the command where the settings name none."""
    known = read_destination(root)
    if known is None:
        vi = "chưa biết đưa trang lên đâu: ghi nơi đến sau lệnh, hoặc ghi mục publish trong mkdocs.yml rồi chạy lại"
        stop(Bilingual(vi, "no target: name it behind the command, or write 'publish:' in mkdocs.yml"), status=2)
    return known
