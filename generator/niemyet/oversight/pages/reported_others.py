"""What a commune counts of online services, and of its notice board with photographs of it."""

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from niemyet.model.orthography import capitalize
from niemyet.model.oversight.inspections import BoardCheck
from niemyet.model.oversight.record import CommuneYear
from niemyet.model.pictures import PictureFile
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_words import say_count, say_source
from niemyet.oversight.words import say_share
from niemyet.render.charts import draw_table
from niemyet.render.foreign_text import show_text
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.picture_markup import show_figure, show_picture

PHOTO = "(min-width: 45rem) 20rem, calc(100vw - 4rem)"
"""How wide a photograph of the board is shown."""


def show_online(years: Mapping[str, CommuneYear], today: date, language: Language = VIETNAMESE) -> Markup:
    """The commune's own counts of what is offered online, the latest first."""
    every = (one for year in years.values() for one in year.online if one.ends <= today)
    rows = [
        (
            capitalize(name_period(one.starts, one.ends, language)),
            language.number(one.procedures_full),
            language.number(one.procedures_partial),
            say_count(one.with_dossiers, language),
            say_source(one.source, language),
        )
        for one in sorted(every, key=lambda one: one.ends, reverse=True)
    ]
    heads = ("Kỳ", "Toàn trình", "Một phần", "Có phát sinh hồ sơ", "Nguồn")
    return draw_table([language.say(head) for head in heads], rows) if rows else Markup()


def show_boards(
    years: Mapping[str, CommuneYear],
    today: date,
    photos: Mapping[str, PictureFile] | None = None,
    root: str = "",
    language: Language = VIETNAMESE,
) -> tuple[Markup, ...]:
    """The looks at the notice board as items of a list, the latest first, each with those of its `photos` that are known."""
    every = [(one, year.sample) for year in years.values() for one in year.board_checks if one.date <= today]
    ordered = sorted(every, key=lambda pair: pair[0].date, reverse=True)
    return tuple(_item(one, photos or {}, root, language, sample=sample) for one, sample in ordered)


def _item(one: BoardCheck, photos: Mapping[str, PictureFile], root: str, language: Language, *, sample: bool) -> Markup:
    say = language.say
    said = [language.many("{number} thủ tục đang treo", one.on_board)]
    if one.expired is not None:
        said.append(language.many("{number} bản cũ còn treo", one.expired) if one.expired else say("không còn bản cũ"))
    if one.feedback_address is not None:
        said.append(say("có địa chỉ phản ánh, kiến nghị") if one.feedback_address else say("thiếu địa chỉ phản ánh, kiến nghị"))
    shown = Markup().join(_show_photos(one, photos, root, language, sample=sample))
    by = show_text(one.by, language)
    return Markup("<li>{}, {}: {}.{}</li>").format(language.day(one.date), by, "; ".join(said), shown)


def _show_photos(
    one: BoardCheck, photos: Mapping[str, PictureFile], root: str, language: Language, *, sample: bool
) -> Iterator[Markup]:
    """Each photograph with what it shows. In a year of samples each is marked as one: pictures are passed on by themselves."""
    tag = Markup(' <span class="tag tag--sample">{}</span>').format(language.say("mẫu")) if sample else ""
    for photo in one.photos:
        if photo.file in photos:
            picture = show_picture(photos[photo.file], language.text(photo.alt), root + language.up, PHOTO)
            taken = language.say("Chụp ngày {day}.", day=language.day(photo.date))
            yield show_figure(picture, Markup("{}. {}{}").format(show_text(photo.alt.rstrip("."), language), taken, tag), "")


def say_beside_board(figures: Compliance, language: Language = VIETNAMESE) -> str:
    """What this site posts on the day of the figures, to stand beside what was seen on the board."""
    day = language.day(figures.day)
    if figures.posted is None:
        return language.many("Trên trang này ngày {day}: {number} thủ tục đang niêm yết.", len(figures.postings), day=day)
    share = say_share(figures.posted, language)
    return language.say("Trên trang này ngày {day}: {share} thủ tục của danh mục đang niêm yết.", day=day, share=share)
