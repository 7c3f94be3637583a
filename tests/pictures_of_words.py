"""Pictures that say in their metadata which words are to be read in them: fonts differ between machines, words do not."""

from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

WORDS = "niemyet:words"


def write_picture(picture: Image.Image, file: Path, words: str, colours: int) -> None:
    """Writes it as a PNG of so many colours."""
    about = PngInfo()
    about.add_itxt(WORDS, words)
    picture.quantize(colours).save(file, optimize=True, pnginfo=about)


def read_words(file: Path) -> str:
    """The words that it was written with."""
    with Image.open(file) as picture:
        return str(picture.info[WORDS])
