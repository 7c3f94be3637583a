"""The national lists: all procedures by field and from A to Z, fields, life events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from niemyet.model.life_events import LifeEvent
from niemyet.model.procedure import Procedure
from niemyet.model.reference import FieldOfWork
from niemyet.model.translations import Translation
from niemyet.render import addresses
from niemyet.render.alphabet import Term, arrange
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.page_texts import of_each_place
from niemyet.render.pages.life_events import render_life_event
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class ListsView:
    """The inputs of the lists."""

    fields: Mapping[str, FieldOfWork]
    life_events: Mapping[str, LifeEvent]
    procedures: Mapping[str, DatedProcedure]
    list_files: Mapping[str, str]


def render_lists(renderer: TemplateRenderer, view: ListsView) -> Iterator[Page]:
    """Yields the list of all procedures, the index A–Z, the fields and the life events."""
    say = renderer.language.say
    yield _render_index(renderer, view)
    yield _render_alphabet(renderer, view)
    current = in_force(view.procedures.values())
    for name in view.fields:
        yield _render_field(renderer, view, name, [dated for dated in current if dated.procedure.field == name])
    yield renderer.render_page(
        "life-events",
        addresses.LIFE_EVENTS,
        title=say("Sự kiện trong đời"),
        description=say("Các thủ tục cần làm khi sinh con, kết hôn, chuyển nhà, mở cửa hàng, theo thứ tự thường gặp."),
        file=view.list_files["life-events"],
        life_events=view.life_events,
        unknown=[of_each_place(renderer.language)],
    )
    for name, event in view.life_events.items():
        named = [dated for dated in current if name in dated.procedure.life_events]
        yield render_life_event(renderer, name, event, named, view.list_files["life-events"])


def in_force(procedures: Iterable[DatedProcedure]) -> list[DatedProcedure]:
    """The procedures that are in force or will be, in the given order."""
    return [dated for dated in procedures if dated.standing in ("in_force", "not_yet")]


def name_variously(procedure: Procedure, language: Language) -> Iterator[str]:
    """The name of a procedure, then what else people call it, in this language."""
    yield language.text(procedure.name)
    if language.code == VIETNAMESE.code:
        yield from procedure.aliases
    else:
        translation: Translation | None = getattr(procedure, language.code)
        yield from translation.aliases if translation is not None else ()


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
        title=renderer.language.say("Tất cả thủ tục"),
        description=renderer.language.many("{number} thủ tục hành chính cấp xã theo lĩnh vực.", len(current)),
        file=view.list_files["fields"],
        total=len(current),
        own=sum(dated.owner is not None for dated in current),
        by_field=by_field,
        stopped=[dated for dated in view.procedures.values() if dated.standing in ("ended", "repealed")],
        unknown=[of_each_place(renderer.language)],
    )


def _render_alphabet(renderer: TemplateRenderer, view: ListsView) -> Page:
    in_use = in_force(view.procedures.values())
    current = [dated.procedure for dated in in_use]
    language = renderer.language
    terms = (Term(text, procedure.code) for procedure in current for text in name_variously(procedure, language))
    return renderer.render_page(
        "alphabet",
        addresses.ALPHABET,
        title=renderer.language.say("Thủ tục từ A đến Z"),
        description=renderer.language.say("Tên chính thức và tên thường gọi của các thủ tục, theo bảng chữ cái."),
        file=view.list_files["fields"],
        letters=arrange(terms),
        names={procedure.code: language.text(procedure.title) for procedure in current},
        vietnamese={procedure.name for procedure in current if not language.knows(procedure.name)},
        owners={dated.procedure.code: dated.owner for dated in in_use},
        unknown=[of_each_place(renderer.language)],
    )


def _render_field(renderer: TemplateRenderer, view: ListsView, name: str, items: Sequence[DatedProcedure]) -> Page:
    field, language = view.fields[name], renderer.language
    title, about = language.text(field.name), "{number} thủ tục trong lĩnh vực {name}."
    return renderer.render_page(
        "field",
        addresses.of_field(name),
        title=language.say("Lĩnh vực {name}", name=title),
        description=language.text(field.summary) if field.summary else language.many(about, len(items), name=title),
        file=view.list_files["fields"],
        field=field,
        items=items,
        coming=_list_coming(items),
        unknown=[of_each_place(renderer.language)],
    )


def _list_coming(items: Iterable[DatedProcedure]) -> list[tuple[date, list[Procedure]]]:
    """The days on which some of these procedures are known to change in the whole country, with those that do."""
    days: dict[date, dict[str, Procedure]] = {}
    for dated in items:
        for change in dated.coming:
            days.setdefault(change.day, {})[dated.procedure.code] = dated.procedure
    return [(day, [*procedures.values()]) for day, procedures in sorted(days.items())]
