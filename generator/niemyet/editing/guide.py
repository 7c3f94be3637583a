"""The generated pages of the editors' guide, made from the models and the rulebook: samples, keys, messages."""

from collections.abc import Iterator, Mapping
from functools import cache

from niemyet.diagnostics.rulebook import GROUPS, Rule, Sentence, put_into_words, read_rulebook
from niemyet.editing.annotated import list_annotated
from niemyet.editing.dictionary import list_parts
from niemyet.model.kinds import RECORD_NAMES
from niemyet.render import addresses
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.values import dataclass

SECTION = "Dành cho người cập nhật"


@dataclass(frozen=True, slots=True)
class Message:
    """A rule with the message for its example, and the example's line, split around the wrong part."""

    rule: Rule
    sentence: Sentence
    line: tuple[str, str, str] | None
    """Text before, wrong part, text after; None if the file has no readable line."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """No inputs: the guide depends on the program alone."""


def render_guide(renderer: TemplateRenderer) -> Iterator[Page]:
    """Yields the pages of sample records, of keys and of messages."""
    yield _render_page(
        renderer,
        "samples",
        "Bản ghi mẫu",
        "Mỗi loại bản ghi một tệp hoàn chỉnh để chép theo, bên cạnh từng dòng là lời giải thích.",
        samples=list_annotated(),
        kinds=RECORD_NAMES,
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
        current=name,
        heading=title,
        lead=lead,
        content=content,
    )


@cache
def group_messages() -> Mapping[str, list[Message]]:
    """The messages by group, in the order of the groups: made once in a process."""
    groups: dict[str, list[Message]] = {group: [] for group in GROUPS}
    for rule in read_rulebook().values():
        place = rule.example.told.place
        start, text = place.column - 1, place.text
        line = None if text is None else (text[:start], text[start : start + place.width], text[start + place.width :])
        groups[rule.group].append(Message(rule, put_into_words(rule.example.told, "vi"), line))
    return groups
