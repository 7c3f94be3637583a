"""Pictures of the news: made into sizes for the web, without what a camera writes along; what is none is told."""

import base64
import io
import random
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from PIL.PngImagePlugin import PngInfo

from conftest import some_of
from niemyet.load.finding import SourceFile
from niemyet.load.picture_words import take_words_out
from niemyet.load.pictures import look_at_picture
from niemyet.load.pixels import UnreadablePictureError, decode, fit
from niemyet.model.pictures import PictureFile
from niemyet.render.picture_markup import show_figure, show_picture
from test_site import build

PLACE = "news/2026"
CAMERA = "May chup mau 123"


def photograph(width: int, height: int, form: str = "JPEG", **options: object) -> bytes:
    """A picture that looks like no other, as a camera writes it."""
    noise = Image.frombytes("RGB", (32, 32), random.Random(width * height).randbytes(3 * 32 * 32))
    made = io.BytesIO()
    noise.resize((width, height)).filter(ImageFilter.GaussianBlur(1)).save(made, form, **options)
    return made.getvalue()


def with_place(width: int, height: int, orientation: int) -> bytes:
    """A photograph that tells where and by which camera it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, CAMERA
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 1.0)
    return photograph(width, height, exif=exif)


def look(root: Path, name: str, data: bytes) -> tuple[PictureFile | None, list[str]]:
    """What is found in a file of this name."""
    file = root / PLACE / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    found, told = look_at_picture(root, SourceFile(f"{PLACE}/{name}", "image"))
    return found, [one.rule for one in told]


@pytest.mark.slow("pictures are made")
def test_a_photograph_is_as_wide_as_three_screens_at_most_and_never_blown_up(tmp_path: Path) -> None:
    wide, _ = look(tmp_path, "rong.jpg", photograph(3200, 2400))
    small, _ = look(tmp_path, "nho.jpg", photograph(600, 300))
    assert wide is not None and small is not None
    assert (wide.width, wide.height, wide.widths) == (1600, 1200, (480, 960, 1600))
    assert (small.width, small.height, small.widths) == (600, 300, (480, 600))
    assert fit(100, 20_000) == (20, 4000)


def test_a_picture_is_shown_as_the_camera_was_held(tmp_path: Path) -> None:
    """Its room on the page is that of the picture turned upright, and so are its pixels."""
    data = with_place(800, 600, 6)
    found, _ = look(tmp_path, "dung.jpg", data)
    assert found is not None and (found.width, found.height) == (600, 800)
    with Image.open(io.BytesIO(decode(data, "jpg").make(480, "webp"))) as made:
        assert made.size == (480, 640)


@pytest.mark.parametrize("ending", ["avif", "webp", "jpg", "png", "gif"])
def test_nothing_of_the_camera_is_published(ending: str) -> None:
    """Neither place nor name nor time nor thumbnail."""
    data = with_place(320, 240, 1)
    assert CAMERA.encode() in data
    made = decode(data, "jpg").make(320, ending)
    assert CAMERA.encode() not in made
    with Image.open(io.BytesIO(made)) as opened:
        assert not opened.getexif() and not opened.info.get("icc_profile")


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = photograph(640, 480)
    for ending in ("avif", "webp", "jpg"):
        assert decode(data, "jpg").make(480, ending) == decode(data, "jpg").make(480, ending)


@pytest.mark.parametrize(
    ("name", "data", "rules"),
    [
        ("cat.jpg", photograph(300, 200)[:-400], ["broken-picture"]),
        ("cat.png", photograph(300, 200, "PNG")[:-40], ["broken-picture"]),
        ("cat.webp", photograph(300, 200, "WEBP")[:-40], ["broken-picture"]),
        ("cat.avif", photograph(300, 200, "AVIF")[:-40], ["broken-picture"]),
        ("chu.jpg", b"%PDF-1.7", ["not-a-picture"]),
        ("ve.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", ["not-a-picture"]),
        ("bom.png", bytes.fromhex("89504e470d0a1a0a0000000d4948445200004e2000004e2008000000"), ["picture-too-large"]),
        ("nang.jpg", photograph(64, 64) + bytes(8 * 1024 * 1024), ["picture-too-large"]),
    ],
)
def test_what_cannot_be_shown_is_told(name: str, data: bytes, rules: list[str], tmp_path: Path) -> None:
    """Cut off, another kind of file, a drawing with a script, twenty thousand pixels each way, too heavy."""
    assert look(tmp_path, name, data) == (None, rules)


def test_what_a_telephone_appends_does_no_harm(tmp_path: Path) -> None:
    """A film of a second behind the photograph."""
    found, told = look(tmp_path, "song.jpg", photograph(300, 200) + b"\x00\x00\x00\x18ftypmp42" + bytes(5000))
    assert found is not None and not told


HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAA"
    "AAAERAAAEAAQAAAAABoQABAAAAAAAAABgAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAA"
    "AADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkA"
    "AAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAA"
    "AAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAAC"
    "BtZGF0AAAAFCgBrwQY+Mpx1//3XTPrpPvEEhHn"
)
"""A blue ground of 64 × 48, as telephones write it."""


def test_what_a_telephone_writes_is_shown_in_every_browser(tmp_path: Path) -> None:
    """HEIC, under its own name and under a wrong one; beside its article lies a JPEG."""
    for name, address in (("anh.heic", "tin-tuc/anh/2026/anh.heic/64.jpg"), ("anh.jpg", "tin-tuc/2026/anh.jpg")):
        found, told = look(tmp_path, name, HEIC)
        assert found is not None and told == []
        assert (found.kind, found.width, found.height, found.address) == ("heic", 64, 48, address)
    with Image.open(io.BytesIO(decode(HEIC, "heic").make(64, "jpg"))) as made:
        pixel = made.getpixel((30, 20))
        assert isinstance(pixel, tuple)
        red, _, blue = pixel
        assert made.size == (64, 48) and blue > red + 60
    assert look(tmp_path, "cat.heic", HEIC[:-30]) == (None, ["broken-picture"])


def test_a_picture_is_what_its_content_says_not_its_name(tmp_path: Path) -> None:
    """It is published in the format of its name, so that a server says what is true."""
    found, told = look(tmp_path, "ten-sai.jpg", photograph(300, 200, "PNG"))
    assert found is not None and (found.kind, found.plain_format, told) == ("png", "jpg", [])


def test_of_a_moving_picture_the_first_frame_is_kept(tmp_path: Path) -> None:
    frames, made = [Image.new("L", (40, 30), shade) for shade in (0, 255)], io.BytesIO()
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:], duration=100)
    found, told = look(tmp_path, "dong.gif", made.getvalue())
    assert found is not None and told == ["moving-picture"]
    with Image.open(io.BytesIO(decode(made.getvalue(), "gif").make(40, "png"))) as still:
        assert still.convert("L").getpixel((5, 5)) == 0 and not getattr(still, "is_animated", False)


def test_what_lies_in_its_head_is_not_enough() -> None:
    """Whole by its boxes, but not to be decoded: the build tells it."""
    data = photograph(300, 200, "PNG")
    at = data.index(b"IDAT") + 40
    with pytest.raises(UnreadablePictureError):
        decode(data[:at] + bytes(64) + data[at + 64 :], "png")


def test_a_picture_takes_its_room_before_it_is_there() -> None:
    """Width and height, the sizes for browsers of today, one for all others; words are escaped."""
    picture = PictureFile("news/2026/hop.jpg", "jpg", 960, 640, "x")
    shown = show_picture(picture, '"><script>', "../../../")
    assert 'src="../../../tin-tuc/2026/hop.jpg" alt="&#34;&gt;&lt;script&gt;" width="960" height="640" loading="lazy"' in shown
    assert 'type="image/avif" srcset="../../../tin-tuc/anh/2026/hop.jpg/480.avif 480w, ' in shown
    assert "<script>" not in show_figure(shown, "<script>", "")
    assert 'loading="lazy"' not in show_picture(picture, "", "", lazy=False)


@pytest.mark.slow("pictures are made")
def test_a_site_has_every_size_that_its_pages_name(site_root: Path) -> None:
    """And of a picture that cannot be decoded the build is not published."""
    (site_root / PLACE / "anh-mau.png").write_bytes(photograph(1000, 500, "PNG"))
    assert not build(site_root).report.errors
    folder = site_root / "site/tin-tuc"
    sizes = {one.name for one in (folder / "anh/2026/anh-mau.png").iterdir()}
    assert sizes == {f"{width}.{ending}" for width in (480, 960, 1000) for ending in ("avif", "webp")}
    with Image.open(folder / "2026/anh-mau.png") as plain:
        assert plain.size == (1000, 500)
    data = photograph(400, 500, "PNG")
    at = data.index(b"IDAT") + 40
    (site_root / PLACE / "anh-mau.png").write_bytes(data[:at] + bytes(64) + data[at + 64 :])
    assert [one.rule for one in build(site_root).report.diagnostics] == ["broken-picture"]
    with Image.open(folder / "2026/anh-mau.png") as plain:
        assert plain.size == (1000, 500)


LOOKED = """updated: 2026-11-10
board_checks:
  - {{date: 2026-10-02, by: Một cửa mẫu, on_board: 2, photos: [{{file: {file}, alt: Bảng ở sảnh, date: 2026-10-02}}]}}
"""


@pytest.mark.slow("pictures are made")
def test_a_photograph_of_the_board_is_published_in_sizes_without_its_place(site_root: Path) -> None:
    """Beside the commune's figures, with its day; only what is named; another photograph of the same name makes the page anew."""
    folder = site_root / "catalogue/ha-noi/thuong-tin/oversight"
    folder.mkdir()
    (folder / "2026.yaml").write_text(LOOKED.format(file="bang.jpg"), "utf-8")
    assert "board-photo-missing" in [one.rule for one in build(site_root).report.diagnostics]
    (folder / "bang.jpg").write_bytes(with_place(900, 600, 1))
    (folder / "khac.jpg").write_bytes(photograph(300, 200))
    assert not build(site_root).report.errors
    here = site_root / "site/theo-doi/ha-noi/thuong-tin"
    page = (here / "index.html").read_text("utf-8")
    assert 'alt="Bảng ở sảnh" width="900" height="600"' in page and "Chụp ngày 02/10/2026" in page
    files = (path.relative_to(here).as_posix() for path in here.rglob("*.*") if path.is_file())
    published = sorted(name for name in files if name.endswith((".jpg", ".avif", ".webp")))
    assert published == [f"anh/bang.jpg/{width}.{ending}" for width in (480, 900) for ending in ("avif", "webp")] + ["bang.jpg"]
    assert CAMERA.encode() not in (here / "bang.jpg").read_bytes()
    (folder / "bang.jpg").write_bytes(photograph(600, 400))
    assert not build(site_root).report.errors
    assert 'width="600" height="400"' in (here / "index.html").read_text("utf-8")
    (folder / "2026.yaml").write_text(LOOKED.format(file="Bang.jpg"), "utf-8")
    told = next(one for one in build(site_root).report.diagnostics if one.rule == "board-photo-missing")
    assert "bang.jpg" in str(told.values["fix"])


@pytest.mark.slow("pictures are made")
@pytest.mark.parametrize("form", some_of(["JPEG", "PNG", "WEBP"], of=3))
def test_a_picture_of_a_page_says_nothing_of_who_took_it(form: str, site_root: Path) -> None:
    """It is published with the same pixels and the same way up, without place, camera, comments or what lies behind its end."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, CAMERA
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 1.0)
    words = PngInfo()
    words.add_text("Comment", CAMERA)
    more = {"pnginfo": words} if form == "PNG" else {"comment": CAMERA.encode(), "progressive": True} if form == "JPEG" else {}
    data = photograph(64, 48, form, exif=exif, **more) + CAMERA.encode()
    for length in range(0, len(data), 7):  # one that was cut off ends in no exception and never grows
        assert len(take_words_out(data[:length])) <= len(data)
    assert CAMERA.encode() not in take_words_out(data) and take_words_out(take_words_out(data)) == take_words_out(data)
    (site_root / f"docs/anh.{form.lower()}").write_bytes(data)
    assert build(site_root).report.errors == 0
    with Image.open(site_root / f"site/anh.{form.lower()}") as shown, Image.open(io.BytesIO(data)) as taken:
        assert shown.tobytes() == taken.tobytes() and not shown.getexif().get_ifd(0x8825)
        assert shown.getexif().get(0x0112, 1) == (6 if form == "JPEG" else 1)
