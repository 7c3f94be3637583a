"""Fetches the package of the browser form, and reads from the settings which repository it writes to."""

from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.form import NO_REPOSITORY, Repository, Site, read_repository
from niemyet.editing.form_files import OWN, FormKit, StrangePackageError, read_package
from niemyet.external.npm import NpmError, forget, install
from niemyet.model.settings import Settings, SiteFile


class FormError(RuntimeError):
    """The form cannot be made; the message is for the user."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


def bring_form(site: SiteFile, folder: Path) -> FormKit:
    """The form of a site. Its package is unpacked to `folder` unless it is there. Raises FormError."""
    repository = _find_repository(site.settings)
    try:
        files = _unpack(folder)
    except NpmError as error:
        vi = f"biểu mẫu cập nhật cần npm: {error.said.vi}; trang cũ giữ nguyên"
        raise FormError(Bilingual(vi, f"the form needs npm: {error.said.en}; the old site stays")) from error
    except StrangePackageError as error:
        vi = f"gói @sveltia/cms không phải là bản mà chương trình này biết: '{error}' khác với bản đó; trang cũ giữ nguyên"
        en = f"@sveltia/cms is not the version that this program knows: '{error}' differs; the old site stays"
        raise FormError(Bilingual(vi, en)) from error
    return FormKit(files, Site(site.site_name, site.address), repository)


def _unpack(folder: Path) -> dict[str, bytes]:
    """The files of the package. A package that was changed since it was unpacked is unpacked again."""
    try:
        return read_package(install(OWN, folder) / "@sveltia" / "cms")
    except StrangePackageError:
        forget(folder)
        return read_package(install(OWN, folder) / "@sveltia" / "cms")


def _find_repository(settings: Settings) -> Repository:
    if not settings.edit:
        return NO_REPOSITORY
    repository = read_repository(settings.edit)
    if repository is None:
        vi = "biểu mẫu cập nhật chỉ dùng được với GitHub và GitLab; xem cách viết mục 'edit' trong mkdocs.yml"
        raise FormError(Bilingual(vi, "the form works with GitHub and GitLab only; see the entry 'edit' in mkdocs.yml"))
    return repository.with_settings(settings.editor_backend)
