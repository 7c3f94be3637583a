"""The text of `niemyet explain`: a rule's message, reason, bad and good example."""

from textwrap import fill, indent

from niemyet.diagnostics.diagnostic import Severity
from niemyet.diagnostics.formats import format_block
from niemyet.diagnostics.rulebook import put_into_words, read_rulebook

_WORDS = {
    "vi": ("Vì sao", "Sai", "Đúng", {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.NOTE: "lưu ý"}),
    "en": ("Why", "Wrong", "Right", {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}),
}


def list_rules(lang: str) -> str:
    """All rules, one per line: code, severity and the message for the rule's example."""
    severities = _WORDS[lang][3]
    rules = read_rulebook()
    width = max(map(len, rules))
    return "\n".join(
        f"{code:<{width}}  {severities[rule.severity]:<8}  {put_into_words(rule.example.told, lang).message}"
        for code, rule in rules.items()
    )


def explain_rule(code: str, lang: str) -> str:
    """One rule in full. Raises KeyError for an unknown code."""
    rule = read_rulebook()[code]
    why, wrong, right, _ = _WORDS[lang]
    file = f" ({rule.example.file})" if rule.example.file else ""
    return "\n\n".join((
        format_block(rule.example.told, lang),
        f"{why}:\n{indent(fill(getattr(rule.why, lang), 96), '  ')}",
        f"{wrong}{file}:\n{indent(rule.example.bad.strip(), '  ')}",
        f"{right}:\n{indent(rule.example.good.strip(), '  ')}",
    ))  # fmt: skip
