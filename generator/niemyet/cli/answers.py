"""The command `answer`: what a citizen is told of one procedure in one commune."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Annotated, get_args

import typer

from niemyet.catalogue.selection import select_communes
from niemyet.cli.application import app
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.page_language import choose_speech
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Root, find_root, known_places, read_day, stop, stop_on_errors
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show_json, show_lines
from niemyet.law.answers import Answers, UnknownChoiceError
from niemyet.law.choices import CHANNEL
from niemyet.model.money import ChannelKind
from niemyet.model.orthography import capitalize
from niemyet.model.places import name_unit
from niemyet.render.answer import Typed, describe_answer, describe_standing
from niemyet.render.answer_words import format_answer, format_standing
from niemyet.render.at_moment import describe_moment, format_state_at
from niemyet.resolve.answers import answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.today import VIETNAM


class AnswerFormat(StrEnum):
    """The formats of an answer."""

    TEXT = "text"
    JSON = "json"


@app.command(
    epilog="""
    niemyet answer ha-noi/thuong-tin 1.001193
    niemyet answer ha-noi/thuong-tin 1.001193 --choose case=late --copies 3
    niemyet answer ha-noi/thuong-tin 1.001193 --at 2026-11-28T20:00
    """,
)
def answer(
    place: Annotated[str, typer.Argument(metavar="NƠI", help="Xã, phường, ví dụ ha-noi/thuong-tin.", show_default=False)],
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã thủ tục, ví dụ 1.001193.", show_default=False)],
    choose: Annotated[
        list[str] | None,
        typer.Option(
            "--choose",
            metavar="CÂU HỎI=CÂU TRẢ LỜI",
            help="Trả lời một câu hỏi: case=late, channel=online, waiver='Người thuộc hộ nghèo'.",
            show_default=False,
        ),
    ] = None,
    pages: Annotated[int | None, typer.Option("--pages", min=1, metavar="N", help="Số trang.", show_default=False)] = None,
    copies: Annotated[int | None, typer.Option("--copies", min=0, metavar="N", help="Số bản sao.", show_default=False)] = None,
    at: Annotated[
        str,
        typer.Option("--at", metavar="NGÀY_GIỜ", help="Lúc đến nộp, giờ Việt Nam, ví dụ 2026-11-28T20:00.", show_default=False),
    ] = "",
    format_: Annotated[AnswerFormat, typer.Option("--format", help="Dạng của câu trả lời.")] = AnswerFormat.TEXT,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Trả lời như trang sẽ trả lời người dân: mang gì, nộp bao nhiêu, bao lâu, nơi tiếp nhận có mở cửa không."""
    today, moment = read_day(as_of), _read_moment(at)
    folder = find_root(root)
    with known_places():
        checked, reference, communes = select_communes(folder, place.strip("/"), today, find_reference(folder), (code,))
    stop_on_errors(checked, lang, Bilingual("chưa trả lời được vì các bản ghi còn lỗi", "no answer: the records have errors"))
    resolved = _single(communes, place)
    posted = _find_posting(resolved, code)
    answers = answers_of(posted)
    chosen = _read_choices(choose or [], answers)
    typed = Typed(pages, copies)
    language = choose_speech(lang, reference)
    stopped = describe_standing(resolved.path, posted, language)
    row = answers.deadlines(chosen).single
    deadline, channel = row.single if row is not None else None, _channel(chosen)
    office, calendars = resolved.commune.office, reference.calendars
    if format_ is AnswerFormat.JSON:
        data = stopped or describe_answer(resolved.path, answers, chosen, typed, language)
        if moment is not None and not stopped:
            data["at"] = describe_moment(office, calendars, moment, deadline, channel, language)
        typer.echo(show_json(json.dumps(data, ensure_ascii=False, indent=2)))
    else:
        unit = f"{language.name_unit(resolved.commune)}, {language.name_unit(resolved.province)}"
        title = language.say("{name} ({code}) tại {place}", name=language.text(posted.procedure.name), code=code, place=unit)
        standing = format_standing(title, stopped, language) if stopped else ""
        typer.echo(show_lines(standing or format_answer(title, answers, chosen, typed, language)))
        if moment is not None and not stopped:
            typer.echo("\n" + "\n".join(format_state_at(office, calendars, moment, deadline, channel, language)))


def _single(communes: list[ResolvedCommune], place: str) -> ResolvedCommune:
    if len(communes) == 1:
        return communes[0]
    known = ", ".join(commune.path for commune in communes[:8])
    vi = f"'{place}' có nhiều xã, phường; viết rõ một nơi, ví dụ {known}"
    stop(Bilingual(vi, f"'{place}' has several communes; name one, for instance {known}"), status=2)


def _read_moment(written: str) -> datetime | None:
    """The moment in local time of Việt Nam, to the minute; a time with an offset is converted. None for ''."""
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        vi = f"--at '{written}' không phải là ngày giờ; viết như 2026-11-28T20:00"
        stop(Bilingual(vi, f"--at '{written}' is no day with a time; write it like 2026-11-28T20:00"), status=2)
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM).replace(tzinfo=None)
    return moment.replace(second=0, microsecond=0)


def _channel(chosen: dict[str, str]) -> ChannelKind | None:
    return next((kind for kind in get_args(ChannelKind) if kind == chosen.get(CHANNEL)), None)


def _find_posting(resolved: ResolvedCommune, code: str) -> PostedProcedure:
    posted = resolved.postings.get(code)
    if posted is None:
        name = name_unit(resolved.commune)
        stop(
            Bilingual(f"{capitalize(name)} không niêm yết thủ tục {code}", f"{name} does not post the procedure {code}"), status=2
        )
    return posted


def _read_choices(written: list[str], answers: Answers) -> dict[str, str]:
    chosen = {}
    for words in written:
        key, sign, option = words.partition("=")
        if not sign:
            vi = f"--choose '{words}' thiếu dấu '='; viết như --choose case=late"
            stop(Bilingual(vi, f"--choose '{words}' lacks the sign '='; write it like --choose case=late"), status=2)
        chosen[key.strip()] = option.strip()
    try:
        answers.check(chosen)
    except UnknownChoiceError as error:
        known = "; ".join(error.known) or say(Bilingual("không có", "none"))
        if error.option is None:
            vi = f"thủ tục này không hỏi '{error.key}'; các câu hỏi: {known}"
            stop(Bilingual(vi, f"this procedure does not ask '{error.key}'; its questions: {known}"), status=2)
        vi = f"'{error.option}' không phải là câu trả lời của '{error.key}'; các câu trả lời: {known}"
        stop(Bilingual(vi, f"'{error.option}' is no answer to '{error.key}'; its answers: {known}"), status=2)
    return chosen
