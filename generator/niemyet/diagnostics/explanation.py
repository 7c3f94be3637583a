"""Explains the rules to the one who broke them: the sentence, the reason, a bad and a good example."""

from textwrap import fill, indent

from niemyet.diagnostics.diagnostic import Severity
from niemyet.diagnostics.rulebook import read_rulebook

_WORDS = {
    "vi": ("Vì sao", "Cách sửa", "Sai", "Đúng", {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo"}),
    "en": ("Why", "How to mend it", "Wrong", "Right", {Severity.ERROR: "error", Severity.WARNING: "warning"}),
}


def list_rules(lang: str) -> str:
    """All rules, one a line: severity, code and the sentence."""
    severities = _WORDS[lang][4]
    rules = read_rulebook()
    width = max(map(len, rules))
    return "\n".join(
        f"{code:<{width}}  {severities[rule.severity]:<8}  {getattr(rule.message, lang)}" for code, rule in rules.items()
    )


def explain_rule(code: str, lang: str) -> str:
    """One rule at length."""
    rule = read_rulebook()[code]
    why, mend, wrong, right, severities = _WORDS[lang]
    file = f" ({rule.example.file})" if rule.example.file else ""
    return "\n\n".join((
        f"{severities[rule.severity]}[{code}]: {getattr(rule.message, lang)}",
        f"{why}:\n{indent(fill(getattr(rule.why, lang), 96), '  ')}",
        f"{mend}:\n  {getattr(rule.help, lang)}",
        f"{wrong}{file}:\n{indent(rule.example.bad.strip(), '  ')}",
        f"{right}:\n{indent(rule.example.good.strip(), '  ')}",
    ))  # fmt: skip
