"""The built site as a release: its files with their digests. Refuses a folder that is not a whole site."""

from collections.abc import Iterator
from pathlib import Path

from niemyet.cache.build_cache import UnfinishedBuildError, list_built_files
from niemyet.cache.digests import start_digest
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.releases import Entry, Release, check_path
from niemyet.publish.staging import MADE_BY_A_BUILD
from niemyet.system import walk

_BUILD_AGAIN = Bilingual("hãy chạy 'niemyet build' rồi đưa lên lại", "run 'niemyet build' and publish again")


class NotWholeError(Exception):
    """The folder is no whole site, or has changed while it was being published; `said` is the message for the user."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.said = Bilingual(f"{vi}; {_BUILD_AGAIN.vi}", f"{en}; {_BUILD_AGAIN.en}")


def read_site(site_dir: Path) -> Release:
    """All files of a built site. Raises NotWholeError.

    Where the build's cache lies beside the folder, the files must be those that the build has made, no more and no fewer. A
    folder that was copied from elsewhere has none; it must have the files that every build makes.
    """
    if not (site_dir / MADE_BY_A_BUILD).is_file() or not (site_dir / "index.html").is_file():
        raise NotWholeError(f"{site_dir} không phải là một trang đã tạo", f"{site_dir} is no site that was built")
    found = dict(_list_files(site_dir))
    try:
        built = list_built_files(site_dir)
    except UnfinishedBuildError as error:
        vi = f"{site_dir} đang nửa cũ nửa mới vì lần tạo trang trước bị dừng giữa chừng"
        raise NotWholeError(vi, f"{site_dir} is partly old and partly new: the last build was cut off") from error
    if built is not None:
        if missing := sorted(built - found.keys()):
            raise NotWholeError(f"{site_dir} thiếu tệp {missing[0]}", f"{site_dir} lacks {missing[0]}")
        if extra := sorted(found.keys() - built):
            vi = f"{site_dir} có tệp không do lần tạo trang ghi ra: {extra[0]}"
            raise NotWholeError(vi, f"{site_dir} holds a file that no build has written: {extra[0]}")
    return {path: _digest(file) for path, file in sorted(found.items())}


def _list_files(site_dir: Path) -> Iterator[tuple[str, Path]]:
    for folder, below, names in walk(site_dir):
        for name in (*below, *names):
            file = Path(folder, name)
            path = file.relative_to(site_dir).as_posix()
            if file.is_symlink():
                raise NotWholeError(f"{file} là liên kết, không phải tệp", f"{file} is a link, not a file")
            if name in names:
                try:
                    yield check_path(path), file
                except ValueError:
                    raise NotWholeError(f"{path} không thể là tệp của trang", f"{path} cannot be a file of a site") from None


def _digest(file: Path) -> Entry:
    data = file.read_bytes()
    return Entry(digest_bytes(data), len(data))


def digest_bytes(data: bytes) -> str:
    """The digest that stands in an `Entry`."""
    hashed = start_digest()
    hashed.update(data)
    return hashed.hexdigest()


def read_file(site_dir: Path, path: str, entry: Entry) -> bytes:
    """The bytes of a file of the site. Raises NotWholeError if they are not those of its entry."""
    try:
        data = (site_dir / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        data = None
    if data is None or digest_bytes(data) != entry.digest:
        vi = f"{site_dir / path} vừa thay đổi trong lúc đưa lên"
        raise NotWholeError(vi, f"{site_dir / path} has changed while it was being published")
    return data
