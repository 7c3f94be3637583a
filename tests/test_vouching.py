"""What a build vouches for: /build.json, and that a site which is no longer as it was built is found and made again."""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import REPOSITORY, TODAY, share, some_of
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, BuildResult, build_site
from niemyet.cli import app
from niemyet.publish import replacing
from niemyet.publish.listing import NO_DAMAGE, Damage, find_damage, list_files, read_listing, write_listing
from test_publish import FEE, snapshot
from test_site import build, bytes_of
from test_warm import substitute

pytestmark = pytest.mark.usefixtures("frames_at_hand")


def vouched(root: Path) -> dict[str, object]:
    said: dict[str, object] = json.loads((root / "site/build.json").read_text("utf-8"))
    return said


def verify(root: Path) -> BuildResult:
    return build_site(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), root / "site", verify=True)


@pytest.mark.slow("a build")
def test_the_tree_is_what_the_tools_of_the_system_say(site_root: Path) -> None:
    """The command of the page for operators gives the same digest; the rest says of what, when and by what it was made."""
    build(site_root)
    said = vouched(site_root)
    files = {path: data for path, data in bytes_of(site_root / "site").items() if str(path) != "build.json"}
    lines = sorted((str(path).encode(), hashlib.sha256(data).hexdigest()) for path, data in files.items())
    assert said["tree"] == hashlib.sha256(b"".join(b"%b  %b\n" % (known.encode(), path) for path, known in lines)).hexdigest()
    assert said["files"] == len(files)
    assert (said["as_of"], said["program"]) == (TODAY.isoformat(), f"niemyet {version('niemyet')}")
    assert said["checked"] == {"files": 21, "errors": 0, "warnings": 0}
    if shutil.which("sha256sum"):
        page = (REPOSITORY / "docs/van-hanh/ngay-ay/index.md").read_text("utf-8")
        [command] = re.findall(r"^    cd site; (.+)$", page, re.MULTILINE)
        done = subprocess.run(["bash", "-c", command], cwd=site_root / "site", capture_output=True, text=True, check=True)
        assert done.stdout.split()[0] == said["tree"]


@pytest.mark.long("test_warm, which compares each warm build with a clean one, with this file")
def test_it_is_of_the_records_and_not_of_the_way_they_were_built(site_root: Path) -> None:
    """A small build says what a clean one says; what is no part of any record changes none of it; a changed fee does."""
    build(site_root)
    first = vouched(site_root)
    substitute(site_root / FEE, "amount: 5000", "amount: 6000")
    build(site_root)
    changed = vouched(site_root)
    assert changed["records"] != first["records"]
    assert changed["tree"] != first["tree"]
    shutil.rmtree(site_root / "site")
    build(site_root)
    assert vouched(site_root) == changed
    substitute(site_root / FEE, "amount: 6000", "amount: 5000")
    os.utime(site_root / "catalogue/ha-noi/province.yaml", (1, 1))
    build(site_root)
    assert vouched(site_root) == first


@pytest.mark.slow("a build")
def test_what_changes_no_page_changes_what_is_vouched_for(site_root: Path) -> None:
    """A comment more: no page is made, yet the digest of the records is that of the records as they are, as in a clean build."""
    build(site_root)
    first = vouched(site_root)
    province = site_root / "catalogue/ha-noi/province.yaml"
    province.write_text(f"# đã đối chiếu\n{province.read_text('utf-8')}", "utf-8")
    assert build(site_root).files_written == 0
    changed = vouched(site_root)
    assert changed == first | {"records": changed["records"]} != first
    assert build(site_root).files_written == 0
    assert vouched(site_root) == changed
    shutil.rmtree(site_root / "site")
    build(site_root)
    assert vouched(site_root) == changed


def _cut(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes()[: chance.randrange(max(1, file.stat().st_size))])


def _delete(file: Path, _: random.Random) -> None:
    file.unlink()


def _flip(file: Path, chance: random.Random) -> None:
    """One bit, and the time of the file stays."""
    found, data = file.stat(), bytearray(file.read_bytes() or b"x")
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


def _put_beside(file: Path, chance: random.Random) -> None:
    (file.parent / f"la-{chance.randrange(10)}.html").write_text("lạ", "utf-8")


def _link(file: Path, _: random.Random) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


DAMAGES: tuple[Callable[[Path, random.Random], None], ...] = (_cut, _delete, _flip, _put_beside, _link)
SEEN_AT_ONCE = (_cut, _delete, _put_beside, _link)
"""What the next build sees without being asked to verify."""


@pytest.mark.slow("a build")
def test_every_damage_is_found(site_root: Path) -> None:
    """Whatever file is harmed in whatever way, by its name; what changes a size or a name is seen without reading."""
    build(site_root)
    site = site_root / "site"
    listing = list_files(site, bytes_of(site))
    assert not find_damage(site, listing, read=True)
    paths, found, tried = sorted(listing), 0, share(400)
    for number in range(tried):
        chance, damage = random.Random(number), DAMAGES[number % len(DAMAGES)]
        path = chance.choice(paths)
        file, data = site / path, (site / path).read_bytes()
        damage(file, chance)
        told = find_damage(site, listing, read=True)
        named = {*told.missing, *told.changed, *told.foreign}
        assert named == ({path} if damage is not _put_beside else {*told.foreign}), (damage.__name__, path)
        assert bool(named) == bool(data or damage is not _cut)
        assert damage not in SEEN_AT_ONCE or find_damage(site, listing, read=False) == told
        found += bool(named)
        for one in told.foreign:
            (site / one).unlink()
        file.unlink(missing_ok=True)
        file.write_bytes(data)
    assert found > tried * 0.9  # an empty file that is cut is as it was


@pytest.mark.slow("a build")
@pytest.mark.parametrize("damage", some_of(DAMAGES, of=6))
def test_a_damaged_site_is_made_again(damage: Callable[[Path, random.Random], None], site_root: Path) -> None:
    """What stands there afterwards is right, byte for byte."""
    build(site_root)
    site, wanted = site_root / "site", bytes_of(site_root / "site")
    damage(site / "ha-noi/kim-lien/1.001193/index.html", random.Random(1))
    built = build(site_root) if damage in SEEN_AT_ONCE else verify(site_root)
    assert built.report.errors == 0
    assert built.damage
    assert bytes_of(site) == wanted
    sound = verify(site_root)
    assert (sound.damage, sound.files_written, sound.verified) == (NO_DAMAGE, 0, len(wanted))


@pytest.mark.slow("a build")
def test_damage_is_told_with_the_names_of_the_files(site_root: Path) -> None:
    """And an intact site is called so; nothing of a name acts on a terminal."""
    words = ["build", "--root", str(site_root), "--as-of", TODAY.isoformat(), "--verify"]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert "đúng như lần tạo trước" in CliRunner().invoke(app, words).stdout
    (site_root / "site/index.html").write_text("hacked", "utf-8")
    (site_root / "site/404.html").unlink()
    (site_root / "site/la\x1b[31m.html").write_text("lạ", "utf-8")
    told = CliRunner().invoke(app, words)
    assert told.exit_code == 0
    assert "thiếu 1 tệp (404.html); 1 tệp bị sửa (index.html); 1 tệp lạ (la\\u001b[31m.html)" in told.stderr
    assert "đúng như" not in told.stdout


@pytest.mark.long("test_every_damage_is_found")
def test_a_file_that_is_kept_must_be_as_it_was_built(site_root: Path) -> None:
    """A whole build takes over what has not changed; of what somebody has changed there it takes nothing over."""
    build(site_root)
    picture = next((site_root / "site/tin-tuc").rglob("*.webp"))
    data = picture.read_bytes()
    picture.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    (site_root / "mkdocs.yml").write_text((site_root / "mkdocs.yml").read_text("utf-8") + "\n# khác\n", "utf-8")
    request = BuildRequest(site_root, TODAY.replace(day=23), begin_known_frames(site_root / "mkdocs.yml"))
    built = build_site(request, site_root / "site")
    assert built.damage.changed == (picture.relative_to(site_root / "site").as_posix(),)
    assert picture.read_bytes() == data


@pytest.mark.slow("a build")
def test_a_small_build_is_published_in_one_step(site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off where the folders are exchanged it leaves the site before, every page of it; the next build makes the new one."""
    build(site_root)
    before = snapshot(site_root / "site")
    substitute(site_root / FEE, "amount: 5000", "amount: 6000")

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "exchange_folders", end)
        with pytest.raises(KeyboardInterrupt):
            build(site_root)
    assert snapshot(site_root / "site") == before
    assert not (site_root / ".site.new").exists()
    build(site_root)
    assert {path for path, file in snapshot(site_root / "site").items() if file != before.get(path)} > {"build.json"}


@pytest.mark.long("test_a_small_build_is_published_in_one_step and the tests of mounted sites")
def test_a_large_site_is_changed_file_by_file(site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where making all folders anew would take longer than the change; the bytes are the same."""
    monkeypatch.setattr(replacing, "MOST_AT_ONCE", 1)
    build(site_root)
    folder = (site_root / "site").stat().st_ino
    substitute(site_root / FEE, "amount: 5000", "amount: 6000")
    build(site_root)
    assert (site_root / "site").stat().st_ino == folder
    changed = bytes_of(site_root / "site")
    shutil.rmtree(site_root / "site")
    build(site_root)
    assert bytes_of(site_root / "site") == changed


def test_a_listing_comes_back_as_it_was(site_root: Path) -> None:
    """Also of names with blanks; and what it lists is there."""
    build(site_root)
    files = {str(path): (hashlib.sha256(data).hexdigest(), len(data)) for path, data in bytes_of(site_root / "site").items()}
    text = "".join(f"{known} {size} {path}\n" for path, (known, size) in sorted({**files, "một tệp.html": ("0" * 64, 1)}.items()))
    listing = read_listing(text)
    assert write_listing(listing) == text
    assert find_damage(site_root / "site", listing, read=True) == Damage(missing=("một tệp.html",))
