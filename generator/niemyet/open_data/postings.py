"""A posting as data and as text: who posts it, what the record says, and its answers.

Takes resolved postings; gives files. What the communes of a province share is worked out once, so that a posting costs little
more than the writing of its file.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from typing import NamedTuple

from niemyet.law.answers import Answers
from niemyet.model.data_parts import DataPart
from niemyet.model.orthography import capitalize
from niemyet.model.overlay import Posting
from niemyet.model.places import name_unit
from niemyet.model.vocabulary import CHANNEL_NAMES, Standing, name_value
from niemyet.open_data import embedded
from niemyet.open_data.addresses import of_commune_data, of_embedded, of_posting_data, of_posting_text, of_procedure_data
from niemyet.open_data.answer_tables import list_coming, tabulate_answers, tabulate_deadlines
from niemyet.open_data.texts import frame_text, write_body, write_cautions, write_deadlines, write_end, write_place
from niemyet.open_data.writing import Data, dump_record, write_inside, write_json
from niemyet.render import addresses
from niemyet.render.answer import describe_standing
from niemyet.render.frames import Frame
from niemyet.render.hours import tabulate_hours
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import OutputFile
from niemyet.resolve.answers import answers_in, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.sheet_codes import code_of_sheet
from niemyet.resolve.version_codes import VersionCoder


class _Deadlines(NamedTuple):
    """The deadlines as data, as text, and in frames; `end` is what follows them in the text."""

    table: Data
    data: bytes
    said: bytes
    end: bytes
    framed: bytes


class _Shared(NamedTuple):
    """What the postings of a procedure in a province share: most of their data, and their deadlines; with open slots their text,
    their page for frames and its oEmbed file; and what stands in that page."""

    answers: Answers
    tables: Data
    data: bytes
    deadlines: _Deadlines
    text: Frame
    page: Frame
    oembed: Frame
    framed: bytes


class _Office(NamedTuple):
    """Where one hands in, at one counter: as text, and in frames."""

    said: bytes
    framed: bytes


class _Place(NamedTuple):
    """What the postings of a commune share: a part of their data, slots of what is written of them, and its counters."""

    path: str
    url: bytes
    """The address of its page, below which those of its postings lie."""
    data: bytes
    slots: Mapping[bool, Mapping[str, bytes]]
    """By whether the posting is a sample."""
    offices: dict[str | None, _Office]


class PostingData:
    """Writes postings as data and as text; keeps what those of one province share."""

    def __init__(self, site_url: str, parts: Collection[DataPart]) -> None:
        self.site_url, self.parts, self.coder = site_url, parts, VersionCoder()
        self._province, self._shared = "", dict[Hashable, _Shared]()
        self._place: _Place | None = None

    def tabulate(self, answers: Answers) -> tuple[Data, Data]:
        """The tables of some answers and of their deadlines: those of postings written before, where these have the same."""
        shared = self._shared.get((answers.procedure.code, answers.terms.areas))
        if shared is not None and shared.answers == answers:
            return shared.tables, shared.deadlines.table
        return tabulate_answers(answers, VIETNAMESE), tabulate_deadlines(answers, VIETNAMESE)

    def write_posting(self, resolved: ResolvedCommune, posted: PostedProcedure) -> Iterator[OutputFile]:
        """The files of one posting: its data, its text, its page for frames and the oEmbed file of that."""
        shared, posting, parts, place = self._share(resolved, posted), posted.posting, self.parts, self._describe_place(resolved)
        path, code, sample = resolved.path, posted.code, resolved.commune.sample or posted.sample
        version = code_of_sheet(resolved.commune.code, code, self.coder.code(posted, resolved.commune, path))
        deadlines = _describe_deadlines(shared.tables, posted) if posting.deadlines else shared.deadlines
        url = f"{self.site_url}{addresses.of_posting(path, code)}"
        if "api" in parts:
            own = b'{"url":"%b%b/","version":"%b"' % (place.url, code.encode(), version.encode())
            state = _say_in_force(sample) if posted.standing == "in_force" else _say_stopped(resolved, posted, sample)
            data = (own, state, b'"posting":' + _dump(posting), place.data, shared.data, b'"deadlines":' + deadlines.data)
            yield OutputFile(of_posting_data(path, code), b",".join(data) + b"}\n")
        if posting.counter not in place.offices:
            both = write_place(resolved, posting.counter), embedded.write_place(resolved, posting.counter)
            place.offices[posting.counter] = _Office(both[0].encode(), both[1].encode())
        office = place.offices[posting.counter]
        slots = {
            **place.slots[sample],
            "url": url.encode(),
            "version": version.encode(),
            "posted": _say_day(posting.posted),
            "confirmed": _say_day(posting.last_confirmed),
        }
        if "assistants" in parts:
            slots["cautions"] = _say_cautions(posted.standing, sample)
            slots |= {"said_deadlines": deadlines.said, "said_office": office.said, "end": deadlines.end}
            yield OutputFile(of_posting_text(path, code), shared.text.fill(slots))
        if "embed" in parts:
            address = of_embedded(path, code)
            slots["notices"] = _say_notices(posted.standing, sample)
            current = posted.standing == "in_force"
            slots["inside"] = b"".join((shared.framed, deadlines.framed, office.framed)) if current else b""
            slots["framed"] = address.encode()
            yield OutputFile(f"{address}index.html", shared.page.fill(slots))
            yield OutputFile(f"{address}{addresses.OEMBED}", shared.oembed.fill(slots))

    def _describe_place(self, resolved: ResolvedCommune) -> _Place:
        if self._place is None or self._place.path != resolved.path:
            commune, province = resolved.commune, name_unit(resolved.province)
            url = self.site_url + addresses.of_place(resolved.path)
            data = {
                "path": resolved.path,
                "code": commune.code,
                "name": name_unit(commune),
                "province": province,
                "office": commune.office.name,
                "address": commune.office.address,
                "hours": [
                    {"days": capitalize(row.said_days), "hours": row.said_hours}
                    for row in tabulate_hours(commune.office.hours, VIETNAMESE)
                ],
                "url": url,
                "data": self.site_url + of_commune_data(resolved.path),
            }
            named = f"{capitalize(name_unit(commune))}, {province}"
            slots = {
                "place": " ".join(named.split()).encode(),
                "place_html": escape(named).encode(),
                "commune_html": escape(name_unit(commune)).encode(),
            }
            by_sample = {
                sample: {
                    **slots,
                    "named": write_inside(name := embedded.name_embedded(resolved, sample)),
                    "named_html": write_inside(escape(name)),
                }
                for sample in (False, True)
            }
            self._place = _Place(resolved.path, write_inside(url), b'"place":' + write_json(data).rstrip(), by_sample, {})
        return self._place

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
        tables = tabulate_answers(answers, VIETNAMESE)
        return _Shared(
            answers,
            tables,
            b",".join((_inside(head), _inside(tables))),
            _describe_deadlines(tables, posted, answers),
            frame_text(procedure, write_body(tables)),
            embedded.frame_posting_page(procedure),
            embedded.frame_posting_oembed(self.site_url, procedure),
            embedded.write_body(tables).encode(),
        )


def _describe_deadlines(tables: Data, posted: PostedProcedure, answers: Answers | None = None) -> _Deadlines:
    """The deadlines of these answers; without any, of the posting's own."""
    table = tabulate_deadlines(answers or answers_of(posted), VIETNAMESE)
    return _Deadlines(
        table,
        write_json(table).rstrip(),
        write_deadlines(tables, table).encode(),
        write_end(tables, table, posted.procedure.legal_basis).encode(),
        embedded.write_deadlines(tables, table).encode(),
    )


@cache
def _say_in_force(sample: bool) -> bytes:
    return _inside({"standing": "in_force", "sample": sample})


@cache
def _say_day(day: date) -> bytes:
    return VIETNAMESE.day(day).encode()


@cache
def _say_cautions(standing: Standing, sample: bool) -> bytes:
    return write_cautions(standing, sample).encode()


@cache
def _say_notices(standing: Standing, sample: bool) -> bytes:
    return embedded.write_notices(standing, sample).encode()


def _say_stopped(resolved: ResolvedCommune, posted: PostedProcedure, sample: bool) -> bytes:
    """The entries that say why the posting may not be answered from."""
    stopped = describe_standing(resolved.path, posted, VIETNAMESE) or {}
    return _inside({"standing": posted.standing, "sample": sample, "since": stopped["since"], "reason": stopped["reason"]})


def _dump(posting: Posting) -> bytes:
    """The record as `dump_record` gives it; quicker for most, which hold no times."""
    if posting.deadlines:
        return write_json(dump_record(posting)).rstrip()
    return posting.model_dump_json(by_alias=True, exclude_defaults=True).encode()


def _inside(data: Data) -> bytes:
    """The entries of an object, without its braces."""
    return write_json(data).strip()[1:-1]
