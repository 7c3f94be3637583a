"""The words of the browser's scripts in a language, published beside these: a script that teaches them, and for `embed.js`, which
speaks on pages of other sites, a file of data."""

import json
from collections.abc import Iterator

from niemyet.render.language import Language, OtherLanguage
from niemyet.render.renderer import OutputFile
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class ScriptWordsView:
    """The inputs of the words: none, for they are the program's own."""


def write_script_words(language: Language) -> Iterator[OutputFile]:
    """The files with the words of a language; none for Vietnamese, which the scripts speak by themselves."""
    if isinstance(language, OtherLanguage):
        words = json.dumps(language.script_words, ensure_ascii=False, indent=0)
        text = f'import {{ learn }} from "./words.js";\n\nlearn({words});\n'
        yield OutputFile(f"assets/words-{language.code}.js", text.encode())
        embedded = json.dumps(language.embed_words, ensure_ascii=False, indent=0)
        yield OutputFile(f"assets/embed-{language.code}.json", f"{embedded}\n".encode())
