"""Who reviews what: CODEOWNERS, generated from `maintainers` in province.yaml and commune.yaml.

GitHub and GitLab use the last line that matches a file, so communes come after their province. A commune without maintainers is
reviewed by those of its province.
"""

from collections.abc import Iterable, Iterator, Mapping

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.model.kinds import folder_of_place
from niemyet.model.places import ACCOUNT

HEAD = "# Lệnh 'niemyet owners' ghi tệp này từ mục maintainers trong province.yaml và commune.yaml; đừng sửa tay.\n"


class NoAccountError(ValueError):
    """A maintainer is no account; as a line of CODEOWNERS it could act as a rule of its own."""

    def __init__(self, path: str, value: str) -> None:
        super().__init__(path, value)
        self.path, self.value = path, value


def write_owners(maintainers: Mapping[str, Iterable[str]]) -> str:
    """The text of CODEOWNERS; keys are paths of places ("ha-noi", "ha-noi/thuong-tin"). Raises NoAccountError."""
    read = ((path, " ".join(_read(path, maintainers[path]))) for path in sorted(maintainers))
    return HEAD + "".join(f"/{folder_of_place(path)}/ {accounts}\n" for path, accounts in read if accounts)


def _read(path: str, accounts: Iterable[str]) -> Iterator[str]:
    for account in accounts:
        if not ACCOUNT.fullmatch(account):
            raise NoAccountError(path, account)
        yield account if "@" in account else f"@{account}"


def find_strangers(files: Iterable[str], place: str) -> list[Diagnostic]:
    """A diagnostic for each file outside the folder of a place (a province with its communes, or one commune)."""
    strangers = (file for file in files if not file.startswith(f"{folder_of_place(place)}/"))
    return [Diagnostic("outside-own-folder", Place(file), {"owner": place}) for file in strangers]
