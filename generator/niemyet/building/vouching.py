"""What a build vouches for: the listing of the site's files, and /build.json, which says it to everybody.

The same records, program and day give the same bytes, on every machine: nothing of the machine or the moment is in it.
"""

import json
import os
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import DamagedCacheError, part_of
from niemyet.cache.digests import digest
from niemyet.diagnostics.report import Report
from niemyet.publish.listing import (
    NOTHING_LISTED,
    VOUCHER,
    Damage,
    DamagedSiteError,
    Listing,
    digest_tree,
    find_damage,
    find_files,
    list_files,
    read_listing,
    write_listing,
)
from niemyet.publish.replacing import MOST_AT_ONCE
from niemyet.publish.staging import Staging

_PART = "listing"

Facts = Mapping[str, object]
"""What a build says of itself besides the files that it made."""


def state_facts(today: date, records: bytes, report: Report) -> Facts:
    """Of which day, of which records and after which check a site is."""
    checked = {"files": report.files, "errors": 0, "warnings": report.warnings}
    return {"as_of": today.isoformat(), "records": records.hex(), "checked": checked}


def is_vouched(build_cache: BuildCache, facts: Facts) -> bool:
    """Whether the last build said the same of itself."""
    return build_cache.holds(_PART, _key_of(facts))


def _key_of(facts: Facts) -> bytes:
    return digest(json.dumps(facts))


def recall_listing(build_cache: BuildCache) -> Listing | None:
    """The files of the last build; None if it is not known. Raises DamagedCacheError."""
    part = build_cache.previous(_PART)
    if part is None:
        return None
    try:
        return read_listing(part.read(str))
    except ValueError as error:
        raise DamagedCacheError(_PART) from error


def look_at_site(site: Path, listing: Listing, verify: bool) -> None:
    """Raises DamagedSiteError if the site is not as it was built.

    With `verify` every byte is read. Otherwise missing, foreign, longer and shorter files are seen, where there are not so many
    files that this takes longer than the build.
    """
    if (verify or len(listing) <= MOST_AT_ONCE) and (damage := find_damage(site, listing, verify)):
        raise DamagedSiteError(damage)


def vouch(
    staging: Staging, build_cache: BuildCache, before: Listing | None, facts: Facts, written: Listing = NOTHING_LISTED
) -> Listing:
    """Lists the files of the new site, and stages `/build.json` with these facts. Of files that were `written` it is known what
    they are. Raises DamagedSiteError if a file was kept that is no longer as it was built."""
    if staging.whole or before is None:
        listing = list_files(staging.folder, build_cache.list_files(), written)
        if before is not None and staging.published is not None:
            _look_at_kept(staging.folder, staging.published, listing, before)
    else:
        gone = build_cache.find_gone()
        kept = {path: listed for path, listed in before.items() if path not in gone}
        listing = {**kept, **list_files(staging.folder, staging.list_files(), written)}
    listing.pop(VOUCHER, None)
    staging.write(VOUCHER, _word(listing, facts))
    folder = staging.folder if (staging.folder / VOUCHER).exists() or staging.published is None else staging.published
    listing |= list_files(folder, [VOUCHER])
    build_cache.note(_PART, part_of(_key_of(facts), (VOUCHER,), write_listing(listing)))
    return listing


def vouch_for_folder(site: Path, facts: Facts) -> None:
    """Writes `/build.json` into a finished site that no cache describes."""
    listing = list_files(site, (path for path, _ in find_files(site) if path != VOUCHER))
    (site / VOUCHER).write_bytes(_word(listing, facts))


def _word(listing: Listing, facts: Facts) -> bytes:
    said = {"tree": digest_tree(listing), "files": len(listing), **facts, "program": f"niemyet {version('niemyet')}"}
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()


def _look_at_kept(folder: Path, published: Path, listing: Listing, before: Listing) -> None:
    changed = [
        path
        for path, listed in listing.items()
        if path in before and listed != before[path] and _is_same_file(folder / path, published / path)
    ]
    if changed:
        raise DamagedSiteError(Damage(changed=tuple(sorted(changed))))


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except FileNotFoundError:
        return False
