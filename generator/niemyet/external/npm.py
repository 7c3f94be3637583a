"""Installs the npm packages in a lock file of this program, verified by hash. The only module that calls npm."""

import shutil
import subprocess
from importlib.resources.abc import Traversable
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual


class NpmError(RuntimeError):
    """npm is missing or failed; the message is for the user."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


def forget(folder: Path) -> None:
    """Removes what was unpacked."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def install(locked: Traversable, folder: Path) -> Path:
    """Unpacks the packages of package.json and package-lock.json in `locked` to `folder`; returns their folder.

    Fetches nothing if the same lock file was unpacked before. Runs no scripts of packages. Raises NpmError.
    """
    lock, done = locked.joinpath("package-lock.json").read_bytes(), folder / "package-lock.json"
    modules = folder / "node_modules"
    if done.is_file() and done.read_bytes() == lock and (modules / ".package-lock.json").is_file():
        return modules
    npm = shutil.which("npm")
    if npm is None:
        vi = "máy này chưa có npm; hãy cài Node.js (nodejs.org hoặc gói 'npm' của hệ điều hành)"
        raise NpmError(Bilingual(vi, "npm is not installed here; install Node.js (nodejs.org, or the system's package 'npm')"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_bytes(locked.joinpath("package.json").read_bytes())
    done.write_bytes(lock)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if ran.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        last = ran.stderr.decode(errors="replace").strip().rsplit("\n", 1)[-1]
        told = f": {last}" if last else ""
        vi = f"npm không tải được các gói cần cho biểu mẫu{told}"
        raise NpmError(Bilingual(vi, f"npm could not fetch the packages of the form{told}"))
    return modules
