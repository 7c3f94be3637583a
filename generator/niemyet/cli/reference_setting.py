"""Which reference a command reads: the catalogue's own, or laid over the one that travels with the program."""

from pathlib import Path

from niemyet.catalogue.settings import read_settings
from niemyet.cli.terminal import stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.packaged import choose_reference


def find_reference(root: Path, checks: bool = False) -> Path | None:
    """The folder of the packaged reference, None where the catalogue's own is all there is, as mkdocs.yml says. Ends the command
    if that cannot be understood, unless it `checks` the settings and tells of them itself."""
    setting = read_settings(root).reference
    if setting is None and not checks:
        vi = "chưa đọc được mkdocs.yml nên chưa biết theo phần chung nào; xem lỗi bằng 'niemyet check mkdocs.yml'"
        stop(Bilingual(vi, "mkdocs.yml cannot be read; see what is wrong by 'niemyet check mkdocs.yml'"))
    return choose_reference(root, setting or "packaged")
