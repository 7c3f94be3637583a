"""Who may change what: a CODEOWNERS file made of `maintainers` in province.yaml and commune.yaml.

GitHub and GitLab ask the accounts of the last line that fits a file, so a commune stands behind its province. A commune
that names nobody is looked after by its province.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.validate.rules.accounts import ACCOUNT

HEAD = "# Lệnh 'niemyet owners' ghi tệp này từ mục maintainers trong province.yaml và commune.yaml; đừng sửa tay.\n"


@dataclass(eq=False)
class NoAccountError(ValueError):
    """What stands among the maintainers of a place is no account: it could be read as a rule of its own."""

    path: str
    value: str


def write_owners(maintainers: Mapping[str, Iterable[str]]) -> str:
    """The text of CODEOWNERS; keys are places ("ha-noi", "ha-noi/thuong-tin"). Raises NoAccountError."""
    read = ((path, " ".join(_read(path, maintainers[path]))) for path in sorted(maintainers))
    return HEAD + "".join(f"/catalogue/{path}/ {accounts}\n" for path, accounts in read if accounts)


def _read(path: str, accounts: Iterable[str]) -> Iterator[str]:
    for account in accounts:
        if not ACCOUNT.fullmatch(account):
            raise NoAccountError(path, account)
        yield account if "@" in account else f"@{account}"


def find_strangers(files: Iterable[str], place: str) -> list[Diagnostic]:
    """What is told of the files that do not lie in the folder of a place, a province with its communes or one commune."""
    strangers = (file for file in files if not file.startswith(f"catalogue/{place}/"))
    return [Diagnostic("outside-own-folder", Place(file), {"owner": place}) for file in strangers]
