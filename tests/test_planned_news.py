"""What a plan of the news takes over of the last one: nothing that is now made from anything else."""

import random
from datetime import date, timedelta

import pytest

from niemyet.building.planned_news import PlannedNews, pack_numbers, unpack_numbers
from niemyet.cache.digests import digest
from niemyet.render.addresses import MOST_SHARED
from niemyet.resolve.news import MOST_RELATED, beside_of, find_related, sort_news, state_shares
from niemyet.validate.records import ArticleRecord
from niemyet.validate.shapes import SHAPES

DAY = date(2026, 1, 1)
TOPICS = ("the-che", "thu-tuc-hanh-chinh", "bo-may", "cong-vu")


def article(number: int, chance: random.Random, head: int = 0) -> ArticleRecord:
    """An article on some day, of which a second one of this number may differ in its topic alone."""
    front = {"title": f"T{number}", "date": DAY + timedelta(number % 97), "lead": "L", "author": "A"}
    places = chance.choice([(), ("ha-noi",), ("ha-noi/thuong-tin",)])
    read = SHAPES["article"].model_validate({**front, "topics": (chance.choice(TOPICS),), "places": places})
    return ArticleRecord(f"2026/t-{number}", read, f"{head}", "w", 1)


def plan(records: list[ArticleRecord]) -> PlannedNews:
    """The plan of these articles, made from nothing. A page depends on the article, those around it, and whether it is shared."""
    articles = sort_news(records, DAY + timedelta(400))
    related = find_related(articles)
    states = [f"{one.path} {one.head} {one.article.topics} {one.article.places}" for one in articles]
    of_path = {one.path: state for one, state in zip(articles, states, strict=True)}
    pages = []
    for number in range(len(articles)):
        newer, older, others = beside_of(articles, number, related[number])
        around = [of_path[other.path] if other is not None else "" for other in (newer, older, *others)]
        pages.append(digest(states[number], *around, f"{number < MOST_SHARED}"))
    shares = tuple(state_shares(one.article) for one in articles)
    return PlannedNews(tuple(one.path for one in articles), tuple(states), shares, pack_numbers(related), b"".join(pages))


def pages_of(planned: PlannedNews) -> dict[str, bytes]:
    """The digests of the pages by path."""
    size = len(planned.pages) // max(1, len(planned.paths))
    return {path: planned.pages[size * at : size * (at + 1)] for at, path in enumerate(planned.paths)}


@pytest.mark.parametrize("seed", range(12))
def test_what_is_taken_over_is_what_would_be_worked_out(seed: int) -> None:
    """After random changes, additions and removals; what no change came near is taken over."""
    chance = random.Random(seed)
    records = [article(number, chance) for number in range(MOST_SHARED + 60)]
    before = plan(records)
    for _ in range(chance.randrange(3)):
        at = chance.randrange(len(records))
        records[at] = article(int(records[at].path.rpartition("-")[2]), chance, head=1)
    for _ in range(chance.randrange(3)):
        records.append(article(1000 + chance.randrange(999), chance))
    for _ in range(chance.randrange(2)):
        records.pop(chance.randrange(len(records)))
    records = [*{one.path: one for one in records}.values()]
    now = plan(records)
    related = before.related_of(now.paths, now.shares)
    assert related is None or related == unpack_numbers(now.related)
    kept = before.unchanged(now.paths, now.states, unpack_numbers(now.related))
    assert kept.items() <= pages_of(now).items()
    assert len(kept) > len(now.paths) // 2
    same = pages_of(before).items() & pages_of(now).items()
    assert {path for path, _ in same} == kept.keys()


def test_numbers_come_back_as_they_were_packed() -> None:
    """Also of articles that nothing is related to, and of those with fewer than others."""
    numbers = [[], [0], [*range(MOST_RELATED)], [5, 4]]
    assert unpack_numbers(pack_numbers(numbers)) == numbers
