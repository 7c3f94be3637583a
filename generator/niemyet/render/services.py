"""Online services as lists and tables of counts, which the pages of the country, of provinces and of communes share.

Takes procedures with their levels; gives HTML. Long lists are joined here, not in a template.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from niemyet.law.online import SERVICE_LEVELS, OnlineService, count_levels
from niemyet.model.folding import fold_words, to_slug
from niemyet.model.orthography import capitalize
from niemyet.model.vocabulary import SERVICE_LEVEL_NAMES, ServiceLevel
from niemyet.render.charts import Slice, Tone, draw_share
from niemyet.render.foreign_text import write_text
from niemyet.render.language import Language
from niemyet.render.renderer import TemplateRenderer

ANCHORS: Mapping[ServiceLevel, str] = {level: to_slug(name) for level, name in SERVICE_LEVEL_NAMES.items()}
"""Where the list of each level begins: "toan-trinh"."""
_TONES: Mapping[ServiceLevel, Tone] = dict(zip(SERVICE_LEVELS, ("good", "wait", "unknown", "plain"), strict=True))


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


class _Group(NamedTuple):
    """The procedures of a field that are of one level: the field's key and name, how many there are, and their list as HTML."""

    field: str
    name: str
    number: int
    items: Markup


def _group(served: Iterable[ServedProcedure], write: Callable[[ServedProcedure], str]) -> dict[ServiceLevel, list[_Group]]:
    """By level, then by field, by name; levels and fields without any are left out. `write` gives the entry of a procedure."""
    by_level: dict[ServiceLevel, dict[tuple[str, str], list[ServedProcedure]]] = {level: {} for level in SERVICE_LEVELS}
    for one in served:
        by_level[one.service.level].setdefault((one.field, one.field_name), []).append(one)
    return {
        level: [
            _Group(*field, len(listed), Markup("".join(map(write, listed))))
            for field, listed in sorted(found.items(), key=_by_name)
        ]
        for level, found in by_level.items()
        if found
    }


def _count_fields(served: Iterable[ServedProcedure]) -> list[tuple[str, str, Mapping[ServiceLevel, int]]]:
    by_field: dict[tuple[str, str], list[OnlineService]] = {}
    for one in served:
        by_field.setdefault((one.field, one.field_name), []).append(one.service)
    return [(*field, count_levels(services)) for field, services in sorted(by_field.items(), key=_by_name)]


class CountRows:
    """The rows of the tables of counts, as HTML: each count leads to where its list begins. Long tables are joined here, not in a
    template."""

    def __init__(self, of: str, language: Language) -> None:
        """`of` is what the sum of a row is called."""
        self.language = language
        self._sum = f'<td data-label="{escape(language.say(of))}">'
        self._of = {level: f'<td data-label="{escape(name)}">' for level, name in name_levels(language).items()}

    def write(self, head: str, counts: Mapping[ServiceLevel, int], before: str, after: str = "") -> str:
        """A row. A list begins at the address between `before` and `after`, which are of letters of addresses alone."""
        language, total = self.language, sum(counts.values())
        cells = [f"{self._sum}{language.number(total)}</td>"]
        for level, number in counts.items():
            said = language.number(number)
            if number:
                link = f'<a href="{before}{ANCHORS[level]}{after}">{said}</a>'
                said = f'{link} <span class="count">({language.share(number, total)})</span>'
            cells.append(f"{self._of[level]}{said}</td>")
        return f'<tr><th scope="row">{head}</th>{"".join(cells)}</tr>'

    def write_places(self, places: Iterable[CountedCommune | CountedProvince]) -> Markup:
        """A row for each place, which links to its own page."""
        return Markup("".join(map(self._write_place, places)))

    def _write_place(self, one: CountedCommune | CountedProvince) -> str:
        own, name = one.path.rpartition("/")[2] + "/", escape(capitalize(self.language.unit(one.name)))
        tag = f' <span class="tag tag--sample">{self.language.say("mẫu")}</span>' if one.sample else ""
        return self.write(f'<a href="{own}">{name}</a>{tag}', one.counts, f"{own}#")


def name_levels(language: Language) -> dict[ServiceLevel, str]:
    """What the levels are called at the beginning of a line."""
    return {level: capitalize(language.say(name)) for level, name in SERVICE_LEVEL_NAMES.items()}


def _by_name(item: tuple[tuple[str, str], object]) -> tuple[object, str]:
    (key, name), _ = item
    return fold_words(name), key


def tell_service(renderer: TemplateRenderer, one: ServedProcedure, root: str, of: int = 0) -> str:
    """What stands below the name of a procedure in a list: its code, of how many communes it is posted in, why in part only."""
    return renderer.render_fragment("part-online-service.html", one=one, root=root, of=of)


def write_service(address: str, title: str, told: str) -> str:
    """An entry of a list; all of it is HTML."""
    return f'<li><a href="{address}">{title}</a>\n{told}</li>'


def count_services(
    served: Sequence[ServedProcedure], write: Callable[[ServedProcedure], str], language: Language
) -> Mapping[str, Any]:
    """What every page shows of its procedures: how many of each level and field, and their lists, of which `write` gives the
    entries."""
    rows, counts = CountRows("Thủ tục", language), count_levels(one.service for one in served)
    of_fields = (
        rows.write(write_text(field, language), counted, "#", f"-{key}") for key, field, counted in _count_fields(served)
    )
    return {
        "total": len(served),
        "bar": draw_share(Slice(_TONES[level], number) for level, number in counts.items()),
        "counts": counts,
        "field_rows": Markup("".join(of_fields)),
        "grouped": _group(served, write),
        "anchors": ANCHORS,
        "names": name_levels(language),
    }
