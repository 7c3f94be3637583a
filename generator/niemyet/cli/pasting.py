"""Reads the file of `niemyet new article --from`: a Word file or a saved web page, with the pictures beside it."""

from pathlib import Path

import typer

from niemyet.cli.language import say
from niemyet.cli.terminal import format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.pasted_article import PastedArticle, take_article
from niemyet.load.archives import UnreadableError
from niemyet.load.pictures import LARGEST_PICTURE

LARGEST_SOURCE = 64 * 1024 * 1024
"""Bytes; a Word file with twenty photographs has some fifty million."""
MOST_NAMED = 5


def read_pasted(source: Path) -> PastedArticle:
    """The article in the file; ends the command with one sentence if it cannot be read."""

    def find_beside(name: str) -> bytes | None:
        """A picture below the folder of the file, never through a link."""
        folder = source.parent.resolve()
        path = folder / name
        try:
            if path.resolve() != path or folder not in path.parents or not path.is_file():
                return None
            with path.open("rb") as stream:
                return stream.read(LARGEST_PICTURE + 1)
        except (OSError, ValueError):
            return None

    try:
        with source.open("rb") as stream:
            data = stream.read(LARGEST_SOURCE + 1)
        if len(data) > LARGEST_SOURCE:
            stop(Bilingual(f"{source}: tệp lớn hơn 64 MB", f"{source}: the file has more than 64 MB"))
        pasted = take_article(data, find_beside)
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không đọc được {source}: {why.vi}", f"{source} cannot be read: {why.en}"), status=2)
    except UnreadableError as error:
        stop(Bilingual(f"{source}: {error.said.vi}", f"{source}: {error.said.en}"))
    if pasted.lost:
        named = ", ".join(pasted.lost[:MOST_NAMED])
        vi = f"Không lấy được {len(pasted.lost)} ảnh ({named}); chép ảnh gốc vào cạnh bài nếu cần."
        typer.echo(say(Bilingual(vi, f"{len(pasted.lost)} pictures could not be taken ({named}); copy the originals if needed.")))
    return pasted
