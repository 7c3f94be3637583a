"""Calendars of events as files (RFC 5545)."""

from collections.abc import Iterable, Mapping

_LINE = 75
"""Bytes of a line of a calendar; longer ones go on in the next, behind a space."""
ZONE = "Asia/Ho_Chi_Minh"
VIETNAM_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""What `ZONE` means: seven hours before UTC on every day."""
ASKED_AGAIN = ("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D")
"""Whoever subscribes asks again each day (RFC 7986 §5.7; older programs know the second): a site is built each night, and some
programs would otherwise ask once a week, or never."""


def make_calendar(kind: str, name: str, events: Iterable[Mapping[str, str]], zone: Iterable[str] = ()) -> str:
    """A calendar of events, each a property by its name; values are escaped. `zone`: `VIETNAM_ZONE` where times name it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//niemyet//{kind}//VI", f"X-WR-CALNAME:{escape_text(name)}"]
    lines += [*ASKED_AGAIN, *zone]
    for event in events:
        lines += ["BEGIN:VEVENT", *(f"{key}:{value}" for key, value in event.items()), "END:VEVENT"]
    return "".join(f"{_fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def escape_text(text: str) -> str:
    """Text as the value of a property (§3.3.11)."""
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _fold(line: str) -> str:
    """A line in pieces of at most 75 bytes (§3.1), never cut within a letter."""
    pieces, room = [""], _LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append("")
            room = _LINE - 1
        pieces[-1] += letter
        room -= size
    return "\r\n ".join(pieces)
