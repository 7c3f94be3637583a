"""The page of a province's inspectors, /theo-doi/ha-noi/kiem-tra/: which communes need a visit, why, since when, what they were
told last time; and what became worse, as a feed and as JSON.

Communes stand in the order of their first cause, then of its day: an order of reasons, no rank. A commune without a cause is
named too.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.model.folding import fold_words
from niemyet.model.orthography import capitalize
from niemyet.model.oversight.inspections import Inspection
from niemyet.oversight.causes import (
    CAUSES,
    FRESH_DAYS,
    Cause,
    CauseKind,
    Fresh,
    find_reported_causes,
    in_order,
    last_inspection,
    list_open_findings,
)
from niemyet.oversight.held import Held, of_finding, say_held
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.pages.computed_places import MOST_OPEN
from niemyet.oversight.reported_others import KnownFinding
from niemyet.render import addresses
from niemyet.render.atom import Feed, FeedEntry, write_feed
from niemyet.render.data_files import find_beside, write_csv, write_json
from niemyet.render.foreign_text import show_text
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.communes import ResolvedProvince
from niemyet.validate.records import ReportedYears
from niemyet.values import dataclass

WORSE_FEED, WORSE_DATA, VISITS_DATA = "xau-di.xml", "xau-di.json", "kiem-tra.csv"
"""Files in the folder of the page."""
MOST_NAMED = 6
"""Procedures named in one entry of the feed; the rest are counted."""
MOST_WORSE = 40
"""Things that became worse, told on the page; the rest are counted, and stand in the files."""

REPORTED_COUNTS: frozenset[CauseKind] = frozenset({"dossiers_late", "petitions_late"})
"""Causes that are a count of the commune's own report, as of the last day of its period."""


class CauseWords(NamedTuple):
    """How a cause is said, with `{number}`; the same of what is new; where on the commune's page of figures it stands."""

    said: str
    worse: str
    anchor: str = ""


CAUSE_WORDS: Mapping[CauseKind, CauseWords] = {
    "finding_overdue": CauseWords("{number} tồn tại quá hạn khắc phục", "{number} tồn tại quá hạn khắc phục", "#xa-bao-cao"),
    "overdue": CauseWords("{number} thủ tục quá hạn chưa niêm yết", "{number} thủ tục quá hạn mà chưa niêm yết", "#posted"),
    "replaced": CauseWords(
        "{number} thủ tục niêm yết theo quy định đã hết hiệu lực hoặc đã thay",
        "{number} thủ tục có căn cứ hết hiệu lực hoặc nội dung đã thay", "#current",
    ),
    "dossiers_late": CauseWords("{number} hồ sơ đang giải quyết đã quá hạn", "{number} hồ sơ quá hạn", "#xa-bao-cao"),
    "petitions_late": CauseWords(
        "{number} phản ánh, kiến nghị quá hạn chưa trả lời", "{number} phản ánh, kiến nghị quá hạn", "#xa-bao-cao"
    ),
    "finding_open": CauseWords("{number} tồn tại chưa khắc phục, chưa đến hạn", "", "#xa-bao-cao"),
    "review": CauseWords(
        "{number} thủ tục có thay đổi mà chưa rà soát lại", "{number} thủ tục thay đổi mà chưa rà soát lại", "#current"
    ),
    "board_expired": CauseWords("{number} bản cũ còn treo trên bảng", "", "#xa-bao-cao"),
    "unreported": CauseWords("chưa báo cáo hồ sơ của quý đã đến hạn", "", "#xa-bao-cao"),
    "unposted": CauseWords("chưa niêm yết thủ tục nào trên trang này", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VisitsView:
    """The inputs of these pages."""

    today: date
    provinces: Mapping[str, ResolvedProvince]
    overseen: tuple[Overseen, ...]
    reported: ReportedYears
    site_url: str


class Visit(NamedTuple):
    """A commune, its causes in order, the last inspection by others, and what is still open of all that was found there."""

    path: str
    name: str
    sample: bool
    causes: tuple[Cause, ...]
    last: Inspection | None
    open: tuple[KnownFinding, ...]
    held: tuple[Held, ...] = ()
    """What the catalogue says today of findings about postings."""

    def say_held(self, one: KnownFinding, titles: Mapping[str, str], language: Language) -> Markup:
        """What the catalogue says of the procedures of one finding; '' where it knows nothing."""
        held = of_finding(self.held, one.finding, one.inspection.date)
        return Markup("; ").join(
            Markup("{}: {}").format(_name_procedure(other.code, titles, language), say_held(other, language)) for other in held
        )

    @property
    def order(self) -> tuple[int, date, tuple[str, ...]]:
        """By the first cause, by its day (unknown ones last), by name."""
        first = self.causes[0] if self.causes else None
        place = CAUSES.index(first.kind) if first else len(CAUSES)
        since = first.since if first and first.since else date.max
        return place, since, tuple(fold_words(self.name))


class Worse(NamedTuple):
    """What became worse in a commune on a day, of one kind."""

    day: date
    path: str
    name: str
    sample: bool
    kind: CauseKind
    things: tuple[Fresh, ...]
    number: int


def render_visits(renderer: TemplateRenderer, view: VisitsView) -> Iterator[Page | OutputFile]:
    """Yields the page of every province with communes, its feed and its files."""
    for path, province in view.provinces.items():
        visits = list_visits(path, view)
        if visits:
            yield from _render_province(renderer, view, province, visits)


def list_visits(province: str, view: VisitsView) -> list[Visit]:
    """The communes of a province, those with causes first."""
    visits = []
    for one in view.overseen:
        totals = one.totals
        if totals.path.startswith(f"{province}/"):
            years = view.reported.communes.get(totals.path, {})
            causes = in_order((*one.causes, *find_reported_causes(years, view.today)))
            sample = totals.sample or any(year.sample for year in years.values())
            last, still = last_inspection(years, view.today), list_open_findings(years, view.today)
            visits.append(Visit(totals.path, totals.name, sample, causes, last, still, one.held))
    return sorted(visits, key=lambda visit: visit.order)


def list_worse(visits: Sequence[Visit]) -> list[Worse]:
    """What became worse, the latest first: one entry for each commune, day and kind."""
    found = []
    for visit in visits:
        for cause in visit.causes:
            by_day: dict[date, list[Fresh]] = {}
            for fresh in cause.fresh:
                by_day.setdefault(fresh.day, []).append(fresh)
            for day, things in by_day.items():
                number = cause.number if cause.kind in REPORTED_COUNTS else len(things)
                found.append(Worse(day, visit.path, visit.name, visit.sample, cause.kind, tuple(things), number))
    return sorted(found, key=lambda one: (-one.day.toordinal(), CAUSES.index(one.kind), one.path))


def _render_province(
    renderer: TemplateRenderer, view: VisitsView, province: ResolvedProvince, visits: Sequence[Visit]
) -> Iterator[Page | OutputFile]:
    address, language = addresses.of_visits(province.path), renderer.language
    name = language.name_unit(province.province)
    titles = {code: one.procedure.title for code, one in province.procedures.items()}
    worse = list_worse(visits)
    yield renderer.render_page(
        "oversight-visits",
        address,
        title=language.say("Cần kiểm tra: {name}", name=name),
        description=language.say(
            "{name}: xã, phường nào cần đến kiểm tra, vì sao, từ bao giờ, lần trước đã yêu cầu gì.", name=capitalize(name)
        ),
        path=province.path,
        name=name,
        day=view.today,
        visits=[visit for visit in visits if visit.causes],
        without=[visit for visit in visits if not visit.causes],
        worse=[(one, say_worse(one, language), name_things(one, titles, language)) for one in worse[:MOST_WORSE]],
        more_worse=max(0, len(worse) - MOST_WORSE),
        most_open=MOST_OPEN,
        fresh_days=FRESH_DAYS,
        say_cause=say_cause,
        titles=titles,
        words=CAUSE_WORDS,
        sample=any(visit.sample for visit in visits),
        beside=find_beside(address, language),
        feed=WORSE_FEED,
        data=WORSE_DATA,
        table=VISITS_DATA,
    )
    if language.code != VIETNAMESE.code:
        return
    yield OutputFile(address + WORSE_FEED, write_worse_feed(view, address, name, worse, titles).encode())
    yield OutputFile(address + WORSE_DATA, write_worse_data(view, province.path, name, worse, titles))
    heads = ("commune", "name", "sample", "cause", "number", "since", "last_inspection", "open_findings")
    rows = [
        (
            visit.path,
            visit.name,
            visit.sample,
            cause.kind,
            cause.number,
            cause.since,
            visit.last and visit.last.date,
            len(visit.open),
        )
        for visit in visits
        for cause in visit.causes
    ]
    yield OutputFile(address + VISITS_DATA, write_csv(heads, rows))


def say_cause(cause: Cause, language: Language = VIETNAMESE) -> str:
    """A cause in words, with the day since which its oldest thing is so."""
    said = _count(CAUSE_WORDS[cause.kind].said, cause.number, language)
    if cause.since is None:
        return said
    since = "{cause}, theo xã báo cáo đến {day}" if cause.kind in REPORTED_COUNTS else "{cause}, sớm nhất từ {day}"
    if cause.kind == "unreported":
        since = "{cause}, hết kỳ ngày {day}"
    return language.say(since, cause=said, day=language.day(cause.since))


def _count(said: str, number: int, language: Language) -> str:
    return language.many(said, number) if "{number}" in said else language.say(said)


def say_worse(one: Worse, language: Language = VIETNAMESE) -> str:
    """What became worse, in words: "xã Thường Tín: 2 thủ tục quá hạn mà chưa niêm yết"."""
    return f"{capitalize(language.unit(one.name))}: {_count(CAUSE_WORDS[one.kind].worse, one.number, language)}"


def name_things(one: Worse, titles: Mapping[str, str], language: Language = VIETNAMESE) -> str:
    """What it is about: procedures by name, findings by their text; as HTML in other languages than Vietnamese."""
    named = [_name_thing(thing, titles, language) for thing in one.things[:MOST_NAMED]]
    rest = len(one.things) - MOST_NAMED
    if rest > 0:
        named.append(language.many("và {number} thủ tục nữa", rest))
    named = [name for name in named if name]
    return "; ".join(named) if language.code == VIETNAMESE.code else Markup("; ").join(named)


def _name_thing(thing: Fresh, titles: Mapping[str, str], language: Language) -> str:
    if not thing.code:
        return show_text(thing.note, language)
    name = _name_procedure(thing.code, titles, language)
    if not thing.note:
        return name
    return f"{name} ({thing.note})" if language.code == VIETNAMESE.code else Markup("{} ({})").format(name, thing.note)


def _name_procedure(code: str, titles: Mapping[str, str], language: Language) -> str:
    return show_text(titles[code], language) if code in titles else code


def write_worse_feed(view: VisitsView, address: str, name: str, worse: Sequence[Worse], titles: Mapping[str, str]) -> str:
    """The feed of what became worse: an entry for each commune, day and kind, which keeps its id as long as it is told."""
    home = view.site_url + address
    entries = []
    for one in worse:
        link = view.site_url + addresses.of_oversight(one.path) + CAUSE_WORDS[one.kind].anchor
        own = f"{home}{WORSE_FEED}#{one.day}-{one.path.partition('/')[2]}-{one.kind}"
        title = f"{say_worse(one)}{' (dữ liệu mẫu)' if one.sample else ''}"
        entries.append(FeedEntry(own, link, title, name_things(one, titles) or say_worse(one), one.day))
    latest = max((one.day for one in worse), default=view.today)
    return write_feed(Feed(home + WORSE_FEED, home, f"Những gì xấu đi: {name}", capitalize(name), "vi", latest, entries))


def write_worse_data(view: VisitsView, path: str, name: str, worse: Sequence[Worse], titles: Mapping[str, str]) -> bytes:
    """The same as JSON, down to each procedure. The keys are a contract."""
    events = [
        {
            "day": one.day,
            "commune": one.path,
            "name": one.name,
            "sample": one.sample,
            "kind": one.kind,
            "number": one.number,
            "things": [
                {"code": thing.code or None, "name": titles.get(thing.code), "note": thing.note or None} for thing in one.things
            ],
        }
        for one in worse
    ]
    return write_json({"day": view.today, "path": path, "name": name, "days": FRESH_DAYS, "worse": events})
