"""The pages of the editors' guide that are made of the models and the rulebook: sample records, keys, messages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from niemyet.diagnostics.rulebook import GROUPS, Rule, Sentence, put_into_words, read_rulebook
from niemyet.editing.annotated import list_annotated
from niemyet.editing.dictionary import list_parts
from niemyet.render import addresses
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.validate.levels import KIND_NAMES

SECTION = "Dành cho người cập nhật"


@dataclass(frozen=True, slots=True)
class Message:
    """A rule with what is told of its example: the sentence, and the line with the wrong stretch cut out of it."""

    rule: Rule
    sentence: Sentence
    line: tuple[str, str, str] | None
    """Before, wrong, behind; None where the file has no readable line."""


def render_guide(renderer: TemplateRenderer) -> Iterator[Page]:
    """Sample records, the dictionary of keys, the gallery of messages. They depend on no record of the catalogue."""
    yield _render_page(
        renderer,
        "samples",
        "Bản ghi mẫu",
        "Mỗi loại bản ghi một tệp hoàn chỉnh để chép theo, bên cạnh từng dòng là lời giải thích.",
        samples=list(list_annotated()),
        kinds=KIND_NAMES,
    )
    yield _render_page(
        renderer,
        "keys",
        "Các mục của bản ghi",
        "Mỗi mục tên là gì, viết gì vào đó, mục nào bắt buộc.",
        kinds=list_parts(),
    )
    yield _render_page(
        renderer,
        "messages",
        "Lời báo và cách sửa",
        "Mọi lời báo của lần kiểm tra: sai ở đâu, vì sao có luật ấy, viết thế nào cho đúng.",
        groups=group_messages(),
        names=GROUPS,
    )


def _render_page(renderer: TemplateRenderer, name: str, title: str, lead: str, **values: object) -> Page:
    address = addresses.GUIDE_PAGES[name]
    content = renderer.render_fragment(f"guide-{name}.html", root=addresses.root_from(address), **values)
    return renderer.render_page(
        "guide",
        address,
        title=f"{title} – {SECTION}",
        description=lead,
        file=f"theme/records/guide-{name}.html",
        current=name,
        heading=title,
        lead=lead,
        content=content,
    )


def group_messages() -> Mapping[str, list[Message]]:
    """The messages by what they are about, in the order of the groups."""
    groups: dict[str, list[Message]] = {group: [] for group in GROUPS}
    for rule in read_rulebook().values():
        place = rule.example.told.place
        start, text = place.column - 1, place.text
        line = None if text is None else (text[:start], text[start : start + place.width], text[start + place.width :])
        groups[rule.group].append(Message(rule, put_into_words(rule.example.told, "vi"), line))
    return groups
