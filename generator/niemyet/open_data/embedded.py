"""Pages for the frames of other sites: a posting, a commune's list, the questions; and for each the file that oEmbed asks for.

They stand complete without script, and alone of all pages may be framed (`publish/servers/`). What is said of a posting is taken
from the tables of `answer_tables.py`, so that no page elsewhere says anything else than the data. A static host cannot answer
`?url=`, so a page names its own file: `link rel=alternate type=application/json+oembed`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape

from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.places import Commune
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import STANDING_NAMES, Standing
from niemyet.open_data.addresses import of_embedded, of_embedded_questions
from niemyet.open_data.said import REPLACED, SAMPLE, name_paper, say_length, still_holds
from niemyet.open_data.writing import Data, split_json, write_json
from niemyet.render import addresses
from niemyet.render.foreign_text import lang_of_vietnamese, write_composed, write_text
from niemyet.render.frames import Frame, hold, split_held
from niemyet.render.hours import tabulate_hours
from niemyet.render.language import Language
from niemyet.render.listings import ListedPosting, ListedProcedure
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedCommune

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'"
HEIGHT = 640
ASK = "Tôi cần giấy tờ gì?"
_AWAY = 'target="_blank" rel="noopener"'


def write_frame_line(url: str, title: str) -> str:
    """The one line that shows a page in a frame."""
    return _write_frame_line(url, escape(title))


def _write_frame_line(url: str, title: str) -> str:
    return f'<iframe src="{url}" title="{title}" width="100%" height="{HEIGHT}" loading="lazy"></iframe>'


def frame_posting_page(procedure: Procedure, language: Language) -> Frame:
    """The page of a procedure's postings. Open are "place_html" and "commune_html" (their names), "url", "notices"
    (`write_notices`), "inside" (what is said of it, if it is in force), "version" and "confirmed"."""
    code = language.say("mã {code}", code=procedure.code)
    version = language.say("Bản {version}, xác nhận còn đúng {day}.", version=hold("version"), day=hold("confirmed"))
    others = language.say("Thủ tục khác tại {place}", place=hold("commune_html"))
    body = (
        f'<h1><a href="{hold("url")}" {_AWAY}>{write_text(procedure.title, language)}</a></h1>\n'
        f"<p>{hold('place_html')} · {code}</p>\n{hold('notices')}{hold('inside')}<p>{version} "
        f'<a href="{hold("url")}" {_AWAY}>{language.say("Xem đủ ở trang niêm yết")}</a> · <a href="../">{others}</a></p>\n'
    )
    return split_held(_write_page(language.text(procedure.title), hold("url"), "../../../../", body, language))


def frame_posting_oembed(site_url: str, procedure: Procedure, language: Language) -> Frame:
    """The oEmbed file of a procedure's postings. Open are "framed" (the address of the page), "named" and "named_html" (the
    commune, as `name_embedded` gives it), all as JSON."""
    name = language.text(procedure.title)
    say_title = partial(language.say, "{name} tại {place}")
    titles = say_title(name=name, place=hold("named")), say_title(name=escape(name), place=hold("named_html"))
    return split_json(_write_oembed(site_url, hold("framed"), *titles))


def name_embedded(commune: Commune, sample: bool, language: Language) -> str:
    """The commune in the title of what is embedded."""
    return f"{language.name_unit(commune)}{language.say(' (dữ liệu mẫu)') if sample else ''}"


def write_notices(standing: Standing, sample: bool, language: Language) -> str:
    """Why a posting may not be relied on."""
    state = language.say(STANDING_NAMES[standing])
    stopped = [language.say("Bản niêm yết này {standing}: không dùng bản này.", standing=state)] if standing != "in_force" else []
    return "".join(_write_notice(notice) for notice in (*stopped, *([language.say(SAMPLE)] if sample else ())))


def _write_notice(notice: str) -> str:
    return f'<p class="notice">{escape(notice)}</p>\n'


def write_list_pages(
    site_url: str,
    resolved: ResolvedCommune,
    listed: Iterable[ListedPosting],
    procedures: Mapping[str, ListedProcedure],
    language: Language,
    *,
    asks: bool,
) -> Iterator[OutputFile]:
    """The commune's list of postings in force and the page that asks, each with its oEmbed file. `asks`: whether the data are
    there from which a script answers; without script both lead to the pages of the postings."""
    commune, folder = language.name_unit(resolved.commune), language.folder
    url = site_url + folder + addresses.of_place(resolved.path)
    current = [one for one in listed if one.standing == "in_force"]
    sample = resolved.commune.sample or any(one.sample for one in current)
    notice = _write_notice(language.say(SAMPLE)) if sample else ""
    where = f"{capitalize(commune)}, {language.name_unit(resolved.province)}"
    ask = language.say(ASK)
    pages = (
        (folder + of_embedded(resolved.path), language.many("{number} thủ tục tại {place}", len(current), place=commune), ""),
        (folder + of_embedded_questions(resolved.path), ask, "../"),
    )
    spoken = f' data-lang="{language.code}"' if folder else ""
    none = f"<p>{language.say('Chưa có thủ tục nào.')}</p>\n"
    here = "".join(_link_posting(one, procedures[one.code], language) for one in current)
    for address, title, up in pages:
        links = here.replace('<li><a href="', f'<li><a href="{up}')
        ways = f'<ul class="without-script">{links}</ul>\n' if links else none
        source = f"{up}../../../{language.up}assets/embed.js"
        script = f'<script src="{source}" data-place="{resolved.path}" data-ask{spoken} async></script>\n'
        body = (
            f'<h1><a href="{url}" {_AWAY}>{escape(title)}</a></h1>\n<p>{escape(where)}</p>\n{notice}{ways}'
            f"{script if asks and up else ''}{'' if up else _offer(site_url, resolved.path, title, language)}"
        )
        named = f"{title} – {where}"
        yield OutputFile(f"{address}index.html", _write_page(named, url, f"{up}../../../", body, language))
        yield OutputFile(address + addresses.OEMBED, _write_oembed(site_url, address, named, escape(named)))


def _link_posting(one: ListedPosting, procedure: ListedProcedure, language: Language) -> str:
    here = slice(language.place, language.place + 1)
    said = "; ".join((*(one.fees or procedure.due)[here], *map(lower_first, one.deadlines[here])))
    sample = language.say(" (dữ liệu mẫu)") if one.sample else ""
    name = write_text(procedure.name, language)
    return f'<li><a href="{one.code}/">{name}</a>: {write_composed(said, language)}{sample}</li>\n'


def _offer(site_url: str, path: str, title: str, language: Language) -> str:
    """What another site writes to show this page, and the one that asks."""
    at = site_url + language.folder
    lines = write_frame_line(at + of_embedded(path), title), write_frame_line(at + of_embedded_questions(path), language.say(ASK))
    how = language.say("Chép một dòng: danh sách này, hoặc mục hỏi. Một thủ tục thì thêm mã của nó vào cuối địa chỉ.")
    return (
        f"<details><summary>{language.say('Đặt vào trang của bạn')}</summary>\n<p>{how}</p>\n"
        + "".join(f"<pre><code>{escape(line)}</code></pre>\n" for line in lines)
        + "</details>\n"
    )


def write_body(tables: Data, language: Language) -> str:
    """What to bring and what is due, for every choice."""
    show = partial(write_composed, language=language)
    replaced = _list([language.say(REPLACED)])
    holds = still_holds(tables["outdated"], "papers")
    lines = [f"<h2>{language.say('Mang theo')}</h2>\n", *([] if holds else [f"<p>{language.say(REPLACED)}</p>\n"])]
    for row in tables["papers"]["rows"] if holds else ():
        where = " / ".join(filter(None, row["said"]))
        names = [name_paper(one, language, show) for one in row["submit"]]
        names += [language.say("xuất trình: {paper}", paper=name_paper(one, language, show)) for one in row["present"]]
        lines += [f"<p>{show(where)}:</p>\n"] if where else []
        lines.append(_list(names or [language.say("Không cần giấy tờ nào.")]))
    fees = ((one["said"], one["words"]) for one in tables["fees"]["summary"])
    told = _list(_say_cases(fees, language)) if still_holds(tables["outdated"], "fees") else replaced
    return "".join(lines) + f"<h2>{language.say('Phải nộp')}</h2>\n" + told


def write_deadlines(tables: Data, deadlines: Data, language: Language) -> str:
    """How long it takes, for every choice."""
    holds = still_holds(tables["outdated"], "deadlines")
    cases = ((row["said"], say_length(row["deadline"], language)) for row in deadlines["rows"])
    told = _say_cases(cases, language) if holds else [language.say(REPLACED)]
    return f"<h2>{language.say('Bao lâu có kết quả')}</h2>\n" + _list(told)


def write_place(resolved: ResolvedCommune, counter: str | None, language: Language) -> str:
    """Where and when to go."""
    office = resolved.commune.office
    address, foreign = escape(office.address), lang_of_vietnamese(language)
    at = f"<span{foreign}>{address}</span>" if foreign else address
    where = [f"{write_text(office.name, language)}, {at}", *([write_text(counter, language)] if counter else [])]
    hours = [f"{capitalize(row.said_days)}: {row.said_hours}" for row in tabulate_hours(office.hours, language)]
    return f"<h2>{language.say('Đến đâu, khi nào')}</h2>\n" + _list([*where, *map(escape, hours)])


def _say_cases(cases: Iterable[tuple[Sequence[str], str]], language: Language) -> Iterator[str]:
    """Each case with its answer, as HTML."""
    for said, words in cases:
        for one in said:
            both = (capitalize(one), words) if one else (capitalize(words),)
            yield ": ".join(write_composed(text, language) for text in both)


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>\n"


def _write_page(title: str, url: str, root: str, body: str, language: Language) -> bytes:
    page = (
        f'<!doctype html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<title>{escape(title)}</title>\n<link rel="canonical" href="{url}">\n'
        f'<link rel="stylesheet" href="{root}{language.up}assets/embed.css">\n'
        f"</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _write_oembed(site_url: str, address: str, title: str, escaped: str) -> bytes:
    """How to embed a page, for whoever asks by oEmbed 1.0; its title also escaped as HTML."""
    data = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_url": site_url,
        "html": _write_frame_line(site_url + address, escaped),
        "width": HEIGHT,
        "height": HEIGHT,
        "cache_age": 3600,
    }
    return write_json(data)
