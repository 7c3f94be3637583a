"""A commune as data: its office, and its postings in few words, as JSON and as a table.

Made of what lists show, which is at hand for every posting also where only one was read again.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from niemyet.law.answers import Answers
from niemyet.model.data_parts import DataPart
from niemyet.model.reference import Calendar
from niemyet.open_data.addresses import (
    of_commune_data,
    of_commune_services,
    of_commune_table,
    of_commune_workbook,
    of_compliance_data,
    of_duty_data,
    of_embedded,
    of_posting_data,
)
from niemyet.open_data.commune_texts import write_commune_text
from niemyet.open_data.duty import is_published, write_duty
from niemyet.open_data.embedded import write_list_pages
from niemyet.open_data.linked import write_commune_services
from niemyet.open_data.opening_calendar import write_opening_calendar
from niemyet.open_data.postings import PostingData
from niemyet.open_data.workbook import Workbooks
from niemyet.open_data.writing import Data, dump_record, write_json, write_table
from niemyet.render import addresses
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.listings import ListedPosting, ListedProcedure
from niemyet.render.renderer import OutputFile
from niemyet.resolve.answers import KeptAnswers
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.version_codes import VersionCoder

COLUMNS = (
    "commune", "commune_code", "code", "name", "field", "standing", "fees", "deadline", "counter", "posted", "confirmed",
    "to_review", "sample", "url",
)  # fmt: skip
"""The columns of a table of postings; days as YYYY-MM-DD, `fees` and `deadline` in words. A contract."""


class CommuneData:
    """Writes communes and their postings as data, and what `TRANSLATED` names in the other languages of the site."""

    def __init__(
        self,
        site_url: str,
        parts: Collection[DataPart],
        today: date,
        licence: str,
        answers: KeptAnswers,
        languages: Sequence[Language] = (),
        coder: VersionCoder | None = None,
    ) -> None:
        """`languages` are those besides Vietnamese; `coder` is that of the pages."""
        self.site_url, self.parts, self.today, coder = site_url, parts, today, coder or VersionCoder()
        self._postings, self._workbooks = PostingData(site_url, parts, answers, coder), Workbooks(licence)
        self._translated = [PostingData(site_url, parts, answers, coder, one) for one in languages]

    def tabulate(self, answers: Answers) -> tuple[Data, Data]:
        """As `PostingData.tabulate`."""
        return self._postings.tabulate(answers)

    def write_commune(
        self,
        resolved: ResolvedCommune,
        listed: Mapping[str, ListedPosting],
        procedures: Mapping[str, ListedProcedure],
        codes: Container[str],
        calendars: Sequence[Calendar],
    ) -> Iterator[OutputFile]:
        """The files of the commune, then those of the postings in `codes`; arguments as in `CommuneRenderer.render_commune`."""
        parts = self.parts
        rows = [self._describe(resolved, one, procedures[one.code]) for one in listed.values()]
        if "api" in parts:
            yield OutputFile(of_commune_data(resolved.path), write_json(self._describe_commune(resolved, rows, VIETNAMESE)))
            yield from write_duty(resolved, self.today, self.site_url)
        if "tables" in parts:
            yield OutputFile(of_commune_table(resolved.path), write_table(COLUMNS, rows))
            fields = resolved.provincial.fields
            yield OutputFile(
                of_commune_workbook(resolved.path),
                self._workbooks.write([row | {"field": fields[str(row["field"])].name} for row in rows]),
            )
        if "assistants" in parts:
            yield write_commune_text(resolved, rows, self.site_url, self.today)
        if "linked" in parts:
            yield write_commune_services(resolved, listed.values(), procedures, self.site_url, self.parts)
        if "calendars" in parts:
            current = [one.code for one in listed.values() if one.standing == "in_force"]
            yield from write_opening_calendar(resolved, calendars, current, self.site_url)
        for writer in (self._postings, *self._translated):
            language = writer.language
            if "api" in parts and language.folder:
                said = [self._describe(resolved, one, procedures[one.code], language) for one in listed.values()]
                data = self._describe_commune(resolved, said, language)
                yield OutputFile(language.folder + of_commune_data(resolved.path), write_json(data))
            if "embed" in parts:
                asks = "api" in parts
                yield from write_list_pages(self.site_url, resolved, listed.values(), procedures, language, asks=asks)
            for code, posted in resolved.postings.items():
                if code in codes:
                    yield from writer.write_posting(resolved, posted)

    def _describe_commune(self, resolved: ResolvedCommune, rows: Iterable[Data], language: Language) -> Data:
        commune, at, folder = resolved.commune, self.site_url, language.folder
        files = {
            "tables": {"table": of_commune_table(resolved.path), "workbook": of_commune_workbook(resolved.path)},
            "linked": {"services": of_commune_services(resolved.path)},
            "embed": {"embed": folder + of_embedded(resolved.path)},
        }
        return {
            "path": resolved.path,
            "code": commune.code,
            "name": language.name_unit(commune),
            "province": {"path": resolved.province_path, "name": language.name_unit(resolved.province)},
            "url": at + folder + addresses.of_place(resolved.path),
            "sample": commune.sample,
            "record": _without_persons(dump_record(commune)),
            "files": {
                "compliance": at + of_compliance_data(resolved.path),
                **({"duty": at + of_duty_data(resolved.path)} if is_published(resolved, self.today) else {}),
                **{name: at + path for part, own in files.items() if part in self.parts for name, path in own.items()},
            },
            "postings": [_without_commune(row, at + folder + of_posting_data(resolved.path, row["code"])) for row in rows],
        }

    def _describe(
        self, resolved: ResolvedCommune, one: ListedPosting, procedure: ListedProcedure, language: Language = VIETNAMESE
    ) -> Data:
        fees, here = one.fees or procedure.due, language.place
        return {
            "commune": resolved.path,
            "commune_code": resolved.commune.code,
            "code": one.code,
            "name": language.text(procedure.name),
            "field": procedure.field,
            "standing": one.standing,
            "fees": fees[here] if fees else None,
            "deadline": one.deadlines[here] if one.deadlines else None,
            "counter": language.text(one.counter) if one.counter else None,
            "posted": one.posted.isoformat(),
            "confirmed": one.last_confirmed.isoformat(),
            "to_review": one.to_review,
            "sample": resolved.commune.sample or one.sample,
            "url": self.site_url + language.folder + addresses.of_posting(resolved.path, one.code),
        }


def _without_commune(row: Data, data: str) -> Data:
    """A row as an entry of its commune's list, with the address of its data."""
    entry = {**row, "data": data}
    del entry["commune"], entry["commune_code"]
    return entry


def _without_persons(record: Data) -> Data:
    """The record without names of persons, unless the commune publishes them: `staff` then has the name itself.

    Accounts and addresses of those who keep the records are no concern of others.
    """
    return {key: value for key, value in record.items() if key != "maintainers"}
