"""The rulebook: severity, sentences and explanation of every rule, one TOML file each in `rules/`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place, Severity
from niemyet.values import dataclass

_RULES = Path(__file__).with_name("rules")
GROUPS: Mapping[str, Bilingual] = {
    "keys": Bilingual("Tên mục, mục thiếu", "Names of entries, missing entries"),
    "values": Bilingual("Cách viết ngày, số, giờ, mã", "How days, numbers, times and codes are written"),
    "writing": Bilingual("Cách xếp dòng, dấu câu trong tệp", "Lines and signs of a file"),
    "law": Bilingual("Phí, thời hạn, giờ làm việc", "Fees, deadlines, hours"),
    "references": Bilingual("Tên, mã lấy từ tệp khác", "Names and codes that stand in another file"),
    "review": Bilingual("Việc cần xem lại", "What is to be looked at again"),
    "letters": Bilingual("Chữ, dấu tiếng Việt", "Letters and marks"),
    "news": Bilingual("Tin và ảnh", "News and pictures"),
    "files": Bilingual("Tệp và thư mục", "Files and folders"),
    "figures": Bilingual("Số liệu năm: hồ sơ, điểm, khảo sát", "Figures of a year: dossiers, points, surveys"),
    "settings": Bilingual("Thiết lập của trang", "Settings of the site"),
}
"""Groups of rules as the guide lists them, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Example:
    """A bad and a good version of the same thing, and the diagnostic of the bad one.

    If `file` is set, both are applied to that file of a small catalogue by a test: their top-level keys replace those of the
    file or, with `whole`, they are the whole file. Otherwise the rule's case in the tests shows the same mistake.
    """

    bad: str
    good: str
    told: Diagnostic
    file: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `message` says what is wrong, `help` what to do; `near` is the help if the intended name is known."""

    code: str
    group: str
    severity: Severity
    message: Bilingual
    help: Bilingual
    near: Bilingual | None
    why: Bilingual
    example: Example


def _said(table: Mapping[str, str]) -> Bilingual:
    return Bilingual(table["vi"], table["en"])


@cache
def read_rulebook() -> Mapping[str, Rule]:
    """All rules by code, in alphabetical order."""
    return {code: read_rule(code) for code in sorted(file.name.removesuffix(".toml") for file in _RULES.iterdir())}


@cache
def read_rule(code: str) -> Rule:
    """One rule: who tells three mistakes need not read what all the others are."""
    import tomllib  # here, because mostly nothing is told

    table = tomllib.loads(_RULES.joinpath(f"{code}.toml").read_text("utf-8"))
    return Rule(
        code,
        table["group"],
        Severity(table["severity"]),
        _said(table["message"]),
        _said(table["help"]),
        _said(table["near"]) if "near" in table else None,
        _said(table["why"]),
        _read_example(code, **table["example"]),
    )


def _read_example(code: str, told: dict[str, Any], **example: Any) -> Example:
    values = {name: value if isinstance(value, str) else _said(value) for name, value in told.pop("values", {}).items()}
    place = Place(**{"file": example.get("file"), **told})
    return Example(told=Diagnostic(code, place, values), **example)


def severity_of(diagnostic: Diagnostic) -> Severity:
    """The severity of the diagnostic's rule."""
    return read_rule(diagnostic.rule).severity


@dataclass(frozen=True, slots=True)
class Sentence:
    """A diagnostic in one language."""

    message: str
    help: str


def put_into_words(diagnostic: Diagnostic, lang: str) -> Sentence:
    """The diagnostic's message and help in `lang` ('vi' or 'en')."""
    rule = read_rule(diagnostic.rule)
    values = {k: getattr(v, lang) if isinstance(v, Bilingual) else v for k, v in diagnostic.values.items()}
    if "fix" in values:
        return Sentence(getattr(rule.message, lang).format_map(values), values["fix"])
    advice = rule.near if rule.near is not None and "near" in values else rule.help
    return Sentence(getattr(rule.message, lang).format_map(values), getattr(advice, lang).format_map(values))
