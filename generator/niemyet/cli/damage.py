"""What is said of a published site that is not as it was built."""

from collections.abc import Sequence
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.publish.listing import Damage

_MOST_NAMED = 5


def word_damage(damage: Damage, site: Path) -> Bilingual:
    """What differed, with the first files of each kind, and what was done about it."""
    kinds = (
        (damage.missing, "thiếu {number} tệp ({named})", "{number} missing ({named})"),
        (damage.changed, "{number} tệp bị sửa ({named})", "{number} changed ({named})"),
        (damage.foreign, "{number} tệp lạ ({named})", "{number} foreign ({named})"),
    )
    told = [(vi, en, {"number": len(paths), "named": _name(paths)}) for paths, vi, en in kinds if paths]
    vi = "; ".join(vi.format(**values) for vi, _, values in told)
    en = "; ".join(en.format(**values) for _, en, values in told)
    return Bilingual(
        f"Lưu ý: {site} không còn như lần tạo trước: {vi}. Mọi trang đã được làm lại.",
        f"Note: {site} is not as it was built: {en}. Every page was made again.",
    )


def _name(paths: Sequence[str]) -> str:
    return show(", ".join(paths[:_MOST_NAMED])) + (", …" if len(paths) > _MOST_NAMED else "")
