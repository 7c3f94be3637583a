"""Runs the browser's scripts in Node."""

import re
import shutil
import subprocess

import pytest

OLDEST = (20, 19)
"""The first Node that sees by itself that a script is a module."""


def find_node() -> str:
    """Where it is; skips the test, and says why, where there is none that is new enough."""
    node = shutil.which("node")
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout if node else "v0"
    if node is None or tuple(map(int, re.findall(r"\d+", told))) < OLDEST:
        pytest.skip("không có Node 20.19 trở lên trên máy này: cài gói nodejs rồi chạy lại")
    return node
