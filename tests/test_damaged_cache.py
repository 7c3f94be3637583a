"""The cache file is not trusted: if it is damaged or forged, it produces no page and executes nothing."""

import pickle
import random
import resource
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from conftest import HERE, TODAY, make_site_root, share, some_of
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest
from niemyet.building.shards import NoShardError, Shard, build_shard, open_shards
from niemyet.cache.cache_file import create_cache_file, part_of
from niemyet.cache.codec import CodecError, decode, encode
from niemyet.cache.inputs import Input
from niemyet.catalogue.reference import read_reference
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.finding import find_files
from niemyet.resolve.site import resolve_reference
from test_site import build, bytes_of
from test_warm import substitute

VALUES: tuple[object, ...] = (
    None, True, 7, "chữ\ud800", "", b"", b"\n\x00", (), [], {}, (1, (2, [3])), {"a": {"b": (b"x", b"y")}}, frozenset({"b", "a"}),
    date(2026, 11, 22), time(7, 30), Path("a/b"), Input(1, 2, 3, b"x" * 16), {("a", 1): "b"},
    Diagnostic("bad-date", Place("a", 1, 2), {"value": Bilingual("vi", "en")}),
)  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))  # a set is written in another order by each process
def test_a_value_comes_back_as_it_was(value: object) -> None:
    """Of the same types, and the same bytes again."""
    back = decode(encode(value))
    assert back == value
    assert type(back) is type(value)
    assert encode(back) == encode(value)


def test_the_law_comes_back_as_it_was(small: Path) -> None:
    """Every record with everything that is in it; what stood in several places is one value again."""
    reference, _ = read_reference(small, find_files(small), TODAY)
    reference = replace(reference, communes=())
    resolved = resolve_reference(reference, TODAY)
    back, again = decode(encode((reference, resolved)))
    assert repr(back) == repr(reference)
    assert repr(again) == repr(resolved)
    assert back.law.procedures["1.001193"][0] is again.procedures["1.001193"].procedure
    assert back.law.procedures["1.001193"][0].model_fields_set == reference.law.procedures["1.001193"][0].model_fields_set


class _Evil:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return Path.touch, (Path("/tmp/niemyet-was-here"),)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps(_Evil()), b"", b"[]", b"[[],[9,0]]\n", b'[[["os:system"]],[9,0,"x"]]\n',
        b'[[["niemyet.external.npm:install"]],[9,0]]\n',
        b'[[["niemyet.cache.codec:json.loads"]],[9,0]]\n', b'[[["niemyet.load.finding:Find"]],[9,0,"x"]]\n', b"[[],[4,0,9]]\nab",
        b"[[],[5,0]]\n", b"[[],[2,1]]\n", b"[[],[6,-5]]\n", b"[" * 100_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_bytes_of_others_are_refused(data: bytes) -> None:
    """What `encode` has not written is one kind of error, and nothing is called."""
    with pytest.raises(CodecError):
        decode(data)


def test_what_is_no_value_is_not_written() -> None:
    """A function, a class, an object of a library: whoever remembers it is told at once."""
    for strange in (print, object(), Path, random.Random(1), _Evil()):
        with pytest.raises(CodecError):
            encode(strange)


FEE = "catalogue/ha-noi/1.001193.yaml"


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 8, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _blot(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + 4096] = bytes(len(data[at : at + 4096]))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose fee is changed and changed back, and beside it "clean", the site of the changed one made from nothing."""
    root = tmp_path_factory.mktemp("cache") / "small"
    shutil.copytree(HERE / "small", root)
    make_site_root(root)
    substitute(root / FEE, "amount: 5000", "amount: 6000")
    build(root, root.parent / "clean")
    return root


@pytest.fixture
def built(project: Path) -> Path:
    """The project as it was built, and then one fee was changed."""
    substitute(project / FEE, "amount: 6000", "amount: 5000")
    build(project)
    substitute(project / FEE, "amount: 5000", "amount: 6000")
    return project


@pytest.mark.slow("a build")
@pytest.mark.parametrize("damage", [_flip, _cut, _blot])
def test_a_damaged_build_cache_gives_the_site_of_a_clean_build(
    damage: Callable[[bytearray, random.Random], None], built: Path, tmp_path: Path
) -> None:
    """Wherever the damage is: never a crash, never another site."""
    build_cache, site, wanted = built / ".site.cache", built / "site", bytes_of(built.parent / "clean")
    whole, before = build_cache.read_bytes(), tmp_path / "before"
    shutil.copytree(site, before, copy_function=shutil.copy2)
    for seed in range(share(8)):
        harmed = bytearray(whole)
        damage(harmed, random.Random(f"{damage.__name__} {seed}"))
        build_cache.write_bytes(harmed)
        assert build(built).report.errors == 0
        assert bytes_of(site) == wanted, seed
        substitute(built / FEE, "amount: 6000", "amount: 5000")
        build(built)
        assert bytes_of(site) == bytes_of(before), seed
        substitute(built / FEE, "amount: 5000", "amount: 6000")
        whole = build_cache.read_bytes()


FORGERIES = {
    "a value": "UPDATE part SET value = x'80'",
    "a key": "UPDATE part SET key = x'00' WHERE name = 'whole'",
    "files": "UPDATE part SET files = (SELECT files FROM part WHERE name = 'news') WHERE name LIKE 'communes/%'",
    "a part is gone": "DELETE FROM part WHERE name LIKE 'communes/%'",
    "another type": "UPDATE part SET value = 'text', key = 7",
    "a fact": "UPDATE fact SET value = x'00'",
    "another table": "CREATE TABLE more (a)",
    "a view": "ALTER TABLE part RENAME TO other; CREATE VIEW part AS SELECT * FROM other",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON part BEGIN DELETE FROM fact; END",
}


@pytest.mark.slow("a build")
@pytest.mark.parametrize("forgery", some_of(FORGERIES, of=3))
def test_a_forged_build_cache_is_ignored(forgery: str, built: Path) -> None:
    """What was changed without the seal is not believed."""
    connection = sqlite3.connect(built / ".site.cache")
    connection.executescript(FORGERIES[forgery])
    connection.commit()
    connection.close()
    assert build(built).report.errors == 0
    assert bytes_of(built / "site") == bytes_of(built.parent / "clean")


def test_a_shard_with_a_link_or_a_file_elsewhere_is_refused(site_root: Path, tmp_path: Path) -> None:
    """Whoever may make a shard may make the pages of its communes, and nothing else."""
    folder = tmp_path / "shard"
    build_shard(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml")), folder, Shard(1, 1))
    with open_shards([folder]) as cache_files:
        assert [cache_file.find("communes/ha-noi/kim-lien") is not None for cache_file in cache_files] == [True]
        part = cache_files[0].find("communes/ha-noi/kim-lien")
        assert part is not None
        cache_files[0].put("communes/ha-noi/kim-lien", type(part)(part.key, ("index.html",), part.encoded))
        cache_files[0].save()
    with pytest.raises(NoShardError), open_shards([folder]):
        pass
    shutil.rmtree(folder)
    build_shard(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml")), folder, Shard(1, 1))
    page = folder / "ha-noi/kim-lien/index.html"
    page.unlink()
    page.symlink_to("/etc/hostname")
    with pytest.raises(NoShardError), open_shards([folder]):
        pass


def fill_cache(file: Path) -> None:
    """A cache of two megabytes and a half."""
    cache_file = create_cache_file(file, file.parent)
    for number in range(2_000):
        cache_file.put(str(number), part_of(bytes(20), ["a"], "b" * 1_000))
    cache_file.save()


@pytest.mark.parametrize("limit", [1, 4_096, 40_000])
def test_a_cache_that_cannot_be_written_is_no_damaged_one(limit: int, tmp_path: Path) -> None:
    """A quota or a limit is a refusal of the machine, told with the file; a cache that could not be begun is gone."""
    file, before = tmp_path / ".site.cache.new", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(OSError, match=r"site\.cache\.new"):
            fill_cache(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not file.exists() or limit > 1
    assert not [*tmp_path.glob("*-journal")]
