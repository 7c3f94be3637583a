"""A picture of an article, or of a notice board, as pages show it: its sizes for the web, and where each lies in the site."""

import posixpath
from typing import Literal, TypeAlias

from niemyet.model.kinds import KINDS, KindName, kind_of
from niemyet.values import dataclass

PictureKind: TypeAlias = Literal["png", "jpg", "gif", "webp", "avif", "heic"]
"""What a picture is by its content; its name may say otherwise."""

WIDTHS = (480, 960, 1600)
"""Pixels: a telephone, a column of text, a column of text on a fine screen. No smaller picture is blown up."""
WIDEST, TALLEST = WIDTHS[-1], 4000
"""The largest that is published: WebP cannot be taller than 16,383 pixels, and nobody scrolls through more."""
PLAIN_ENDINGS = {"jpg": "jpg", "jpeg": "jpg", "png": "png", "gif": "gif"}
"""Endings that every browser shows, and the format behind each."""
SIZES_FOLDER = "tin-tuc/anh"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that may be published. `width` and `height` are those of the largest size, turned as the camera was held."""

    path: str
    kind: PictureKind
    width: int
    height: int
    fingerprint: str
    """What tells its content from another."""

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of the sizes in AVIF and WebP, the smallest first."""
        return (*(width for width in WIDTHS if width < self.width), self.width)

    @property
    def name(self) -> str:
        """The file name, as articles write it."""
        return posixpath.basename(self.path)

    @property
    def address(self) -> str:
        """Where it lies in every browser's formats: beside its article, under its own name where the format is one of them."""
        if self.name.rpartition(".")[2] in PLAIN_ENDINGS:
            return KINDS[self._kind].address_of(self.path)
        return f"{self._folder}/{self.width}.jpg"

    @property
    def plain_format(self) -> str:
        """The format of the file at `address`."""
        return PLAIN_ENDINGS.get(self.name.rpartition(".")[2], "jpg")

    def address_of(self, width: int, ending: str) -> str:
        """Where one of the `widths` lies in a format of today: ending "avif" or "webp"."""
        return f"{self._folder}/{width}.{ending}"

    @property
    def _folder(self) -> str:
        if self._kind == "board-photo":
            folder, _, name = KINDS["board-photo"].address_of(self.path).rpartition("/")
            return f"{folder}/anh/{name}"
        return f"{SIZES_FOLDER}/{self.path.removeprefix('news/')}"

    @property
    def _kind(self) -> KindName:
        return "board-photo" if kind_of(self.path) == "board-photo" else "image"
