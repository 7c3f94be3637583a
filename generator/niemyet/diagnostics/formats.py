"""Formats a report: text with excerpts, JSON, and the formats of GitHub, GitLab and SARIF."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from urllib.parse import quote

from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.gathering import Told, gather, rank_of
from niemyet.diagnostics.report import Report
from niemyet.diagnostics.report_data import name_place, report_as_data
from niemyet.diagnostics.rulebook import Sentence, put_into_words, read_rulebook, severity_of
from niemyet.diagnostics.showing import blank, show, show_json

WORDS = {
    "vi": {
        "error": "lỗi",
        "warning": "cảnh báo",
        "note": "lưu ý",
        "help": "sửa",
        "in": "trong",
        "clean": "Không có lỗi nào",
        "summary": "Tóm lại:",
        "file": "tệp",
        "also": "như vậy ở {} chỗ nữa",
        "here": "luật này còn nêu {} điều nữa ở dòng ấy",
        "all": "nêu đủ: niemyet check --format line",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "note": "note",
        "help": "help",
        "in": "in",
        "clean": "No errors",
        "summary": "In short:",
        "file": "file",
        "also": "the same in {} more places",
        "here": "the rule tells {} more of that line",
        "all": "all of them: niemyet check --format line",
    },
}
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;34m", "mark": "\x1b[1;36m", "off": "\x1b[0m"}
_PLAIN = dict.fromkeys(_COLOURS, "")


def format_text(report: Report, lang: str, colour: bool = False) -> str:
    """The report for a terminal: an excerpt with a caret for each diagnostic, the worst first, then the counts.

    What is said of many records is told once, with the number of the others and some of their places; what one rule says of one
    place again and again likewise, with some of its sentences.
    """
    paint = _COLOURS if colour else _PLAIN
    blocks = [_add_others(format_block(told.first, lang, paint), told, lang) for told in gather(report.diagnostics, lang)]
    summary = [_sum_up(report, lang)] if len(report.diagnostics) >= FEWEST_TO_SUM_UP else []
    return "\n\n".join([*blocks, *summary, count_all(report, lang)])


MOST_OTHERS = 5
"""Places that are named of those of which the same is said; the rest are counted."""


def _add_others(block: str, told: Told, lang: str) -> str:
    words, margin = WORDS[lang], block[block.rindex("\n") + 1 :].partition("=")[0]
    lines = [block]
    if others := told.others:
        named = [f"{show(name_place(one.place, lang))}:{one.place.line}" for one in others[:MOST_OTHERS]]
        dots = ", …" if len(others) > MOST_OTHERS else ""
        lines.append(f"{margin}= {words['also'].format(len(others))}: {', '.join(named)}{dots}")
    if here := told.here:
        lines.append(f"{margin}= {words['here'].format(len(here))}:")
        lines += [f"{margin}  - {say(one, lang).message}" for one in here[:MOST_OTHERS]]
        lines += [f"{margin}  … {words['all']}"] if len(here) > MOST_OTHERS else []
    return "\n".join(lines)


FEWEST_TO_SUM_UP = 20
"""From this many diagnostics on, which do not fit on a screen, a summary by rule follows them."""


def _sum_up(report: Report, lang: str) -> str:
    """Counts per rule, of diagnostics and of files: errors first, then warnings, notes last; of these the most frequent first."""
    words = WORDS[lang]
    rules = Counter(diagnostic.rule for diagnostic in report.diagnostics)
    files: dict[str, set[str]] = {}
    for diagnostic in report.diagnostics:
        files.setdefault(diagnostic.rule, set()).add(diagnostic.place.file)
    severities = {diagnostic.rule: severity_of(diagnostic) for diagnostic in report.diagnostics}
    ranks = {diagnostic.rule: rank_of(diagnostic) for diagnostic in report.diagnostics}
    order = sorted(rules, key=lambda rule: (ranks[rule], -rules[rule], rule))
    rows = [
        f"{rules[rule]:>7}  {words[severities[rule]]}[{rule}] {words['in']} {count_files(len(files[rule]), lang)}"
        for rule in order
    ]
    return "\n".join([words["summary"], *rows])


def format_block(diagnostic: Diagnostic, lang: str, paint: Mapping[str, str] = _PLAIN) -> str:
    """One diagnostic for a terminal: message, place, the line with carets, help."""
    words, place = WORDS[lang], diagnostic.place
    sentence = say(diagnostic, lang)
    severity = severity_of(diagnostic)
    head = f"{paint[severity]}{words[severity]}[{diagnostic.rule}]{paint['off']}: {sentence.message}"
    number = str(place.line)
    margin = " " * len(number)
    lines = [head, f"{margin}{paint['mark']}-->{paint['off']} {show(name_place(place, lang))}:{place.line}:{place.column}"]
    if place.text is not None:
        text = blank(place.text)
        shown, shift = _cut(text, place.column)
        carets = "^" * max(1, min(place.width, len(shown) - (place.column - 1 - shift)))
        bar = f"{paint['mark']}|{paint['off']}"
        lines += [
            f"{margin} {bar}",
            f"{number} {bar} {shown}",
            f"{margin} {bar} {' ' * (place.column - 1 - shift)}{paint[severity]}{carets}{paint['off']}",
        ]
    lines.append(f"{margin} = {words['help']}: {sentence.help}")
    return "\n".join(lines)


def say(diagnostic: Diagnostic, lang: str) -> Sentence:
    """The sentences of a diagnostic, safe for a terminal."""
    sentence = put_into_words(diagnostic, lang)
    return Sentence(show(sentence.message), show(sentence.help))


def _cut(text: str, column: int, most: int = 110) -> tuple[str, int]:
    """The part of a long line around `column`, and the number of characters cut off before it."""
    if len(text) <= most:
        return text, 0
    start = max(0, min(column - 1 - most // 3, len(text) - most))
    return text[start : start + most], start


def count_all(report: Report, lang: str) -> str:
    """The last line: errors, warnings and notes, and the number of files."""
    within = f"{WORDS[lang]['in']} {count_files(report.files, lang)}."
    if not report.diagnostics:
        return f"{WORDS[lang]['clean']} {within}"
    counts = [(report.errors, Severity.ERROR), (report.warnings, Severity.WARNING)]
    counts += [(report.notes, Severity.NOTE)] if report.notes else []
    return f"{', '.join(count_of(number, severity, lang) for number, severity in counts)} {within}"


def count_of(number: int, severity: Severity, lang: str) -> str:
    """ "2 lỗi", "2 errors"."""
    return f"{number} {WORDS[lang][severity]}{'s' if lang == 'en' and number != 1 else ''}"


def count_files(number: int, lang: str) -> str:
    """ "2 tệp", "2 files"."""
    return f"{number} {WORDS[lang]['file']}{'s' if lang == 'en' and number != 1 else ''}"


def format_json(report: Report, lang: str, colour: bool = False) -> str:
    """The report as JSON (`report_data.py`)."""
    return _as_json(report_as_data(report, lang))


def _as_json(data: object) -> str:
    return show_json(json.dumps(data, ensure_ascii=False, indent=2))


_OF_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_OF_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def format_github(report: Report, lang: str, colour: bool = False) -> str:
    """GitHub workflow commands, shown at the lines of a pull request."""
    lines = []
    for diagnostic in report.diagnostics:
        sentence, place = say(diagnostic, lang), diagnostic.place
        file = _escape_value(show(name_place(place, lang)))
        values = f"file={file},line={place.line},col={place.column},endColumn={place.column + place.width}"
        text = _escape(f"{sentence.message}\n{WORDS[lang]['help']}: {sentence.help}")
        lines.append(f"::{_OF_GITHUB[severity_of(diagnostic)]} {values},title={diagnostic.rule}::{text}")
    return "\n".join([*lines, count_all(report, lang)])


MOST_IN_SUMMARY = 1000
"""Rows of a summary: GitHub accepts one megabyte per step."""


def format_summary(report: Report, lang: str) -> str:
    """All diagnostics as a Markdown table, because GitHub shows only ten annotations per step."""
    rows = [f"**{count_all(report, lang)}**\n"]
    if report.diagnostics:
        rows += ["| | | |", "| --- | --- | --- |"]
    for diagnostic in report.diagnostics[:MOST_IN_SUMMARY]:
        sentence, place = say(diagnostic, lang), diagnostic.place
        words = _escape_cell(f"{sentence.message} – {sentence.help}")
        file = _escape_cell(f"{show(name_place(place, lang))}:{place.line}")
        rows.append(f"| {WORDS[lang][severity_of(diagnostic)]} `{diagnostic.rule}` | {file} | {words} |")
    left = len(report.diagnostics) - MOST_IN_SUMMARY
    return "\n".join([*rows, *([f"\n… +{left}"] if left > 0 else [])]) + "\n"


def _escape_cell(text: str) -> str:
    """Text of records escaped for a table cell: no Markdown, no HTML."""
    marked = "".join(f"\\{letter}" if letter in "\\`*_[]|~" else letter for letter in text)
    return marked.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_value(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


LINE = r"^(.+?):(\d+):(\d+)-(\d+): (error|warning|note) \[([a-z-]+)\] (.*)$"
"""A line of `format_line`: file, line, column, the column behind the end, severity, rule, message. What stands in brackets before
the file, because it travels with the program, is part of its name."""


def format_line(report: Report, lang: str, colour: bool = False) -> str:
    """A line for each diagnostic, as compilers write them, for editors that underline what is wrong; then the counts."""
    lines = []
    for diagnostic in report.diagnostics:
        sentence, place = say(diagnostic, lang), diagnostic.place
        where = f"{show(name_place(place, lang))}:{place.line}:{place.column}-{place.column + place.width}"
        told = f"{sentence.message}. {WORDS[lang]['help'].capitalize()}: {sentence.help}"
        lines.append(f"{where}: {severity_of(diagnostic)} [{diagnostic.rule}] {told}")
    return "\n".join([*lines, count_all(report, lang)])


def format_gitlab(report: Report, lang: str, colour: bool = False) -> str:
    """A GitLab code quality report. Fingerprints depend on file, rule and message, not on the line."""
    seen: dict[str, int] = {}
    issues = []
    for diagnostic in report.diagnostics:
        sentence, place = put_into_words(diagnostic, lang), diagnostic.place
        key = f"{name_place(place, lang)}\0{diagnostic.rule}\0{sentence.message}"
        seen[key] = seen.get(key, 0) + 1
        issues.append({
            "description": f"{sentence.message} – {sentence.help}",
            "check_name": diagnostic.rule,
            "fingerprint": sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest(),
            "severity": _OF_GITLAB[severity_of(diagnostic)],
            "location": {"path": name_place(place, lang), "lines": {"begin": place.line}},
        })  # fmt: skip
    return _as_json(issues)


def format_sarif(report: Report, lang: str, colour: bool = False) -> str:
    """A SARIF 2.1.0 log, with the reason of each broken rule."""
    rulebook = read_rulebook()
    broken = sorted({diagnostic.rule for diagnostic in report.diagnostics})
    rules = [
        {"id": code, "shortDescription": {"text": code}, "fullDescription": {"text": getattr(rulebook[code].why, lang)}}
        for code in broken
    ]
    results = []
    for diagnostic in report.diagnostics:
        sentence, place = put_into_words(diagnostic, lang), diagnostic.place
        uri = quote(name_place(place, lang), errors="surrogateescape")
        region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + place.width}
        results.append({
            "ruleId": diagnostic.rule,
            "level": str(severity_of(diagnostic)),
            "message": {"text": f"{sentence.message}. {WORDS[lang]['help']}: {sentence.help}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        })  # fmt: skip
    run = {"tool": {"driver": {"name": "niemyet", "rules": rules}}, "results": results, "columnKind": "unicodeCodePoints"}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _as_json({"$schema": schema, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Report, str, bool], str]] = {
    "text": format_text,
    "line": format_line,
    "github": format_github,
    "gitlab": format_gitlab,
    "sarif": format_sarif,
    "json": format_json,
}
