"""Every file operation of every command that writes fails once, or the command ends there: what is left must be whole.

    python bench/faults.py                                # every command, every operation; `make faults`
    python bench/faults.py --only format,confirm --most 20 --seed 7

A layer over the file functions (tests/faults/layer.c) counts the operations below a folder of the run. A command is run once
undisturbed: what it leaves is "new", what was there before is "old". Then for each operation it is run again from the old state,
and that one fails (no space, input/output error, no permission, too many files; also: no space from then on), or the process is
killed before it, after it, or with half of it done. Then

- what was promised holds: old or new as a whole, and new if the command said that it was done;
- a command that failed has said so in a sentence, and nothing lies about;
- the same command, run again, completes: new as a whole, and nothing lies about.

What a kill leaves among records, sheets and other files of people may be part old and part new until the next command; those
are counted apart (`Command.at_once`).
"""

import argparse
import ctypes
import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
TESTS = REPOSITORY / "tests"
TODAY = "2026-11-22"
LAYER = "NIEMYET_FAULTS_LAYER"
KILL_BEFORE, KILL_AFTER, KILL_HALFWAY = -1, -2, -3
KILLS = {KILL_BEFORE: "killed before", KILL_AFTER: "killed after", KILL_HALFWAY: "killed halfway"}
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)
ALLOWED = (".site.cache", ".site.lock", "counts/.ratings.csv.lock")
"""What may lie beside the files after a command, whatever became of it."""
PATIENCE = 120


@dataclass(frozen=True)
class Command:
    """What a person types, after `prepare` has made the state before. `at_once`: a kill too leaves it old or new as a whole."""

    name: str
    words: tuple[str, ...] = ()
    prepare: Callable[[Path], None] = lambda _: None
    at_once: bool = True
    call: Callable[[Path], None] | None = None
    """Instead of words: what is done."""


def substitute(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new), "utf-8")


FEE = "catalogue/ha-noi/1.001193.yaml"
POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
BUILD = ("build", "--without-mkdocs", "--jobs", "1", "--as-of", TODAY)


def change_fee(root: Path) -> None:
    substitute(root / FEE, "amount: 5000", "amount: 6000")


def warm(root: Path, words: tuple[str, ...]) -> None:
    """Runs a command in this process, so that those forked from it have its modules and templates."""
    from niemyet import cli

    here = Path.cwd()
    os.chdir(root)
    sys.argv = ["niemyet", *words]
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere), suppress(SystemExit):
        cli.run()
    os.chdir(here)


def built(root: Path) -> None:
    run_quietly(root, *BUILD)


def built_and_changed(root: Path) -> None:
    built(root)
    change_fee(root)


def published_twice(root: Path) -> None:
    published_and_changed()(root)
    run_quietly(root, "publish", "target")


def published_and_changed(*words: str) -> Callable[[Path], None]:
    def prepare(root: Path) -> None:
        built(root)
        run_quietly(root, "publish", "target", *words)
        change_fee(root)
        built(root)

    return prepare


def changed_in_place(root: Path) -> None:
    published_and_changed("--in-place")(root)


def untidy(root: Path) -> None:
    for path in (POSTING, "catalogue/ha-noi/thuong-tin/1.001193.yaml"):
        lines = (root / path).read_text("utf-8").splitlines(keepends=True)
        (root / path).write_text(
            "".join(lines[1:] + lines[:1]) if not lines[1].startswith((" ", "-")) else "".join(lines), "utf-8"
        )


def with_mistakes(root: Path) -> None:
    for path in (POSTING, "catalogue/ha-noi/thuong-tin/1.001193.yaml"):
        text = (root / path).read_text("utf-8")
        posted = next(line for line in text.splitlines() if line.startswith("posted:"))
        year, month, day = posted.split()[1].split("-")
        (root / path).write_text(text.replace(posted, f"posted: {day}/{month}/{year}"), "utf-8")


def with_export(root: Path) -> None:
    (root / "export").mkdir()
    shutil.copy(TESTS / "export/000.json", root / "export/000.json")


def with_table(root: Path) -> None:
    run_quietly(root, "table", "export", "ha-noi/thuong-tin", "--out", "bang.csv", "--as-of", TODAY, "--only", "postings")
    table = root / "bang.csv"
    text = table.read_text("utf-8-sig")
    assert "Quầy số 1" in text, text
    table.write_text("\ufeff" + text.replace("Quầy số 1", "Quầy số 3"), "utf-8")


def old_settings(root: Path) -> None:
    text = (root / "mkdocs.yml").read_text("utf-8")
    name = next(line for line in text.splitlines() if line.startswith("theme:"))
    (root / "mkdocs.yml").write_text(text.replace(name, "theme:\n  name: material\n  custom_dir: theme\n  language: vi"), "utf-8")
    shutil.copytree(REPOSITORY / "theme", root / "theme")


def with_counts(root: Path) -> None:
    (root / "counts").mkdir()
    (root / "counts/ratings.csv").write_text("month,page,helpful,unhelpful\n2026-11,/ha-noi/kim-lien/,1,2\n", "utf-8")


def count(root: Path) -> None:
    from niemyet.rating.store import Store

    try:
        store = Store(root / "counts/ratings.csv")
        store.hold()
        store.count("2026-11", "/ha-noi/kim-lien/1.001193/", True)
    except OSError as error:
        print(f"không ghi được {error.filename}: {error.strerror}", file=sys.stderr)  # as the receiver answers
        raise SystemExit(1) from error


NEW_DOCUMENT = (
    "new", "document", "--province", "ha-noi", "--number", "12/2026/NQ-HĐND", "--title", "Về phí", "--kind", "Nghị quyết",
    "--issuer", "Hội đồng nhân dân thành phố Hà Nội", "--issued", "12/11/2026", "--effective", "01/12/2026", "--as-of", TODAY,
)  # fmt: skip
REPOST = (
    "repost", "ha-noi", "--decision", "4100/QĐ-UBND", "--date", "30/10/2026", "--posted", "20/11/2026", "--yes", "--as-of", TODAY,
)  # fmt: skip
COMMANDS = (
    Command("build, first", BUILD),
    Command("build, one fee changed", BUILD, built_and_changed),
    Command("build --clean, one fee changed", (*BUILD, "--clean"), built_and_changed),
    Command("build --sheets, first", (*BUILD, "--sheets")),
    Command("build, nothing changed", BUILD, built),
    Command("publish, first", ("publish", "target"), built),
    Command("publish, one fee changed", ("publish", "target"), published_and_changed()),
    Command("publish --in-place, one fee changed", ("publish", "target", "--in-place"), changed_in_place, False),
    Command("publish --rollback", ("publish", "target", "--rollback"), published_twice),
    Command("import", ("import", "export/000.json", "--yes", "--out", "bao-cao.md", "--as-of", TODAY), with_export, False),
    Command("sheets", ("sheets", "ha-noi/kim-lien", "--jobs", "1", "--as-of", TODAY), at_once=False),
    Command("new document", NEW_DOCUMENT),
    Command("confirm", ("confirm", "ha-noi", "--yes", "--as-of", TODAY), at_once=False),
    Command("repost", REPOST, at_once=False),
    Command("check --fix", ("check", "--fix", "--yes", "--as-of", TODAY), with_mistakes, False),
    Command("format", ("format",), untidy, False),
    Command("table export", ("table", "export", "ha-noi/thuong-tin", "--out", "bang.xlsx", "--as-of", TODAY)),
    Command("table import", ("table", "import", "bang.csv", "--yes", "--as-of", TODAY), with_table, False),
    Command("migrate", ("migrate", "--yes"), old_settings, False),
    Command("schema", ("schema",), at_once=False),
    Command("owners", ("owners",)),
    Command("server nginx", ("server", "nginx"), built, False),
    Command("report", ("report", "ha-noi", "--format", "xlsx", "--out", "bao-cao.xlsx", "--as-of", TODAY)),
    Command("init", ("init", "moi", "--province", "Hà Nội", "--commune", "Thường Tín", "--yes"), at_once=False),
    Command("rating count", prepare=with_counts, call=count),
)  # fmt: skip


def run_quietly(root: Path, *words: str) -> None:
    ended, said = run(root, words)
    assert ended == 0, (words, said)


def run(
    root: Path, words: tuple[str, ...], call: Callable[[Path], None] | None = None, arm: Callable[[], None] = lambda: None
) -> tuple[int, str]:
    """Runs a command in a process of its own, which has the program already; its status (negative: killed) and what it said."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            status = 99
            try:
                os.chdir(root)
                for stream in (1, 2):
                    os.dup2(said.fileno(), stream)
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                sys.argv = ["niemyet", *words]
                arm()
                try:
                    if call is not None:
                        call(root)
                    else:
                        from niemyet import cli

                        cli.run()
                    status = 0
                except SystemExit as end:
                    status = end.code if isinstance(end.code, int) else 1 if end.code else 0
                except BaseException:
                    import traceback

                    traceback.print_exc()
                    status = 98
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(status)
        deadline = time.monotonic() + PATIENCE
        while True:
            done, how = os.waitpid(child, os.WNOHANG)
            if done:
                break
            if time.monotonic() > deadline:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return 97, "does not end"
            time.sleep(0.002)
        said.seek(0)
        return os.waitstatus_to_exitcode(how), said.read().decode("utf-8", "replace")


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file by path, but what may always lie about and what the publisher keeps for itself; links by where they lead."""
    found = {}
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name != "__pycache__")
        inside = os.path.relpath(folder, root)
        for name in (*names, *(one for one in below if os.path.islink(os.path.join(folder, one)))):
            path = os.path.normpath(os.path.join(inside, name))
            if path not in ALLOWED and not path.startswith((".site.publish", "target/.niemyet", ".target.", "cache/")):
                file = os.path.join(folder, name)
                found[path] = os.readlink(file).encode() if os.path.islink(file) else Path(file).read_bytes()
        if not below and not names and inside != ".":
            found[f"{inside}/"] = b""
    return found


def restore(pristine: Path, root: Path) -> None:
    """The state before, as if it had been made here: the cache of the build says which folder it describes."""
    from niemyet.cache.cache_file import identify_tree, open_part

    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(pristine, root, symlinks=True)
    if (cache := root / ".site.cache").exists():
        opened = open_part(cache, root / "site")
        assert opened is not None
        opened.state("tree", identify_tree(root / "site"))
        opened.save()
        opened.close()


@dataclass
class Counts:
    """What one command has shown."""

    operations: int = 0
    failed: int = 0
    killed: int = 0
    old: int = 0
    new: int = 0
    mixed_by_kill: int = 0
    wrong: list[str] = field(default_factory=list)


def spread(number: int, most: int, chance: random.Random) -> list[int]:
    """The numbers from 1, or as many of them as are asked for, spread evenly from a random beginning."""
    if number <= most:
        return list(range(1, number + 1))
    begin = chance.random()
    return sorted({1 + int((begin + i) * number / most) % number for i in range(most)})


def try_command(command: Command, folder: Path, layer: ctypes.CDLL, wanted: argparse.Namespace) -> Counts:
    """Runs one command with each of its operations failing, then with a kill at each."""
    most, seed = wanted.most, wanted.seed
    chance, counts = random.Random(f"{seed} {command.name}"), Counts()
    pristine, root = folder / "pristine", folder / "root"
    shutil.rmtree(pristine, ignore_errors=True)
    shutil.copytree(folder / "project", pristine)
    command.prepare(pristine)
    layer.faults_said.restype = ctypes.c_char_p
    if command.call is None and not {"sheets", "--sheets"} & {*command.words}:  # Typst's threads do not survive a fork
        restore(pristine, root)
        warm(root, command.words)

    def once(at: int, how: int, lasting: bool = False, reads: bool = False) -> tuple[int, str]:
        restore(pristine, root)
        below = os.fsencode(root)
        done = run(root, command.words, command.call, lambda: layer.faults_arm(below, at, how, int(lasting), int(reads)))
        layer.faults_rest()
        return done

    ended, said = once(0, 0)
    assert ended == 0, (command.name, ended, said)
    counts.operations = layer.faults_count()
    restore(pristine, root)
    old = snapshot(root)
    assert run(root, command.words, command.call)[0] == 0
    new = snapshot(root)
    restore(pristine, root)
    assert run(root, command.words, command.call)[0] == 0
    assert snapshot(root) == new, f"{command.name}: another result of the same: {differing(snapshot(root), new)}"
    once(0, 0, reads=True)
    with_reads = layer.faults_count()

    def judge(at: int, how: int, ended: int, said: str, what: str) -> None:
        where = f"{command.name} | {at} {layer.faults_said().decode(errors='replace').replace(str(root), '')} | {what}"
        now = snapshot(root)
        wholly = "old" if now == old else "new" if now == new else ""
        killed = how < 0
        if killed:
            counts.killed += 1
        else:
            counts.failed += 1
        counts.old += wholly == "old"
        counts.new += wholly == "new"
        if ended == 0 and wholly != "new":
            counts.wrong.append(f"{where}: said to be done, but {differing(now, new)}")
        elif killed and not wholly:
            strange = {path for path in set(old) ^ set(now) if path not in new} | {
                path for path, data in now.items() if path in {*old, *new} and data not in (old.get(path), new.get(path))
            }
            strange = {path for path in strange if not is_unfinished(path)}
            kept = {path: data for path, data in now.items() if not is_unfinished(path)}
            if strange:
                counts.wrong.append(f"{where}: torn {sorted(strange)[:3]}")
            elif kept not in (old, new):
                counts.mixed_by_kill += 1
                if command.at_once:
                    counts.wrong.append(f"{where}: partly old: {differing(now, old)}; {differing(now, new)}")
        elif not killed and not wholly:
            counts.wrong.append(f"{where}: neither old nor new: {differing(now, old)} [{said.strip()[-160:]}]")
        if not killed and ended and (ended > 2 or "Traceback" in said or "Errno" in said or not said.strip()):
            counts.wrong.append(f"{where}: no sentence: {ended} {said.strip()[-300:]!r}")
        ended, said = run(root, command.words, command.call)
        now = snapshot(root)
        once_more = wholly == "new" or killed or bool(ended)
        added = once_more and not command.name.startswith(("build", "publish")) and now.keys() == new.keys()
        if now != new and not added:  # who types it twice has asked for more: another rating, another report
            counts.wrong.append(f"{where}: run again ({ended}), {differing(now, new)} [{said.strip()[-160:]}]")

    for at in spread(with_reads, most, chance):
        number = ERRORS[(at + seed) % len(ERRORS)]
        ended, said = once(at, number, lasting=number == errno.ENOSPC and at % 2 == 0, reads=True)
        judge(at, number, ended, said, errno.errorcode[number])
    for at in spread(counts.operations, most, chance):
        for how in [*KILLS] if wanted.every_kill else [[*KILLS][(at + seed) % 3]]:
            ended, said = once(at, how)
            judge(at, how, ended, said, KILLS[how])
    print(
        f"| {command.name} | {with_reads} | {counts.failed} | {counts.killed} | {counts.old} | {counts.new} "
        f"| {counts.mixed_by_kill} | {len(counts.wrong)} |",
        flush=True,
    )
    return counts


def is_unfinished(path: str) -> bool:
    """Whether a path is of a file or an empty folder that is still being made, which only a kill may leave."""
    unfinished = any(part.startswith(".") and part.endswith((".new", ".old", ".lock")) for part in path.split("/"))
    return unfinished or path.startswith("tmp") or path.endswith(("-journal", "/"))


def differing(now: dict[str, bytes], other: dict[str, bytes]) -> str:
    more, less = sorted(now.keys() - other.keys()), sorted(other.keys() - now.keys())
    changed = sorted(path for path in now.keys() & other.keys() if now[path] != other[path])
    return f"{len(more)} more {more[:2]}, {len(less)} less {less[:2]}, {len(changed)} other {changed[:2]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="commands whose names begin so, by comma")
    parser.add_argument("--most", type=int, default=10**9, help="at most so many faults and so many kills of a command")
    parser.add_argument("--every-kill", action="store_true", help="before, after and halfway of each operation, not one of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a file for the counts as JSON")
    wanted = parser.parse_args()
    if LAYER not in os.environ:
        with tempfile.TemporaryDirectory(prefix="niemyet-faults-") as folder:
            made = f"{folder}/layer.so"
            subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", made, TESTS / "faults/layer.c", "-ldl"], check=True)
            env = os.environ | {
                LAYER: made, "LD_PRELOAD": made, "TMPDIR": f"{folder}/tmp", "XDG_CACHE_HOME": f"{folder}/cache",
                "PYTHONDONTWRITEBYTECODE": "1", "NIEMYET_LANG": "vi", "COLUMNS": "120", "GIT_CEILING_DIRECTORIES": folder,
            }  # fmt: skip
            Path(folder, "tmp").mkdir()
            sys.exit(subprocess.run([sys.executable, __file__, *sys.argv[1:]], env=env, check=False).returncode)
    place = Path(os.environ[LAYER]).parent
    shutil.copytree(TESTS / "small", place / "project")
    shutil.copy(TESTS / "frozen/mkdocs.yml", place / "project")
    shutil.copytree(TESTS / "frozen/docs", place / "project/docs")
    layer = ctypes.CDLL(os.environ[LAYER])
    names = tuple(filter(None, wanted.only.split(",")))
    chosen = [one for one in COMMANDS if not names or one.name.startswith(names)]
    print("| command | operations | made to fail | killed | old | new | partly, by a kill | wrong |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: |", flush=True)
    every = {}
    for command in chosen:
        every[command.name] = try_command(command, place, layer, wanted)
        for wrong in every[command.name].wrong[:40]:
            print("   ", wrong, flush=True)
    totals = Counter[str]()
    for counts in every.values():
        totals.update(failed=counts.failed, killed=counts.killed, wrong=len(counts.wrong), partly=counts.mixed_by_kill)
    print(json.dumps({"seed": wanted.seed, **totals}))
    if wanted.out:
        wanted.out.write_text(json.dumps({name: vars(counts) for name, counts in every.items()}, indent=1), "utf-8")
    sys.exit(1 if totals["wrong"] else 0)


if __name__ == "__main__":
    main()
