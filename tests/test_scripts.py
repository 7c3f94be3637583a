"""Runs tests/js/ in Node: the laws of the browser's scripts, on the same case files as Python."""

import re
import subprocess
from pathlib import Path

import pytest

from conftest import HERE, make_once
from every_value import MODULES as MODULES_OF_FORM
from js_given import write_given
from node import find_node

NEED_NPM = ("form-records.test.js",)
"""They read records with the parser that npm brings."""
MODULES = sorted((HERE / "js").glob("*.test.js"))


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the cases and the site's data."""
    return make_once(tmp_path_factory, "given", write_given)


@pytest.mark.parametrize(
    "module",
    [
        pytest.param(path, id=name, marks=[pytest.mark.slow("hundreds of queries")] if name == "the-golden-set" else [])
        for path in MODULES
        if (name := path.name.removesuffix(".test.js"))
    ],
)
def test_every_script_that_computes_keeps_its_laws(module: Path, given: Path) -> None:
    """What fails is told by its name, with what was expected."""
    if module.name in NEED_NPM and not (MODULES_OF_FORM / "yaml").is_dir():
        pytest.skip("không có npm: bỏ qua biểu mẫu")
    command = [find_node(), "--test", "--test-reporter=spec", str(module)]
    env = {"NIEMYET_GIVEN": str(given), "NIEMYET_MODULES": str(MODULES_OF_FORM)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    failing = done.stdout.partition("failing tests:")[2]
    assert done.returncode == 0, failing or done.stdout + done.stderr
    assert re.search(r"^ℹ pass [1-9]", done.stdout, re.MULTILINE), done.stdout
