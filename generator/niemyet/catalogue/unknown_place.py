"""That a place which somebody named is not in the catalogue. Loads no model, so that every command may name it."""

from collections.abc import Sequence


class UnknownPlaceError(LookupError):
    """The catalogue has no commune and no province with communes at `place`. `near` are similar paths."""

    def __init__(self, place: str, near: Sequence[str]) -> None:
        super().__init__(place)
        self.place, self.near = place, tuple(near)
