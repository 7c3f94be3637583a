"""The English of every text that the commands say of themselves: descriptions, options, names of values."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual


@cache
def read_english() -> Mapping[str, str]:
    """Vietnamese text, as it stands in the declaration of a command → English."""
    import tomllib  # here, because mostly no help is asked for

    texts = tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8"))["text"]
    return {text["vi"]: text["en"] for text in texts}


def in_both(text: str) -> Bilingual:
    """A text of a declaration in both languages; one without English is the same in both."""
    return Bilingual(text, read_english().get(text, text))
