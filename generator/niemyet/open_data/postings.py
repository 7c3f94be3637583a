"""A posting as data and as text: who posts it, what the record says, and its answers.

Takes resolved postings; gives files. What the communes of a province share is worked out once, so that a posting costs little
more than the writing of its file.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from typing import NamedTuple

from pydantic import TypeAdapter

from niemyet.law.answers import Answers
from niemyet.model.data_parts import DataPart
from niemyet.model.orthography import capitalize
from niemyet.model.overlay import Posting
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
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.renderer import OutputFile
from niemyet.resolve.answers import KeptAnswers, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.sheet_codes import code_of_sheet
from niemyet.resolve.version_codes import VersionCoder

TRANSLATED: tuple[DataPart, ...] = ("api", "embed")
"""The parts that postings and communes have in each language of the site."""


_POSTING = TypeAdapter(Posting)
"""Writes a record as bytes."""


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
    """Writes postings as data and as text, in one language; keeps what those of one province share."""

    def __init__(
        self,
        site_url: str,
        parts: Collection[DataPart],
        answers: KeptAnswers,
        coder: VersionCoder,
        language: Language = VIETNAMESE,
    ) -> None:
        """In another language than Vietnamese there are the parts of `TRANSLATED` alone."""
        self.site_url, self.language, self.answers, self.coder = site_url, language, answers, coder
        self.parts = parts if not language.folder else [part for part in parts if part in TRANSLATED]
        self._province, self._shared = "", dict[Hashable, _Shared]()
        self._promised: dict[Hashable, _Deadlines] = {}
        self._place: _Place | None = None

    def tabulate(self, answers: Answers) -> tuple[Data, Data]:
        """The tables of some answers and of their deadlines: those of postings written before, where these have the same."""
        shared = self._shared.get((answers.procedure.code, answers.terms.areas))
        if shared is None or shared.answers.procedure != answers.procedure or shared.answers.terms.asked != answers.terms.asked:
            return tabulate_answers(answers, self.language), tabulate_deadlines(answers, self.language)
        if shared.answers == answers:
            return shared.tables, shared.deadlines.table
        same = shared.answers.layers == answers.layers
        deadlines = shared.deadlines.table if same else tabulate_deadlines(answers, self.language)
        return tabulate_answers(answers, self.language, shared.tables["papers"]), deadlines

    def write_posting(self, resolved: ResolvedCommune, posted: PostedProcedure) -> Iterator[OutputFile]:
        """The files of one posting: its data, its text, its page for frames and the oEmbed file of that."""
        shared, posting, parts, place = self._share(resolved, posted), posted.posting, self.parts, self._describe_place(resolved)
        current = posted.standing == "in_force"
        path, code, sample = resolved.path, posted.code, resolved.commune.sample or posted.sample
        language, folder = self.language, self.language.folder
        version = code_of_sheet(resolved.commune.code, code, self.coder.code(posted, resolved.commune, path))
        deadlines = self._describe_promised(shared.tables, posted) if posting.deadlines else shared.deadlines
        url = f"{self.site_url}{folder}{addresses.of_posting(path, code)}"
        if "api" in parts:
            own = b'{"url":"%b%b/","version":"%b"' % (place.url, code.encode(), version.encode())
            state = _say_in_force(sample) if current else _say_stopped(resolved, posted, sample, language)
            data = (own, state, b'"posting":' + _dump(posting), place.data, shared.data, b'"deadlines":' + deadlines.data)
            yield OutputFile(folder + of_posting_data(path, code), b",".join(data) + b"}\n")
        if posting.counter not in place.offices:
            both = write_place(resolved, posting.counter), embedded.write_place(resolved, posting.counter, language)
            place.offices[posting.counter] = _Office(both[0].encode(), both[1].encode())
        office = place.offices[posting.counter]
        slots = {
            **place.slots[sample],
            "url": url.encode(),
            "version": version.encode(),
            "posted": _say_day(posting.posted, language),
            "confirmed": _say_day(posting.last_confirmed, language),
        }
        if "assistants" in parts:
            slots["cautions"] = _say_cautions(posted.standing, sample) if current else _say_why(resolved, posted, sample)
            slots |= {"said_deadlines": deadlines.said, "said_office": office.said, "end": deadlines.end}
            yield OutputFile(of_posting_text(path, code), shared.text.fill(slots))
        if "embed" in parts:
            address = folder + of_embedded(path, code)
            slots["notices"] = _say_notices(posted.standing, sample, language)
            slots["inside"] = b"".join((shared.framed, deadlines.framed, office.framed)) if current else b""
            slots["framed"] = address.encode()
            yield OutputFile(f"{address}index.html", shared.page.fill(slots))
            yield OutputFile(f"{address}{addresses.OEMBED}", shared.oembed.fill(slots))

    def _describe_promised(self, tables: Data, posted: PostedProcedure) -> _Deadlines:
        """The deadlines of a commune that promises some of its own, mostly what others promise too."""
        key = posted.code, posted.provincial.terms.areas, posted.layers.communal
        if key not in self._promised:
            self._promised[key] = _describe_deadlines(tables, posted, self.language)
        return self._promised[key]

    def _describe_place(self, resolved: ResolvedCommune) -> _Place:
        if self._place is None or self._place.path != resolved.path:
            commune, language = resolved.commune, self.language
            name, province = language.name_unit(commune), language.name_unit(resolved.province)
            url = self.site_url + language.folder + addresses.of_place(resolved.path)
            data = {
                "path": resolved.path,
                "code": commune.code,
                "name": name,
                "province": province,
                "office": language.text(commune.office.name),
                "address": commune.office.address,
                "hours": [
                    {"days": capitalize(row.said_days), "hours": row.said_hours}
                    for row in tabulate_hours(commune.office.hours, language)
                ],
                "url": url,
                "data": self.site_url + language.folder + of_commune_data(resolved.path),
            }
            named = f"{capitalize(name)}, {province}"
            slots = {
                "place": " ".join(named.split()).encode(),
                "place_html": escape(named).encode(),
                "commune_html": escape(name).encode(),
            }
            by_sample = {
                sample: {
                    **slots,
                    "named": write_inside(both := embedded.name_embedded(commune, sample, language)),
                    "named_html": write_inside(escape(both)),
                }
                for sample in (False, True)
            }
            self._place = _Place(resolved.path, write_inside(url), b'"place":' + write_json(data).rstrip(), by_sample, {})
        return self._place

    def _share(self, resolved: ResolvedCommune, posted: PostedProcedure) -> _Shared:
        if self._province != resolved.province_path:
            self._province = resolved.province_path
            self._shared.clear()
            self._promised.clear()
        key = posted.code, posted.provincial.terms.areas
        if key not in self._shared:
            self._shared[key] = self._describe_procedure(posted, self.answers.of(resolved.province_path, posted.provincial))
        return self._shared[key]

    def _describe_procedure(self, posted: PostedProcedure, answers: Answers) -> _Shared:
        provincial, procedure, language = posted.provincial, posted.procedure, self.language
        short, field = procedure.short_name, provincial.dated.field_name
        head: Data = {
            "code": posted.code,
            "name": language.text(procedure.name),
            "short_name": language.text(short) if short else short,
            "field": {"key": procedure.field, "name": language.text(field)},
            "procedure": self.site_url + of_procedure_data(posted.code),
            "channels": [
                {"kind": one.kind, "name": language.say(name_value(CHANNEL_NAMES, one.kind)), "level": one.level, "url": one.url}
                for one in procedure.channels
            ],
            "legal_basis": [str(number) for number in procedure.legal_basis],
            "coming": list_coming(provincial, language),
        }
        tables = tabulate_answers(answers, language)
        return _Shared(
            answers,
            tables,
            b",".join((_inside(head), _inside(tables))),
            _describe_deadlines(tables, posted, language, answers),
            frame_text(procedure, write_body(tables)),
            embedded.frame_posting_page(procedure, language),
            embedded.frame_posting_oembed(self.site_url, procedure, language),
            embedded.write_body(tables, language).encode(),
        )


def _describe_deadlines(tables: Data, posted: PostedProcedure, language: Language, answers: Answers | None = None) -> _Deadlines:
    """The deadlines of these answers; without any, of the posting's own."""
    table = tabulate_deadlines(answers or answers_of(posted), language)
    return _Deadlines(
        table,
        write_json(table).rstrip(),
        write_deadlines(tables, table).encode(),
        write_end(tables, table, posted.procedure.legal_basis, list_coming(posted.provincial, language)).encode(),
        embedded.write_deadlines(tables, table, language).encode(),
    )


@cache
def _say_in_force(sample: bool) -> bytes:
    return _inside({"standing": "in_force", "sample": sample})


@cache
def _say_day(day: date, language: Language) -> bytes:
    return language.day(day).encode()


@cache
def _say_cautions(standing: Standing, sample: bool) -> bytes:
    return write_cautions(standing, sample).encode()


@cache
def _say_notices(standing: Standing, sample: bool, language: Language) -> bytes:
    return embedded.write_notices(standing, sample, language).encode()


def _say_why(resolved: ResolvedCommune, posted: PostedProcedure, sample: bool) -> bytes:
    """As `_say_cautions`, with the words of `_say_stopped`."""
    stopped = describe_standing(resolved.path, posted, VIETNAMESE) or {}
    return write_cautions(posted.standing, sample, stopped["since"] or "", stopped["reason"] or "").encode()


def _say_stopped(resolved: ResolvedCommune, posted: PostedProcedure, sample: bool, language: Language) -> bytes:
    """The entries that say why the posting may not be answered from."""
    stopped = describe_standing(resolved.path, posted, language) or {}
    return _inside({"standing": posted.standing, "sample": sample, "since": stopped["since"], "reason": stopped["reason"]})


def _dump(posting: Posting) -> bytes:
    """The record as `dump_record` gives it; quicker for most, which hold no times."""
    if posting.deadlines:
        return write_json(dump_record(posting)).rstrip()
    return _POSTING.dump_json(posting, by_alias=True, exclude_defaults=True)


def _inside(data: Data) -> bytes:
    """The entries of an object, without its braces."""
    return write_json(data).strip()[1:-1]
