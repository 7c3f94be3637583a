"""S3-compatible storage as a target: each file is an object, replaced as a whole. The only module that imports obstore.

Publishers keep out of each other's way by conditional writes. Not every store keeps the conditions, and some ignore them without
a word, so each run tries a write whose condition does not hold before it trusts them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PermissionDeniedError, PreconditionError
from obstore.store import S3Store

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.patterns import regex
from niemyet.publish.addresses import S3Address
from niemyet.publish.claims import hold_claim
from niemyet.publish.file_kinds import Headers
from niemyet.publish.refusals import TargetError
from niemyet.publish.releases import OWN_FOLDER
from niemyet.publish.target import Claimant, Renew, Target

if TYPE_CHECKING:
    from obstore import PutMode  # a type only
    from obstore.store import S3Config

_CLAIM = f"{OWN_FOLDER}/claim.json"
_CODE = regex(r"<Code>(\w+)</Code>|\(code: (\w+)\)")
_STATUS = regex(r"status code: (\d{3})")
_WRONG_KEY = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "InvalidSecurity"}
_FULL = {"QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "InsufficientCapacity", "507"}
_UNKNOWN_THERE = frozenset({"NotImplemented", "501", "405", "MethodNotAllowed"})


class NoConditionsError(Exception):
    """The store knows no conditional writes."""


class S3(Target):
    """A bucket, or what lies in it below a prefix."""

    workers = 16

    def __init__(self, address: S3Address) -> None:
        self.name = f"s3://{address.bucket}/{address.prefix}".rstrip("/")
        self._address = address
        self._store = _open(address)
        self._one_by_one = _open(address, disable_bulk_delete=True)
        self._claim = _ClaimObject(self)

    def is_empty(self) -> bool:
        """Whether nothing is there but objects of our own folder."""
        with self._says_why():
            for found in obstore.list(self._store, chunk_size=50):
                if any(not one["path"].startswith(f"{OWN_FOLDER}/") for one in found):
                    return False
        return True

    def exists(self, path: str) -> bool:
        """Whether there is an object of this path."""
        with self._says_why():
            try:
                obstore.head(self._store, path)
            except FileNotFoundError:
                return False
            except PermissionDeniedError:  # an answer to HEAD does not say why
                return self.find(path)[0] is not None
        return True

    def read(self, path: str) -> bytes | None:
        """The bytes of an object; None if there is none."""
        return self.find(path)[0]

    def write(self, path: str, data: bytes, headers: Headers) -> None:
        """Writes or replaces an object."""
        with self._says_why():
            obstore.put(self._store, path, data, attributes=_attributes(headers), use_multipart=False)

    def copy(self, source: str, path: str) -> bool:
        """Writes or replaces an object with the bytes and headers of another; False if there is no `source`."""
        with self._says_why():
            try:
                obstore.copy(self._store, source, path)
            except FileNotFoundError as error:
                self._refuse_bucket(error)
                return False
        return True

    def remove(self, paths: Sequence[str]) -> None:
        """Removes objects, if they are there."""
        if not paths:
            return
        with self._says_why():
            try:
                obstore.delete(self._store, list(paths))
            except BaseError as error:
                if not _UNKNOWN_THERE & _signs(error):
                    raise
                for path in paths:
                    obstore.delete(self._one_by_one, path)

    @contextmanager
    def hold(self, claimant: Claimant) -> Iterator[Renew]:
        """Holds the claim that lies in our folder."""
        with hold_claim(self._claim, claimant) as renew:
            yield renew

    def notes(self) -> Sequence[Bilingual]:
        """Whether the store cannot keep two publishers apart."""
        return (_NOT_KEPT,) if self._claim.keeps_conditions is False else ()

    def close(self) -> None:
        """There is no connection that stays open."""

    def find(self, path: str) -> tuple[bytes | None, str]:
        """The bytes of an object and its entity tag; None and '' if there is none."""
        with self._says_why():
            try:
                found = obstore.get(self._store, path)
                return bytes(found.bytes()), found.meta["e_tag"] or ""
            except FileNotFoundError as error:
                self._refuse_bucket(error)
                return None, ""

    def put_if(self, path: str, data: bytes, e_tag: str) -> str | None:
        """Writes an object if it has this entity tag, '' for none at all. Returns the new one; None if it has another.

        Raises NoConditionsError if the store says that it knows no conditions.
        """
        mode: PutMode = {"e_tag": e_tag} if e_tag else "create"
        with self._says_why():
            try:
                return obstore.put(self._store, path, data, attributes=_attributes(_RECORD), mode=mode)["e_tag"] or ""
            except (AlreadyExistsError, PreconditionError):
                return None
            except FileNotFoundError as error:  # the object that had the tag is gone
                self._refuse_bucket(error)
                return None
            except BaseError as error:
                if _UNKNOWN_THERE & _signs(error):
                    raise NoConditionsError from error
                raise

    @contextmanager
    def _says_why(self) -> Iterator[None]:
        """Turns an error of the library into a TargetError in words."""
        try:
            yield
        except (BaseError, OSError) as error:
            raise TargetError(_explain(error, self._address)) from error

    def _refuse_bucket(self, error: FileNotFoundError) -> None:
        if "NoSuchBucket" in _signs(error):
            raise TargetError(_explain(error, self._address)) from error


_NOT_KEPT = Bilingual(
    "kho này không giữ điều kiện khi ghi, nên không ngăn chắc được hai máy cùng đưa lên một lúc; chỉ để một máy làm việc này",
    "this store keeps no conditions on writing, so two machines that publish at once are not surely kept apart; let one do it",
)
_RECORD = Headers("application/json", "no-store")


class _ClaimObject:
    """The claim of publishers: an object with conditional writes, or, in a store that keeps no conditions, with a second look."""

    def __init__(self, store: S3) -> None:
        self._store = store
        self.keeps_conditions: bool | None = None
        """None: this has not been tried."""

    def find(self) -> tuple[bytes | None, str]:
        """The bytes of the claim, and its entity tag."""
        return self._store.find(_CLAIM)

    def replace(self, data: bytes, state: str) -> str | None:
        """Writes the claim if it still is in `state`."""
        e_tag = None
        if self.keeps_conditions is not False:
            e_tag = self._put_if(data, state)
        if self.keeps_conditions is False and self.find()[1] == state:
            self._store.write(_CLAIM, data, _RECORD)
        if e_tag is None or self.keeps_conditions is False:
            found, e_tag = self.find()  # the write may have been done, and only its answer lost
            return e_tag if found == data else None
        return e_tag

    def _put_if(self, data: bytes, state: str) -> str | None:
        try:
            e_tag = self._store.put_if(_CLAIM, data, state)
            if e_tag is not None and self.keeps_conditions is None:
                # The condition holds no longer. Where it does not count, this writes the same bytes again.
                self.keeps_conditions = self._store.put_if(_CLAIM, data, state) is None
            return e_tag
        except NoConditionsError:
            self.keeps_conditions = False
            return None


def _open(address: S3Address, disable_bulk_delete: bool = False) -> S3Store:
    config: S3Config = {"region": address.region or "us-east-1", "disable_bulk_delete": disable_bulk_delete}
    if address.endpoint:
        config["endpoint"] = address.endpoint
    if address.key_id:
        config["access_key_id"], config["secret_access_key"] = address.key_id, address.secret
    if address.token:
        config["session_token"] = address.token
    return S3Store(
        address.bucket,
        prefix=address.prefix or None,
        config=config,
        client_options={"allow_http": address.endpoint.startswith("http://"), "connect_timeout": "10s", "timeout": "5min"},
        retry_config={
            "max_retries": address.retries,
            "retry_timeout": timedelta(minutes=1),
            "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=5), "base": 2},
        },
    )


def _attributes(headers: Headers) -> dict[str, str]:
    attributes = {"Content-Type": headers.content_type, "Cache-Control": headers.cache_control}
    return attributes | {"Content-Encoding": headers.encoding} if headers.encoding else attributes


def _signs(error: Exception) -> set[str]:
    """The codes by which the store says what is wrong, and the status of its answer."""
    text = str(error)
    return {code for found in _CODE.findall(text) for code in found if code} | {*_STATUS.findall(text)[-1:]}


def _explain(error: Exception, address: S3Address) -> Bilingual:
    signs, where = _signs(error), address.endpoint or "AWS"
    if "NoSuchBucket" in signs:
        return Bilingual(
            f"không có kho '{address.bucket}' ở {where}; tạo kho ấy trước, hoặc xem lại tên kho và --endpoint",
            f"there is no bucket '{address.bucket}' at {where}; create it, or check its name and --endpoint",
        )
    if signs & _WRONG_KEY:
        return Bilingual(
            f"{where} không nhận khóa này: sai hoặc đã hết hạn; xem lại AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY",
            f"{where} does not accept this key: it is wrong or has expired; check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        )
    if "RequestTimeTooSkewed" in signs:
        return Bilingual(
            "đồng hồ của máy này sai giờ, nên kho không nhận", "the clock of this machine is wrong; the store refuses"
        )
    if signs & {"AccessDenied", "403", "401"}:
        return Bilingual(
            f"khóa này không được phép làm việc với '{address.bucket}'; cần quyền xem danh sách, đọc, ghi và xóa "
            "(s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject)",
            f"this key may not work with '{address.bucket}'; it needs to list, read, write and delete "
            "(s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject)",
        )
    if signs & _FULL:
        return Bilingual(
            f"kho '{address.bucket}' đã đầy; xin thêm dung lượng rồi chạy lại lệnh này để làm tiếp",
            f"the bucket '{address.bucket}' is full; get more room and run this again to go on",
        )
    if "certificate" in str(error).lower():
        return Bilingual(f"chứng thư của {where} không tin được, nên dừng", f"the certificate of {where} cannot be trusted")
    if signs:
        named = ", ".join(sorted(signs))
        return Bilingual(f"{where} trả lời lỗi: {named}", f"{where} answers with an error: {named}")
    return Bilingual(
        f"không nối được với {where}, hoặc đường truyền bị đứt; chạy lại lệnh này để làm tiếp",
        f"{where} cannot be reached, or the line was cut; run this again to go on",
    )
