"""The pixels of pictures: measures a picture by its head, and makes the sizes that pages show. The only module that knows Pillow.

What comes out has nothing of what a camera writes along: no place, no time, no name. The same library makes the same bytes.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any, NamedTuple

from niemyet.model.pictures import TALLEST, WIDEST, PictureKind

MOST_PIXELS = 64_000_000
"""A photograph from a phone has 12 to 50 million; a browser needs four bytes per pixel."""
_DECODERS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF", "heic": "HEIF"}
_QUALITY = {"photograph": {"avif": 56, "webp": 76, "jpg": 80}, "drawing": {"avif": 76, "webp": 90, "jpg": 90}}
"""By what it is: letters and lines of a drawing or of a page show what a photograph hides."""
_DRAWN: tuple[PictureKind, ...] = ("png", "gif")
_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)
_ERRORS = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    EOFError,
    MemoryError,
    ArithmeticError,
    LookupError,
    AssertionError,
    RuntimeError,
)
"""What the decoders of Pillow raise for data that they cannot read."""


class UnreadablePictureError(ValueError):
    """The picture cannot be decoded: cut off, damaged, or made to harm."""


class Measured(NamedTuple):
    """The size as it is published, and whether the file holds more pictures than one."""

    width: int
    height: int
    moves: bool


def makers_version() -> str:
    """The libraries that the bytes of a size depend on."""
    return f"pillow {version('pillow')}, pi-heif {version('pi_heif')}"


def fit(width: int, height: int) -> tuple[int, int]:
    """The largest size that is published of a picture of this size."""
    scale = min(1, WIDEST / width, TALLEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


@contextmanager
def _opened(data: bytes, kind: PictureKind) -> Iterator[Any]:
    """The picture by the one decoder that its first bytes ask for. Raises UnreadablePictureError."""
    import warnings  # here, as Pillow, because most builds look at no picture anew

    from PIL import Image

    if kind == "heic":
        import pi_heif

        pi_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is thrown away
            with Image.open(io.BytesIO(data), formats=(_DECODERS[kind],)) as picture:
                if not 0 < picture.width * picture.height <= MOST_PIXELS:
                    raise UnreadablePictureError(picture.size)
                yield picture
    except UnreadablePictureError:
        raise
    except (*_ERRORS, Image.DecompressionBombError) as error:
        raise UnreadablePictureError(str(error)) from error


def measure(data: bytes, kind: PictureKind) -> Measured:
    """The size of a picture as it is published, by its head alone. Raises UnreadablePictureError."""
    with _opened(data, kind) as picture:
        width, height = picture.size
        if kind != "heic" and picture.getexif().get(_ORIENTATION) in _SIDEWAYS:
            width, height = height, width
        return Measured(*fit(width, height), getattr(picture, "is_animated", False))


def decode(data: bytes, kind: PictureKind) -> "Pixels":
    """The whole picture, ready to be made into sizes. Raises UnreadablePictureError."""
    with _opened(data, kind) as picture:
        return Pixels(_plain(picture), "drawing" if kind in _DRAWN else "photograph")


def _plain(picture: Any) -> Any:
    """The first frame in sRGB, turned upright, at the largest size that is published, with nothing else of the file."""
    from PIL import Image, ImageOps

    width, height = picture.size
    if max(width, height) > 2 * WIDEST:
        picture.draft("RGB", (width // 2, height // 2))  # a photograph is decoded at half its size, in a quarter of the time
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):
        upright = upright.point(lambda value: value / 256).convert("L")
    see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    coloured = _in_srgb(upright, profile) if profile else upright
    plain = coloured.convert("RGBA" if see_through else "RGB").resize(fit(*upright.size), Image.Resampling.LANCZOS)
    plain.info.clear()
    return plain


def _in_srgb(picture: Any, profile: bytes) -> Any:
    """The colours as every screen shows them; as they are where the profile is none of this picture."""
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(
            picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB" if picture.mode == "CMYK" else None
        )
    except (ImageCms.PyCMSError, *_ERRORS):
        return picture
    return made if made is not None else picture


class Pixels:
    """A decoded picture at its largest size."""

    def __init__(self, picture: Any, nature: str) -> None:
        self._picture, self._nature = picture, nature

    def make(self, width: int, ending: str) -> bytes:
        """The picture in a width and a format: "avif", "webp", "jpg", "png" or "gif"."""
        from PIL import Image

        picture = self._picture
        if width < picture.width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        made, quality = io.BytesIO(), _QUALITY[self._nature].get(ending)
        if ending == "avif":
            picture.save(made, "AVIF", quality=quality, speed=8, max_threads=1)  # more threads, other bytes
        elif ending == "webp":
            picture.save(made, "WEBP", quality=quality, method=4)
        elif ending == "jpg":
            _on_white(picture).save(made, "JPEG", quality=quality, progressive=True, optimize=True)
        elif ending == "png":
            picture.save(made, "PNG", optimize=True)
        else:
            _on_white(picture).quantize(256).save(made, "GIF")
        return made.getvalue()


def _on_white(picture: Any) -> Any:
    from PIL import Image

    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground
