"""Which reference a command reads: the catalogue's own, or laid over the one that travels with the program."""

from pathlib import Path

from niemyet.cli.terminal import stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.packaged import OWN, PACKAGED, UnknownSettingError, choose_reference


def find_reference(root: Path) -> Path | None:
    """The folder of the packaged reference, None where the catalogue's own is all there is, as mkdocs.yml says; ends the command
    if that cannot be understood."""
    try:
        return choose_reference(root)
    except UnknownSettingError as error:
        vi = f"mkdocs.yml: 'reference: {error}' phải là '{PACKAGED}' (theo bản kèm chương trình) hoặc '{OWN}' (chỉ của danh mục)"
        stop(Bilingual(vi, f"mkdocs.yml: 'reference: {error}' must be '{PACKAGED}' or '{OWN}'"), status=2)
    except OSError as error:
        why = error.strerror or str(error)
        stop(Bilingual(f"không đọc được {root / 'mkdocs.yml'}: {why}", f"{root / 'mkdocs.yml'} cannot be read: {why}"))
