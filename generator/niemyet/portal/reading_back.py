"""Reads back what an import is about to write, as the next check would: a file that could not be read is never placed."""

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.finding import SourceFile
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import read_text
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import kind_of
from niemyet.model.procedure import Procedure
from niemyet.portal.items import Say, in_vietnamese
from niemyet.portal.plan import BrokenCatalogueError, Plan

_UNREADABLE = Bilingual(
    "nội dung này chưa ghi thành tệp đọc lại được, nên không lấy; báo người phát triển kèm tệp này",
    "its content does not survive being written, so it is not taken; tell the developers and send the file",
)


def drop_unreadable(plan: Plan, say: Say = in_vietnamese) -> Plan:
    """The plan without the records that could not be read back, which become refusals; all else stays.

    Raises `BrokenCatalogueError` for a list that could not be read back.
    """
    bad = [path for path, text in plan.texts.items() if not reads_back(path, text)]
    lists = [path for path in bad if kind_of(path) != "procedure"]
    if lists:
        raise BrokenCatalogueError(f"{lists[0]} sẽ không đọc lại được sau khi ghi thêm; sửa theo niemyet check rồi lấy lại")
    if not bad:
        return plan
    codes = {code_of_file(path) for path in bad}
    return replace(
        plan,
        texts={path: text for path, text in plan.texts.items() if path not in bad},
        removed=tuple(path for path in plan.removed if code_of_file(path) not in codes),
        rows=tuple(row for row in plan.rows if row.code not in codes),
        refusals=(*plan.refusals, *((path, say(_UNREADABLE)) for path in bad)),
        reviews=tuple((place, kept) for place, listed in plan.reviews if (kept := tuple(c for c in listed if c not in codes))),
    )


def reads_back(path: str, text: str) -> bool:
    """Whether the catalogue's own reader takes the text of a file at `path` without an error of its form."""
    kind = kind_of(path)
    if kind is None:
        return False
    source, _ = read_text(Path(), SourceFile(path, kind), text.encode("utf-8", "replace"))
    if source is None:
        return False
    document, told = parse_document(source)
    if document is None or told:
        return False
    if kind == "procedure":
        try:
            Procedure.model_validate(plain(document.root))
        except ValidationError:
            return False
    return True
