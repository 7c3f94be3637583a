"""A folder of another machine as a target, through SFTP: each file is sent beside and renamed into its place.

The only module that imports asyncssh, whose event loop runs in a thread of its own.
"""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from posixpath import dirname
from threading import Thread, get_ident
from typing import Any, TypeVar, cast
from uuid import uuid4

import asyncssh
from asyncssh import SFTPClient, SFTPError

from niemyet.cache.digests import digest
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.patterns import regex
from niemyet.publish.addresses import SftpAddress
from niemyet.publish.claims import hold_claim
from niemyet.publish.file_kinds import Headers
from niemyet.publish.refusals import TargetError
from niemyet.publish.releases import OWN_FOLDER
from niemyet.publish.target import Claimant, Renew, Target
from niemyet.publish.targets import sftp_words as words

_UNFINISHED = f"{OWN_FOLDER}/unfinished"
_CLAIM = "claim-"
"""In our folder, with a number: a claim is replaced by one with the next number, which only one publisher can create."""
_CLAIM_NAME = regex(rf"{_CLAIM}([0-9]{{1,18}})")
_AT_ONCE = 32
_CUT = (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection)
_FULL = (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded)
_NOT_THERE = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath, asyncssh.SFTPNotADirectory)
Result = TypeVar("Result")


class Sftp(Target):
    """A folder of another machine, which may be missing as long as its parent is there."""

    workers = _AT_ONCE

    def __init__(self, address: SftpAddress) -> None:
        """Connects. Raises TargetError."""
        user, port = f"{address.user}@" if address.user else "", f":{address.port}" if address.port else ""
        self.name = f"sftp://{user}{address.host}{port}/{address.path.lstrip('/')}"
        self._address, self._base = address, address.path
        self._renames_in_one_step = True
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            self._connection, self._client = self._finish(_connect(address))
        except TargetError:
            self._end_loop()
            raise

    def is_empty(self) -> bool:
        """Whether nothing is there but our own folder, or not even the folder."""
        return self.wait(self._is_empty())

    def exists(self, path: str) -> bool:
        """Whether there is a file of this path."""
        return self.wait(self._exists(path))

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if there is none."""
        return self.wait(self._read(path))

    def write(self, path: str, data: bytes, headers: Headers) -> None:
        """Writes or replaces a file."""
        self.wait(self._write(path, data, get_ident()), len(data))

    def copy(self, source: str, path: str) -> bool:
        """Writes or replaces a file with the bytes of another; False if there is no `source`."""
        return self.wait(self._copy(source, path, get_ident()))

    def remove(self, paths: Sequence[str]) -> None:
        """Removes files, if they are there, and folders that become empty."""
        self.wait(self._remove(paths))

    @contextmanager
    def hold(self, claimant: Claimant) -> Iterator[Renew]:
        """Holds the claim that lies in our folder."""
        self.wait(self._begin())
        with hold_claim(_ClaimFiles(self), claimant) as renew:
            yield renew
            self.wait(self._tidy())

    def notes(self) -> Sequence[Bilingual]:
        """Whether a page may be missing for a moment."""
        return () if self._renames_in_one_step else (words.TWO_STEPS,)

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()
        with suppress(OSError, asyncssh.Error):
            self._finish(self._connection.wait_closed())
        self._end_loop()

    def _at(self, path: str) -> str:
        return f"{self._base}/{path}"

    def _finish(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait(self, work: Coroutine[Any, Any, Result], size: int = 0) -> Result:
        """Waits for the work. An error becomes a TargetError in words; `size` is the number of bytes to be written."""
        try:
            return self._finish(work)
        except (OSError, asyncssh.Error) as error:
            if isinstance(error, _FULL) or (type(error) is asyncssh.SFTPFailure and self._is_full(size)):
                raise TargetError(words.IS_FULL) from error
            raise TargetError(_explain(error, self._address)) from error

    def _is_full(self, size: int) -> bool:
        """Whether there is no room for so many bytes: servers of the most common version do not say it."""
        try:
            found = self._finish(self._client.statvfs(self._base))
            return found.bavail * found.frsize < size + found.frsize or (found.files > 0 and found.favail == 0)
        except (OSError, asyncssh.Error):
            return False

    async def _is_empty(self) -> bool:
        try:
            async for found in self._client.scandir(self._base):
                if found.filename not in (".", "..", OWN_FOLDER):
                    return False
        except asyncssh.SFTPNoSuchFile:
            pass
        return True

    async def _exists(self, path: str) -> bool:
        try:
            return (await self._client.lstat(self._at(path))).type != asyncssh.FILEXFER_TYPE_DIRECTORY
        except _NOT_THERE:
            return False

    async def _begin(self) -> None:
        """Creates the folder, though not its parent, and ours in it."""
        folders = (self._base, self._at(OWN_FOLDER), self._at(_UNFINISHED))
        for folder in folders if not await self._client.isdir(folders[-1]) else ():
            if not await self._client.isdir(folder):
                try:
                    await self._client.mkdir(folder)
                except SFTPError:
                    if not await self._client.isdir(folder):  # nobody else has just created it
                        raise

    async def _tidy(self) -> None:
        for name in await self._client.listdir(self._at(_UNFINISHED)):
            if name not in (".", ".."):
                await self._client.remove(self._at(f"{_UNFINISHED}/{name}"))

    async def _read(self, path: str) -> bytes | None:
        try:
            async with self._client.open(self._at(path), "rb") as stream:
                return cast("bytes", await stream.read())
        except asyncssh.SFTPNoSuchFile:
            return None

    async def _write(self, path: str, data: bytes, writer: int) -> None:
        unfinished = self._unfinished(path, writer)
        async with self._client.open(unfinished, "wb") as stream:
            await stream.write(data)
        await self._place(unfinished, path)

    async def _copy(self, source: str, path: str, writer: int) -> bool:
        unfinished = self._unfinished(path, writer)
        try:
            if await self._client.lexists(unfinished):  # a run that was cut off has left it
                await self._client.remove(unfinished)
            await self._client.link(self._at(source), unfinished)
        except asyncssh.SFTPNoSuchFile:
            return False
        except (asyncssh.SFTPOpUnsupported, asyncssh.SFTPFailure):  # it knows no second name for a file
            if (data := await self._read(source)) is not None:
                await self._write(path, data, writer)
            return data is not None
        if not path.startswith(OWN_FOLDER):
            await self._client.utime(unfinished)  # an old file that comes back is new to browsers
        await self._place(unfinished, path)
        return True

    def _unfinished(self, path: str, writer: int) -> str:
        return self._at(f"{_UNFINISHED}/{digest(path, str(writer)).hex()}")

    async def _place(self, unfinished: str, path: str) -> None:
        try:
            await self._rename(unfinished, self._at(path))
        except asyncssh.SFTPNoSuchFile:
            await self._client.makedirs(dirname(self._at(path)), exist_ok=True)
            await self._rename(unfinished, self._at(path))

    async def _rename(self, old: str, new: str) -> None:
        if self._renames_in_one_step:
            try:
                await self._client.posix_rename(old, new)
                return
            except asyncssh.SFTPOpUnsupported:
                self._renames_in_one_step = False
        with suppress(asyncssh.SFTPNoSuchFile):
            await self._client.remove(new)
        await self._client.rename(old, new)

    async def _remove(self, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), _AT_ONCE):
            await asyncio.gather(*map(self._remove_one, paths[start : start + _AT_ONCE]))

    async def _remove_one(self, path: str) -> None:
        with suppress(*_NOT_THERE):
            await self._client.remove(self._at(path))
        folder = dirname(path)
        while folder and not path.startswith(OWN_FOLDER):
            try:
                await self._client.rmdir(self._at(folder))
            except _CUT:
                raise
            except SFTPError:  # it holds something, or is not there: every server has its own word
                return
            folder = dirname(folder)

    async def find_claim(self) -> tuple[bytes | None, str]:
        """The bytes of the claim with the highest number, and that number."""
        names = await self._client.listdir(self._at(OWN_FOLDER))
        numbers = [
            int(name.removeprefix(_CLAIM)) for name in names if name.startswith(_CLAIM) and name[len(_CLAIM) :].isdecimal()
        ]
        if not numbers:
            return None, "0"
        data = await self._read(f"{OWN_FOLDER}/{_CLAIM}{max(numbers)}")
        return data if data is not None else b"", str(max(numbers))

    async def create_claim(self, data: bytes, number: int) -> bool:
        """Creates the claim of this number and removes the one before; False if somebody else has created it."""
        path, unfinished = self._at(f"{OWN_FOLDER}/{_CLAIM}{number}"), self._unfinished(_CLAIM, uuid4().int)
        async with self._client.open(unfinished, "wb") as stream:
            await stream.write(data)
        try:
            try:
                await self._client.link(unfinished, path)
            except asyncssh.SFTPOpUnsupported:
                await self._client.rename(unfinished, path)  # which replaces nothing, unlike posix_rename
        except (asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists):
            if await self._client.lexists(path):
                return False
            raise
        with suppress(asyncssh.SFTPNoSuchFile):
            await self._client.remove(self._at(f"{OWN_FOLDER}/{_CLAIM}{number - 1}"))
        return True


class _ClaimFiles:
    """The claim of publishers, as files with numbers."""

    def __init__(self, target: Sftp) -> None:
        self._target = target

    def find(self) -> tuple[bytes | None, str]:
        """The bytes of the claim with the highest number, and that number."""
        return self._target.wait(self._target.find_claim())

    def replace(self, data: bytes, state: str) -> str | None:
        """Creates the claim with the next number, if nobody else has."""
        number = int(state) + 1
        return str(number) if self._target.wait(self._target.create_claim(data, number)) else None


class _Doorkeeper(asyncssh.SSHClient):
    """Sees the key that the machine shows, and lets in the one that was asked for."""

    def __init__(self, accepted: str) -> None:
        self._accepted, self.shown = accepted, ""

    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
        """Called for a key that is in no file of known ones."""
        self.shown = key.get_fingerprint()
        whole = " ".join(key.export_public_key().decode().split()[:2])
        return self._accepted in (self.shown, whole)


async def _connect(address: SftpAddress) -> tuple[asyncssh.SSHClientConnection, SFTPClient]:
    doorkeeper = _Doorkeeper(" ".join(address.host_key.split()[:2]))
    known = [str(file) for file in address.known_hosts if file.is_file()]
    given: dict[str, Any] = {"port": address.port, "username": address.user, "password": address.password}
    try:
        connection, _ = await asyncssh.create_connection(
            lambda: doorkeeper,
            address.host,
            known_hosts=known if known and not address.host_key else ([], [], []),
            config=[str(file) for file in address.settings if file.is_file()],
            connect_timeout=20,
            login_timeout=30,
            keepalive_interval=15,
            keepalive_count_max=4,
            **{name: value for name, value in given.items() if value},
        )
        return connection, await connection.start_sftp_client()
    except asyncssh.HostKeyNotVerifiable as error:
        raise TargetError(words.is_unknown(address.host, doorkeeper.shown, bool(address.host_key))) from error
    except (OSError, asyncssh.Error) as error:
        raise TargetError(_explain(error, address)) from error


def _explain(error: Exception, address: SftpAddress) -> Bilingual:
    if isinstance(error, asyncssh.PermissionDenied):
        return words.refuses_login(address.host)
    if isinstance(error, (asyncssh.SFTPPermissionDenied, asyncssh.SFTPWriteProtect)):
        return words.may_not_write(address.host, address.path)
    if isinstance(error, (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)):
        return words.has_no_folder(address.host, address.path)
    if isinstance(error, SFTPError) and not isinstance(error, _CUT):
        return words.answers(address.host, error.reason)
    return words.is_cut_off(address.host)
