"""The rulebook: every rule is explained, every example is true, every case gives exactly its diagnostics.

A case is a file in tests/cases/; adding one needs no programming. It changes the small catalogue in tests/small/ and lists all
resulting diagnostics in order:

    files:    path → text of a file
    bytes:    path → a file's bytes as hexadecimal digits
    sizes:    path → a file of this many bytes, beginning with those of `bytes`
    folders:  paths of folders
    links:    path → target of the link, relative to the link
    remove:   paths to remove first
    locked:   paths of files that may not be read
    packaged: path → text of a file that travels with the program
    proposal: owner, and the paths of the files that a proposal of theirs changes
    expect:   rule, file, line, column and Vietnamese help of each diagnostic, and its message where that matters
"""

import ast
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest

import niemyet
from conftest import read_yaml, some_of
from examples import write_example
from niemyet.building.checking import check_catalogue
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.rulebook import GROUPS, Rule, put_into_words, read_rulebook
from niemyet.editing.owners import find_strangers
from niemyet.model.article import NoticeKind, Topic
from niemyet.model.kinds import KINDS
from niemyet.model.settings import SECTIONS

TODAY = date(2026, 11, 22)
SMALL = Path(__file__).parent / "small"
CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))}
PACKAGE = Path(niemyet.__file__).parent
NOBODY = 65534

shown_as_text = pytest.mark.parametrize(
    "rule",
    [pytest.param(rule, id=code) for code, rule in some_of(read_rulebook().items(), of=4) if rule.example.file is not None],
)
every_rule = pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=code) for code, rule in some_of(read_rulebook().items(), of=3)]
)


@pytest.fixture
def root() -> Iterator[Path]:
    """A copy of the small catalogue, in a folder that every user of the machine may enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(shutil.copytree(SMALL, Path(folder) / "site"))


def told_of(root: Path) -> tuple[Diagnostic, ...]:
    packaged = root.with_name("packaged")
    return check_catalogue(root, TODAY, packaged=packaged if packaged.is_dir() else None).diagnostics


def test_the_small_catalogue_is_clean(root: Path) -> None:
    """A valid catalogue gives no diagnostic at all."""
    assert told_of(root) == ()


# -- the rulebook and the code --------------------------------------------------------------------------------


def _constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _rules_of_diagnostics(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Diagnostic":
            rule = node.args[0]
            if isinstance(rule, ast.Constant):
                yield str(rule.value)


def codes_in_the_program() -> set[str]:
    """Every word with hyphens in the stages that judge a record, but for kinds of records and topics of news."""
    judging = [
        *(PACKAGE / "catalogue").rglob("*.py"),
        *(path for stage in ("load", "model", "validate") for path in (PACKAGE / stage).rglob("*.py")),
    ]
    words = {word for path in judging for word in _constants(path) if re.fullmatch(r"[a-z]+(-[a-z]+)+", word)}
    written = {rule for path in PACKAGE.rglob("*.py") for rule in _rules_of_diagnostics(path)}
    return (words - set(KINDS) - set(get_args(Topic)) - set(get_args(NoticeKind)) - set(SECTIONS)) | written


@pytest.mark.slow("the whole program is read")
def test_rulebook_and_program_know_the_same_rules() -> None:
    """Every rule that the program can tell stands in the rulebook, and the rulebook has no other."""
    assert sorted(read_rulebook()) == sorted(codes_in_the_program())


def test_every_rule_has_a_case() -> None:
    """Every rule has a case file of its own name, and that rule is told in it."""
    for code in read_rulebook():
        assert code in CASES
        assert code in [told["rule"] for told in read_case(code)["expect"]]


# -- sentences ------------------------------------------------------------------------------------------------

MACHINE_WORDS = re.compile(
    r"\b(key|mapping|sequence|scalar|null|none|alias|anchor|tag|string|integer|boolean|float|tuple|dict|array|python"
    r"|(?<!\.)yaml|(?<!\.)csv|toml|json|regex|parse|parser|token|exception|symlink)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sentences_keep_to_the_style_sheet(lang: str) -> None:
    """A message is one lower-case sentence without a full stop, help likewise, in plain words and composed letters."""
    for rule in read_rulebook().values():
        for said in (rule.message, rule.help, rule.near):
            if said is None:
                continue
            text = getattr(said, lang)
            words = re.sub(r"\{\w+\}", "", text)
            assert text == text.strip() and not text.endswith((".", "!")), rule.code
            assert not re.match(r"[^\W\d_]", text) or text[0].islower(), rule.code
            assert not re.search(r"\. [^\W\d_]", words), f"{rule.code}: one sentence only"
            assert not MACHINE_WORDS.search(words), rule.code
            assert unicodedata.is_normalized("NFC", text), rule.code


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_rule_says_why(lang: str) -> None:
    """The reason for a rule is two to four whole sentences in plain words."""
    for rule in read_rulebook().values():
        text = getattr(rule.why, lang)
        sentences = re.findall(r"[.?](?= [^\W\d_]|$)", text)
        assert text[0].isupper() and text.endswith(".") and 2 <= len(sentences) <= 4, rule.code
        assert not MACHINE_WORDS.search(text), rule.code
        assert unicodedata.is_normalized("NFC", text), rule.code


# -- examples -------------------------------------------------------------------------------------------------


@every_rule
def test_what_the_rulebook_says_is_told_is_told(rule: Rule, root: Path) -> None:
    """The message of a rule's example is the very message of the check, at the very place; without a file, that of its case.

    What the rulebook shows as bad breaks that rule in that file, and no other rule there.
    """
    if rule.example.file is not None:
        write_example(root, rule.example.file, rule.example.bad, rule.example.whole)
        told = told_of(root)
        assert {one.rule for one in told if one.place.file == rule.example.file} == {rule.code}
    else:
        told = told_of_case(read_case(rule.code), root)
    found = next(one for one in told if one.rule == rule.code and rule.example.file in (None, one.place.file))
    assert rule.example.told.place == found.place
    for lang in ("vi", "en"):
        assert put_into_words(rule.example.told, lang) == put_into_words(found, lang)


def test_every_rule_has_its_group() -> None:
    """The messages are listed by what they are about."""
    assert {rule.group for rule in read_rulebook().values()} == set(GROUPS)


@shown_as_text
def test_good_example_keeps_its_rule(rule: Rule, root: Path) -> None:
    """What the rulebook shows as good gives no diagnostic in that file."""
    write_example(root, str(rule.example.file), rule.example.good, rule.example.whole)
    assert [told for told in told_of(root) if told.place.file == rule.example.file] == []


# -- cases ----------------------------------------------------------------------------------------------------


def read_case(name: str) -> Mapping[str, Any]:
    case = read_yaml(CASES[name])
    unknown = set(case) - {"files", "bytes", "sizes", "folders", "links", "remove", "locked", "proposal", "packaged", "expect"}
    assert not unknown, f"{name}: {unknown}"
    return dict(case)


def lay_over(case: Mapping[str, Any], root: Path) -> None:
    """Changes the catalogue at `root` as the case says."""
    for path in case.get("remove", ()):
        (root / path).unlink()
    for path in case.get("folders", ()):
        (root / path).mkdir(parents=True)
    beginnings = {path: bytes.fromhex(digits) for path, digits in case.get("bytes", {}).items()}
    contents = {
        **{path: text.encode() for path, text in case.get("files", {}).items()},
        **beginnings,
        **{path: beginnings.get(path, b"").ljust(size, b"x") for path, size in case.get("sizes", {}).items()},
    }
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    for path, text in case.get("packaged", {}).items():
        file = root.with_name("packaged") / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for path, target in case.get("links", {}).items():
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)
    for path in case.get("locked", ()):
        (root / path).chmod(0)


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Nothing is locked for root, so root stands down for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def told_of_case(case: Mapping[str, Any], root: Path) -> tuple[Diagnostic, ...]:
    """What is told of the catalogue at `root` after the case is laid over it."""
    lay_over(case, root)
    with as_ordinary_user() if "locked" in case else nullcontext():
        told = told_of(root)
    proposal = case.get("proposal")
    return (*told, *find_strangers(proposal["changed"], proposal["owner"])) if proposal else told


def describe(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as a case writes it."""
    place, sentence = diagnostic.place, put_into_words(diagnostic, "vi")
    at = {"file": place.file, "line": place.line, "column": place.column}
    return {"rule": diagnostic.rule, **at, "message": sentence.message, "help": sentence.help}


@pytest.mark.parametrize("name", some_of(CASES, of=1))
def test_case(name: str, root: Path) -> None:
    """What a case expects is everything that is told, in order, and every sentence of it can be said in both languages."""
    case = read_case(name)
    diagnostics = told_of_case(case, root)
    expected = case["expect"]
    told = [describe(diagnostic) for diagnostic in diagnostics]
    for one, wanted in zip(told, expected, strict=False):
        if "message" not in wanted:
            del one["message"]
    assert told == expected
    sentences = [put_into_words(diagnostic, lang) for diagnostic in diagnostics for lang in ("vi", "en")]
    assert all(sentence.message and sentence.help for sentence in sentences)
