"""Reviews and simplification: what was proposed and cut, before and after, and what it saves, for the country and each province.

What a review saves is worked out from its record (`law/savings.py`): an estimate on stated inputs, in force or not yet. A place
without reviews is not shown as one that saves nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.savings import Savings, SummedSavings, missing_of_cost, save, sum_savings
from niemyet.model.orthography import capitalize
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.oversight.reviews import Review, ReviewStatus
from niemyet.model.vocabulary import REVIEW_STATUS_NAMES
from niemyet.render import addresses
from niemyet.render.charts import Bar, Slice, draw_bars
from niemyet.render.data_files import as_rows, find_beside, write_csv, write_json
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.procedures import DatedProcedure
from niemyet.validate.records import ReportedYears
from niemyet.values import dataclass

COUNTED_AS_SAVED: tuple[ReviewStatus, ...] = ("in_force",)
COUNTED_AS_PLANNED: tuple[ReviewStatus, ...] = ("proposed", "accepted")
_HEADS = (
    "place", "place_name", "year", "sample", "procedure", "name", "kinds", "text", "status", "from", "decision", "sent",
    "sent_to",
    "papers_before", "papers_after", "length_before", "length_after", "unit_before", "unit_after", "fee_before", "fee_after",
    "dossiers", "dossiers_counted", "papers_saved", "days_saved", "own_days_saved", "cost_before", "cost_after", "cost_saved",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The inputs of the pages on reviews."""

    today: date
    reported: ReportedYears
    procedures: Mapping[str, DatedProcedure]
    province_names: Mapping[str, str]
    commune_names: Mapping[str, str]


class ShownReview(NamedTuple):
    """A review with what it saves. `place` is the path of who reports it, `anchor` its place on the page."""

    place: str
    place_name: str
    year: str
    sample: bool
    name: str
    anchor: str
    review: Review
    savings: Savings
    missing: tuple[str, ...]


class ReviewedPlace(NamedTuple):
    """A place, or a province with all of its places, with the sums of their reviews."""

    path: str
    name: str
    sample: bool
    by_status: Mapping[ReviewStatus, int]
    saved: SummedSavings
    planned: SummedSavings


def render_reviews(renderer: TemplateRenderer, view: ReviewsView) -> Iterator[Page | OutputFile]:
    """Yields the country's page, then one for each province with reviews, with their files."""
    language = renderer.language
    names = {path: language.unit(name) for path, name in view.province_names.items()}
    shown = {path: [*_list_reviews(view, path, name)] for path, name in names.items()}
    listed = [_sum_up(path, names[path], reviews) for path, reviews in shown.items() if reviews]
    every = [one for reviews in shown.values() for one in reviews]
    say = language.say
    yield renderer.render_page(
        "reviews",
        addresses.REVIEWS,
        title=say("Rà soát, cắt giảm thủ tục"),
        description=say("Giấy tờ, thời hạn, bước nào đã cắt giảm, từ ngày nào, theo văn bản nào, người dân được bớt bao nhiêu."),
        whole=_sum_up("", "", every),
        places=listed,
        without=[names[path] for path, reviews in shown.items() if not reviews],
        statuses=REVIEW_STATUS_NAMES,
        today=view.today,
        beside=find_beside(addresses.REVIEWS, renderer.language),
    )
    yield from _write_files(renderer, addresses.REVIEWS, every)
    for path, reviews in shown.items():
        if reviews:
            yield from _render_province(renderer, view, path, reviews)


def _render_province(
    renderer: TemplateRenderer, view: ReviewsView, path: str, reviews: Sequence[ShownReview]
) -> Iterator[Page | OutputFile]:
    name, say = renderer.language.unit(view.province_names[path]), renderer.language.say
    names = {one.place: one.place_name for one in reviews}
    places = [_sum_up(place, called, [one for one in reviews if one.place == place]) for place, called in names.items()]
    yield renderer.render_page(
        "reviews-province",
        addresses.of_reviews(path),
        title=say("Rà soát, cắt giảm thủ tục tại {name}", name=name),
        description=say("{name} và các xã, phường đã đề nghị, cắt giảm thủ tục nào, người dân được bớt bao nhiêu.", name=name),
        name=name,
        whole=_sum_up(path, name, reviews),
        places=places,
        reviews=reviews,
        bars=_draw_places(places, renderer.language),
        statuses=REVIEW_STATUS_NAMES,
        today=view.today,
        beside=find_beside(addresses.of_reviews(path), renderer.language),
    )
    yield from _write_files(renderer, addresses.of_reviews(path), reviews)


def _list_reviews(view: ReviewsView, province: str, name: str) -> Iterator[ShownReview]:
    """The reviews of a province, its own first, then those of its communes; the latest year first."""
    own = view.reported.provinces.get(province, {})
    years: list[tuple[str, str, str, CommuneYear | ProvinceYear]] = [(province, name, *one) for one in own.items()]
    for path, reported in view.reported.communes.items():
        if path.startswith(f"{province}/") and path in view.commune_names:
            years += [(path, view.commune_names[path], *one) for one in reported.items()]
    order = {place: number for number, (place, *_) in enumerate(years)}
    for place, called, year, record in sorted(years, key=lambda one: (order[one[0]], -int(one[2]))):
        for number, review in enumerate(record.reviews, 1):
            dated = view.procedures.get(review.procedure)
            title = dated.procedure.title if dated is not None else review.procedure
            anchor = f"ra-soat-{place.rpartition('/')[2]}-{year}-{number}"
            missing = missing_of_cost(review)
            yield ShownReview(place, called, year, record.sample, title, anchor, review, save(review), missing)


def _sum_up(path: str, name: str, shown: Iterable[ShownReview]) -> ReviewedPlace:
    listed = [*shown]
    reviews = [one.review for one in listed]
    by_status = {status: sum(review.status == status for review in reviews) for status in REVIEW_STATUS_NAMES}
    saved, planned = sum_savings(reviews, *COUNTED_AS_SAVED), sum_savings(reviews, *COUNTED_AS_PLANNED)
    return ReviewedPlace(path, name, any(one.sample for one in listed), by_status, saved, planned)


def _draw_places(places: Iterable[ReviewedPlace], language: Language) -> Markup | str:
    """The days of people's own time that are spared in a year, place beside place, where more than one place says so."""
    known = [one for one in places if one.saved.lived[1] or one.planned.lived[1]]
    if len(known) < 2:
        return ""
    rows = [
        Bar(
            capitalize(language.unit(one.name)),
            _say_days(one, language),
            (Slice("good", _days(one.saved)), Slice("wait", _days(one.planned))),
        )
        for one in known
    ]
    heads = language.say("Nơi rà soát"), language.say("Ngày công bớt một năm"), language.say("Biểu đồ")
    most = max(_days(one.saved) + _days(one.planned) for one in known)
    return draw_bars(heads, rows, language.say("Ngày công của người dân bớt trong một năm"), most)


def _say_days(one: ReviewedPlace, language: Language) -> str:
    """What is spared and what is proposed, as far as either is known."""
    said = []
    if one.saved.lived[1]:
        said.append(language.say("đã bớt {days} ngày công", days=language.number(_days(one.saved))))
    if one.planned.lived[1]:
        said.append(language.say("đề nghị bớt {days} ngày công", days=language.number(_days(one.planned))))
    return "; ".join(said)


def _days(sums: SummedSavings) -> int:
    return round(sums.lived[0])


def _write_files(renderer: TemplateRenderer, address: str, shown: Sequence[ShownReview]) -> Iterator[OutputFile]:
    if renderer.language.code == VIETNAMESE.code:
        rows = [_row(one) for one in shown]
        yield OutputFile(address + "ra-soat.csv", write_csv(_HEADS, rows))
        yield OutputFile(address + "ra-soat.json", write_json({"estimates": True, "reviews": as_rows(_HEADS, rows)}))


def _row(one: ShownReview) -> tuple[object, ...]:
    review, savings = one.review, one.savings
    before, after, cost = review.before, review.after, savings.cost
    return (
        one.place, one.place_name, one.year, one.sample, review.procedure, one.name, " ".join(review.kinds), review.text,
        review.status, review.starts, review.decision.number if review.decision else None, review.sent, review.sent_to,
        before and before.papers, after and after.papers, before and before.amount, after and after.amount,
        before and before.unit, after and after.unit, before and before.fee, after and after.fee,
        savings.dossiers, savings.counted if savings.dossiers is not None else None, savings.papers,
        savings.waiting, savings.lived,
        cost and cost.before, cost and cost.after, cost and cost.saved,
    )  # fmt: skip
