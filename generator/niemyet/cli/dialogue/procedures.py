"""Readers of answers that name procedures, fields and documents of the law."""

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches

from niemyet.cli.dialogue.asking import NotTakenError, SeveralError
from niemyet.model.document_numbers import find_fault, likeness
from niemyet.model.folding import fold_words
from niemyet.model.meant import meant_code
from niemyet.model.procedure import Procedure
from niemyet.validate.reference_index import ReferenceIndex


def codes_of(law: ReferenceIndex) -> Callable[[str], Sequence[str]]:
    """A reader of procedures: codes and names with commas between them; a name whole or in part, with or without marks."""
    known = {code: versions[-1] for code, versions in law.procedures.items() if versions}

    def read(answer: str) -> Sequence[str]:
        if named := _find_by_name(known, answer):
            return named
        parts = answer.replace(",", " ").replace(";", " ").split()
        if parts and all(meant_code(part) for part in parts):
            return tuple(dict.fromkeys(_find_code(part, known, law) for part in parts))
        listed = [part.strip() for part in answer.replace(";", ",").split(",") if part.strip()]
        if len(listed) > 1:
            return tuple(dict.fromkeys(code for part in listed for code in read(part)))
        raise NotTakenError(
            f"chưa có thủ tục '{answer}'; ghi mã như 1.001193 hoặc một phần của tên",
            f"there is no procedure '{answer}'; write a code like 1.001193 or a part of its name",
        )

    return read


def read_new_code(answer: str) -> str:
    """The code of a procedure that need not be known."""
    code = (meant_code(answer) or "").strip('"')
    if not code:
        raise NotTakenError(
            f"'{answer}' không phải là mã thủ tục; viết như 1.001193",
            f"'{answer}' is no code of a procedure; write it like 1.001193",
        )
    return code


def _find_code(text: str, known: Mapping[str, Procedure], law: ReferenceIndex) -> str:
    code = (meant_code(text) or "").strip('"')
    if code in known:
        return code
    if owner := law.owners.get(code):
        raise NotTakenError(
            f"'{code}' là thủ tục riêng của {owner}; nơi khác không niêm yết được",
            f"'{code}' is a procedure of {owner} alone; nobody else can post it",
        )
    raise NotTakenError(
        f"chưa có thủ tục '{code}' trong catalogue/reference; hãy chạy trước: niemyet new procedure",
        f"there is no procedure '{code}' in catalogue/reference; run first: niemyet new procedure",
    )


def _find_by_name(known: Mapping[str, Procedure], words: str) -> tuple[str, ...]:
    """The procedure of this name. Raises SeveralError if there are more, of which none has exactly this one."""
    asked = fold_words(words)
    if not any(letter.isalpha() for letter in asked):
        return ()
    names = {code: [fold_words(name) for name in (one.name, *one.aliases)] for code, one in known.items()}
    found = (
        [code for code, one in known.items() if one.name.casefold() == " ".join(words.split()).casefold()]
        or [code for code, named in names.items() if asked in named]
        or [code for code, named in names.items() if any(asked in name for name in named)]
    )
    if len(found) > 1:
        choices = [((code,), f"{code} {known[code].name}") for code in found]
        raise SeveralError(f"có {len(found)} thủ tục tên như '{words}'", f"{len(found)} procedures are called '{words}'", choices)
    return tuple(found)


def field_of(law: ReferenceIndex) -> Callable[[str], str]:
    """A reader of fields: by short name or name."""
    return one_of(name_fields(law), "lĩnh vực", "field")


def name_fields(law: ReferenceIndex) -> Mapping[str, str]:
    """The fields of the law by short name."""
    return {key: field.name for key, field in (law.fields or {}).items()}


def number_names(names: Mapping[str, str]) -> str:
    """The names of a closed list with the numbers by which they may be chosen."""
    return "; ".join(f"{number}. {name}" for number, name in enumerate(names.values(), 1))


def one_of(names: Mapping[str, str], vi: str, en: str) -> Callable[[str], str]:
    """A reader of one of a closed list: by number, key or name, with or without marks, or by a part of it that only one has."""

    def read(answer: str) -> str:
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return [*names][int(answer) - 1]
        asked = fold_words(answer)
        folded = {key: fold_words(name) for key, name in names.items()}
        found = [key for key in names if asked in (fold_words(key), folded[key])] or [
            k for k in names if asked and asked in folded[k]
        ]
        if len(found) == 1:
            return found[0]
        near = found or get_close_matches(answer, names) or list(names)
        choices = [(key, f"{key}: {names[key]}") for key in near]
        raise SeveralError(f"không rõ {vi} '{answer}'; chọn", f"'{answer}' is no {en}; choose", choices)

    return read


def document_of(listed: Collection[str] | None) -> Callable[[str], str]:
    """A reader of legal documents: the number of one that is listed; any number if the list could not be read."""

    def read(answer: str) -> str:
        answer = " ".join(answer.split())
        fault = find_fault(answer)
        number = fault.meant if fault is not None and fault.meant else answer
        if listed is None or number in listed:
            return number
        alike = [known for known in listed if likeness(known) == likeness(number)]
        if len(alike) == 1:
            return alike[0]
        raise NotTakenError(
            f"'{answer}' chưa có trong documents.yaml; hãy thêm trước: niemyet new document",
            f"'{answer}' is not in documents.yaml; add it first: niemyet new document",
        )

    return read
