"""Promise and law, /theo-doi/thoi-han/: where provinces and communes give less time or money than the law, how much less, and
where communes of a province differ for the same procedure without naming a ground."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.choices import Scope
from niemyet.law.gains import MoneyGain, money_gains
from niemyet.model.orthography import capitalize
from niemyet.model.places import name_unit
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.promise_words import say_money, say_people, say_promise, say_term
from niemyet.oversight.promised import (
    Difference,
    Promise,
    PromisedPosting,
    find_differences,
    list_provincial_promises,
)
from niemyet.render import addresses
from niemyet.render.data_files import as_rows, find_beside, write_csv, write_json
from niemyet.render.foreign_text import mark_composed, write_text
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.listings import OutlinedCommune
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.communes import ResolvedProvince
from niemyet.values import dataclass

_HEADS = (
    "kind", "place", "place_name", "sample", "code", "name", "people", "lawful", "promised", "less", "unit", "basis", "differs",
)  # fmt: skip

MOST_NAMED = 12
"""Communes named beside one promise; the rest are counted, and stand in the comparison of the procedure and in the files."""


@dataclass(frozen=True, slots=True)
class PromisesView:
    """The inputs of these pages."""

    today: date
    provinces: Mapping[str, ResolvedProvince]
    communes: tuple[OutlinedCommune, ...]
    overseen: tuple[Overseen, ...]


class ProvincialPromise(NamedTuple):
    """A procedure for which the province itself promises less time."""

    code: str
    promises: tuple[Promise, ...]


class PromisedByCommunes(NamedTuple):
    """A procedure for which communes promise less time, with those that promise the same together: (promises, communes)."""

    code: str
    groups: tuple[tuple[tuple[Promise, ...], tuple[str, ...]], ...]


class Spared(NamedTuple):
    """A procedure for which the province lets people keep money."""

    code: str
    gains: tuple[MoneyGain, ...]


class ProvincePromises(NamedTuple):
    """What is promised in a province. `by_commune`: path of a commune → its promises."""

    path: str
    name: str
    communes: Mapping[str, OutlinedCommune]
    own: tuple[ProvincialPromise, ...]
    by_procedure: tuple[PromisedByCommunes, ...]
    by_commune: Mapping[str, tuple[PromisedPosting, ...]]
    spared: tuple[Spared, ...]
    differences: tuple[Difference, ...]
    sample: bool

    @property
    def promising(self) -> int:
        """How many communes promise something."""
        return sum(bool(promised) for promised in self.by_commune.values())


def render_promises(renderer: TemplateRenderer, view: PromisesView) -> Iterator[Page | OutputFile]:
    """Yields the page of the site, then that of every province with communes, with their files."""
    gathered = [gather_promises(province, view.communes, view.overseen) for province in view.provinces.values()]
    say = renderer.language.say
    yield renderer.render_page(
        "oversight-promises",
        addresses.PROMISES,
        title=say("Lời hứa và luật"),
        description=say("Tỉnh, xã nào cho người dân ít thời gian, ít tiền hơn luật, bớt được bao nhiêu; nơi nào khác nhau."),
        day=view.today,
        provinces=gathered,
        sample=any(one.sample for one in gathered),
    )
    for one in gathered:
        if one.communes or one.own:
            yield from _render_province(renderer, view, one)


def gather_promises(
    province: ResolvedProvince, communes: Sequence[OutlinedCommune], overseen: Sequence[Overseen]
) -> ProvincePromises:
    """All that is promised in a province, by itself and by its communes."""
    here = {one.path: one for one in communes if one.path.startswith(f"{province.path}/")}
    own, spared = [], []
    for code, one in province.procedures.items():
        if one.overlay is None or one.dated.standing != "in_force":
            continue
        if promises := list_provincial_promises(one.terms.deadlines, one.procedure):
            own.append(ProvincialPromise(code, promises))
        waivers = [waiver for waiver in one.terms.waivers if waiver in one.overlay.waivers]
        if gains := tuple(money_gains(one.terms.fees, waivers, Scope(one.procedure))):
            spared.append(Spared(code, gains))
    by_commune = {one.totals.path: one.promised for one in overseen if one.totals.path in here}
    promised = [(path, posting) for path, listed in by_commune.items() for posting in listed]
    posted: dict[str, list[str]] = {}
    for path, commune in here.items():
        for code, standing in commune.standings.items():
            if standing == "in_force":
                posted.setdefault(code, []).append(path)
    by_procedure: dict[str, dict[tuple[Promise, ...], list[str]]] = {}
    for path, posting in promised:
        by_procedure.setdefault(posting.code, {}).setdefault(posting.promises, []).append(path)
    sample = province.province.sample or any(one.sample for one in here.values()) or any(one.sample for _, one in promised)
    return ProvincePromises(
        province.path,
        name_unit(province.province),
        here,
        tuple(own),
        tuple(
            PromisedByCommunes(code, tuple((promises, tuple(paths)) for promises, paths in groups.items()))
            for code, groups in sorted(by_procedure.items())
        ),
        by_commune,
        tuple(spared),
        tuple(find_differences(posted, promised)),
        sample,
    )


def _render_province(renderer: TemplateRenderer, view: PromisesView, one: ProvincePromises) -> Iterator[Page | OutputFile]:
    address, resolved = addresses.of_promises(one.path), view.provinces[one.path]
    names = {code: procedure.procedure.title for code, procedure in resolved.procedures.items()}
    language = renderer.language
    name = language.unit(one.name)
    said = cache(lambda promises: _say_promises(promises, language))  # many communes promise the same
    root, tag = addresses.root_from(address), Markup(' <span class="tag tag--sample">{}</span>').format(language.say("mẫu"))
    written = {code: write_text(name, language) for code, name in names.items()}

    def list_postings(path: str, postings: Iterable[PromisedPosting]) -> Markup:
        """What a commune promises, as items: thousands of them in a province."""

        def write(posting: PromisedPosting) -> str:
            link = f'<a href="{root}{addresses.of_posting(path, posting.code)}">{written.get(posting.code, posting.code)}</a>'
            facts = f'<span class="index__facts">{said(posting.promises)}</span>'
            return f"<li>{link}{tag if posting.sample else ''}{facts}</li>"

        return Markup("".join(map(write, postings)))

    yield renderer.render_page(
        "oversight-promises-province",
        address,
        title=language.say("Lời hứa và luật: {name}", name=name),
        description=language.say(
            "{name}: thủ tục nào trả sớm hơn, bớt tiền so với luật; xã nào khác nhau.", name=capitalize(name)
        ),
        day=view.today,
        one=one,
        names=names,
        said=said,
        list_postings=list_postings,
        say_money=say_money,
        most_named=MOST_NAMED,
        beside=find_beside(address, language),
    )
    if language.code != VIETNAMESE.code:
        return
    rows = [*_list_rows(one, names)]
    yield OutputFile(address + "thoi-han.csv", write_csv(_HEADS, rows))
    data = {"day": view.today, "path": one.path, "name": one.name, "sample": one.sample, "promises": as_rows(_HEADS, rows)}
    yield OutputFile(address + "thoi-han.json", write_json(data, compact=True))


def _say_promises(promises: Iterable[Promise], language: Language) -> Markup:
    """Promises in words, each with the document behind it."""
    return Markup("; ").join(_say_with_basis(promise, language) for promise in promises)


def _say_with_basis(promise: Promise, language: Language) -> str:
    words = mark_composed(say_promise(promise, language), language)
    if not promise.basis:
        return words
    return Markup("{} {}").format(words, language.say("(căn cứ {document})", document=promise.basis))


def _tell(promise: Promise) -> tuple[object, ...]:
    """The cells of a promise in the files, whose words are Vietnamese."""
    words = say_people(promise.people), say_term(promise.lawful), say_term(promise.promised)
    return *words, promise.less, promise.unit, promise.basis


def _list_rows(one: ProvincePromises, names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    differing = {difference.code for difference in one.differences}
    for own in one.own:
        for promise in own.promises:
            yield ("time", one.path, one.name, one.sample, own.code, names[own.code], *_tell(promise), False)
    for path, listed in one.by_commune.items():
        for posting in listed:
            for promise in posting.promises:
                place = (path, one.communes[path].name, posting.sample or one.communes[path].sample)
                yield ("time", *place, posting.code, names.get(posting.code, ""), *_tell(promise), posting.code in differing)
    for spared in one.spared:
        for gain in spared.gains:
            fee = gain.fee.amount
            after = fee - gain.less if fee is not None and gain.less is not None else None
            place = (one.path, one.name, gain.sample)
            yield (
                "money",
                *place,
                spared.code,
                names[spared.code],
                gain.who or gain.why,
                fee,
                after,
                gain.less,
                "đồng",
                gain.basis,
                False,
            )
