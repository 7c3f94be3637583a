"""A folder of this machine as a target: replaced as a whole where that is possible, else changed file by file.

No link inside the target is followed, so nothing outside it is ever written.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import get_ident

from niemyet.cache.digests import digest
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.file_kinds import Headers
from niemyet.publish.folder_errors import says_why
from niemyet.publish.intentions import Intention
from niemyet.publish.refusals import BusyError, TargetError
from niemyet.publish.releases import OWN_FOLDER, Manifest, Release
from niemyet.publish.staging import date_after
from niemyet.publish.swapped_folder import can_be_swapped, name_before, read_before, read_kept, swap
from niemyet.publish.target import Claimant, ReadFile, Renew, Target, Told
from niemyet.system import WRITE_BYTES, link_file, open_lock, open_no_link

_LOCK = f"{OWN_FOLDER}/lock"
_UNFINISHED = f"{OWN_FOLDER}/unfinished"


class Folder(Target):
    """A folder, which may be missing as long as its parent is there, a link to a folder, or a mount point."""

    def __init__(self, folder: Path, in_place: bool = False) -> None:
        """`in_place`: never replace it as a whole. Raises TargetError if it can be no folder."""
        self.name = str(folder)
        self.folder = folder.resolve()
        self._in_place = in_place
        if self.folder.exists() and not self.folder.is_dir():
            raise TargetError(Bilingual(f"{folder} không phải là thư mục", f"{folder} is no folder"))
        if not self.folder.parent.is_dir():
            parent = self.folder.parent
            vi = f"không có thư mục {parent}; tạo nó trước (mkdir -p '{parent}'), hoặc sửa đường dẫn"
            raise TargetError(
                Bilingual(vi, f"there is no folder {parent}; make it first (mkdir -p '{parent}'), or mend the path")
            )

    def swaps(self, intention: Intention) -> bool:
        """Whether it will be replaced as a whole, as far as can be seen."""
        return not self._in_place and can_be_swapped(self.folder, intention)

    def swap(self, intention: Intention, read_file: ReadFile, told: Told) -> bool:
        """Replaces it as a whole; False, and nothing has changed, if that is impossible."""
        return self.swaps(intention) and swap(self.folder, intention, read_file, told)

    def kept_whole(self, manifest: Manifest) -> tuple[Release, ReadFile] | None:
        """The release before, if the last swap has put it beside."""
        release = read_before(self.folder, manifest)
        return None if release is None else (release, partial(read_kept, name_before(self.folder)))

    def is_empty(self) -> bool:
        """Whether nothing is there but our own folder, or not even the folder."""
        with says_why(self.folder):
            try:
                return all(name == OWN_FOLDER for name in os.listdir(self.folder))
            except FileNotFoundError:
                return True

    def exists(self, path: str) -> bool:
        """Whether there is a file, a link or the like of this path, but no folder."""
        file = self.folder / path
        return file.is_symlink() or (file.exists() and not file.is_dir())

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None if there is none."""
        with says_why(self.folder / path):
            try:
                with os.fdopen(open_no_link(os.fspath(self._inside(path))), "rb") as stream:
                    return stream.read()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def write(self, path: str, data: bytes, headers: Headers) -> None:
        """Writes or replaces a file."""
        with says_why(self.folder / path):
            unfinished = self._unfinished(path)
            with os.fdopen(os.open(unfinished, WRITE_BYTES, 0o666), "wb") as stream:
                stream.write(data)
            self._place(unfinished, path)

    def copy(self, source: str, path: str) -> bool:
        """Writes or replaces a file with the bytes of another; False if there is no `source`."""
        with says_why(self.folder / path):
            unfinished = self._unfinished(path)
            try:
                if not link_file(os.fspath(self._inside(source)), os.fspath(unfinished)):
                    data = self.read(source)
                    if data is None:
                        return False
                    unfinished.write_bytes(data)
            except FileNotFoundError:
                return False
            if not path.startswith(OWN_FOLDER):
                os.utime(unfinished)  # an old file that comes back is new to browsers
            self._place(unfinished, path)
            return True

    def remove(self, paths: Sequence[str]) -> None:
        """Removes files, if they are there, and folders that become empty."""
        for path in paths:
            with says_why(self.folder / path):
                file = self._inside(path)
                with suppress(FileNotFoundError, NotADirectoryError):
                    file.unlink()
                for folder in file.parents:
                    if folder in (self.folder, self.folder / OWN_FOLDER):
                        break
                    try:
                        folder.rmdir()
                    except OSError:  # it holds something, or is not there: every system has its own number
                        break

    @contextmanager
    def hold(self, claimant: Claimant) -> Iterator[Renew]:
        """Holds a lock of the system, which ends with the process."""
        with says_why(self.folder):
            (self.folder / OWN_FOLDER).mkdir(parents=True, exist_ok=True)
            lock = lock_file(self.folder / _LOCK)
        try:
            yield lambda: None
        finally:
            shutil.rmtree(self.folder / _UNFINISHED, ignore_errors=True)
            os.close(lock)

    def close(self) -> None:
        """There is no connection."""

    def _inside(self, path: str) -> Path:
        """The file of a path. Raises TargetError if one of its folders is a link."""
        file = self.folder / path
        for folder in file.parents:
            if folder == self.folder:
                return file
            if folder.is_symlink():
                vi = f"{folder} là liên kết; lệnh này không ghi qua liên kết nằm trong nơi đến"
                raise TargetError(Bilingual(vi, f"{folder} is a link; this command writes through no link inside the target"))
        return file

    def _unfinished(self, path: str) -> Path:
        """A file beside, for this path and thread, which does not exist."""
        name = digest(path, str(get_ident())).hex()
        file = self.folder / _UNFINISHED / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        return file

    def _place(self, unfinished: Path, path: str) -> None:
        file = self._inside(path)
        if not path.startswith(OWN_FOLDER):
            date_after(os.fspath(file), os.fspath(unfinished))
        try:
            os.replace(unfinished, file)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            os.replace(unfinished, file)


def lock_file(path: Path) -> int:
    """Locks a file until it is closed. Raises BusyError."""
    try:
        return open_lock(path)
    except BlockingIOError as error:
        vi = "một lần đưa trang lên khác đang chạy ở nơi đến này; đợi nó xong rồi chạy lại"
        raise BusyError(Bilingual(vi, "another run is publishing to this target; run this again when it is done")) from error
