"""Lighthouse on a phone, without timing, in a long run: it takes as long as a hundred visits.

Speed is measured by bench/lighthouse.py.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from browser.conftest import ARGUMENTS, CHROMIUM, KINDS
from conftest import REPOSITORY

LIGHTHOUSE = REPOSITORY / ".venv" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.skipif(not LIGHTHOUSE.exists() or CHROMIUM is None, reason="không có npm hoặc Chromium: bỏ qua Lighthouse")
@pytest.mark.long("axe and the laws of every page hold most of it")
@pytest.mark.parametrize("kind", ["home", "commune", "posting", "article"])
def test_lighthouse_gives_at_least_95(kind: str, base_url: str, tmp_path: Path) -> None:
    command = [
        str(LIGHTHOUSE), base_url + KINDS[kind], "--quiet", "--output=json", f"--output-path={tmp_path / 'report.json'}",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"CHROME_PATH": CHROMIUM or ""})
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    scores = {name: report["categories"][name]["score"] for name in CATEGORIES}
    assert min(scores.values()) >= 0.95, scores
