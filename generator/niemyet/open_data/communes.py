"""A commune as data: its office, and its postings in few words, as JSON and as a table.

Made of what lists show, which is at hand for every posting also where only one was read again.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from niemyet.model.places import name_unit
from niemyet.model.reference import Calendar
from niemyet.open_data.addresses import of_commune_data, of_commune_table, of_posting_data
from niemyet.open_data.linked import write_commune_services
from niemyet.open_data.opening_calendar import write_opening_calendar
from niemyet.open_data.postings import PostingData
from niemyet.open_data.writing import Data, dump_record, write_json, write_table
from niemyet.render import addresses
from niemyet.render.listings import ListedPosting, ListedProcedure
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedCommune

COLUMNS = (
    "commune", "commune_code", "code", "name", "field", "standing", "fees", "deadline", "counter", "posted", "confirmed",
    "to_review", "sample", "url",
)  # fmt: skip
"""The columns of a table of postings; days as YYYY-MM-DD, `fees` and `deadline` in words. A contract."""


class CommuneData:
    """Writes communes and their postings as data."""

    def __init__(self, site_url: str) -> None:
        self.site_url, self._postings = site_url, PostingData(site_url)

    def write_commune(
        self,
        resolved: ResolvedCommune,
        listed: Mapping[str, ListedPosting],
        procedures: Mapping[str, ListedProcedure],
        codes: Container[str],
        calendars: Sequence[Calendar],
    ) -> Iterator[OutputFile]:
        """The files of the commune, then those of the postings in `codes`; arguments as in `CommuneRenderer.render_commune`."""
        rows = [self._describe(resolved, one, procedures[one.code]) for one in listed.values()]
        commune = resolved.commune
        data = {
            "path": resolved.path,
            "code": commune.code,
            "name": name_unit(commune),
            "province": {"path": resolved.province_path, "name": name_unit(resolved.province)},
            "url": self.site_url + addresses.of_place(resolved.path),
            "sample": commune.sample,
            "record": _without_persons(dump_record(commune)),
            "postings": [
                {key: row[key] for key in COLUMNS if not key.startswith("commune")}
                | {"data": self.site_url + of_posting_data(resolved.path, one.code)}
                for row, one in zip(rows, listed.values(), strict=True)
            ],
        }
        yield OutputFile(of_commune_data(resolved.path), write_json(data))
        yield OutputFile(of_commune_table(resolved.path), write_table(COLUMNS, rows))
        yield write_commune_services(resolved, listed.values(), procedures, self.site_url)
        current = [one.code for one in listed.values() if one.standing == "in_force"]
        yield from write_opening_calendar(resolved, calendars, current, self.site_url)
        for code, posted in resolved.postings.items():
            if code in codes:
                yield from self._postings.write_posting(resolved, posted)

    def _describe(self, resolved: ResolvedCommune, one: ListedPosting, procedure: ListedProcedure) -> Data:
        fees = one.fees or procedure.due
        return {
            "commune": resolved.path,
            "commune_code": resolved.commune.code,
            "code": one.code,
            "name": procedure.name,
            "field": procedure.field,
            "standing": one.standing,
            "fees": fees[0] if fees else None,
            "deadline": one.deadlines[0] if one.deadlines else None,
            "counter": one.counter or None,
            "posted": one.posted.isoformat(),
            "confirmed": one.last_confirmed.isoformat(),
            "to_review": one.to_review,
            "sample": resolved.commune.sample,
            "url": self.site_url + addresses.of_posting(resolved.path, one.code),
        }


def _without_persons(record: Data) -> Data:
    """The record without names of persons, unless the commune publishes them: `staff` then has the name itself.

    Accounts and addresses of those who keep the records are no concern of others.
    """
    return {key: value for key, value in record.items() if key != "maintainers"}
