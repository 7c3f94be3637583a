"""The sentences of the program, found where they stand, and the catalogues of other languages, kept beside them.

`python tests/messages.py` brings the catalogues up to date: new sentences are added, empty, and those that are gone are removed;
`python tests/messages.py km` begins one. A sentence is a text with Vietnamese letters in the code of the pages, their templates
and scripts, or whatever is said by `say`, `many` and the like. With `{number}` in it, it speaks of a number.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.jslexer import tokenize, unquote_string
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from niemyet.law import choices, office_hours, reception, service_index, workdays
from niemyet.load.message_catalogues import FOLDER
from niemyet.model import vocabulary
from niemyet.model.orthography import MONTH_NAMES
from niemyet.model.oversight import names
from niemyet.model.places import UNIT_KINDS
from niemyet.render.former import FORMER_COMMUNE_KINDS

REPOSITORY = Path(__file__).parent.parent
PACKAGE = REPOSITORY / "generator" / "niemyet"
VIETNAMESE = re.compile("[À-ÖØ-öø-ỹĂăĐđĨĩŨũƠơƯư]")
SAID_BY = {"say": 0, "many": 0, "find": 0, "find_many": 0, "say_as": 1}
"""What says a sentence, and which of its arguments is the sentence; the first argument of `say_as` says what it means."""
SPEAKING = (
    "render/**/*.py",
    "open_data/embedded.py",
    "open_data/option_names.py",
    "open_data/said.py",
    "changes/history.py",
    "changes/page.py",
    "changes/wording.py",
    "oversight/pages/*.py",
    "oversight/held.py",
    "oversight/period_words.py",
    "oversight/promise_words.py",
    "oversight/report_page.py",
    "oversight/reported_words.py",
    "oversight/words.py",
)
"""The modules whose words are shown on pages."""
ONLY_VIETNAMESE = frozenset(
    {
        "format_feedback",
        "format_law_change",
        "name_basis",
        "format_condition",
        "_format_cases",
        "_write_feed",
        "_list_entries",
        "write_news_feeds",
        "write_letter",
        "write_worse_feed",
        "sentences",
    }
)
"""Functions that put Vietnamese together for sheets and feeds, or where the language is Vietnamese."""
NO_SENTENCES = frozenset(
    {"render/search_news.py", "render/search_words.py", "render/search_places.py", "render/alphabet.py", "render/pasted_lines.py"}
)
"""Modules with words that are looked for, and said by nobody."""
NOT_SAID = frozenset({"đồng", "Lệ phí", "bản", "bản sao", "tờ", "trường hợp ", "một phần ", "đặc khu ", "đ"})
"""Beginnings of texts of records, which are looked for."""
UNSAID_NAMES = frozenset({"_DEEDS", "KINDS_FIRST", "_LETTERS", "_FEED", "_OFFICE_MARKS"})
"""Constants with such texts, or with a template of the feeds."""


class Message(NamedTuple):
    """A sentence: its file, what it means if that must be said, its text."""

    file: str
    text: str
    context: str = ""

    @property
    def plural(self) -> bool:
        return "{number}" in self.text or "{count}" in self.text


def find_messages() -> list[Message]:
    """Every sentence, once for each file in which it stands."""
    found = [*_find_in_modules(), *_find_in_templates(), *_find_in_scripts(), *_find_in_tables()]
    return list(dict.fromkeys(found))


def _find_in_modules() -> Iterator[Message]:
    for pattern in SPEAKING:
        for module in sorted(PACKAGE.glob(pattern)):
            if module.relative_to(PACKAGE).as_posix() not in NO_SENTENCES:
                yield from _find_in_module(module, every=True)
    yield from _find_in_module(PACKAGE / "cli" / "answers.py", every=False)


def _find_in_module(module: Path, every: bool) -> Iterator[Message]:
    """`every`: not what is said alone, but every text with Vietnamese letters."""
    file, tree = module.relative_to(REPOSITORY).as_posix(), ast.parse(module.read_text("utf-8"))
    unsaid = {id(node) for node in _list_unsaid(tree)}
    for node in ast.walk(tree):
        if id(node) in unsaid:
            continue
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name == "find" and len(given) == 2:
                yield Message(file, given[0], given[1])
                unsaid |= {id(one) for one in node.args}
            elif name == "say_as":
                yield Message(file, given[1], given[0])
                unsaid |= {id(one) for one in node.args}
            elif name in SAID_BY and given and given[0]:
                yield Message(file, given[0])
        elif every and isinstance(node, ast.Constant) and _is_vietnamese(node.value) and node.value not in NOT_SAID:
            yield Message(file, str(node.value))


def _is_vietnamese(value: object) -> bool:
    return isinstance(value, str) and VIETNAMESE.search(value) is not None


def _list_unsaid(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, texts in f-strings, and what `ONLY_VIETNAMESE` and `UNSAID_NAMES` name."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as text):
                yield text
            case ast.JoinedStr():
                yield from node.values
            case ast.FunctionDef(name=name) if name in ONLY_VIETNAMESE:
                yield from (one for one in ast.walk(node) if not isinstance(one, ast.Call))
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)) if name in UNSAID_NAMES:
                yield from ast.walk(node)


def find_joined_words() -> list[str]:
    """F-strings with Vietnamese letters in the modules that speak: words put together, which only Vietnamese can say so."""
    found = []
    for module in (module for pattern in SPEAKING for module in sorted(PACKAGE.glob(pattern))):
        tree = ast.parse(module.read_text("utf-8"))
        own = {id(one) for node in ast.walk(tree) if getattr(node, "name", "") in ONLY_VIETNAMESE for one in ast.walk(node)}
        for node in (one for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) and id(one) not in own):
            words = [str(one.value) for one in node.values if isinstance(one, ast.Constant) and _is_vietnamese(one.value)]
            found += [f"{module.name}:{node.lineno} {word}" for word in words if word not in COMPUTED]
    return found


COMPUTED = frozenset({"nửa ", "một phần ", "một phần các ", "các "})
"""Beginnings of sentences that `_find_in_tables` makes too."""


def list_templates() -> list[Path]:
    """The templates whose words are translated: all but those of the editors' guide, which are in Vietnamese only."""
    theme = REPOSITORY / "theme"
    every = [*theme.glob("*.html"), *(theme / "records").glob("*.html")]
    return sorted(one for one in every if "guide" not in one.name)


def _find_in_templates() -> Iterator[Message]:
    parser = Environment()
    for template in list_templates():
        file, tree = template.relative_to(REPOSITORY).as_posix(), parser.parse(template.read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            name = call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")
            given = [one.value for one in call.args if isinstance(one, nodes.Const) and isinstance(one.value, str)]
            if name == "say_as":
                yield Message(file, given[1], given[0])
            elif name in SAID_BY and given:
                yield Message(file, given[0])
        for text in tree.find_all(nodes.Const):
            if _is_vietnamese(text.value) and text.value not in LETTER:
                yield Message(file, text.value)


LETTER = frozenset({"Báo lỗi trang ", "Mã phiên bản: ", "\r\nChỗ sai: \r\nNội dung đúng: \r\nCăn cứ: "})
"""The letter to an office, which is written in Vietnamese on every page."""


def list_scripts() -> list[Path]:
    """The browser's scripts that say something."""
    return sorted((REPOSITORY / "theme" / "assets").glob("*.js"))


def _find_in_scripts() -> Iterator[Message]:
    for script in list_scripts():
        file = script.relative_to(REPOSITORY).as_posix()
        before, context = ["", ""], ""
        for token in tokenize(script.read_text("utf-8"), jsx=False):
            if token.type == "string":
                text = unquote_string(token.value)
                if before[-2:] == ["sayAs", "("]:
                    context = text
                elif context:
                    yield Message(file, text, context)
                    context = ""
                elif (before[-1] == "(" and before[-2] in SAID_BY) or (VIETNAMESE.search(text) and text not in NOT_SAID):
                    yield Message(file, text)
            if token.type not in ("whitespace", "linecomment", "multilinecomment"):
                before = [before[-1], token.value]


UNSAID_TABLES = frozenset({"CONFIDENCE_NAMES", "FEE_SETTER_NAMES"})
"""Tables of words for those who write records."""


def _find_in_tables() -> Iterator[Message]:
    tables = "generator/niemyet/model/vocabulary.py"
    for name, table in vars(vocabulary).items():
        if (
            name.isupper()
            and not name.startswith("_")
            and isinstance(table, dict)
            and name not in ("CONFIDENCE_NAMES", "FEE_SETTER_NAMES")
        ):
            yield from (Message(tables, text) for text in table.values())
    closed = (workdays.WEEKEND, office_hours.WITHIN_HOLIDAY, reception.LUNCH, reception.OUTSIDE_HOURS, "làm bù")
    for text in (choices.ASKED_AREA, choices.NO_SUCH_AREA, *closed):
        yield Message("generator/niemyet/law", text)
    for table in (
        names.FINDING_KINDS,
        names.INSPECTION_KINDS,
        names.SURVEY_KINDS,
        names.STAGES,
        names.PLAN_KINDS,
        names.RULE_KINDS,
    ):
        yield from (Message("generator/niemyet/model/oversight/names.py", text) for text in table.values())
    yield from (Message("generator/niemyet/law/service_index.py", row.source) for row in service_index.MAXIMA)
    speaking = "generator/niemyet/render/language.py"
    yield from (Message(file, text) for file in (speaking, "theme/assets/days.js") for text in MONTH_NAMES)
    yield from (Message(speaking, f"{{number}} {name}") for name in vocabulary.UNIT_NAMES.values())
    yield from (Message(speaking, f"nửa {name}") for name in vocabulary.UNIT_NAMES.values())
    yield from (Message("generator/niemyet/render/summaries.py", f"{{number}} {name}") for name in vocabulary.COPY_NAMES.values())
    for kind in UNIT_KINDS:
        yield from (Message(file, f"{kind} {{name}}") for file in (speaking, "theme/assets/units.js"))
        yield Message(speaking, kind)
    for kind in FORMER_COMMUNE_KINDS:
        for words in ("các {} {{name}}", "một phần {} {{name}}", "một phần các {} {{name}}"):
            yield Message("generator/niemyet/render/former.py", words.format(kind))


def read_catalogue(code: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    with (FOLDER / f"{code}.po").open("rb") as stream:
        return read_po(stream, locale=code, abort_invalid=True)


def make_catalogue(code: str, before: Catalog | None) -> Catalog:
    """The catalogue of a language as it ought to be: every sentence of today, with the translations of before."""
    catalogue, files, plural = Catalog(locale=code), dict[tuple[str, str], set[str]](), set[tuple[str, str]]()
    for message in find_messages():
        files.setdefault((message.text, message.context), set()).add(message.file)
        if message.plural:
            plural.add((message.text, message.context))
    for (text, context), places in files.items():
        known = before.get(text, context or None) if before is not None else None
        identity = (text, text) if (text, context) in plural else text
        same = known is not None and isinstance(known.id, tuple) == isinstance(identity, tuple)
        catalogue.add(
            identity,
            known.string if known is not None and same else None,
            context=context or None,
            locations=[(place, 0) for place in sorted(places)],
            user_comments=known.user_comments if known is not None else (),
        )
    return catalogue


def write_catalogue(code: str) -> None:
    """Brings the catalogue of a language up to date."""
    file = FOLDER / f"{code}.po"
    catalogue = make_catalogue(code, read_catalogue(code) if file.is_file() else None)
    FOLDER.mkdir(exist_ok=True)
    with file.open("wb") as stream:
        stream.write(HEAD.format(code=code, plural=catalogue.plural_forms).encode())
        write_po(stream, catalogue, width=130, sort_by_file=True, include_lineno=False, omit_header=True)


HEAD = """\
# The sentences of the program, from Vietnamese.
msgid ""
msgstr ""
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


if __name__ == "__main__":
    for code in sys.argv[1:] or sorted(file.stem for file in FOLDER.glob("*.po")):
        write_catalogue(code)
