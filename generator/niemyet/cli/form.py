"""--editor: brings what the form in the browser is made of beside the catalogue."""

from pathlib import Path

import typer

from niemyet.cli.npm import NpmError, install
from niemyet.cli.terminal import stop
from niemyet.editing.form import NO_REPOSITORY, Repository, Site, read_repository
from niemyet.editing.form_files import OWN, FormKit, StrangePackageError, read_package
from niemyet.mkdocs_door import SiteSettings, read_settings


def bring_form(root: Path, site_dir: Path) -> FormKit:
    """The form's package, unpacked beside the site, and where the repository is; ends the command where npm cannot."""
    settings = read_settings(root / "mkdocs.yml")
    repository = _find_repository(settings)
    try:
        modules = install(OWN, site_dir.with_name(f".{site_dir.name}.npm"))
        files = read_package(modules / "@sveltia" / "cms")
    except NpmError as error:
        stop(f"--editor cần npm để lấy biểu mẫu: {error}; trang cũ giữ nguyên")
    except StrangePackageError as error:
        stop(f"gói @sveltia/cms không phải là bản mà chương trình này biết: không thấy '{error}' trong mã; trang cũ giữ nguyên")
    return FormKit(files, Site(settings.site_name, settings.site_url or "/"), repository)


def _find_repository(settings: SiteSettings) -> Repository:
    if not settings.edit_link:
        typer.echo("Lưu ý: mkdocs.yml chưa có 'extra: edit'; biểu mẫu chỉ sửa được kho có sẵn trên máy của người mở.", err=True)
        return NO_REPOSITORY
    repository = read_repository(settings.edit_link)
    if repository is None:
        stop("--editor chỉ dùng được với GitHub và GitLab; xem cách viết 'extra: edit' trong mkdocs.yml", status=2)
    return repository.tell(settings.backend)
