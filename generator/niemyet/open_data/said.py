"""What texts for assistants and pages for frames say of the tables of `answer_tables.py`, in the language of these.

A table's own words are already in its language; here stands what is put around them. No markup: a page that must know which words
are a record's hands in what shows them.
"""

from collections.abc import Callable

from niemyet.model.orthography import is_clause, lower_first
from niemyet.open_data.writing import Data
from niemyet.render.language import Language

SAMPLE = "Dữ liệu mẫu: số liệu ở đây là minh họa, không được đưa ra như số thật."
REPLACED = "Chưa xác định: pháp luật đã thay nội dung này."
_NUMBERS = (
    ("originals", "{number} bản chính"),
    ("copies", "{number} bản sao"),
    ("certified_copies", "{number} bản sao chứng thực"),
)


def still_holds(outdated: Data | None, part: str) -> bool:
    """Whether the law has not replaced this part of what a posting says: "fees", "papers" or "deadlines"."""
    return outdated is None or (bool(outdated["parts"]) and part not in outdated["parts"])


def name_paper(paper: Data, language: Language, show: Callable[[str], str] = str) -> str:
    """A paper with its numbers and its condition; `show` is applied to what the record says."""
    numbers = [language.many(words, paper[key]) for key, words in _NUMBERS if key in paper]
    condition = lower_first(paper["when"] or "")
    shown = show(condition)
    when = [shown if is_clause(condition) else language.say("nếu: {when}", when=shown)] if condition else []
    notes = [show(paper["notes"])] if paper["notes"] else []
    more = "; ".join((*numbers, *when, *notes))
    return f"{show(paper['name'])} ({more})" if more else show(paper["name"])


def say_length(deadline: Data | None, language: Language) -> str:
    """How long it takes, or that it is not known."""
    if deadline is None:
        return language.say("chưa xác định")
    if deadline.get("unknown"):
        return f"{language.say('chưa xác định')}: {deadline['unknown']}"
    if deadline.get("same_day_until"):
        return language.say("ngay trong ngày nếu nhận trước {hour}", hour=deadline["same_day_until"])
    return language.length(deadline["amount"], deadline["unit"])
