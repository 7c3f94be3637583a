"""Who looks after a place is named by an account, for CODEOWNERS is made of it."""

import re
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.places import Commune, Province
from niemyet.validate.entries import Entry

_NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
ACCOUNT = re.compile(rf"@?{_NAME}(?:/{_NAME})*|[A-Za-z0-9_.+-]+@{_NAME}")
"""An account or a group of GitHub or GitLab, or an address of mail. Anything else could be read as a rule of its own."""


def check_maintainers(entry: Entry[Province] | Entry[Commune]) -> Iterator[Diagnostic]:
    """Every maintainer is an account; a person's name reaches nobody."""
    for i, account in enumerate(entry.record.maintainers):
        if not ACCOUNT.fullmatch(account):
            yield Diagnostic("bad-account", entry.document.at("maintainers", i), {"value": account})
