"""The page that says where each duty of the five founding documents is answered names only what there is."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from conftest import REPOSITORY
from niemyet.model.settings import Settings
from niemyet.validate.shapes import SHAPES

PAGE = (REPOSITORY / "docs/soan-thao/nam-van-ban/index.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in PAGE.splitlines() if line.startswith("| ")]
DUTIES = [row for row in ROWS if row[0] not in ("Việc phải làm", "---")]
DOCUMENTS = {"Thường Tín", "chấn chỉnh", "Thạch Khê", "Hồng Vân", "Đống Đa"}
NO_KEYS = {"<năm>.yaml", "documents.yaml", "duty.yaml", "boundary.geojson", "news/", "niemyet new posting"}
"""Files and commands, which are named as keys are."""


def list_keys(shape: Any, seen: set[Any]) -> Iterator[str]:
    """Every key of a model and of the parts within it."""
    for inner in get_args(shape):
        yield from list_keys(inner, seen)
    if isinstance(shape, type) and issubclass(shape, BaseModel) and shape not in seen:
        seen.add(shape)
        for name, field in shape.model_fields.items():
            yield field.alias or name
            yield from list_keys(field.annotation, seen)


KEYS = {key for shape in (*SHAPES.values(), Settings) for key in list_keys(shape, set())}


def test_each_document_has_duties_and_no_other_is_named() -> None:
    named = {document for row in DUTIES for document in row[1].split(", ")}
    assert named == DOCUMENTS and len(DUTIES) > 25


@pytest.mark.parametrize("row", DUTIES, ids=lambda row: row[0][:40])
def test_a_duty_is_answered_by_what_there_is(row: list[str]) -> None:
    """Its tests exist, its keys are keys of records or settings, and its page is named."""
    _, _, page, record, tests = row
    assert page and (named := re.findall(r"`(test_\w+\.py)`", tests))
    assert not [name for name in named if not (REPOSITORY / "tests" / name).is_file()]
    assert not [key for key in re.findall(r"`([^`]+)`", record) if key not in KEYS | NO_KEYS]
