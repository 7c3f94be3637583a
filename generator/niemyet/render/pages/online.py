"""Online services: how far each procedure can be done online, for the country, in each province, in each commune.

All of it is worked out from the ways of filing in the records and from what communes post. A commune's own page is made with the
commune; the others with the lists.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from niemyet.cache.digests import digest
from niemyet.law.online import SERVICE_LEVELS, OnlineService, count_levels, online_service
from niemyet.model.folding import fold_words, to_slug
from niemyet.model.orthography import capitalize
from niemyet.model.oversight.dossiers import EarlierServices
from niemyet.model.vocabulary import SERVICE_LEVEL_NAMES, ServiceLevel
from niemyet.render import addresses
from niemyet.render.charts import Slice, Tone, draw_share
from niemyet.render.data_files import as_rows, write_csv, write_json
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import ListedPosting, OutlinedCommune
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.validate.records import ReportedYears
from niemyet.values import dataclass

ANCHORS: Mapping[ServiceLevel, str] = {level: to_slug(name) for level, name in SERVICE_LEVEL_NAMES.items()}
"""Where the list of each level begins: "toan-trinh"."""


_TONES: Mapping[ServiceLevel, Tone] = dict(zip(SERVICE_LEVELS, ("good", "wait", "unknown", "plain"), strict=True))


@dataclass(frozen=True, slots=True)
class OnlineView:
    """The inputs of the pages above the communes."""

    today: date
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    communes: tuple[OutlinedCommune, ...]
    reported: ReportedYears


class ServedProcedure(NamedTuple):
    """A procedure as an online service, in a list. `posted` is the number of communes that post it, where that is told."""

    code: str
    name: str
    field: str
    field_name: str
    address: str
    service: OnlineService
    posted: int | None = None


class CountedCommune(NamedTuple):
    """A commune with the number of its postings in force of each level."""

    path: str
    name: str
    sample: bool
    counts: Mapping[ServiceLevel, int]

    @property
    def total(self) -> int:
        """Its postings in force."""
        return sum(self.counts.values())


class CountedProvince(NamedTuple):
    """A province with the sums of its communes."""

    path: str
    name: str
    communes: tuple[CountedCommune, ...]
    counts: Mapping[ServiceLevel, int]

    @property
    def total(self) -> int:
        """The postings in force of all its communes."""
        return sum(self.counts.values())

    @property
    def sample(self) -> bool:
        """Whether a commune among them is marked as a sample."""
        return any(commune.sample for commune in self.communes)


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


def _group(served: Iterable[ServedProcedure]) -> dict[ServiceLevel, list[tuple[str, str, list[ServedProcedure]]]]:
    """By level, then by field (its key and its name), by name; levels and fields without any are left out."""
    by_level: dict[ServiceLevel, dict[tuple[str, str], list[ServedProcedure]]] = {level: {} for level in SERVICE_LEVELS}
    for one in served:
        by_level[one.service.level].setdefault((one.field, one.field_name), []).append(one)
    return {
        level: [(*field, listed) for field, listed in sorted(found.items(), key=_by_name)]
        for level, found in by_level.items()
        if found
    }


def _count_fields(served: Iterable[ServedProcedure]) -> list[tuple[str, str, Mapping[ServiceLevel, int]]]:
    by_field: dict[tuple[str, str], list[OnlineService]] = {}
    for one in served:
        by_field.setdefault((one.field, one.field_name), []).append(one.service)
    return [(*field, count_levels(services)) for field, services in sorted(by_field.items(), key=_by_name)]


def _by_name(item: tuple[tuple[str, str], object]) -> tuple[object, str]:
    (key, name), _ = item
    return fold_words(name), key


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
        counted=[one for one in counted if one.communes],
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


def render_online_commune(renderer: TemplateRenderer, resolved: ResolvedCommune, posted: Iterable[ServedProcedure]) -> Page:
    """A commune's page: its postings in force by level. Of `resolved` the commune and its province are enough."""
    language = renderer.language
    served = [one._replace(address=addresses.of_posting(resolved.path, one.code)) for one in posted]
    name = language.name_unit(resolved.commune)
    return _page(
        renderer,
        "online-commune",
        addresses.of_online(resolved.path),
        served,
        title=language.say("Dịch vụ công trực tuyến tại {name}", name=name),
        description=language.say("Thủ tục niêm yết tại {name}: nộp trực tuyến toàn trình, một phần hay không.", name=name),
        commune=resolved.commune,
        path=resolved.path,
        province=(addresses.of_online(resolved.province_path), language.name_unit(resolved.province)),
    )


def _render(
    renderer: TemplateRenderer,
    kind: str,
    address: str,
    served: Sequence[ServedProcedure],
    **values: Any,
) -> Iterator[Page | OutputFile]:
    """A page above the communes, and the list behind it as files."""
    yield _page(renderer, kind, address, served, **values)
    if renderer.language.code == VIETNAMESE.code:
        heads = ("code", "name", "field", "level", "reasons", "bases", *(("communes",) if "province" in values else ()))
        rows = [_row(one) for one in served]
        yield OutputFile(address + "truc-tuyen.csv", write_csv(heads, rows))
        data = {"counts": count_levels(one.service for one in served), "procedures": as_rows(heads, rows)}
        yield OutputFile(address + "truc-tuyen.json", write_json(data))


def _row(one: ServedProcedure) -> tuple[object, ...]:
    service = one.service
    posted = () if one.posted is None else (one.posted,)
    return one.code, one.name, one.field, service.level, " ".join(service.reasons), " ".join(service.bases), *posted


def _page(
    renderer: TemplateRenderer,
    kind: str,
    address: str,
    served: Sequence[ServedProcedure],
    *,
    title: str,
    description: str,
    **values: Any,
) -> Page:
    return renderer.render_page(
        kind,
        address,
        title=title,
        description=description,
        total=len(served),
        bar=draw_share(Slice(_TONES[level], number) for level, number in count_levels(one.service for one in served).items()),
        counts=count_levels(one.service for one in served),
        by_field=_count_fields(served),
        grouped=_group(served),
        anchors=ANCHORS,
        names={level: capitalize(renderer.language.say(name)) for level, name in SERVICE_LEVEL_NAMES.items()},
        **values,
    )
