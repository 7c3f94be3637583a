"""Maintainers are accounts, because CODEOWNERS is generated from them."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.places import ACCOUNT, Commune, Province
from niemyet.validate.entries import Entry


def check_maintainers(entry: Entry[Province] | Entry[Commune]) -> Iterator[Diagnostic]:
    """Every maintainer is an account; a person's name would notify nobody."""
    for i, account in enumerate(entry.record.maintainers):
        if not ACCOUNT.fullmatch(account):
            yield Diagnostic("bad-account", entry.document.at("maintainers", i), {"value": account})
