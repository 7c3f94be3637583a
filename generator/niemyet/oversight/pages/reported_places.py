"""The block “Xã báo cáo” of a province and of the site: the communes beside one another in one period, and those without figures.

Communes stand in the order of their names; nothing is ranked, and who reports nothing is named, not counted as bad. Sums are sums
of counts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from markupsafe import Markup

from niemyet.law.dossiers import Share, count_received, share_as_promised, share_of_resolved, share_online
from niemyet.model.orthography import capitalize
from niemyet.model.oversight.dossiers import DossierFigures
from niemyet.model.oversight.record import CommuneYear
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.pages.computed_places import MOST_OPEN, in_order
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_dossiers import ReportedDossiers, break_series, figure_dossiers
from niemyet.oversight.reported_others import is_mended, list_findings
from niemyet.oversight.reported_words import SAMPLE, mark_sample, say_count, say_part
from niemyet.render import addresses
from niemyet.render.charts import Bar, Multiple, Slice, draw_bars, draw_multiples, draw_table
from niemyet.render.language import VIETNAMESE, Language

Reported: TypeAlias = Mapping[str, Mapping[str, CommuneYear]]
Period: TypeAlias = tuple[date, date]
FEWEST_MULTIPLES = 2
"""Communes; one alone is shown on its own page."""


class _Commune(NamedTuple):
    """A commune that reports."""

    path: str
    name: str
    dossiers: ReportedDossiers
    open: int
    sample: bool


def show_places(
    communes: Sequence[Overseen], reported: Reported, today: date, root: str, language: Language = VIETNAMESE
) -> Markup:
    """The communes of a province: their sums in the period that most of them report, then each; then who lacks figures."""
    every = [(one.path, language.unit(one.name)) for one in in_order(one.totals for one in communes)]
    known = [_read(path, name, reported[path], today) for path, name in every if reported.get(path)]
    without = [name for path, name in every if not reported.get(path)]
    period = _choose_period(known)
    parts: list[Markup] = []
    if period is not None:
        named = name_period(*period, language)
        among = [one for one in known if _figures_of(one, period) is not None]
        parts.append(
            Markup("<p>{}{}</p>").format(
                language.many(
                    "{number} trên {of} xã, phường, đặc khu có số liệu {period}.", len(among), of=len(every), period=named
                ),
                SAMPLE.format(language.say("có số liệu mẫu")) if any(one.sample for one in among) else "",
            )
        )
        parts.append(Markup('<div class="scroll">{}</div>').format(_draw_sums(among, period, language)))
        parts.append(_draw_series(among, root, language))
        table = _tabulate(among, period, root, language)
        title = language.say("Từng nơi, {period}", period=named)
        parts.append(_fold(table, title) if len(among) > MOST_OPEN else table)
        parts.append(_name_others(known, period, language))
    if without:
        said = language.say(
            "Chưa có số liệu: {places}. Nơi chưa có số liệu không được so sánh với nơi khác.", places=", ".join(without)
        )
        parts.append(Markup("<p>{}</p>").format(said))
    return Markup().join(parts)


def _fold(content: Markup, title: str) -> Markup:
    row = '<details class="more"><summary><span><strong class="more__title">{}</strong></span></summary>'
    return Markup(row + '<div class="more__in">{}</div></details>').format(title, content)


def _read(path: str, name: str, years: Mapping[str, CommuneYear], today: date) -> _Commune:
    findings = list_findings(years, today)
    open_ = sum(not is_mended(one.finding, today) for one in findings)
    return _Commune(path, name, figure_dossiers(years, today), open_, any(year.sample for year in years.values()))


def _choose_period(known: Iterable[_Commune]) -> Period | None:
    """The period that most communes report last; of several the latest."""
    latest = (one.dossiers.latest for one in known)
    counted = Counter((one.figures.starts, one.figures.ends) for one in latest if one is not None)
    return max(counted, key=lambda period: (counted[period], period[1]), default=None)


def _figures_of(one: _Commune, period: Period) -> DossierFigures | None:
    latest = one.dossiers.latest
    if latest is None or (latest.figures.starts, latest.figures.ends) != period:
        return None
    return latest.figures


def _draw_sums(among: Sequence[_Commune], period: Period, language: Language) -> Markup:
    figures = [found for one in among if (found := _figures_of(one, period)) is not None]
    rows = [
        _bar("Trả đúng hạn theo báo cáo", [share_of_resolved(one) for one in figures], "good", language),
        _bar("Kịp ngày hẹn đầu tiên", [share_as_promised(one) for one in figures], "good", language),
        _bar("Hồ sơ nộp trực tuyến", [share_online(one) for one in figures], "plain", language),
    ]
    heads = language.say("Chỉ số"), language.say("Số hồ sơ, cộng các xã"), language.say("Tỷ lệ")
    return draw_bars(heads, rows, capitalize(name_period(*period, language)))


def _bar(what: str, shares: Sequence[Share | None], tone: str, language: Language) -> Bar:
    name = language.say(what)
    known = [one for one in shares if one is not None]
    total = Share(sum(one.part for one in known), sum(one.whole for one in known)) if known else None
    more = "" if len(known) == len(shares) else language.many("{number} xã có số liệu này", len(known))
    if total is None:
        return Bar(name, say_part(None, language), (), more)
    rest = Slice("bad" if tone == "good" else "unknown", total.whole - total.part)
    return Bar(name, say_part(total, language), (Slice("good" if tone == "good" else "plain", total.part), rest), more)


def _draw_series(among: Sequence[_Commune], root: str, language: Language) -> Markup:
    """Small lines: what each commune returns in time, period by period."""
    if len(among) < FEWEST_MULTIPLES:
        return Markup()
    drawn = []
    for one in among:
        periods = break_series(one.dossiers.series)
        shares = [share_of_resolved(period.figures) if period is not None else None for period in periods]
        values = tuple(share.part / share.whole if share is not None and share.whole else None for share in shares)
        name = Markup('<a href="{}#xa-bao-cao">{}</a>').format(root + addresses.of_oversight(one.path), capitalize(one.name))
        drawn.append(Multiple(name, say_part(shares[-1] if shares else None, language), values))
    said = language.say("Trả đúng hạn theo báo cáo, từng kỳ đã có số liệu; thang từ 0% đến 100%, số bên dưới là của kỳ cuối:")
    shown = Markup("<p>{}</p>{}").format(said, draw_multiples(drawn, 1))
    if len(among) > MOST_OPEN:
        shown = _fold(shown, language.many("{number} nơi theo từng kỳ", len(among)))
    return Markup('<div class="figures__drawn">{}</div>').format(shown)


def _tabulate(among: Sequence[_Commune], period: Period, root: str, language: Language) -> Markup:
    rows = []
    for one in among:
        figures = _figures_of(one, period)
        if figures is None:
            continue
        pending = None if figures.pending is None else figures.pending.late
        shares = (share_of_resolved(figures), share_as_promised(figures), share_online(figures))
        counts = (say_count(pending, language), language.number(one.open))
        said = (say_part(share, language) for share in shares)
        rows.append((_link(one, root, language), say_count(count_received(figures.received), language), *said, *counts))
    heads = (
        "Xã, phường, đặc khu", "Tiếp nhận", "Trả đúng hạn theo báo cáo", "Kịp ngày hẹn đầu tiên", "Hồ sơ nộp trực tuyến",
        "Còn quá hạn cuối kỳ", "Tồn tại chưa khắc phục",
    )  # fmt: skip
    return draw_table([language.say(head) for head in heads], rows)


def _link(one: _Commune, root: str, language: Language) -> Markup:
    sample = mark_sample(one.sample, language)
    latest, apart = one.dossiers.latest, Markup()
    if latest is not None and latest.difference:
        apart = Markup(' <span class="tag">{}</span>').format(language.say("báo cáo không cộng khớp"))
    address = root + addresses.of_oversight(one.path)
    return Markup('<a href="{}#xa-bao-cao">{}</a>{}{}').format(address, capitalize(one.name), sample, apart)


def _name_others(known: Iterable[_Commune], period: Period, language: Language) -> Markup:
    """Communes whose latest figures are of another period, or that report other things than dossiers."""
    elsewhere, without = [], []
    for one in known:
        latest = one.dossiers.latest
        if latest is None:
            without.append(one.name)
        elif _figures_of(one, period) is None:
            elsewhere.append(f"{one.name} ({name_period(latest.figures.starts, latest.figures.ends, language)})")
    told = (
        ("Số liệu mới nhất là của kỳ khác: {places}.", elsewhere),
        ("Có báo cáo, nhưng chưa có số liệu hồ sơ: {places}.", without),
    )
    return Markup().join(Markup("<p>{}</p>").format(language.say(what, places=", ".join(names))) for what, names in told if names)


def show_provinces(
    communes: Sequence[Overseen],
    province_names: Mapping[str, str],
    reported: Reported,
    today: date,
    root: str,
    language: Language = VIETNAMESE,
) -> Markup:
    """How many communes of each province report, and how many findings are open."""
    rows = []
    for path, name in province_names.items():
        paths = [one.totals.path for one in communes if one.totals.path.startswith(f"{path}/")]
        known = [_read(one, one, reported[one], today) for one in paths if reported.get(one)]
        sample = mark_sample(any(one.sample for one in known), language)
        address = root + addresses.of_oversight(path)
        link = Markup('<a href="{}#xa-bao-cao">{}</a>{}').format(address, capitalize(name), sample)
        open_ = say_count(sum(one.open for one in known) if known else None, language)
        rows.append(
            (link, language.say("{some} trên {of}", some=language.number(len(known)), of=language.number(len(paths))), open_)
        )
    if not rows:
        return Markup("<p>{}</p>").format(language.say("Chưa có số liệu nào."))
    heads = ("Tỉnh, thành phố", "Xã có số liệu", "Tồn tại chưa khắc phục")
    return draw_table([language.say(head) for head in heads], rows)
