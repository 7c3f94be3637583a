"""Changes texts and bytes at random: what came from real files stays close enough to be read, and is wrong somewhere.

Takes a `Random` and what to change; gives the changed. The same `Random` gives the same.
"""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from random import Random

SIGNS = (
    "\x00", "\x07", "\x1b[2J", "\x7f", "\x85", "\u00a0", "\u00ad", "\u0300", "\u0323\u0301", "\u034f", "\u061c", "\u115f",
    "\u200b", "\u200d", "\u202e", "\u2028", "\u2029", "\u2066", "\u3164", "\ufeff", "\ufffe", "\uffff", "\U0001f600",
    "\U000e0041", "Ⅷ", "ﬁ", "İ", "ß", "０", "١", "中", "ក", "ợ", "nghi\u0303a", "Đ", "–", "…", "“", "\r", "\r\n", "\n", "\n\n",
    "\u3000", "\u1680", "\n\u3000\n", "\n\u2003\n",
    "\t", " ", "  ", ":", ": ", "- ", "-", "#", " #", "&a ", "*a", "!!x ", "|", ">", "|+2\n", "{", "}", "[", "]", ",", "'", '"',
    "\\", "\\x07", "\\uD800", "%", "@", "`", "?", "? ", "~", "null", "---", "\n---\n", "...", "<", ">", "</p>", "<!--", "![",
    "](", "[x](y)", "**", "$", "{{", "}}", "=1+1", "0", "-1", "007", "1e999", "NaN", "Infinity", "9" * 30, "0.1", "1.000.000",
    "2026-02-30", "9999-12-31", "0000-00-00", "25:61", "true", "no", "a" * 300, "[" * 30, "- " * 30, "(" * 40,
)  # fmt: skip
"""What is put in: signs that mean something to some reader, and numbers and days at the edges."""
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
LONGEST = 20_000
"""Bytes or letters of what is made: more takes longer and finds nothing else; large files are another proof."""


def change_text(random: Random, text: str, others: Sequence[str]) -> str:
    """One to four changes, of letters, words or lines; `others` are texts that parts are taken from."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 4))):
        text = random.choice(_OF_TEXT)(random, text, others)
    return text[:LONGEST]


def change_bytes(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """One to four changes, of bits, bytes, numbers or pieces."""
    for _ in range(random.choice((1, 1, 2, 3, 4))):
        data = random.choice(_OF_BYTES)(random, data, others)
    return data[:LONGEST]


def change_file(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """As text nine times of ten, if it is one, otherwise as bytes."""
    if random.random() < 0.1:
        return change_bytes(random, data, others)
    other = [random.choice(others).decode("utf-8", "replace")] if others else []
    text = change_text(random, data.decode("utf-8", "replace"), other)
    encoding = random.choice(("utf-8",) * 30 + ("utf-8-sig", "utf-16", "cp1258"))
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def change_package(random: Random, parts: Mapping[str, bytes], others: Sequence[bytes]) -> bytes:
    """A ZIP file of which one part is changed, left out, named otherwise or put in twice, or whose bytes are."""
    changed = dict(parts)
    name = random.choice(sorted(changed))
    match random.randrange(8):
        case 0:
            changed.pop(name)
        case 1:
            changed[random.choice(("../", "/", "a\\", "C:", "\u202e", "")) + name] = changed.pop(name)
        case 2:
            changed[name] = change_bytes(random, changed[name], others)
        case _:
            changed[name] = change_file(random, changed[name], others)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as package:
        for one, content in changed.items():
            package.writestr(zipfile.ZipInfo(one or "x"), content, package.compression)
    made = stream.getvalue()
    return change_bytes(random, made, others) if random.random() < 0.3 else made


def _put_in(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(SIGNS) * random.choice((1, 1, 1, 1, 2, 50)) + text[at:]


def _put_in_stead(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(SIGNS) + text[at + random.randint(1, 12) :]


def _replace_value(random: Random, text: str, others: Sequence[str]) -> str:
    """What stands behind a colon, a comma or a bracket becomes another thing."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    before, sign, _ = lines[at].partition(random.choice((": ", ",", "(", "\t", '":')))
    value = random.choice((*SIGNS[-30:], *(other[random.randint(0, len(other)) :][:40] for other in others)))
    lines[at] = before + sign + value
    return "\n".join(lines)


def _take_out(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.choice((1, 1, 2, 5, 40, 400)) :]


def _repeat(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    end = at + random.choice((1, 3, 20, 200))
    return text[:at] + text[at:end] * random.choice((2, 2, 3, 30)) + text[end:]


def _cut_off(random: Random, text: str, _: Sequence[str]) -> str:
    return text[: random.randint(0, len(text))]


def _join(random: Random, text: str, others: Sequence[str]) -> str:
    other = random.choice(others) if others else text
    return text[: random.randint(0, len(text))] + other[random.randint(0, len(other)) :]


def _move_line(random: Random, text: str, others: Sequence[str]) -> str:
    lines = text.split("\n")
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randint(0, len(lines)), line)
    return "\n".join(lines)


def _repeat_line(random: Random, text: str, others: Sequence[str]) -> str:
    lines = text.split("\n")
    line = random.choice([*lines, *(random.choice(other.split("\n")) for other in others)])
    lines[(at := random.randint(0, len(lines))) : at] = [line] * random.choice((1, 1, 1, 2, 40))
    return "\n".join(lines)


def _indent_line(random: Random, text: str, others: Sequence[str]) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    more = random.choice((" ", "  ", "\t", "    ", "\u00a0", "- "))
    lines[at] = lines[at].lstrip() if random.random() < 0.3 else more + lines[at]
    return "\n".join(lines)


def _decompose(random: Random, text: str, others: Sequence[str]) -> str:
    return unicodedata.normalize(random.choice(("NFD", "NFKC", "NFKD")), text)


_OF_TEXT: tuple[Callable[[Random, str, Sequence[str]], str], ...] = (
    _put_in, _put_in, _put_in, _put_in_stead, _put_in_stead, _replace_value, _replace_value, _replace_value, _take_out, _take_out,
    _repeat, _cut_off, _join, _move_line, _repeat_line, _indent_line, _indent_line, _decompose,
)  # fmt: skip


def _flip(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    if not data:
        return b"\x00"
    changed = bytearray(data)
    for _bit in range(random.choice((1, 1, 1, 4, 16))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _write_number(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    size = random.choice((1, 2, 4))
    number = (random.choice(NUMBERS) & (256**size - 1)).to_bytes(size, random.choice(("little", "big")))
    at = random.randint(0, len(data))
    changed: bytes = data[:at] + number + data[at + size :]
    return changed


def _take_bytes_out(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + data[at + random.choice((1, 2, 4, 30, 300)) :]


def _repeat_bytes(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(data))
    end = at + random.choice((1, 2, 4, 30, 300))
    return data[:at] + data[at:end] * random.choice((2, 2, 3, 20)) + data[end:]


def _cut_bytes_off(random: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: random.randint(0, len(data))]


def _join_bytes(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = random.choice(others) if others else data
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


_OF_BYTES: tuple[Callable[[Random, bytes, Sequence[bytes]], bytes], ...] = (
    _flip, _flip, _flip, _write_number, _write_number, _take_bytes_out, _repeat_bytes, _cut_bytes_off, _join_bytes,
)  # fmt: skip
