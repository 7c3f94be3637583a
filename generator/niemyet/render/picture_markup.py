"""The HTML of a picture of the news: its sizes for browsers of today, one for all others, and the room that it takes."""

from markupsafe import Markup

from niemyet.model.pictures import PictureFile

COLUMN = "(min-width: 45rem) 42rem, calc(100vw - 2rem)"
"""How wide a picture in the text of an article is shown."""
_MODERN = ("avif", "webp")


def show_picture(picture: PictureFile, alt: str, root: str, sizes: str = COLUMN, lazy: bool = True) -> Markup:
    """The element of a picture. `root` is the relative path to the root of the Vietnamese site, `sizes` how wide it is shown;
    without `lazy` it is loaded at once, as the first of a page should be."""
    sources = Markup("").join(
        Markup('<source type="image/{}" srcset="{}" sizes="{}">').format(
            ending, ", ".join(f"{root}{picture.address_of(width, ending)} {width}w" for width in picture.widths), sizes
        )
        for ending in _MODERN
    )
    when = Markup(' loading="lazy" decoding="async"' if lazy else ' fetchpriority="high"')
    shown = Markup('<img src="{}" alt="{}" width="{}" height="{}"{}>').format(
        f"{root}{picture.address}", alt, picture.width, picture.height, when
    )
    return Markup("<picture>{}{}</picture>").format(sources, shown)


def show_figure(picture: Markup, caption: str, credit: str) -> Markup:
    """A picture with what stands below it; without both it is a figure all the same, so that the text flows alike."""
    words = Markup(" ").join(
        [*([Markup("<span>{}</span>").format(caption)] if caption else []),
         *([Markup('<span class="credit">{}</span>').format(credit)] if credit else [])]
    )  # fmt: skip
    below = Markup("<figcaption>{}</figcaption>").format(words) if words else Markup("")
    return Markup("<figure>{}{}</figure>").format(picture, below)
