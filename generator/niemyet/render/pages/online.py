"""Online services: how far each procedure can be done online, for the country, in each province, in each commune.

All of it is worked out from the ways of filing in the records and from what communes post. A commune's own page is made with the
commune; the others with the lists.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import escape

from niemyet.cache.digests import digest
from niemyet.law.online import SERVICE_LEVELS, count_levels, online_service
from niemyet.model.oversight.dossiers import EarlierServices
from niemyet.render import addresses
from niemyet.render.data_files import as_rows, find_beside, write_csv, write_json
from niemyet.render.foreign_text import write_text
from niemyet.render.frames import Frame, hold
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import ListedPosting, OutlinedCommune
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.render.services import (
    CountedCommune,
    CountedProvince,
    CountRows,
    ServedProcedure,
    count_services,
    tell_service,
    write_service,
)
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.validate.records import ReportedYears
from niemyet.values import dataclass

MOST_FRAMES = 50
"""So many pages of communes that post different procedures are kept while others are made."""


@dataclass(frozen=True, slots=True)
class OnlineView:
    """The inputs of the pages above the communes."""

    today: date
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    communes: tuple[OutlinedCommune, ...]
    reported: ReportedYears


def _serve(one: DatedProcedure, posted: int | None = None) -> ServedProcedure:
    procedure = one.procedure
    address = addresses.of_procedure(procedure.code)
    return ServedProcedure(
        procedure.code, procedure.title, procedure.field, one.field_name, address, online_service(procedure.channels), posted
    )


def count_province(province: ResolvedProvince, name: str, communes: Iterable[OutlinedCommune]) -> CountedProvince:
    """The levels of what the communes of a province post."""
    level_of = {code: online_service(one.procedure.channels).level for code, one in province.procedures.items()}
    counted = []
    for commune in communes:
        levels = Counter(level_of[code] for code, standing in commune.standings.items() if standing == "in_force")
        counted.append(
            CountedCommune(commune.path, commune.name, commune.sample, {level: levels[level] for level in SERVICE_LEVELS})
        )
    sums = {level: sum(one.counts[level] for one in counted) for level in SERVICE_LEVELS}
    return CountedProvince(province.path, name, tuple(counted), sums)


def render_online(renderer: TemplateRenderer, view: OnlineView) -> Iterator[Page | OutputFile]:
    """Yields the country's page, then those of the provinces, with their files."""
    by_province: dict[str, list[OutlinedCommune]] = {path: [] for path in view.provinces}
    for commune in view.communes:
        by_province[commune.path.split("/")[0]].append(commune)
    language = renderer.language
    counted = [
        count_province(province, language.name_unit(province.province), by_province[path])
        for path, province in view.provinces.items()
    ]
    national = [_serve(one) for one in in_force(view.procedures.values()) if one.owner is None]
    yield from _render(
        renderer,
        "online",
        addresses.ONLINE,
        national,
        title=language.say("Dịch vụ công trực tuyến"),
        description=language.say("Thủ tục nào nộp trực tuyến được toàn trình, thủ tục nào chỉ một phần và vì sao."),
        today=view.today,
        rows=CountRows("Bản niêm yết", language).write_places(one for one in counted if one.communes),
        earlier=_list_earlier(view.reported),
    )
    for one in counted:
        if one.communes:
            yield from _render_province(renderer, view, one, by_province[one.path])


def _list_earlier(reported: ReportedYears) -> list[tuple[str, EarlierServices]]:
    """What was counted online in earlier years, the latest first, with its year."""
    every: list[tuple[str, EarlierServices]] = []
    for own in reported.provinces.values():
        every += [(year, one) for year, record in own.items() for one in record.earlier_services]
    for years in reported.communes.values():
        every += [(year, one) for year, record in years.items() for one in record.earlier_services]
    return sorted(every, key=lambda pair: (-int(pair[0]), pair[1].of))


def _render_province(
    renderer: TemplateRenderer, view: OnlineView, counted: CountedProvince, communes: Sequence[OutlinedCommune]
) -> Iterator[Page | OutputFile]:
    posted = Counter(code for one in communes for code, standing in one.standings.items() if standing == "in_force")
    province = view.provinces[counted.path]
    served = [_serve(one.dated, posted[code]) for code, one in province.procedures.items() if posted[code]]
    say = renderer.language.say
    yield from _render(
        renderer,
        "online-province",
        addresses.of_online(counted.path),
        served,
        title=say("Dịch vụ công trực tuyến tại {name}", name=counted.name),
        description=say("Xã, phường nào của {name} niêm yết bao nhiêu thủ tục nộp trực tuyến được.", name=counted.name),
        today=view.today,
        province=counted,
        rows=CountRows("Bản niêm yết", renderer.language).write_places(counted.communes),
    )
    if renderer.language.code == VIETNAMESE.code:
        rows = [(one.path, one.name, one.sample, *one.counts.values()) for one in counted.communes]
        heads = ("commune", "name", "sample", *SERVICE_LEVELS)
        yield OutputFile(addresses.of_online(counted.path) + "xa.csv", write_csv(heads, rows))


class ServedProcedures:
    """What procedures are as online services, in no place; what communes share is worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[DatedProcedure, ServedProcedure, bytes]] = {}

    def of_commune(self, resolved: ResolvedCommune, listed: Mapping[str, ListedPosting]) -> tuple[list[ServedProcedure], bytes]:
        """The postings in force among `listed`, all of the commune's, and a digest of what is told of them."""
        procedures = resolved.provincial.procedures
        found = [self._serve(procedures[code].dated) for code, one in listed.items() if one.standing == "in_force"]
        return [served for served, _ in found], digest(*(key for _, key in found))

    def _serve(self, dated: DatedProcedure) -> tuple[ServedProcedure, bytes]:
        known = self._known.get(id(dated))
        if known is None:
            served = _serve(dated)
            known = self._known[id(dated)] = dated, served, digest(repr(served))  # held: no other gets its place in memory
        return known[1:]


class CommuneServices:
    """Renders the pages of communes, in one language. Communes that post the same share all of it but names and addresses."""

    def __init__(self, renderer: TemplateRenderer) -> None:
        self.renderer = renderer
        self._frames: dict[tuple[str, bool, bytes], Frame] = {}

    def render(self, resolved: ResolvedCommune, served: Sequence[ServedProcedure], key: bytes) -> Page:
        """A commune's page: its postings in force by level. Of `resolved` the commune and its province are enough; `key` is that
        of `served`."""
        language, path, address = self.renderer.language, resolved.path, addresses.of_online(resolved.path)
        name = language.name_unit(resolved.commune)
        alike = resolved.province_path, resolved.commune.sample, key
        if alike not in self._frames:
            if len(self._frames) == MOST_FRAMES:
                self._frames.clear()
            self._frames[alike] = self._render_frame(resolved, served)
        values = {
            "title": language.say("Dịch vụ công trực tuyến tại {name}", name=name),
            "told": "",
            "description": language.say("Thủ tục niêm yết tại {name}: nộp trực tuyến toàn trình, một phần hay không.", name=name),
            "address": address,
            "file": "",
            "name": name,
            "path": path,
        }
        values["told"] = values["title"]
        filled = {slot: escape(value).encode() for slot, value in values.items()}
        return Page(language.folder + address, self._frames[alike].fill(filled))

    def _render_frame(self, resolved: ResolvedCommune, served: Sequence[ServedProcedure]) -> Frame:
        renderer, language = self.renderer, self.renderer.language
        root = addresses.root_from(addresses.of_online(resolved.path))

        def write(one: ServedProcedure) -> str:
            address = root + addresses.of_posting(hold("path"), one.code)
            return write_service(address, write_text(one.name, language), tell_service(renderer, one, root))

        return renderer.render_frame(
            "online-commune",
            ("name", "path"),
            root=root,
            sample=resolved.commune.sample,
            province=(addresses.of_online(resolved.province_path), language.name_unit(resolved.province)),
            **count_services(served, write, language),
        )


def _render(
    renderer: TemplateRenderer,
    kind: str,
    address: str,
    served: Sequence[ServedProcedure],
    **values: Any,
) -> Iterator[Page | OutputFile]:
    """A page above the communes, and the list behind it as files."""
    root, province = addresses.root_from(address), values.get("province")
    of = len(province.communes) if province is not None else 0

    def write(one: ServedProcedure) -> str:
        return write_service(root + one.address, write_text(one.name, renderer.language), tell_service(renderer, one, root, of))

    beside = find_beside(address, renderer.language)
    yield renderer.render_page(kind, address, beside=beside, **count_services(served, write, renderer.language), **values)
    if renderer.language.code == VIETNAMESE.code:
        heads = ("code", "name", "field", "level", "reasons", "bases", *(("communes",) if province is not None else ()))
        rows = [_row(one) for one in served]
        yield OutputFile(address + "truc-tuyen.csv", write_csv(heads, rows))
        data = {"counts": count_levels(one.service for one in served), "procedures": as_rows(heads, rows)}
        yield OutputFile(address + "truc-tuyen.json", write_json(data))


def _row(one: ServedProcedure) -> tuple[object, ...]:
    service = one.service
    posted = () if one.posted is None else (one.posted,)
    return one.code, one.name, one.field, service.level, " ".join(service.reasons), " ".join(service.bases), *posted
