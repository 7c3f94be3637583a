"""Pages for the frames of other sites: a posting, a commune's list, the questions; and for each the file that oEmbed asks for.

They stand complete without script, and alone of all pages may be framed (`publish/servers/`). What is said of a posting is taken
from the tables of `answer_tables.py`, so that no page elsewhere says anything else than the data. A static host cannot answer
`?url=`, so a page names its own file: `link rel=alternate type=application/json+oembed`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.places import name_unit
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import STANDING_NAMES, Standing
from niemyet.open_data.addresses import of_embedded, of_embedded_questions
from niemyet.open_data.texts import REPLACED, SAMPLE, name_paper, say_length, still_holds
from niemyet.open_data.writing import Data, split_json, write_json
from niemyet.render import addresses
from niemyet.render.frames import Frame, hold, split_held
from niemyet.render.hours import tabulate_hours
from niemyet.render.language import VIETNAMESE
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


def frame_posting_page(procedure: Procedure) -> Frame:
    """The page of a procedure's postings. Open are "place_html" and "commune_html" (their names), "url", "notices"
    (`write_notices`), "inside" (what is said of it, if it is in force), "version" and "confirmed"."""
    title = procedure.title
    body = (
        f'<h1><a href="{hold("url")}" {_AWAY}>{escape(title)}</a></h1>\n<p>{hold("place_html")} · mã {procedure.code}</p>\n'
        f"{hold('notices')}{hold('inside')}<p>Bản {hold('version')}, xác nhận còn đúng {hold('confirmed')}. "
        f'<a href="{hold("url")}" {_AWAY}>Xem đủ ở trang niêm yết</a> · '
        f'<a href="../">Thủ tục khác tại {hold("commune_html")}</a></p>\n'
    )
    return split_held(_write_page(title, hold("url"), "../../../../", body))


def frame_posting_oembed(site_url: str, procedure: Procedure) -> Frame:
    """The oEmbed file of a procedure's postings. Open are "framed" (the address of the page), "named" and "named_html" (the
    commune, as `name_embedded` gives it), all as JSON."""
    titles = f"{procedure.title} tại {hold('named')}", f"{escape(procedure.title)} tại {hold('named_html')}"
    return split_json(_write_oembed(site_url, hold("framed"), *titles))


def name_embedded(resolved: ResolvedCommune, sample: bool) -> str:
    """The commune in the title of what is embedded."""
    return f"{name_unit(resolved.commune)}{' (dữ liệu mẫu)' if sample else ''}"


def write_notices(standing: Standing, sample: bool) -> str:
    """Why a posting may not be relied on."""
    stopped = [f"Bản niêm yết này {STANDING_NAMES[standing]}: không dùng bản này."] if standing != "in_force" else []
    return "".join(f'<p class="notice">{escape(notice)}</p>\n' for notice in (*stopped, *([SAMPLE] if sample else ())))


def write_list_pages(
    site_url: str,
    resolved: ResolvedCommune,
    listed: Iterable[ListedPosting],
    procedures: Mapping[str, ListedProcedure],
    *,
    asks: bool,
) -> Iterator[OutputFile]:
    """The commune's list of postings in force and the page that asks, each with its oEmbed file. `asks`: whether the data are
    there from which a script answers; without script both lead to the pages of the postings."""
    commune = name_unit(resolved.commune)
    url = site_url + addresses.of_place(resolved.path)
    current = [one for one in listed if one.standing == "in_force"]
    notice = f'<p class="notice">{escape(SAMPLE)}</p>\n' if resolved.commune.sample or any(one.sample for one in current) else ""
    where = f"{capitalize(commune)}, {name_unit(resolved.province)}"
    pages = (
        (of_embedded(resolved.path), f"{len(current)} thủ tục tại {commune}", ""),
        (of_embedded_questions(resolved.path), ASK, "../"),
    )
    here = "".join(_link_posting(one, procedures[one.code]) for one in current)
    for address, title, up in pages:
        links = here.replace('<li><a href="', f'<li><a href="{up}')
        ways = f'<ul class="without-script">{links}</ul>\n' if links else "<p>Chưa có thủ tục nào.</p>\n"
        script = f'<script src="{up}../../../assets/embed.js" data-place="{resolved.path}" data-ask async></script>\n'
        body = (
            f'<h1><a href="{url}" {_AWAY}>{escape(title)}</a></h1>\n<p>{escape(where)}</p>\n{notice}{ways}'
            f"{script if asks and up else ''}{'' if up else _offer(site_url, resolved.path, title)}"
        )
        named = f"{title} – {where}"
        yield OutputFile(f"{address}index.html", _write_page(named, url, f"{up}../../../", body))
        yield OutputFile(address + addresses.OEMBED, _write_oembed(site_url, address, named, escape(named)))


def _link_posting(one: ListedPosting, procedure: ListedProcedure) -> str:
    said = "; ".join((*(one.fees or procedure.due)[:1], *map(lower_first, one.deadlines[:1])))
    sample = " (dữ liệu mẫu)" if one.sample else ""
    return f'<li><a href="{one.code}/">{escape(procedure.name)}</a>: {escape(said)}{sample}</li>\n'


def _offer(site_url: str, path: str, title: str) -> str:
    """What another site writes to show this page, and the one that asks."""
    lines = write_frame_line(site_url + of_embedded(path), title), write_frame_line(site_url + of_embedded_questions(path), ASK)
    return (
        "<details><summary>Đặt vào trang của bạn</summary>\n<p>Chép một dòng: danh sách này, hoặc mục hỏi. "
        "Một thủ tục thì thêm mã của nó vào cuối địa chỉ.</p>\n"
        + "".join(f"<pre><code>{escape(line)}</code></pre>\n" for line in lines)
        + "</details>\n"
    )


def write_body(tables: Data) -> str:
    """What to bring and what is due, for every choice."""
    papers = [REPLACED] if not still_holds(tables["outdated"], "papers") else []
    lines = ["<h2>Mang theo</h2>\n", *(f"<p>{escape(words)}</p>\n" for words in papers)]
    for row in tables["papers"]["rows"] if not papers else ():
        where = " / ".join(filter(None, row["said"]))
        names = [name_paper(one) for one in row["submit"]] + [f"xuất trình: {name_paper(one)}" for one in row["present"]]
        lines += [f"<p>{escape(where)}:</p>\n"] if where else []
        lines.append(_list(names or ["Không cần giấy tờ nào."]))
    holds = still_holds(tables["outdated"], "fees")
    fees = [*_say_cases((one["said"], one["words"]) for one in tables["fees"]["summary"])] if holds else [REPLACED]
    return "".join(lines) + "<h2>Phải nộp</h2>\n" + _list(fees)


def write_deadlines(tables: Data, deadlines: Data) -> str:
    """How long it takes, for every choice."""
    holds = still_holds(tables["outdated"], "deadlines")
    cases = [*_say_cases((row["said"], say_length(row["deadline"])) for row in deadlines["rows"])] if holds else [REPLACED]
    return "<h2>Bao lâu có kết quả</h2>\n" + _list(cases)


def write_place(resolved: ResolvedCommune, counter: str | None) -> str:
    """Where and when to go."""
    office = resolved.commune.office
    where = [f"{office.name}, {office.address}", *([counter] if counter else [])]
    hours = [f"{capitalize(row.said_days)}: {row.said_hours}" for row in tabulate_hours(office.hours, VIETNAMESE)]
    return "<h2>Đến đâu, khi nào</h2>\n" + _list([*where, *hours])


def _say_cases(cases: Iterable[tuple[Sequence[str], str]]) -> Iterator[str]:
    return (capitalize(f"{one}: {words}" if one else words) for said, words in cases for one in said)


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>\n"


def _write_page(title: str, url: str, root: str, body: str) -> bytes:
    page = (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<title>{escape(title)}</title>\n<link rel="canonical" href="{url}">\n'
        f'<link rel="stylesheet" href="{root}assets/embed.css">\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n'
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
