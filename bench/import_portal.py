"""Measures `niemyet import` in a fresh process: into an empty reference, then the same export again.

    python bench/import_portal.py [--export FILE] [--runs 5]

Without `--export` the export is generated: 297 records in the flattened shape with the median length of those of the national
portal (steps of 2,000 characters, four papers), with fees, deadlines and legal basis to read.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RECORDS = 297
SMALL = Path(__file__).parent.parent / "tests" / "small"
STEP = "Người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công; cán bộ tiếp nhận kiểm tra hồ sơ. "


def make_record(number: int) -> dict[str, Any]:
    """One made-up record of the flattened shape."""
    paper = "Giấy tờ chứng minh nội dung đề nghị, do cơ quan có thẩm quyền cấp, còn giá trị sử dụng, số"
    papers = [{"name": f"- {paper} {i}", "form": None, "originals": 1, "copies": i % 2} for i in range(4)]
    notes = "Mức thu do Hội đồng nhân dân cấp tỉnh quy định." if number % 3 == 0 else ""
    return {
        "code": f"9.{number:06}", "name": f"Thủ tục mẫu số {number}", "field": f"Lĩnh vực mẫu {number % 40}", "level": "Cấp xã",
        "decision": "1/QĐ-MAU", "kind": "", "audience": "Công dân Việt Nam", "agency": "Ủy ban nhân dân cấp xã", "authority": "",
        "receive_at": "", "steps": [{"name": "", "text": STEP * 20}], "cases": [], "papers": [{"group": "", "items": papers}],
        "methods": [{"channel": "DIRECT", "qty": 5.0, "unit": "WORKING_DAY", "fee": 0, "currency": "VND", "note": notes}],
        "legal": [{"code": "60/2014/QH13", "name": "Luật Hộ tịch"}], "results": ["Giấy xác nhận"], "conditions": "",
        "url": "https://dichvucong.gov.vn", "updated": None, "source": "bench", "ministry": "",
    }  # fmt: skip


def measure(export: Path, root: Path) -> float:
    """Seconds of one import."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "niemyet", "import", str(export), "--root", str(root)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main(export: Path | None, runs: int) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory(prefix="niemyet-bench-") as made:
        folder = Path(made)
        if export is None:
            export = folder / "export.jsonl"
            lines = (json.dumps(make_record(number), ensure_ascii=False) for number in range(1, RECORDS + 1))
            export.write_text("\n".join(lines) + "\n", "utf-8")
        first, again = [], []
        for run in range(runs):
            root = Path(shutil.copytree(SMALL, folder / f"root-{run}"))
            first.append(measure(export, root))
            again.append(measure(export, root))
        records = sum(1 for _ in export.open("rb"))
        print(f"{records} records\n\n| import | s (median) | fastest–slowest |\n| --- | --- | --- |")
        for label, times in (("into an empty reference", first), ("again", again)):
            print(f"| {label} | {statistics.median(times):.2f} | {min(times):.2f}–{max(times):.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    main(asked.export, asked.runs)
