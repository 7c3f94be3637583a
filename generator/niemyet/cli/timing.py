"""Where the time of a build went: each step with its seconds, its items a second and a bar."""

import resource
import sys
import time

from niemyet.build.workers import Progress


class Timing:
    """Listens to what is told of the progress, and passes it on."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._steps: dict[str, tuple[float, float, int]] = {}
        """By label: when it began, when it was last heard of, how many it has done."""

    @property
    def whole(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self._started

    def listen(self, progress: Progress) -> Progress:
        """As `tell`, but heard."""

        def heard(label: str, done: int, total: int) -> None:
            now = time.perf_counter()
            began = self._steps[label][0] if label in self._steps else now
            self._steps[label] = began, now, done
            progress(label, done, total)

        return heard

    def show(self) -> None:
        """Prints the table to the terminal's error channel."""
        from rich.console import Console  # here, because nobody else waits for them to load
        from rich.table import Table

        whole = self.whole
        table = Table("Việc", title="Thời gian", title_justify="left", box=None)
        for heading in ("giây", "số lượng", "mỗi giây"):
            table.add_column(heading, justify="right")
        table.add_column("")
        rest = whole
        for label, (began, ended, done) in self._steps.items():
            spent = ended - began
            rest -= spent
            rate = f"{done / spent:,.0f}".replace(",", ".") if done > 1 and spent else ""
            table.add_row(label, _format_seconds(spent), str(done) if done > 1 else "", rate, _draw_bar(spent, whole))
        table.add_row("Còn lại", _format_seconds(rest), "", "", _draw_bar(rest, whole))
        table.add_row("Tất cả", _format_seconds(whole), style="bold")
        console = Console(stderr=True)
        console.print(table)
        console.print(_sum_up_machine())


def _format_seconds(seconds: float) -> str:
    return f"{seconds:.2f}".replace(".", ",")


def _draw_bar(part: float, whole: float) -> str:
    return "█" * round(30 * part / whole)


def _sum_up_machine() -> str:
    """Processor time and peak memory, of this process and of the workers that have ended."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    processor = sum(usage.ru_utime + usage.ru_stime for usage in (own, others))
    memory = " MB, ".join(str(usage.ru_maxrss * unit // 1_000_000) for usage in (own, others))
    return f"Bộ xử lý: {_format_seconds(processor)} giây. Bộ nhớ nhiều nhất: {memory} MB (tiến trình chính, tiến trình phụ lớn nhất)."
