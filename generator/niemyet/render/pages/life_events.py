"""The page of a life event: its question, and its steps with what they choose between. What a commune makes of it – fees, times,
papers, totals – the browser takes from the pages of its postings (theme/assets/journey.js)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from niemyet.model.life_events import EventStep, EventTask, LifeEvent
from niemyet.render import addresses
from niemyet.render.language import Language
from niemyet.render.page_texts import of_each_place
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.procedures import DatedProcedure


class ShownTask(NamedTuple):
    """A procedure of a step. `answers` are the words of the answers for which it is."""

    task: EventTask
    dated: DatedProcedure
    answers: tuple[str, ...]


class ShownStep(NamedTuple):
    """A step with those of its procedures that are in force, or will be."""

    name: str | None
    choose: str
    tasks: tuple[ShownTask, ...]


def render_life_event(
    renderer: TemplateRenderer, name: str, event: LifeEvent, procedures: Sequence[DatedProcedure], file: str
) -> Page:
    """The page of the life event `name`. `procedures` are those that name it, in force or to come; `file` is that of the list."""
    language = renderer.language
    title = language.text(event.name)
    known = {dated.procedure.code: dated for dated in procedures}
    steps = [shown for step in event.journey if (shown := _show_step(step, event, known)).tasks]
    named = {one.task.code for step in steps for one in step.tasks}
    return renderer.render_page(
        "life-event",
        addresses.of_life_event(name),
        title=title,
        description=language.text(event.summary or "") or language.say("Các thủ tục thường gặp: {name}.", name=title),
        file=file,
        event=event,
        steps=steps,
        unknown=[*_list_outdated(procedures, language), of_each_place(language)],
        rest=[dated for code, dated in sorted(known.items()) if code not in named],
    )


def _list_outdated(procedures: Sequence[DatedProcedure], language: Language) -> Iterator[str]:
    """Of which procedures the law has replaced something."""
    for one in procedures:
        if one.outdated is not None:
            text = language.text(one.outdated.text)
            yield language.say("Nội dung của thủ tục {code} đã cũ: {text}", code=one.procedure.code, text=text)


def _show_step(step: EventStep, event: LifeEvent, known: dict[str, DatedProcedure]) -> ShownStep:
    words = event.question.options if event.question else {}
    tasks = tuple(
        ShownTask(task, known[task.code], tuple(words[answer] for answer in task.answer))
        for task in step.procedures
        if task.code in known
    )
    return ShownStep(step.name, step.choose, tasks)
