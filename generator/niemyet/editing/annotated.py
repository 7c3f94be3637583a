"""Complete sample records with an explanation beside each line, taken from the models.

The samples are in `samples/`, with the same paths as in a project; a test adds them to a small catalogue and checks them. A key
is explained at its first occurrence.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from niemyet.editing.dictionary import KeyEntry, find_model, list_keys
from niemyet.load.articles import FENCE, parse_article
from niemyet.load.nodes import Document, Node, parse_document
from niemyet.load.texts import SourceText
from niemyet.model.kinds import KindName, kind_of
from niemyet.validate.shapes import SHAPES, shape_at
from niemyet.values import dataclass

SAMPLES = (
    "catalogue/ha-noi/thuong-tin/1.004222.yaml",
    "catalogue/ha-noi/thuong-tin/commune.yaml",
    "catalogue/ha-noi/thuong-tin/duty.yaml",
    "catalogue/ha-noi/1.001193.yaml",
    "catalogue/ha-noi/province.yaml",
    "news/2026/niem-yet-lai-khai-sinh.md",
    "catalogue/reference/procedures/ho-tich/1.001193.yaml",
)
"""The samples in order of display; the path implies the kind of record."""


@dataclass(frozen=True, slots=True)
class AnnotatedLine:
    """Some lines of a record, and the keys explained beside them."""

    text: str
    keys: tuple[KeyEntry, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sample record: its path in a project, its kind, its annotated lines."""

    path: str
    kind: KindName
    rows: tuple[AnnotatedLine, ...]


def read_sample(path: str) -> str:
    """The text of a sample."""
    return files("niemyet.editing").joinpath("samples").joinpath(path).read_text("utf-8")


@cache
def list_annotated() -> tuple[Annotated, ...]:
    """Every sample, annotated: made once in a process."""
    return tuple(_annotate_sample(path) for path in SAMPLES)


def _annotate_sample(path: str) -> Annotated:
    kind = kind_of(path)
    if kind is None:
        raise ValueError(path)
    return Annotated(path, kind, tuple(annotate(kind, SourceText(path, read_sample(path)))))


def annotate(kind: KindName, source: SourceText) -> Iterator[AnnotatedLine]:
    """Yields the lines of a record of `kind` with the keys that begin on them; lines without keys join the row above."""
    told: dict[int, list[KeyEntry]] = {}
    document = _parse(kind, source)
    for place, key in _find_keys(kind, document.root, (), set()):
        told.setdefault(place + document.first_line - 1, []).append(key)
    text: list[str] = []
    keys: tuple[KeyEntry, ...] = ()
    for number, line in enumerate(source.text.rstrip("\n").split("\n"), 1):
        if text and (number in told or _begins_anew(line, text[-1])):
            yield AnnotatedLine("\n".join(text), keys)
            text, keys = [], ()
        keys = tuple(told.get(number, keys))
        text.append(line)
    yield AnnotatedLine("\n".join(text), keys)


def _begins_anew(line: str, before: str) -> bool:
    """Whether a line without keys starts a new row: another multi-line item, or an article's body."""
    item = line.lstrip().startswith("- ") and not before.lstrip().startswith("- ") and not before.endswith(":")
    return item or line == FENCE


def _parse(kind: KindName, source: SourceText) -> Document:
    article, document = None, None
    if kind == "article":
        article, diagnostics = parse_article(source)
        document = article.document if article else None
    else:
        document, diagnostics = parse_document(source)
    if document is None or diagnostics:
        raise ValueError(diagnostics)
    return document


def _find_keys(
    kind: KindName, node: Node, path: tuple[str | int, ...], told: set[tuple[object, str]]
) -> Iterator[tuple[int, KeyEntry]]:
    """Line and key of everything below `node` that the models have and that is not in `told` yet."""
    if isinstance(node.value, list):
        for number, item in enumerate(node.value):
            yield from _find_keys(kind, item, (*path, number), told)
    elif isinstance(node.value, dict):
        model, several = find_model(shape_at(SHAPES[kind], path))
        known = {} if model is None or several else {key.name: key for key in list_keys(model)}
        for name, child in node.value.items():
            if name in known and (model, name) not in told:
                told.add((model, name))
                yield node.keys[name].line, known[name]
            yield from _find_keys(kind, child, (*path, name), told)
