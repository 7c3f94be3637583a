"""The sources of the frames: Markdown pages that hold nothing but marks, one for each kind of page.

Gives them by path, as if they lay among the hand-written pages, and tells them from these. Knows no frame maker.
"""

from collections.abc import Iterator

from niemyet.render.frames import FRAME_KINDS, mark

FRAME_FOLDER = "niemyet-frame"
LOST = frozenset({"404.html", "offline.html"})
"""Pages that are shown at any address: where there is no page, and where there is no connection."""


def list_frame_sources() -> Iterator[tuple[str, str]]:
    """The path below docs/ and the text of each frame's source; the home page is a hand-written page, which has its own."""
    for kind, (depth, section, _) in FRAME_KINDS.items():
        if depth:
            yield _path(kind, depth), frame_text(section)


def kind_of_frame(path: str) -> str | None:
    """The kind of page whose frame is made from the source at this path; None for a hand-written page."""
    if not path.startswith(FRAME_FOLDER):
        return None
    return path.rsplit("/", 1)[-1].removeprefix(f"{FRAME_FOLDER}-").removesuffix(".md")


def frame_meta(section: str) -> dict[str, str]:
    """The front matter of a frame: a mark for every slot, and the entry of the main menu."""
    slots = {slot: mark(slot) for slot in ("title", "told", "description", "address", "file", "edit", "links")}
    return slots | {"section": section}


def _path(kind: str, depth: int) -> str:
    """A path whose page lies `depth` folders deep, because frame makers make links relative to that depth."""
    return f"{FRAME_FOLDER}-{kind}.md" if depth == 1 else f"{FRAME_FOLDER}/{'x/' * (depth - 2)}{kind}.md"


def frame_text(section: str) -> str:
    """The text of a frame's source."""
    meta = "".join(f"{key}: {value}\n" for key, value in frame_meta(section).items())
    return f"---\n{meta}---\n{mark('content')}\n"
