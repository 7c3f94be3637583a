"""What a person writes for a target, taken apart: a folder, s3://bucket/prefix or sftp://user@host:port/path.

What gives access – keys, passwords, files of known machines – never stands in it: the command line adds it.
"""

from dataclasses import field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.patterns import regex
from niemyet.values import dataclass

_BUCKET = regex(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_FORMS = Bilingual(
    "viết thư mục (/srv/www/niemyet), s3://kho/thư-mục hoặc sftp://tên@máy/thư-mục",
    "write a folder (/srv/www/niemyet), s3://bucket/prefix or sftp://user@host/path",
)


class AddressError(ValueError):
    """The text names no target; `said` is the message for the user, which does not repeat a password."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, slots=True)
class FolderAddress:
    """A folder of this machine."""

    folder: Path


@dataclass(frozen=True, slots=True)
class S3Address:
    """A bucket and how to get in. `prefix`, `endpoint` and `region` may be ''."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    key_id: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    retries: int = 5


@dataclass(frozen=True, slots=True)
class SftpAddress:
    """A folder of another machine and how to get in. `user` is '' for what the account's settings say, `port` 0 likewise."""

    host: str
    path: str
    """Absolute, or relative to the folder in which the account begins."""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    """'' for keys, from the agent and the account's folder."""
    known_hosts: tuple[Path, ...] = ()
    """Files of keys of machines."""
    host_key: str = ""
    """The machine's own key, as fingerprint (SHA256:…) or whole (ssh-ed25519 …), which counts in place of the files."""
    settings: tuple[Path, ...] = ()
    """Files in the form of ~/.ssh/config."""


Address: TypeAlias = FolderAddress | S3Address | SftpAddress


def read_address(text: str) -> Address:
    """The target that a text names. Raises AddressError."""
    scheme, separator, _ = text.partition("://")
    if not separator:
        return FolderAddress(Path(text))
    try:
        parts = urlsplit(text)
        port = parts.port or 0
    except ValueError as error:
        vi, en = f"địa chỉ {scheme}://… viết không đúng; {_FORMS.vi}", f"the address {scheme}://… is wrong; {_FORMS.en}"
        raise AddressError(Bilingual(vi, en)) from error
    if parts.password is not None:
        vi = "không ghi mật khẩu trong địa chỉ, ai xem danh sách lệnh cũng thấy; đặt biến môi trường NIEMYET_SFTP_PASSWORD"
        en = "write no password into the address, everybody can see it; set the environment variable NIEMYET_SFTP_PASSWORD"
        raise AddressError(Bilingual(vi, en))
    path, host = unquote(parts.path), parts.hostname or ""
    if ".." in path.split("/") or parts.query or parts.fragment:
        raise AddressError(Bilingual(f"'{text}' viết không đúng; {_FORMS.vi}", f"'{text}' is wrong; {_FORMS.en}"))
    if scheme == "s3" and _BUCKET.fullmatch(parts.netloc):
        return S3Address(parts.netloc, "/".join(filter(None, path.split("/"))))
    if scheme == "sftp" and host and path.strip("/~"):
        path = path.rstrip("/")
        return SftpAddress(host, path.removeprefix("/~/"), port, unquote(parts.username or ""))
    raise AddressError(Bilingual(f"không rõ nơi đến '{text}'; {_FORMS.vi}", f"'{text}' is no target; {_FORMS.en}"))
