"""The option `--editor`: fetches the package of the browser form."""

from pathlib import Path

import typer

from niemyet.cli.language import say
from niemyet.cli.npm import NpmError, forget, install
from niemyet.cli.terminal import stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.form import NO_REPOSITORY, Repository, Site, read_repository
from niemyet.editing.form_files import OWN, FormKit, StrangePackageError, read_package
from niemyet.mkdocs_plugin import SiteSettings, read_settings


def bring_form(root: Path, site_dir: Path) -> FormKit:
    """Unpacks the form's package beside the site and reads the repository's settings; ends the command if npm fails."""
    settings = read_settings(root / "mkdocs.yml")
    repository = _find_repository(settings)
    try:
        files = _unpack(site_dir.with_name(f".{site_dir.name}.npm"))
    except NpmError as error:
        vi = f"--editor cần npm để lấy biểu mẫu: {error.said.vi}; trang cũ giữ nguyên"
        stop(Bilingual(vi, f"--editor needs npm for the form: {error.said.en}; the old site stays"))
    except StrangePackageError as error:
        vi = f"gói @sveltia/cms không phải là bản mà chương trình này biết: '{error}' khác với bản đó; trang cũ giữ nguyên"
        stop(Bilingual(vi, f"@sveltia/cms is not the version that this program knows: '{error}' differs; the old site stays"))
    return FormKit(files, Site(settings.site_name, settings.site_url or "/"), repository)


def _unpack(folder: Path) -> dict[str, bytes]:
    """The files of the package. A package that was changed since it was unpacked is unpacked again."""
    try:
        return read_package(install(OWN, folder) / "@sveltia" / "cms")
    except StrangePackageError:
        forget(folder)
        return read_package(install(OWN, folder) / "@sveltia" / "cms")


def _find_repository(settings: SiteSettings) -> Repository:
    if not settings.edit_link:
        vi = "Lưu ý: mkdocs.yml chưa có 'extra: edit'; biểu mẫu chỉ sửa được kho có sẵn trên máy của người mở."
        en = "Note: mkdocs.yml has no 'extra: edit'; the form can only change a repository on the machine of whoever opens it."
        typer.echo(say(Bilingual(vi, en)), err=True)
        return NO_REPOSITORY
    repository = read_repository(settings.edit_link)
    if repository is None:
        vi = "--editor chỉ dùng được với GitHub và GitLab; xem cách viết 'extra: edit' trong mkdocs.yml"
        stop(Bilingual(vi, "--editor works with GitHub and GitLab only; see 'extra: edit' in mkdocs.yml"), status=2)
    return repository.with_settings(settings.backend)
