"""The file of the answers that people have given to doubts: catalogue/doubts.yaml, by the key of the question."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from niemyet.load.finding import SourceFile
from niemyet.load.yaml_writer import write_yaml
from niemyet.model.imported import AnsweredDoubt
from niemyet.model.kinds import path_of
from niemyet.portal.answers import UnfitAnswerError, read_answer
from niemyet.portal.doubts import RaisedDoubt, key_of
from niemyet.portal.merge import as_text
from niemyet.portal.record_files import read_values
from niemyet.portal.settling import Answers

PATH = path_of("doubts")
_SHAPE = TypeAdapter(dict[str, AnsweredDoubt])


class BrokenAnswersError(ValueError):
    """The file of answers cannot be used; the message names the place and says why."""


def read_answers(root: Path, source_files: Iterable[SourceFile]) -> tuple[Answers, dict[str, Any]]:
    """The answers given so far, and the content of the file as loaded. Raises `BrokenAnswersError`, `BrokenCatalogueError`."""
    find = next((file for file in source_files if file.kind == "doubts"), None)
    if find is None:
        return Answers(), {}
    values, text = read_values(root, find)
    if not isinstance(values, dict):
        if text is None or text.strip():
            raise BrokenAnswersError(f"{PATH} đang có lỗi; sửa theo niemyet check rồi chạy lại")
        return Answers(), {}
    return take_answers(values), values


def take_answers(content: Mapping[str, Any]) -> Answers:
    """The answers in the content of the file. Raises `BrokenAnswersError`."""
    values = as_text(content)
    try:
        entries = _SHAPE.validate_python(values)
    except ValidationError as error:
        raise BrokenAnswersError(f"{PATH} đang có lỗi; sửa theo niemyet check rồi chạy lại") from error
    for_all: dict[str, str] = {}
    for_one: dict[tuple[str, str], str] = {}
    for key, entry in entries.items():
        _check_entry(key, entry)
        if entry.answer is not None:
            for_all[key] = entry.answer
        for_one |= {(key, code): text for code, text in entry.procedures.items()}
    return Answers(for_all, for_one)


def _check_entry(key: str, entry: AnsweredDoubt) -> None:
    if key_of(RaisedDoubt(entry.part, entry.text, entry.source_text or "")) != key:
        raise BrokenAnswersError(f"{PATH}: câu hỏi '{key}' không còn là câu đã hỏi; chép lại đúng câu, hoặc trả lời lại")
    try:
        for text in filter(None, (entry.answer, *entry.procedures.values())):
            read_answer(entry.part, entry.text, text)
    except UnfitAnswerError as error:
        raise BrokenAnswersError(f"{PATH}: {error}") from error


def add_answers(held: Mapping[str, Any], given: Iterable[tuple[RaisedDoubt, str, Iterable[str]]], today: date) -> dict[str, Any]:
    """The content of the file with answers added. Each is a doubt, an answer that fits, and the codes it is for (none: all)."""
    content = dict(held)
    for doubt, answer, codes in given:
        key = key_of(doubt)
        asked = {"part": doubt.part, "text": doubt.text} | ({"source_text": doubt.source_text} if doubt.source_text else {})
        before = dict(content.get(key, {}))
        some = list(codes)
        own = {**before.get("procedures", {}), **dict.fromkeys(some, answer)} if some else before.get("procedures", {})
        general = before.get("answer") if some else answer
        content[key] = (
            asked
            | ({"answer": general} if general is not None else {})
            | ({"procedures": dict(sorted(own.items()))} if own else {})
            | {"date": today}
        )
    return dict(sorted(content.items()))


def spell_answers(content: Mapping[str, Any]) -> str:
    """The text of the file."""
    return write_yaml(content)
