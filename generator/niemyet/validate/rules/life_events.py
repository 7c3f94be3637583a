"""The steps of a life event: every answer leads somewhere, and who reads “hoặc” learns which of the two is meant for them."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document
from niemyet.model.life_events import LifeEvent
from niemyet.model.scalars import LONGEST_LABEL, LONGEST_QUESTION
from niemyet.validate.entries import Entry
from niemyet.validate.mending import list_cases
from niemyet.validate.near_names import near_word
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules.references import check_procedure


def check_order_of_life_events(entry: Entry[dict[str, LifeEvent]], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The procedures that a life event lists exist and name that life event."""
    for name, event in entry.record.items():
        for path, code in event.name_procedures():
            yield from check_procedure(entry, (name, *path), code, law)
            versions = law.versions(code)
            if versions and not any(name in version.life_events for version in versions):
                values = {"value": code, "event": name}
                yield Diagnostic("life-event-one-sided", entry.document.at(name, *path), values)


def check_steps_of_life_events(entry: Entry[dict[str, LifeEvent]], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The questions and steps of all life events."""
    for name, event in entry.record.items():
        if event.steps and event.order:
            yield Diagnostic("life-event-two-orders", entry.document.key(name, "order"), {"event": name})
        yield from _check_answers(name, event, entry.document)
        yield from _check_cases(name, event, entry.document, law)
        yield from _check_choices(name, event, entry.document)
        yield from _check_lengths(name, event, entry.document)


def _check_answers(name: str, event: LifeEvent, document: Document) -> Iterator[Diagnostic]:
    """Answers that a step names exist, and every answer is named by a step."""
    known = event.question.options if event.question else {}
    named = set[str]()
    for i, step in enumerate(event.steps):
        for k, task in enumerate(step.procedures):
            for j, answer in enumerate(task.answer):
                named.add(answer)
                if answer not in known:
                    place = document.at(name, "steps", i, "procedures", k, "answer", j)
                    near = near_word(answer, known)
                    listed = ", ".join(known) or Bilingual("không có câu nào", "there are none")
                    values: dict[str, str | Bilingual] = {"value": answer, "known": listed}
                    values |= {"near": near} if near else {}
                    yield Diagnostic("life-event-unknown-answer", place, values)
    for option, words in known.items():
        if option not in named:
            place = document.key(name, "question", "options", option)
            yield Diagnostic("life-event-idle-answer", place, {"value": option, "words": words})


def _check_cases(name: str, event: LifeEvent, document: Document, law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The cases that a step names are those of its procedure."""
    for i, step in enumerate(event.steps):
        for k, task in enumerate(step.procedures):
            versions = law.versions(task.code)
            known = {case: words for version in versions for case, words in version.case_names.items()}
            for j, case in enumerate(task.case):
                if versions and case not in known:
                    fix = {"fix": fix} if (fix := list_cases(case, known)) else {}
                    place = document.at(name, "steps", i, "procedures", k, "case", j)
                    yield Diagnostic("unknown-case", place, {"value": case, **fix})


def _check_choices(name: str, event: LifeEvent, document: Document) -> Iterator[Diagnostic]:
    """Where a step has several procedures, all but one say for whom or when; what is done if needed says when."""
    for i, step in enumerate(event.steps):
        bare = [k for k, task in enumerate(step.procedures) if not task.when and not task.answer]
        excess = bare[1:] if step.choose == "one" else [k for k, task in enumerate(step.procedures) if not task.when]
        for k in excess:
            place = document.at(name, "steps", i, "procedures", k, "code")
            yield Diagnostic("life-event-undivided", place, {"value": step.procedures[k].code})


def _check_lengths(name: str, event: LifeEvent, document: Document) -> Iterator[Diagnostic]:
    """The question and its answers fit on a phone."""
    if event.question is None:
        return
    texts: list[tuple[tuple[str, ...], str, int]] = [(("question", "name"), event.question.name, LONGEST_QUESTION)]
    texts += [(("question", "options", key), words, LONGEST_LABEL) for key, words in event.question.options.items()]
    for path, words, most in texts:
        if len(words) > most:
            values = {"value": words, "most": str(most), "long": str(len(words))}
            yield Diagnostic("short-name-too-long", document.at(name, *path), values)
