"""A bare git repository. Forks are branches of the same one under another prefix: they share its objects, as on a forge."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

UPSTREAM = "phu-trach/kho"
"""The repository of the site; whoever has forked it has theirs under their own name."""

_WHOLE = 40
"""Letters of a commit's id."""
_SECONDS = 1_795_309_200
"""When all commits were made."""


class Entry(NamedTuple):
    """What is in a folder."""

    kind: str
    id: str
    name: str


class Change(NamedTuple):
    """A file as it shall be; None: not at all."""

    path: str
    data: bytes | None


class Repository:
    """The objects of all forks, and their branches."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes]) -> None:
        self._open(folder)
        folder.mkdir(parents=True)
        self._git("init", "--quiet", "--bare", "--initial-branch=main", ".")
        changes = [Change(path, data.encode() if isinstance(data, str) else data) for path, data in files.items()]
        self.move(UPSTREAM, "main", self.commit(None, changes, "Bắt đầu"))

    def _open(self, folder: Path) -> None:
        self.folder = folder
        self._trees: dict[str, dict[str, str]] = {}
        self._texts: dict[str, str] = {}
        self._made = 0

    def copy(self, folder: Path) -> "Repository":
        """The same in another folder."""
        shutil.copytree(self.folder, folder)
        other = Repository.__new__(Repository)
        other._open(folder)
        other._made = self._made
        other._trees, other._texts = dict(self._trees), dict(self._texts)
        return other

    def _git(self, *words: str, given: bytes = b"") -> str:
        return subprocess.run(["git", *words], cwd=self.folder, input=given, capture_output=True, check=True).stdout.decode()

    def _ask(self, *words: str) -> str | None:
        try:
            return self._git(*words)
        except subprocess.CalledProcessError:
            return None

    def head(self, home: str, branch: str) -> str | None:
        """The commit of a branch."""
        file = self.folder / _ref(home, branch)
        return file.read_text("ascii").strip() if file.is_file() else None

    def resolve(self, name: str) -> str | None:
        """The commit of a ref or a commit's id."""
        told = self._ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return told.strip() if told else None

    def move(self, home: str, branch: str, commit: str | None) -> None:
        """Lets a branch stand there; None removes it."""
        self._git("update-ref", *(["-d"] if commit is None else []), _ref(home, branch), *([commit] if commit else []))

    def point(self, ref: str, commit: str) -> None:
        """Lets a ref stand there."""
        self._git("update-ref", ref, commit)

    def branches(self, home: str) -> list[str]:
        """Its branches, in order."""
        prefix = _ref(home, "")
        return [line.removeprefix(prefix) for line in self._git("for-each-ref", "--format=%(refname)", prefix).splitlines()]

    def _tree(self, commit: str) -> dict[str, str]:
        """The blobs of all files of a commit, or of a branch as it is now, by path."""
        commit = commit if len(commit) == _WHOLE else self.head(UPSTREAM, commit) or commit
        if commit not in self._trees:
            lines = self._git("ls-tree", "-r", "-z", commit).split("\0")
            self._trees[commit] = {path: about.split()[2] for about, _, path in (line.partition("\t") for line in lines if line)}
        return self._trees[commit]

    def list(self, commit: str, folder: str) -> list[Entry] | None:
        """What is in a folder; None if there is none."""
        inside = {
            path.removeprefix(f"{folder}/"): blob for path, blob in self._tree(commit).items() if path.startswith(f"{folder}/")
        }
        found = {
            path.partition("/")[0]: Entry("tree" if "/" in path else "blob", blob, path.partition("/")[0])
            for path, blob in inside.items()
        }
        return [found[name] for name in sorted(found)] or None

    def id_of(self, commit: str, path: str) -> str | None:
        """The blob of a file."""
        return self._tree(commit).get(path)

    def text(self, blob: str) -> str:
        """What a blob holds."""
        if blob not in self._texts:
            self._texts[blob] = self._git("cat-file", "blob", blob)
        return self._texts[blob]

    def commit(self, parent: str | None, changes: Iterable[Change], message: str) -> str:
        """A new commit; no branch moves."""
        self._made += 1
        ref = f"refs/made/{self._made}"
        said = message.encode()
        parts = [f"commit {ref}\ncommitter Thử <thu@example.test> {_SECONDS} +0700\ndata {len(said)}\n".encode(), said, b"\n"]
        parts += [f"from {parent}\n".encode()] if parent else []
        for path, data in changes:
            parts += (
                [f"D {path}\n".encode()]
                if data is None
                else [f"M 100644 inline {path}\ndata {len(data)}\n".encode(), data, b"\n"]
            )
        self._git("fast-import", "--quiet", given=b"".join(parts))
        return (self.folder / ref).read_text("ascii").strip()

    def ahead(self, base: str, head: str) -> int:
        """How many commits `head` has that `base` has not."""
        return int(self._git("rev-list", "--count", f"{base}..{head}"))

    def changed(self, base: str, head: str) -> dict[str, str | None]:
        """The files that differ since both went apart, with their texts in `head`."""
        paths = self._git("diff", "--name-only", "-z", f"{base}...{head}").split("\0")
        blobs = {path: self.id_of(head, path) for path in paths if path}
        return {path: self.text(blob) if blob else None for path, blob in blobs.items()}


def _ref(home: str, branch: str) -> str:
    return f"refs/heads/{branch}" if home == UPSTREAM else f"refs/forks/{home}/{branch}"
