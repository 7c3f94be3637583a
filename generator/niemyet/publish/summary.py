"""What an intention means for the files on a target, as numbers and names and in words."""

from collections.abc import Iterator, Sequence

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.orthography import format_number
from niemyet.publish.intentions import Intention
from niemyet.publish.plan import Keep, Remove, Restore, Send
from niemyet.values import dataclass

MOST_NAMED = 5
"""Files that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The paths by what happens to them, and the bytes to be sent, not counting compressed siblings."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    restored: tuple[str, ...]
    removed: tuple[str, ...]
    size: int
    kept: int
    """How many files are kept for the way back."""
    done: int
    """How many acts an attempt that was cut off has done; these are among the paths."""


def sum_up(intention: Intention) -> Summary:
    """Sums an intention up."""
    known = intention.found.known(()).files
    acts = list(intention.plan.acts())
    sent = [act for act in acts if isinstance(act, Send)]
    return Summary(
        tuple(act.path for act in sent if act.path not in known),
        tuple(act.path for act in sent if act.path in known),
        tuple(act.path for act in acts if isinstance(act, Restore)),
        tuple(act.path for act in acts if isinstance(act, Remove)),
        sum(act.entry.size for act in sent),
        sum(isinstance(act, Keep) for act in acts),
        intention.acts_done,
    )


def describe_summary(summary: Summary) -> Iterator[Bilingual]:
    """One line for each thing that happens to files, with the first of their names."""
    kinds = (
        (summary.new, "mới", "new"),
        (summary.changed, "thay đổi", "changed"),
        (summary.restored, "trở lại như trước", "as they were before"),
        (summary.removed, "bị xóa", "removed"),
    )
    for paths, vi, en in kinds:
        if paths:
            named = _name(paths)
            yield Bilingual(f"{format_number(len(paths))} tệp {vi}: {named}", f"{len(paths):,} files {en}: {named}")
    if summary.new or summary.changed:
        vi, en = format_size(summary.size)
        yield Bilingual(f"phải gửi khoảng {vi}", f"about {en} to be sent")
    if summary.done:
        yield Bilingual(
            f"lần trước bị dừng giữa chừng, đã làm được {format_number(summary.done)} việc; lần này làm tiếp",
            f"the last run was cut off when {summary.done:,} things were done; this one goes on",
        )


def count_in_words(summary: Summary) -> Bilingual:
    """The numbers in one line."""
    counts = [
        (len(summary.new), "tệp mới", "new"),
        (len(summary.changed), "tệp thay đổi", "changed"),
        (len(summary.restored), "tệp trở lại như trước", "as before"),
        (len(summary.removed), "tệp bị xóa", "removed"),
    ]
    said = [(f"{format_number(count)} {vi}", f"{count:,} {en}") for count, vi, en in counts if count]
    return Bilingual(", ".join(vi for vi, _ in said), "files: " + ", ".join(en for _, en in said))


def format_size(size: int) -> Bilingual:
    """A number of bytes, in kilobytes or megabytes."""
    if size < 1_000_000:
        kilobytes = -(-size // 1000)
        return Bilingual(f"{kilobytes} kB", f"{kilobytes} kB")
    megabytes = f"{size / 1_000_000:.1f}"
    return Bilingual(f"{megabytes.replace('.', ',')} MB", f"{megabytes} MB")


def _name(paths: Sequence[str]) -> str:
    return ", ".join(paths[:MOST_NAMED]) + (", …" if len(paths) > MOST_NAMED else "")
