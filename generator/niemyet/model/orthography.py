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


def format_money(amount: int) -> str:
    """An amount of đồng."""
    return f"{format_number(amount)} đồng"


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, for use within a sentence; abbreviations (UBND) are kept."""
    if text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]


def capitalize(text: str) -> str:
    """The text with its first letter in upper case; the rest is unchanged."""
    return text[:1].upper() + text[1:]
