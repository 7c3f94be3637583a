"""Fetches the package of the browser form, and reads from the settings which repository it writes to."""

from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.forge_settings import ForgeSettings, read_forge
from niemyet.editing.form import NO_REPOSITORY, Repository, Site, read_repository
from niemyet.editing.form_files import PACKAGES, FormKit, StrangePackageError, read_package, read_parser
from niemyet.external.npm import NpmError, forget, install
from niemyet.model.settings import Settings, SiteFile


class FormError(RuntimeError):
    """The form cannot be made; the message is for the user."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


def bring_form(site: SiteFile, folder: Path) -> FormKit:
    """The form of a site. Its package is unpacked to `folder` unless it is there. Raises FormError."""
    forge = _find_forge(site.settings)
    try:
        articles, parser = _unpack(folder)
    except NpmError as error:
        vi = f"biểu mẫu cập nhật cần npm: {error.said.vi}; trang cũ giữ nguyên"
        raise FormError(Bilingual(vi, f"the form needs npm: {error.said.en}; the old site stays")) from error
    except StrangePackageError as error:
        vi = f"gói của biểu mẫu không phải là bản mà chương trình này biết: '{error}' khác với bản đó; trang cũ giữ nguyên"
        en = f"a package of the form is not the version that this program knows: '{error}' differs; the old site stays"
        raise FormError(Bilingual(vi, en)) from error
    return FormKit(articles, parser, Site(site.site_name, site.address), _find_repository(site.settings), forge)


def _unpack(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of Sveltia and of the parser. Packages that were changed since they were unpacked are unpacked again."""
    try:
        return _read(install(PACKAGES, folder))
    except StrangePackageError:
        forget(folder)
        return _read(install(PACKAGES, folder))


def _read(modules: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    return read_package(modules / "@sveltia" / "cms"), read_parser(modules)


def _find_forge(settings: Settings) -> ForgeSettings | None:
    if not settings.edit:
        return None
    forge = read_forge(settings.edit, settings.sign_in)
    if forge is None:
        vi = "biểu mẫu cập nhật không nhận ra kho dữ liệu; xem cách viết mục 'edit' trong mkdocs.yml"
        raise FormError(Bilingual(vi, "the form does not know the forge; see the entry 'edit' in mkdocs.yml"))
    return forge


def _find_repository(settings: Settings) -> Repository:
    """That of the form for articles, which knows GitHub and GitLab only; elsewhere it works on a local copy."""
    return (read_repository(settings.edit or "") or NO_REPOSITORY).with_settings(settings.editor_backend)
