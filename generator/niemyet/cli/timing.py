"""The option `--profile`: a table of the steps of a build with their seconds and items per second."""

import time

from niemyet.building.progress import Progress
from niemyet.system import measure_usage


class Timing:
    """Measures steps by listening to progress calls."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._steps: dict[str, tuple[float, float, int]] = {}
        """Label → start, last call, items done; times in seconds."""

    @property
    def whole(self) -> float:
        """Seconds since creation."""
        return time.perf_counter() - self._started

    def listen(self, progress: Progress) -> Progress:
        """Wraps `progress`, recording every call."""

        def heard(label: str, done: int, total: int) -> None:
            now = time.perf_counter()
            began = self._steps[label][0] if label in self._steps else now
            self._steps[label] = began, now, done
            progress(label, done, total)

        return heard

    def show(self) -> None:
        """Prints the table to standard error."""
        from rich.console import Console  # here, because these are slow to load
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
    """Processor time and peak memory, as far as they are known."""
    used = measure_usage()
    told = f"Bộ xử lý: {_format_seconds(used.processor)} giây"
    if not used.peaks:
        return f"{told} (chỉ tiến trình chính)."
    memory = " MB, ".join(str(peak // 1_000_000) for peak in used.peaks)
    return f"{told}. Bộ nhớ nhiều nhất: {memory} MB (tiến trình chính, tiến trình phụ lớn nhất)."
