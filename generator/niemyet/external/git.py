"""Reads earlier states of the catalogue from git, and begins a repository. The only module that calls git."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import NamedTuple, TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.kinds import TOP_FOLDERS
from niemyet.system import make_link

CONTENT = TOP_FOLDERS
"""The folders that are unpacked."""
VIETNAM = timezone(timedelta(hours=7))
"""Days are Việt Nam's, whatever the zone of who commits: a change at 18:00 in London is one of the next day."""
_AT_A_TIME, _BYTES_AT_A_TIME = 5_000, 64 << 20
"""Files and bytes held in memory at once, but for a single file that is larger."""
_LARGEST, _DEEPEST = 8 << 30, 40
"""Bytes and folders one in another of a tree: a proposal can hold gigabytes in a few kilobytes."""
_FILE, _PROGRAM, _LINK = b"100644", b"100755", b"120000"
"""File modes in git trees."""
_Entry: TypeAlias = tuple[bytes, bytes, bytes, int]
"""Mode, object, name and size of a file in a tree."""


class HistoryError(RuntimeError):
    """There is no such state; the message is for the user."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


class NoGitError(HistoryError):
    """There is no git on this machine."""


class Revision(NamedTuple):
    """A commit and the day on which it was made."""

    commit: str
    day: date


def _unknown(revision: str) -> HistoryError:
    vi = f"kho không có phiên bản '{revision}'; nếu kho được tải rút gọn, hãy tải đủ lịch sử"
    return HistoryError(
        Bilingual(vi, f"the repository has no revision '{revision}'; where it is a shallow clone, fetch its history")
    )


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        vi = "máy này chưa cài git (git-scm.com); cài rồi chạy lại"
        raise NoGitError(Bilingual(vi, "git is not installed here (git-scm.com); install it and run this again")) from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        no_repository = "not a git repository" in told
        if no_repository:  # on a mounted folder, git says in a second line where it has stopped looking
            raise HistoryError(Bilingual("thư mục này không nằm trong kho git nào", told.partition("\n")[0]))
        raise HistoryError(Bilingual(told, told))
    return done.stdout


@contextmanager
def check_out(root: Path, revision: str, content: Sequence[str] = CONTENT) -> Iterator[tuple[Path, date]]:
    """The records of a revision (commit, tag or branch) in a temporary folder, and the day of that revision.

    Of the records only what lies in the folders `content`.

    Raises HistoryError if git or the revision is missing, for instance in a shallow clone.
    """
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except HistoryError as error:
        if error.said.vi:
            raise
        raise _unknown(revision) from error
    day = _read_day(_git(root, "show", "--no-patch", "--format=%ct", commit).decode())
    below = _find_below(root)
    with tempfile.TemporaryDirectory(prefix="niemyet-") as folder:
        _unpack(root, f"{commit}:{below}", Path(folder), content)
        yield Path(folder), day


def _unpack(root: Path, tree: str, folder: Path, content: Sequence[str]) -> None:
    """Writes the `content` of a tree to `folder`, object by object.

    `git archive` is not used because it obeys the tree's .gitattributes, which can omit files and substitute text. Links are
    written as links, which are never followed, or omitted if the account may not create any.
    """
    entries = []
    for line in _git(root, "ls-tree", "-r", "-l", "-z", tree, *content).split(b"\0"):
        if line:
            kind, _, name = line.partition(b"\t")
            mode, _, number, size_of = kind.split()
            if b".." in re.split(rb"[/\\]", name) or name.count(b"/") > _DEEPEST:
                shown = ascii(name[:80])
                raise HistoryError(Bilingual(f"cây có tên tệp lạ: {shown}", f"the tree has a strange name: {shown}"))
            if mode in (_FILE, _PROGRAM, _LINK):
                entries.append((mode, number, name, int(size_of)))
    if sum(entry[3] for entry in entries) > _LARGEST:
        vi = f"cây có hơn {_LARGEST >> 30} GB; trong kho chúng có thể rất nhỏ"
        raise HistoryError(Bilingual(vi, f"the tree has more than {_LARGEST >> 30} GB, however small they are in the repository"))
    entries.sort(key=lambda entry: entry[0] == _LINK)  # links last, so that nothing is written through one
    for wanted in _take_some(entries):
        told = _git(root, "cat-file", "--batch", given=b"".join(number + b"\n" for _, number, _, _ in wanted))
        at = 0
        for mode, _, name, _ in wanted:
            end = told.index(b"\n", at)
            size = int(told[at:end].rsplit(b" ", 1)[1])
            data, at = told[end + 1 : end + 1 + size], end + size + 2
            file = os.path.join(os.fsencode(folder), name)
            try:
                os.makedirs(os.path.dirname(file), exist_ok=True)
                if mode == _LINK:
                    make_link(data, file)
                else:
                    with open(file, "xb") as stream:
                        stream.write(data)
            except (FileExistsError, NotADirectoryError) as error:  # a forged tree, or names that differ in case only
                raise HistoryError(Bilingual(f"cây có hai tệp trùng tên: {name!r}", f"two files are called {name!r}")) from error
            except OSError as error:  # a name that is invalid on this system, or a full disk
                why = Bilingual(f"không ghi được tệp {name!r}: {error.strerror}", f"{name!r} cannot be written: {error.strerror}")
                raise HistoryError(why) from error


def _take_some(entries: Sequence[_Entry]) -> Iterator[Sequence[_Entry]]:
    """The entries in parts that are held in memory at once."""
    first = held = 0
    for at, entry in enumerate(entries):
        if at > first and (at - first >= _AT_A_TIME or held + entry[3] > _BYTES_AT_A_TIME):
            yield entries[first:at]
            first, held = at, 0
        held += entry[3]
    if entries:
        yield entries[first:]


def _find_below(root: Path) -> str:
    """The path of `root` in its repository: "" or "folder/"."""
    return _git(root, "rev-parse", "--show-prefix").decode().strip()


def _read_day(seconds: str) -> date:
    """The day of a commit. Raises HistoryError: whoever proposes a commit writes its time, which may be none."""
    try:
        return datetime.fromtimestamp(int(seconds), VIETNAM).date()
    except (ValueError, OverflowError, OSError) as error:
        raise HistoryError(Bilingual("ngày giờ của bản ấy không có thật", "the time of that commit is none")) from error


def list_revisions(root: Path, most: int, until: date) -> list[Revision]:
    """The latest first-parent commits that changed the catalogue, none later than a day. Raises HistoryError."""
    end = int(datetime.combine(until + timedelta(days=1), time(), VIETNAM).timestamp()) - 1
    limits = f"--max-count={most}", f"--until={end}"
    told = _git(root, "log", "--first-parent", *limits, "--format=%H %ct", "--", "catalogue").decode()
    split = (line.split() for line in told.splitlines())  # a forged commit may have no time
    return [Revision(words[0], _read_day(words[1])) for words in split if len(words) == 2]


def find_holding(root: Path, commits: Sequence[str], folders: Sequence[str]) -> frozenset[str]:
    """Those of the commits that hold one of the folders at least. Raises HistoryError."""
    below = _find_below(root)
    asked = [(commit, f"{commit}:{below}{folder}") for commit in commits for folder in folders]
    told = _git(root, "cat-file", "--batch-check=%(objecttype)", given="".join(f"{name}\n" for _, name in asked).encode())
    kinds = told.decode(errors="replace").splitlines()
    return frozenset(commit for (commit, _), kind in zip(asked, kinds, strict=True) if kind == "tree")


def is_shallow(root: Path) -> bool:
    """Whether the clone lacks what lies further back. Raises HistoryError."""
    return _git(root, "rev-parse", "--is-shallow-repository").decode().strip() == "true"


def follows_another(root: Path) -> bool:
    """Whether the branch at hand is one of a clone that can be brought up to date from elsewhere."""
    try:
        _git(root, "rev-parse", "--abbrev-ref", "@{upstream}")
    except HistoryError:
        return False
    return True


def begin_repository(folder: Path) -> bool:
    """Makes the folder a repository; whether it is in one now, so not where git is not installed."""
    try:
        _git(folder, "rev-parse", "--is-inside-work-tree")
    except HistoryError:
        try:
            _git(folder, "-c", "init.defaultBranch=main", "init", "--quiet")
        except HistoryError:
            return False
    return True


def fetch(root: Path, ref: str) -> str:
    """Brings a ref of the repository that this is a clone of; gives its commit. Raises HistoryError."""
    _git(root, "fetch", "--quiet", "--no-tags", "--force", "origin", f"{ref}:refs/niemyet/{ref.removeprefix('refs/')}")
    return _git(root, "rev-parse", f"refs/niemyet/{ref.removeprefix('refs/')}").decode().strip()


def find_common(root: Path, revision: str) -> str:
    """The commit at which the branch at hand and a revision went apart. Raises HistoryError."""
    try:
        return _git(root, "merge-base", "--end-of-options", "HEAD", revision).decode().strip()
    except NoGitError:
        raise
    except HistoryError as error:
        raise _unknown(revision) from error


def list_changed(root: Path, base: str) -> list[str]:
    """Files that differ from the merge base with `base`, including new ones, relative to `root`.

    Files outside `root` begin with "../". Raises HistoryError if git or the revision is missing.
    """
    try:
        start = _git(root, "merge-base", "--end-of-options", base, "HEAD").decode().strip()
    except NoGitError:
        raise
    except HistoryError as error:
        raise _unknown(base) from error
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    told = _git(root, "diff", "--name-only", "--no-renames", "-z", start) + _git(
        top, "ls-files", "--others", "--exclude-standard", "-z"
    )
    files = {name for name in told.decode(errors="replace").split("\0") if name}
    return sorted(Path(os.path.relpath(top / name, root)).as_posix() for name in files)
