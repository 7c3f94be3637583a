"""The national lists: all procedures by field and from A to Z, fields, life events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from niemyet.model.reference import FieldOfWork, LifeEvent
from niemyet.render import addresses
from niemyet.render.alphabet import Term, arrange
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.procedures import DatedProcedure


@dataclass(frozen=True, slots=True)
class ListsView:
    """The inputs of the lists."""

    fields: Mapping[str, FieldOfWork]
    life_events: Mapping[str, LifeEvent]
    procedures: Mapping[str, DatedProcedure]
    list_files: Mapping[str, str]


def render_lists(renderer: TemplateRenderer, view: ListsView) -> Iterator[Page]:
    """Yields the list of all procedures, the index A–Z, the fields and the life events."""
    yield _render_index(renderer, view)
    yield _render_alphabet(renderer, view)
    current = in_force(view.procedures.values())
    for name in view.fields:
        yield _render_field(renderer, view, name, [dated for dated in current if dated.procedure.field == name])
    yield renderer.render_page(
        "life-events",
        addresses.LIFE_EVENTS,
        title="Sự kiện trong đời",
        description="Các thủ tục cần làm khi sinh con, kết hôn, chuyển nhà, mở cửa hàng, theo thứ tự thường gặp.",
        file=view.list_files["life-events"],
        life_events=view.life_events,
    )
    for name in view.life_events:
        yield _render_life_event(renderer, view, name)


def in_force(procedures: Iterable[DatedProcedure]) -> list[DatedProcedure]:
    """The procedures that are in force or will be, in the given order."""
    return [dated for dated in procedures if dated.standing in ("in_force", "not_yet")]


def _render_index(renderer: TemplateRenderer, view: ListsView) -> Page:
    current = in_force(view.procedures.values())
    by_field = [
        (name, field, items)
        for name, field in view.fields.items()
        if (items := [dated for dated in current if dated.procedure.field == name])
    ]
    return renderer.render_page(
        "procedures",
        addresses.PROCEDURES,
        title="Tất cả thủ tục",
        description=f"{len(current)} thủ tục hành chính cấp xã theo lĩnh vực.",
        file=view.list_files["fields"],
        total=len(current),
        own=sum(dated.owner is not None for dated in current),
        by_field=by_field,
        stopped=[dated for dated in view.procedures.values() if dated.standing in ("ended", "repealed")],
    )


def _render_alphabet(renderer: TemplateRenderer, view: ListsView) -> Page:
    in_use = in_force(view.procedures.values())
    current = [dated.procedure for dated in in_use]
    terms = (Term(text, procedure.code) for procedure in current for text in (procedure.name, *procedure.aliases))
    return renderer.render_page(
        "alphabet",
        addresses.ALPHABET,
        title="Thủ tục từ A đến Z",
        description="Tên chính thức và tên thường gọi của các thủ tục, theo bảng chữ cái.",
        file=view.list_files["fields"],
        letters=arrange(terms),
        names={procedure.code: procedure.name for procedure in current},
        owners={dated.procedure.code: dated.owner for dated in in_use},
    )


def _render_field(renderer: TemplateRenderer, view: ListsView, name: str, items: Sequence[DatedProcedure]) -> Page:
    field = view.fields[name]
    return renderer.render_page(
        "field",
        addresses.of_field(name),
        title=f"Lĩnh vực {field.name}",
        description=field.summary or f"{len(items)} thủ tục trong lĩnh vực {field.name}.",
        file=view.list_files["fields"],
        field=field,
        items=items,
    )


def _render_life_event(renderer: TemplateRenderer, view: ListsView, name: str) -> Page:
    event = view.life_events[name]
    order = {code: place for place, code in enumerate(event.order)}
    items = [d for d in in_force(view.procedures.values()) if name in d.procedure.life_events]
    items.sort(key=lambda dated: (order.get(dated.procedure.code, len(order)), dated.procedure.code))
    return renderer.render_page(
        "life-event",
        addresses.of_life_event(name),
        title=event.name,
        description=event.summary or f"Các thủ tục thường gặp: {event.name}.",
        file=view.list_files["life-events"],
        event=event,
        items=items,
    )
