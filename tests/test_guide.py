"""The editors' guide: every example passes or fails as it says, every command exists.

An example is a code fence with YAML or an article. The invisible comment directly above it says to which file it is applied and
what the result is:

    <!-- thử: FILE -->                  its keys replace those of the file, and the check finds nothing
    <!-- thử: FILE, cả tệp -->          it is the whole file, and the check finds nothing
    <!-- thử: FILE, sai RULE -->        the check reports that rule and no other
    <!-- ghi: FILE -->                  the same for a job of several files, in which the check finds nothing at its end
    <!-- ghi: FILE, cả tệp -->          the same for a whole file
    <!-- tệp: FILE -->                  a file to take away or a picture, which such a job puts there too
    <!-- lời báo của ví dụ trên -->     the diagnostic of the example above
    <!-- lời báo của luật -->           the diagnostic of the rule's own example
    <!-- thay đổi của ví dụ trên -->    a quotation: what changes for citizens with the example above
"""

import re
import shutil
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import typer.main
from PIL import Image

from conftest import HERE, REPOSITORY, TODAY
from examples import TRY, Example, find_examples, put
from given_files import make_docx, make_pdf
from incremental import make_png
from niemyet.building.checking import check_catalogue
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.markdown import format_markdown
from niemyet.cli import app
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.formats import format_block
from niemyet.diagnostics.rulebook import read_rulebook
from niemyet.editing.annotated import SAMPLES, list_annotated, read_sample
from niemyet.editing.dictionary import list_parts
from niemyet.model.kinds import RECORD_NAMES
from niemyet.model.orthography import capitalize
from niemyet.validate.shapes import SHAPES, keys_of, shape_at

GUIDE = REPOSITORY / "docs/soan-thao"
GIVEN = REPOSITORY / "generator/niemyet/editing/repository/README.md"
"""What `niemyet init` writes for the province that begins."""
GUIDES = (REPOSITORY / "CONTRIBUTING.md", *sorted(GUIDE.rglob("*.md")))
QUOTED = re.compile(r"<!-- thay đổi của ví dụ trên -->\n(?P<text>(?:>[^\n]*\n)+)")


TEN_JOBS = GUIDE / "muoi-viec/index.md"
JOB = re.compile(r"^## (\d.*)$(?:\n(?!## ).*)*", re.M)
JOBS = [(part[1], part[0], part.start()) for part in JOB.finditer(TEN_JOBS.read_text("utf-8"))]
"""Title, text and place of each job."""
FILE = re.compile(r"^<!-- tệp: (\S+) -->$", re.M)
MADE = {"pdf": make_pdf(), "docx": make_docx(), "png": make_png(200)}
EXAMPLES = [example for guide in GUIDES for example in find_examples(guide)]
TRIED = [example for example in EXAMPLES if example.said.startswith("thử")]
every_example = pytest.mark.parametrize("example", EXAMPLES, ids=str)


def told_in(file: str, root: Path) -> list[Diagnostic]:
    return [told for told in check_catalogue(root, TODAY).diagnostics if told.place.file == file]


@every_example
def test_every_example_says_what_comes_of_it(example: Example) -> None:
    """No record stands in the guide that is not tried, and no message that is not told."""
    if example.language in ("yaml", "markdown"):
        assert TRY.fullmatch(example.said)
    elif "lỗi[" in example.text or "cảnh báo[" in example.text:
        assert example.said.startswith("lời báo")


@pytest.mark.parametrize("example", TRIED, ids=str)
def test_an_example_passes_or_fails_as_it_says(example: Example, small: Path) -> None:
    """Laid over a small valid catalogue; a bad one breaks the rule that it names and no other."""
    file = put(example, small)
    said = TRY.fullmatch(example.said)
    assert said is not None
    assert {told.rule for told in told_in(file, small)} == ({said["rule"]} if said["rule"] else set())
    if said["rule"]:
        assert said["rule"] in read_rulebook()


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job[0].strip())
def test_a_job_leaves_nothing_to_mend(job: tuple[str, str, int], small: Path) -> None:
    """All that a part of the page writes, in its order, is a proposal that the check finds nothing wrong with."""
    _, text, start = job
    for path in FILE.findall(text):
        (small / path).parent.mkdir(parents=True, exist_ok=True)
        (small / path).write_bytes(MADE[path.rpartition(".")[2]])
    files = {put(one, small) for one in find_examples(TEN_JOBS) if start <= one.end <= start + len(text)}
    assert files or "niemyet sheets" in text
    assert not [told for told in check_catalogue(small, TODAY).diagnostics if told.place.file in files]


def test_the_jobs_call_the_fields_of_the_form_by_their_names() -> None:
    """What the page prints in bold where it tells of the form are the titles of keys and of kinds of records."""
    titles = {key.title for parts in list_parts().values() for part in parts for key in part.keys}
    titles |= {capitalize(name.vi) for name in RECORD_NAMES.values()}
    told = re.findall(r"^Bằng biểu mẫu: (.*)$", TEN_JOBS.read_text("utf-8"), re.M)
    assert len(told) == 6
    assert {name for line in told for name in re.findall(r"\*\*(.+?)\*\*", line)} <= titles


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.said.startswith("lời báo")], ids=str)
def test_a_message_in_the_guide_is_what_is_told(example: Example, small: Path) -> None:
    """Letter by letter: of the example above it, or of the rule's own example."""
    if example.said == "lời báo của ví dụ trên":
        above = [one for one in TRIED if one.guide == example.guide and one.line < example.line][-1]
        [told] = told_in(put(above, small), small)
    else:
        [code] = re.findall(r"^[^\[\n]*\[([a-z-]+)\]", example.text)
        told = read_rulebook()[code].example.told
    assert example.text.rstrip("\n") == format_block(told, "vi")


@pytest.mark.parametrize(
    "guide", [guide for guide in GUIDES if QUOTED.search(guide.read_text("utf-8"))], ids=lambda g: g.parent.name
)
def test_the_changes_in_the_guide_are_those_of_the_comment(guide: Path, small: Path, tmp_path: Path) -> None:
    """What the guide quotes below an example is what `niemyet diff` says of it."""
    text = guide.read_text("utf-8")
    for quoted in QUOTED.finditer(text):
        before = Path(shutil.copytree(HERE / "small", tmp_path / f"before-{quoted.start()}"))
        above = [one for one in find_examples(guide) if one.end < quoted.start() and one.said.startswith("thử")][-1]
        put(above, small)
        said = re.sub("^> ?", "", quoted["text"], flags=re.M)
        assert said == format_markdown(compare_catalogues(before, small, TODAY))


@pytest.mark.parametrize("guide", [*GUIDES, REPOSITORY / "README.md", GIVEN], ids=lambda g: str(g.relative_to(REPOSITORY)))
def test_the_commands_of_the_guide_exist_with_their_options(guide: Path) -> None:
    """So that nobody types in vain what the guide says."""
    program: Any = typer.main.get_command(app)
    commands = program.commands | {option: program for parameter in program.params for option in parameter.opts}
    text = guide.read_text("utf-8")
    told = [*re.findall(r"`niemyet ([^`]+)`", text), *re.findall(r"^ {4,}niemyet (.+)$", text, re.M)]
    for words in told:
        name, *rest = words.split()
        assert name in commands, words
        command = commands[name]
        if name.startswith("--"):
            options = {name}
        elif hasattr(command, "commands"):
            options = {o for below in command.commands.values() for parameter in below.params for o in parameter.opts}
            assert not rest or rest[0] in command.commands or "|" in rest[0], words
        else:
            options = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", words)) <= options, words


def test_every_picture_is_described_and_light() -> None:
    """A picture of the guide has words for who cannot see it, its room on the page, and at most 40 KB; none lies about."""
    shown = set()
    for guide in GUIDES:
        for tag in re.findall("<img [^>]*>", guide.read_text("utf-8")):
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
            picture = guide.parent / attributes["src"]
            shown.add(picture)
            with Image.open(picture) as opened:
                assert opened.size == (2 * int(attributes["width"]), 2 * int(attributes["height"])), tag
            assert len(attributes["alt"]) > 20
            assert attributes["loading"] == "lazy"
            assert picture.stat().st_size <= 40_000
    assert shown == set(GUIDE.rglob("*.png"))


def test_the_samples_pass_the_check_together(small: Path) -> None:
    """Laid over the small catalogue as they are; all of them are tried as what they are."""
    for path in SAMPLES:
        (small / path).write_text(read_sample(path), "utf-8")
    assert check_catalogue(small, TODAY).diagnostics == ()


def test_every_line_of_a_sample_is_shown_and_its_keys_explained() -> None:
    """The rows joined are the file, and what is explained stands on the lines beside it."""
    for sample in list_annotated():
        assert "\n".join(row.text for row in sample.rows) == read_sample(sample.path).rstrip("\n")
        for row in sample.rows:
            for key in row.keys:
                assert f"{key.name}:" in row.text and key.title and key.description
    postings = next(sample for sample in list_annotated() if sample.kind == "posting")
    assert {"decision", "posted", "checked", "amount", "unit"} <= {key.name for row in postings.rows for key in row.keys}


def test_the_dictionary_has_every_key_of_every_record() -> None:
    """Each kind with all its keys, each part once, and every reference leads to a part."""
    kinds = list_parts()
    assert set(kinds) == set(SHAPES)
    for kind, parts in kinds.items():
        shape = SHAPES[kind]
        names = tuple(keys_of(shape)) or tuple(keys_of(shape_at(shape, ("x",))))
        assert tuple(key.name for key in parts[0].keys) == names
    every = list(chain.from_iterable(kinds.values()))
    assert len({part.id for part in every}) == len(every)
    assert {key.part for part in every for key in part.keys if key.part} <= {part.id for part in every}
