"""The address of every page. A contract: printed QR codes and other services rely on it.

An address is a path relative to the site's root that ends with a slash and does not begin with one; its file is index.html.
`root_from` gives the way back, so that a site works in any folder of a host.
"""

import re
from urllib.parse import quote

from niemyet.model.folding import to_slug
from niemyet.model.kinds import KINDS
from niemyet.model.places import Office
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.patterns import regex

_DIALLED = regex(r"(?:\(?\+?[0-9][0-9)]*[\s.()-]{0,3})+")
PROCEDURES = "thu-tuc/"
ALPHABET = "thu-tuc/a-z/"
SEARCH = "tim-kiem/"
LIFE_EVENTS = "su-kien/"
DOCUMENTS = "van-ban/"
COMMUNES = "xa/"
NEWS = "tin-tuc/"
CHANGES = "thay-doi/"
COMING = "sap-thay-doi/"
COMING_FEED = "sap-thay-doi.xml"
COMING_CALENDAR = "sap-thay-doi.ics"
"""The feed of coming changes and their calendar, in the folder of their page."""
ELSEWHERE = "lam-o-dau/"
HOURS = "gio-lam-viec/"
ONLINE = "theo-doi/truc-tuyen/"
REVIEWS = "theo-doi/ra-soat/"
PROMISES = "theo-doi/thoi-han/"
CHECK = "kiem-tra/"
MOST_SHARED = 200
"""So many of the latest articles have a picture of their own beside a link to them: who passes on older ones shows the site's."""
REFORM = "cai-cach/"
NEWS_FEED = "tin.xml"
NEWS_JSON_FEED = "tin.json"
"""The file names of a list's feeds, in the folder of its first page."""
NEWS_LETTER = "tin-tuc/ban-tin.eml"
NEWS_LETTER_TEXT = "tin-tuc/ban-tin.txt"
"""A letter with the latest news, for whoever has a list of readers."""
HISTORY = "lich-su"
"""The folder of a procedure's history, beside those of the provinces."""
OVERSIGHT = "theo-doi/"
SHORT_CHECK = "K/"
"""The same page for the codes of printed sheets, in letters that take least room in a QR code."""
COMMUNE_CODES = "du-lieu/ma-xa/"
"""Where files tell which commune a sheet's code names, by the first two figures of its own."""
FEED = "thay-doi.xml"
"""The file name of a commune's feed, in the folder of its page."""
THAT_DAY = "van-hanh/ngay-ay/"
"""The page of the program that tells how the site of a day that is past is made again."""
EMBEDDED = "nhung/"
"""Pages for the frames of other sites. They alone may be framed: `publish/servers/` says so by this folder."""
EMBEDDED_FOLDERS = (EMBEDDED, *(f"{code}/{EMBEDDED}" for code in LANGUAGE_CODES))
"""The same in each language that a site may have."""
OEMBED = "oembed.json"
"""The name of the file, in the folder of such a page, that says how to embed it (oembed.com)."""
TEXT = "index.md"
"""The name of a page's text for assistants, in the folder of the page."""
LLMS = "llms.txt"
"""Where assistants begin."""
GUIDE_PAGES = {"samples": "soan-thao/ban-ghi-mau/", "keys": "soan-thao/cac-muc/", "messages": "soan-thao/thong-bao/"}
"""The generated pages of the editors' guide."""


def of_procedure(code: str) -> str:
    """The national page of a procedure."""
    return f"thu-tuc/{code}/"


def of_history(code: str) -> str:
    """The history of a procedure."""
    return f"thu-tuc/{code}/{HISTORY}/"


def of_procedure_in(code: str, province_path: str) -> str:
    """The page that compares the postings of a procedure in one province."""
    return f"thu-tuc/{code}/{province_path}/"


def of_field(field: str) -> str:
    """The page of a field of work."""
    return f"linh-vuc/{field}/"


def of_life_event(event: str) -> str:
    """The page of a life event."""
    return f"su-kien/{event}/"


def of_elsewhere(name: str) -> str:
    """The page of something that is done elsewhere than at a commune's office."""
    return f"{ELSEWHERE}{name}/"


def of_communes_in(province: str) -> str:
    """The list of all communes of a province, by its official folder; `#thach-ha` is the place of one that does not post here."""
    return f"xa/{province}/"


def of_document(number: str) -> str:
    """The page of a legal document: 60/2014/QH13 → van-ban/60-2014-qh13/; one of a province's own list → van-ban/ha-noi/…/."""
    folder = f"{number.province}/" if isinstance(number, ProvincialNumber) else ""
    return f"van-ban/{folder}{to_slug(number)}/"


def of_place(path: str) -> str:
    """The page of a province ("ha-noi") or a commune ("ha-noi/thuong-tin")."""
    return f"{path}/"


def of_boundary(path: str) -> str:
    """The file of a commune's boundary ("ha-noi/thuong-tin"), to be taken away."""
    return f"{path}/dia-gioi.geojson"


def of_oversight(path: str = "") -> str:
    """The page of figures of the whole site, of a province ("ha-noi") or of a commune ("ha-noi/thuong-tin")."""
    return f"{OVERSIGHT}{path}/" if path else OVERSIGHT


def of_online(path: str) -> str:
    """How far what a province ("ha-noi") or a commune ("ha-noi/thuong-tin") posts can be done online."""
    return f"{ONLINE}{path}/"


def of_visits(province: str) -> str:
    """Which communes of a province need a visit of its inspectors."""
    return f"{OVERSIGHT}{province}/kiem-tra/"


def of_promises(province: str) -> str:
    """Where a province and its communes give less time or money than the law."""
    return f"{PROMISES}{province}/"


def of_reviews(province: str) -> str:
    """The reviews of a province and its communes."""
    return f"{REVIEWS}{province}/"


def of_feed(path: str) -> str:
    """The Atom feed of a commune's changes, a file: "ha-noi/thuong-tin" → ha-noi/thuong-tin/thay-doi.xml."""
    return f"{path}/{FEED}"


def of_posting(commune_path: str, code: str) -> str:
    """The page of one posting."""
    return f"{commune_path}/{code}/"


def of_sheet(code: str, address: str = CHECK) -> str:
    """Where a sheet's code is checked. It stands behind a "#", so it is never sent to anybody."""
    return f"{address}#{code}"


def of_article(path: str) -> str:
    """The page of an article: "2026/ten-tin" → tin-tuc/2026/ten-tin/."""
    return f"tin-tuc/{path}/"


def of_picture(file: str) -> str:
    """The file of an article's picture: "news/2026/anh.jpg" → tin-tuc/2026/anh.jpg."""
    return KINDS["image"].address_of(file)


def of_topic(topic: str, number: int = 1) -> str:
    """A page of a news topic; pages count from 1."""
    return f"tin-tuc/chu-de/{topic}/" if number == 1 else f"tin-tuc/chu-de/{topic}/{number}/"


def share_picture(address: str) -> str:
    """The picture that is shown beside a link to the page at an address."""
    return f"{address}chia-se.png"


def of_reform(area: str) -> str:
    """The page of one of the six areas of reform."""
    return f"{REFORM}{area}/"


def of_news_page(number: int) -> str:
    """A page of the news list; pages count from 1."""
    return NEWS if number == 1 else f"tin-tuc/trang/{number}/"


def of_news_year(year: str, number: int = 1) -> str:
    """A page of the news of a year."""
    return f"tin-tuc/nam/{year}/" if number == 1 else f"tin-tuc/nam/{year}/{number}/"


def of_news_month(month: str, number: int = 1) -> str:
    """A page of the news of a month, "2026-11"."""
    return f"tin-tuc/thang/{month}/" if number == 1 else f"tin-tuc/thang/{month}/{number}/"


def of_news_place(path: str, number: int = 1) -> str:
    """A page of the news of a province ("ha-noi") or a commune ("ha-noi/thuong-tin")."""
    return f"tin-tuc/noi/{path}/" if number == 1 else f"tin-tuc/noi/{path}/trang-{number}/"


def of_notices(number: int = 1) -> str:
    """A page of the notices, those that are posted first."""
    return "tin-tuc/thong-bao/" if number == 1 else f"tin-tuc/thong-bao/{number}/"


def of_map(office: Office) -> str:
    """The URL of a map of the office: a marker on its location if that is known, else a search for its address."""
    if office.location is None:
        return f"https://www.openstreetmap.org/search?query={quote(office.address)}"
    place = office.location
    return (
        f"https://www.openstreetmap.org/?mlat={place.latitude}&mlon={place.longitude}#map=18/{place.latitude}/{place.longitude}"
    )


def of_phone(number: str) -> str:
    """The tel: link for a number as people write it: "024 3385.1234 (máy lẻ 2)" → tel:02433851234; '' if it has no digits."""
    written = _DIALLED.match(number.strip())
    digits = re.sub(r"[^+0-9]", "", written[0]) if written else ""
    return f"tel:{digits}" if len(digits) > 2 else ""


def root_from(address: str) -> str:
    """The relative path from a page to the site's root: "thu-tuc/1.001193/" → "../../"; "" for the root itself."""
    return "../" * address.count("/")
