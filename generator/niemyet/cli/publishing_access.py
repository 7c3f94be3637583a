"""Access to the targets of `publish`: keys and passwords come from the environment and the account's files only."""

import os
from configparser import ConfigParser, Error
from dataclasses import replace
from pathlib import Path

from niemyet.cli.terminal import stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.addresses import Address, FolderAddress, S3Address, SftpAddress
from niemyet.publish.target import Target

_GIVEN_BY_THE_MACHINE = (
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_WEB_IDENTITY_TOKEN_FILE",
)  # fmt: skip
"""Variables of machines that give keys to their programs; the library reads them."""


def open_target(address: Address, endpoint: str, host_key: str, in_place: bool) -> Target:
    """Connects to the target. Ends the command if a library or a key is missing. Raises TargetError."""
    if isinstance(address, FolderAddress):
        from niemyet.publish.targets.folder import Folder

        return Folder(address.folder, in_place)
    try:
        if isinstance(address, S3Address):
            from niemyet.publish.targets.s3 import S3  # here and below, because the libraries are optional

            return S3(_find_keys(address, endpoint))
        from niemyet.publish.targets.sftp import Sftp

        return Sftp(_find_ssh(address, host_key))
    except ImportError:
        vi = "đưa lên S3 hay SFTP cần cài thêm thư viện: pip install 'niemyet[publish]'"
        stop(Bilingual(vi, "S3 and SFTP need more libraries: pip install 'niemyet[publish]'"))


def _find_ssh(address: SftpAddress, host_key: str) -> SftpAddress:
    home = Path.home() / ".ssh"
    return replace(
        address,
        password=os.environ.get("NIEMYET_SFTP_PASSWORD", ""),
        known_hosts=(home / "known_hosts", Path("/etc/ssh/ssh_known_hosts")),
        host_key=host_key,
        settings=(home / "config",),
    )


def _find_keys(address: S3Address, endpoint: str) -> S3Address:
    profile = _read_profile()

    def find(*names: str) -> str:
        found = (os.environ.get(name.upper()) or profile.get(name, "") for name in names)
        return next(filter(None, found), "")

    if os.environ.get("AWS_ACCESS_KEY_ID"):  # a key is never put together from two places
        profile = {name: value for name, value in profile.items() if name in ("region", "endpoint_url")}
    key_id, secret = find("aws_access_key_id"), find("aws_secret_access_key")
    if not (key_id and secret) and not any(name in os.environ for name in _GIVEN_BY_THE_MACHINE):
        names = "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"
        vi = f"chưa có khóa để vào kho: đặt biến môi trường {names}, hoặc ghi vào ~/.aws/credentials"
        stop(Bilingual(vi, f"there is no key for the store: set {names}, or write them into ~/.aws/credentials"))
    return replace(
        address,
        endpoint=endpoint or find("aws_endpoint_url_s3", "aws_endpoint_url", "endpoint_url"),
        region=find("aws_region", "aws_default_region", "region"),
        key_id=key_id,
        secret=secret,
        token=find("aws_session_token"),
    )


def _read_profile() -> dict[str, str]:
    """The chosen profile in the account's files for AWS; empty if there is none."""
    home, name = Path.home() / ".aws", os.environ.get("AWS_PROFILE", "default")
    files = {
        os.environ.get("AWS_CONFIG_FILE") or str(home / "config"): name if name == "default" else f"profile {name}",
        os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or str(home / "credentials"): name,
    }
    found: dict[str, str] = {}
    for file, section in files.items():
        parser = ConfigParser(interpolation=None)
        try:
            parser.read(file, "utf-8")
        except (Error, UnicodeDecodeError):
            stop(Bilingual(f"không đọc được {file}: viết không đúng dạng", f"{file} cannot be read: it is not in the right form"))
        if parser.has_section(section):
            found |= dict(parser.items(section))
    return found
