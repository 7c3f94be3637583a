"""How much is told of one file: who has that many mistakes mends the first; a report of all takes time and says nothing."""

from collections.abc import Iterable, Iterator

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place

MOST_TOLD = 200
"""Mistakes of one file in reading it; beyond them it is said that there are more."""
MORE_MISTAKES = Bilingual(
    f"tệp có hơn {MOST_TOLD} chỗ sai; chỉ nêu {MOST_TOLD} chỗ đầu, sửa rồi kiểm tra lại",
    f"the file has more than {MOST_TOLD} mistakes; only the first {MOST_TOLD} are told, mend them and check again",
)


def tell_at_most(told: Iterable[Diagnostic], place: Place, most: int = MOST_TOLD) -> Iterator[Diagnostic]:
    """The first of these, and at `place` that there are more, if there are. No more is asked for than is told."""
    for number, one in enumerate(told):
        if number == most:
            yield Diagnostic("oversized", place, {"detail": MORE_MISTAKES})
            return
        yield one
