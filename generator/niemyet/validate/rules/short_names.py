"""Short names are short, shorter than what they stand for, and tell things apart."""

from collections.abc import Iterable, Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.scalars import LONGEST_LABEL, LONGEST_NAME, LONGEST_QUESTION
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.validate.entries import Entry
from niemyet.validate.mending import list_cases

Path = tuple[str | int, ...]


def check_short_names(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """The short names of a procedure, of its cases and answers, in all languages."""
    record = entry.record
    yield from _measure(entry, ("short_name",), record.short_name, LONGEST_NAME, record.name)
    for code in LANGUAGE_CODES:
        translation = getattr(record, code)
        if translation is not None:
            yield from _measure(entry, (code, "short_name"), translation.short_name, LONGEST_NAME, translation.name)
    yield from _measure(entry, ("case_question",), record.case_question, LONGEST_QUESTION)
    known = record.case_names
    for key, label in record.short_cases.items():
        path = ("short_cases", key)
        if key in known:
            yield from _measure(entry, path, label, LONGEST_LABEL, known[key])
        else:
            fix = {"fix": fix} if (fix := list_cases(key, known)) else {}
            yield Diagnostic("unknown-case", entry.document.key(*path), {"value": key, **fix})
    labels = [
        (record.question_of[key], ("short_cases", key), key, label) for key, label in record.short_cases.items() if key in known
    ]
    yield from _tell_apart(entry, labels)
    yield from _check_all_are_short(entry)
    yield from check_short_names_of_people(entry)


def _check_all_are_short(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """Of the answers to one question, no long one is left without a label among others that have one."""
    record = entry.record
    if not record.short_cases.keys() <= record.case_names.keys():
        return  # a misspelt one is told
    labelled = {record.question_of[key] for key in record.short_cases if key in record.question_of}
    for key, words in record.case_names.items():
        if record.question_of[key] in labelled and key not in record.short_cases and len(words) > LONGEST_LABEL:
            yield Diagnostic("short-case-missing", entry.document.key("short_cases"), {"value": key, "words": words})


def check_short_names_of_people(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """The short names of those who pay less; several lines may be for the same people."""
    labels = []
    for i, waiver in enumerate(entry.record.waivers):
        path = ("waivers", i, "short_who")
        yield from _measure(entry, path, waiver.short_who, LONGEST_LABEL, waiver.who)
        if waiver.short_who is not None:
            labels.append(("waiver", path, waiver.who, waiver.short_who))
    yield from _tell_apart(entry, labels)


def _measure(entry: Entry[object], path: Path, short: str | None, most: int, name: str | None = None) -> Iterator[Diagnostic]:
    """A short name has at most `most` letters, and fewer than the name."""
    if short is None:
        return
    if len(short) > most:
        yield Diagnostic(
            "short-name-too-long", entry.document.at(*path), {"value": short, "most": str(most), "long": str(len(short))}
        )
    elif name is not None and len(short) > len(name):
        yield Diagnostic("short-name-no-shorter", entry.document.at(*path), {"value": short, "other": name})


def _tell_apart(entry: Entry[object], labels: Iterable[tuple[str, Path, str, str]]) -> Iterator[Diagnostic]:
    """No two answers to one question have the same label. `labels`: the question, the place, what is meant, the label."""
    first: dict[tuple[str, str], str] = {}
    for question, path, meant, label in labels:
        other = first.setdefault((question, label.casefold()), meant)
        if other != meant:
            yield Diagnostic("short-name-twice", entry.document.at(*path), {"value": label, "other": other})
