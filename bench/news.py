"""How the news grows: a site with ten thousand articles and five thousand pictures, built from nothing, then after one change.

`python bench/news.py [FOLDER]` makes the site in FOLDER (else in a temporary one) from the records of tests/small and prints a
table of wall and processor times. The sizes of the pictures are made in a build of their own, whose time is told too: later ones
take them from the user's own cache. CPU times are those of the process and its workers.
"""

import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageFilter

REPOSITORY = Path(__file__).parent.parent
ARTICLES, PICTURES = 10_000, 5_000
FIRST, DAYS = date(2021, 1, 4), 2_100
TOPICS = ("the-che", "thu-tuc-hanh-chinh", "bo-may", "cong-vu", "tai-chinh-cong", "chinh-quyen-so")
WORDS = "xã thủ tục hành chính người dân hồ sơ niêm yết thời hạn giải quyết cải cách công chức bộ phận một cửa kết quả rà soát"
PARAGRAPHS, LENGTH = 6, 60
LATELY = 1_000_000_000


def make_site(root: Path, articles: int, pictures: int) -> None:
    """The project: the small catalogue with its articles, one of two with a picture beside it."""
    shutil.copytree(REPOSITORY / "tests/small", root, dirs_exist_ok=True)
    shutil.copy(REPOSITORY / "tests/frozen/mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(REPOSITORY / "tests/frozen/docs", root / "docs", dirs_exist_ok=True)
    chance = random.Random(1)
    for number in range(articles):
        day = FIRST + timedelta(number * DAYS // articles)
        folder = root / f"news/{day.year}"
        folder.mkdir(parents=True, exist_ok=True)
        images = ""
        if number < pictures:
            (folder / f"anh-{number}.jpg").write_bytes(draw_picture(number))
            images = f"images:\n  - {{file: anh-{number}.jpg, alt: Ảnh chụp mẫu số {number}, caption: Ảnh mẫu., credit: Mẫu}}\n"
        body = "\n\n".join(" ".join(chance.choices(WORDS.split(), k=LENGTH)).capitalize() + "." for _ in range(PARAGRAPHS))
        front = (
            f"title: {' '.join(chance.choices(WORDS.split(), k=12)).capitalize()} {number}\ndate: {day}\n"
            f"lead: {' '.join(chance.choices(WORDS.split(), k=30)).capitalize()}.\nauthor: Ban biên tập\n"
            f"topics: [{chance.choice(TOPICS)}]\nplaces: [ha-noi/thuong-tin]\n{images}"
        )
        (folder / f"tin-{number}.md").write_text(f"---\n{front}---\n\n{body}\n", "utf-8")
    for file in root.rglob("*"):
        os.utime(file, (LATELY, LATELY))


def draw_picture(number: int) -> bytes:
    """A photograph of 1600 × 1200 pixels, each another."""
    noise = Image.frombytes("RGB", (40, 30), random.Random(number).randbytes(40 * 30 * 3))
    made = io.BytesIO()
    noise.resize((1600, 1200)).filter(ImageFilter.GaussianBlur(3)).save(made, "JPEG", quality=85)
    return made.getvalue()


def run(root: Path, label: str, *words: str) -> None:
    """Runs a command and prints its times."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "niemyet", *words, "--as-of", "2026-11-29"]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as where it is installed
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=kept)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    load = os.getloadavg()[0]
    print(
        f"| {label} | {wall:.1f} | {used:.1f} | {load:.1f} |" + ("" if done.returncode == 0 else f" {done.stdout[-300:]}"),
        flush=True,
    )


def change(root: Path, name: str, old: str, new: str, moment: int) -> None:
    """Changes an article, whose time is long past: what was written a moment ago is read again in any case."""
    file = next((root / "news").rglob(name))
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    os.utime(file, (LATELY + moment, LATELY + moment))


def main(folder: Path, articles: int, pictures: int) -> None:
    """Makes the site and measures."""
    root = folder / "news-site"
    make_site(root, articles, pictures)
    print(f"{articles} articles, {pictures} pictures\n\n| command | wall, s | CPU, s | load |\n| --- | --: | --: | --: |")
    run(root, "check", "check")
    if pictures:
        run(root, "build, from nothing, pictures made", "build")
    run(root, "build, from nothing", "build", "--clean")
    run(root, "build, nothing changed", "build")
    change(root, f"tin-{articles // 2}.md", "date:", "period: Năm 2023\ndate:", 1)
    run(root, "build, one article changed", "build")
    change(root, f"tin-{articles // 2}.md", ".\n", ". Thêm.\n", 2)
    run(root, "build, one word of an article changed", "build")
    newest = next((root / "news").rglob(f"tin-{articles - 1}.md"))
    shutil.copy(newest, newest.with_name("tin-moi-nhat.md"))
    os.utime(newest.with_name("tin-moi-nhat.md"), (LATELY, LATELY))
    run(root, "build, one article added", "build")


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [ARTICLES, PICTURES]
    given = [Path(word) for word in sys.argv[1:] if not word.isdigit()]
    with tempfile.TemporaryDirectory() as made:
        main(given[0] if given else Path(made), *sizes)
