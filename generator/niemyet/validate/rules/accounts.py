"""Who looks after a place is named by an account, for CODEOWNERS is made of it."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.places import Commune, Province
from niemyet.model.scalars import ACCOUNT
from niemyet.validate.entries import Entry


def check_maintainers(entry: Entry[Province] | Entry[Commune]) -> Iterator[Diagnostic]:
    """Every maintainer is an account; a person's name reaches nobody."""
    for i, account in enumerate(entry.record.maintainers):
        if not ACCOUNT.fullmatch(account):
            yield Diagnostic("bad-account", entry.document.at("maintainers", i), {"value": account})
