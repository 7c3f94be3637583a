"""A posting as data and as text: who posts it, what the record says, and its answers.

Takes resolved postings; gives files. What the communes of a province share is worked out once, so that a posting costs little
more than the writing of its file.
"""

from collections.abc import Collection, Hashable, Iterator
from typing import NamedTuple

from niemyet.law.answers import Answers
from niemyet.model.data_parts import DataPart
from niemyet.model.orthography import capitalize
from niemyet.model.overlay import Posting
from niemyet.model.places import name_unit
from niemyet.model.vocabulary import CHANNEL_NAMES, name_value
from niemyet.open_data import embedded
from niemyet.open_data.addresses import of_commune_data, of_posting_data, of_posting_text, of_procedure_data
from niemyet.open_data.answer_tables import list_coming, tabulate_answers, tabulate_deadlines
from niemyet.open_data.texts import begin_text, write_body, write_deadlines, write_end, write_place
from niemyet.open_data.writing import Data, dump_record, write_json
from niemyet.render import addresses
from niemyet.render.answer import describe_standing
from niemyet.render.hours import tabulate_hours
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import OutputFile
from niemyet.resolve.answers import answers_in, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.sheet_codes import code_of_sheet
from niemyet.resolve.version_codes import VersionCoder


class _Shared(NamedTuple):
    """What the postings of a procedure in a province share: the beginning of their data, their tables, their deadlines; as text,
    the answers and what follows them; for frames, the answers and the deadlines."""

    tables: Data
    head: bytes
    inside: bytes
    deadlines: bytes
    body: bytes
    said_deadlines: bytes
    end: bytes
    framed: bytes
    framed_deadlines: bytes


class PostingData:
    """Writes postings as data and as text; keeps what those of one province share."""

    def __init__(self, site_url: str, parts: Collection[DataPart]) -> None:
        self.site_url, self.parts, self.coder = site_url, parts, VersionCoder()
        self._province, self._shared, self._place = "", dict[Hashable, _Shared](), ("", b"")
        self._places: dict[str | None, tuple[bytes, bytes]] = {}

    def write_posting(self, resolved: ResolvedCommune, posted: PostedProcedure) -> Iterator[OutputFile]:
        """The files of one posting: its data, its text, and its page for frames."""
        shared, posting, parts = self._share(resolved, posted), posted.posting, self.parts
        version = code_of_sheet(resolved.commune.code, posted.code, self.coder.code(posted, resolved.commune, resolved.path))
        sample = resolved.commune.sample or posted.sample
        if posting.deadlines:
            shared = self._with_own_deadlines(shared, posted)
        if "api" in parts:
            yield OutputFile(of_posting_data(resolved.path, posted.code), self._write_data(resolved, posted, shared, version))
        if posting.counter not in self._places:
            both = write_place(resolved, posting.counter), embedded.write_place(resolved, posting.counter)
            self._places[posting.counter] = both[0].encode(), both[1].encode()
        said_place, framed_place = self._places[posting.counter]
        if "assistants" in parts:
            url = self.site_url + addresses.of_posting(resolved.path, posted.code)
            head = begin_text(resolved, posted, url, version, sample).encode()
            text = b"".join((head, shared.body, shared.said_deadlines, said_place, shared.end))
            yield OutputFile(of_posting_text(resolved.path, posted.code), text)
        if "embed" in parts:
            inside = shared.framed + shared.framed_deadlines + framed_place
            yield from embedded.write_posting_page(self.site_url, resolved, posted, version, inside, sample=sample)

    def _write_data(self, resolved: ResolvedCommune, posted: PostedProcedure, shared: _Shared, version: str) -> bytes:
        own: Data = {
            "url": self.site_url + addresses.of_posting(resolved.path, posted.code),
            "version": version,
            "standing": posted.standing,
            "sample": resolved.commune.sample or posted.sample,
        }
        if posted.standing != "in_force":
            stopped = describe_standing(resolved.path, posted, VIETNAMESE) or {}
            own |= {"since": stopped["since"], "reason": stopped["reason"]}
        record, place = b'"posting":' + _dump(posted.posting), self._describe_place(resolved)
        parts = (_open(own), record, place, shared.head, shared.inside, b'"deadlines":' + shared.deadlines)
        return b",".join(parts) + b"}\n"

    def _with_own_deadlines(self, shared: _Shared, posted: PostedProcedure) -> _Shared:
        table = tabulate_deadlines(answers_of(posted), VIETNAMESE)
        return shared._replace(
            deadlines=write_json(table).rstrip(),
            said_deadlines=write_deadlines(shared.tables, table).encode(),
            end=write_end(shared.tables, table, posted.procedure.legal_basis).encode(),
            framed_deadlines=embedded.write_deadlines(shared.tables, table).encode(),
        )

    def _describe_place(self, resolved: ResolvedCommune) -> bytes:
        if self._place[0] != resolved.path:
            commune = resolved.commune
            place = {
                "path": resolved.path,
                "code": commune.code,
                "name": name_unit(commune),
                "province": name_unit(resolved.province),
                "office": commune.office.name,
                "address": commune.office.address,
                "hours": [
                    {"days": capitalize(row.said_days), "hours": row.said_hours}
                    for row in tabulate_hours(commune.office.hours, VIETNAMESE)
                ],
                "url": self.site_url + addresses.of_place(resolved.path),
                "data": self.site_url + of_commune_data(resolved.path),
            }
            self._place = resolved.path, b'"place":' + write_json(place).rstrip()
            self._places.clear()
        return self._place[1]

    def _share(self, resolved: ResolvedCommune, posted: PostedProcedure) -> _Shared:
        if self._province != resolved.province_path:
            self._province = resolved.province_path
            self._shared.clear()
        key = posted.code, posted.provincial.terms.areas
        if key not in self._shared:
            self._shared[key] = self._describe_procedure(posted, answers_in(posted.provincial))
        return self._shared[key]

    def _describe_procedure(self, posted: PostedProcedure, answers: Answers) -> _Shared:
        provincial, procedure = posted.provincial, posted.procedure
        head: Data = {
            "code": posted.code,
            "name": procedure.name,
            "short_name": procedure.short_name,
            "field": {"key": procedure.field, "name": provincial.dated.field_name},
            "procedure": self.site_url + of_procedure_data(posted.code),
            "channels": [
                {"kind": one.kind, "name": name_value(CHANNEL_NAMES, one.kind), "level": one.level, "url": one.url}
                for one in procedure.channels
            ],
            "legal_basis": [str(number) for number in procedure.legal_basis],
            "coming": list_coming(provincial),
        }
        tables, deadlines = tabulate_answers(answers, VIETNAMESE), tabulate_deadlines(answers, VIETNAMESE)
        return _Shared(
            tables,
            _inside(head),
            _inside(tables),
            write_json(deadlines).rstrip(),
            write_body(tables).encode(),
            write_deadlines(tables, deadlines).encode(),
            write_end(tables, deadlines, procedure.legal_basis).encode(),
            embedded.write_body(tables).encode(),
            embedded.write_deadlines(tables, deadlines).encode(),
        )


def _dump(posting: Posting) -> bytes:
    """The record as `dump_record` gives it; quicker for most, which hold no times."""
    if posting.deadlines:
        return write_json(dump_record(posting)).rstrip()
    return posting.model_dump_json(by_alias=True, exclude_defaults=True).encode()


def _inside(data: Data) -> bytes:
    """The entries of an object, without its braces."""
    return write_json(data).strip()[1:-1]


def _open(data: Data) -> bytes:
    """An object that is not closed yet."""
    return b"{" + _inside(data)
