"""How Vietnamese offices write days, times, numbers, sums of money, and capitals. No markup."""

from datetime import date, time
from functools import lru_cache

MONTH_NAMES = tuple(f"tháng {number}" for number in range(1, 13))


@lru_cache(maxsize=4096)
def format_day(day: date) -> str:
    """A day as Vietnamese offices write it: 02/11/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_clock(clock: time) -> str:
    """A time of day: 7:30 as "7 giờ 30", 15:00 as "15 giờ"."""
    return f"{clock.hour} giờ {clock.minute:02d}" if clock.minute else f"{clock.hour} giờ"


def format_number(number: int) -> str:
    """A whole number with dots between the thousands."""
    return f"{number:,}".replace(",", ".")


def format_share(number: int, of: int, decimal: str = ",") -> str:
    """`number` of `of` in percent, "93,9%": whole where it is, else with one decimal. What is not nothing is never 0%, and what
    is not all of it never 100%, however it is rounded; '' of nothing at all: 0 of 0 is no share."""
    if of <= 0:
        return ""
    tenths = round(1000 * number / of)
    if 0 < number < of:
        tenths = min(999, max(1, tenths))
    whole, rest = divmod(tenths, 10)
    return f"{whole}{decimal}{rest}%" if rest else f"{whole}%"


def format_money(amount: int) -> str:
    """An amount of đồng."""
    return f"{format_number(amount)} đồng"


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, for use within a sentence; abbreviations (UBND) are kept."""
    if text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def is_clause(condition: str) -> bool:
    """Whether a condition says itself that it is one: "khi nhờ người khác", "Nếu có", "if there is one"."""
    return condition.lower().startswith(("khi ", "nếu ", "when ", "if "))


def capitalize(text: str) -> str:
    """The text with its first letter in upper case; the rest is unchanged."""
    return text[:1].upper() + text[1:]
