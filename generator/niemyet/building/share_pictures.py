"""The pictures that messengers show beside a link to an article or a procedure: what each shows, and how it comes by its bytes.

A picture is drawn once on a machine: it is kept under the digest of all that it is made from. Typst is loaded only if one is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.metadata import version
from json import dumps
from pathlib import Path
from typing import NamedTuple

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.cache.kept import keep
from niemyet.model.orthography import lower_first
from niemyet.model.vocabulary import TOPIC_NAMES, name_value
from niemyet.render import addresses
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import ListedCommune
from niemyet.render.renderer import OutputFile
from niemyet.render.summaries import card_due, name_unknown
from niemyet.resolve.answers import answers_in
from niemyet.resolve.article_heads import ArticleHead
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.sheets.typesetter import Typesetter

_TEMPLATE = "sheets/share.typ"


class SharePicture(NamedTuple):
    """A picture by the address of its file, and what it shows."""

    path: str
    title: str
    kicker: str
    day: str
    site: str


def list_share_pictures(
    heads: Sequence[ArticleHead], procedures: Mapping[str, DatedProcedure], site: str
) -> dict[str, list[SharePicture]]:
    """The pictures, in parts small enough that a new article makes few of them anew."""
    articles = (
        SharePicture(
            addresses.share_picture(addresses.of_article(one.path)),
            one.title,
            name_value(TOPIC_NAMES, one.topics[0]),
            one.period or VIETNAMESE.day(one.day),
            site,
        )
        for one in heads[: addresses.MOST_SHARED]
    )
    records = (
        SharePicture(addresses.share_picture(addresses.of_procedure(code)), one.procedure.title, one.field_name, "", site)
        for code, one in procedures.items()
    )
    parts: defaultdict[str, list[SharePicture]] = defaultdict(list)
    for picture in (*articles, *records):
        parts[f"share/{digest(picture.path)[:1].hex()[0]}"].append(picture)
    return dict(sorted(parts.items()))


def list_posting_pictures(
    communes: Iterable[ListedCommune], provinces: Mapping[str, ResolvedProvince], site: str
) -> dict[str, list[SharePicture]]:
    """Those of the postings that are in force, by commune: each says what the procedure costs and how long it takes there."""
    fees: dict[tuple[str, str], str] = {}
    parts: dict[str, list[SharePicture]] = {}
    for commune in communes:
        province = commune.path.partition("/")[0]
        for code, posting in commune.postings.items():
            if posting.standing != "in_force":
                continue
            provincial, key = provinces[province].procedures[code], (province, code)
            if not posting.fees and key not in fees:
                fees[key] = card_due(answers_in(provincial), {}, VIETNAMESE)
            told = name_unknown(posting.fees[0] if posting.fees else fees[key], posting.deadlines[0], VIETNAMESE)
            kicker = provincial.dated.field_name
            picture = SharePicture(
                addresses.share_picture(addresses.of_posting(commune.path, code)),
                f"{provincial.procedure.title} ở {commune.name}: {'; '.join(map(lower_first, told))}",
                f"{kicker} · dữ liệu mẫu" if posting.sample or commune.sample else kicker,
                "",
                site,
            )
            parts.setdefault(f"share/{commune.path}", []).append(picture)
    return parts


def key_of_share_pictures(pictures: Sequence[SharePicture]) -> bytes:
    """The digest of what some pictures show."""
    return digest(encode(tuple(pictures)))


def draw_share_pictures(theme: Path, pictures: Sequence[SharePicture]) -> Iterator[OutputFile]:
    """Yields the files. Raises TypesettingError."""
    looks = _digest_of_looks(theme)
    for picture in pictures:
        data = {"title": picture.title, "kicker": picture.kicker, "day": picture.day, "site": picture.site}
        key = digest(looks, dumps(data, ensure_ascii=False, sort_keys=True))
        yield OutputFile(picture.path, keep("share", key, partial(_draw, theme, picture.path, data)))


def _draw(theme: Path, what: str, data: Mapping[str, str]) -> bytes:
    return _typesetter(theme).draw(what, data)


@cache
def _typesetter(theme: Path) -> Typesetter:
    return Typesetter(theme)


@cache
def _digest_of_looks(theme: Path) -> bytes:
    return digest((theme / _TEMPLATE).read_bytes(), version("typst"), version("fontpkg-be-vietnam-pro"))
