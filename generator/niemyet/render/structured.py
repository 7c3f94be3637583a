"""A posting for search engines: a schema.org GovernmentService in JSON-LD, in the page itself.

Says what, where, by whom and when open; no fee, because an engine would show it without its exceptions.
"""

from typing import Any

from niemyet.law.office_hours import WEEKDAYS
from niemyet.model.places import Commune, Province
from niemyet.render.addresses import EMBEDDED, OEMBED
from niemyet.render.data_files import spell_json
from niemyet.render.language import Language
from niemyet.resolve.procedures import ProvincialProcedure

_DAYS = dict(zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))


def describe_service(provincial: ProvincialProcedure, language: Language) -> bytes:
    """What communes of a province share of the object: its beginning, without the closing brace."""
    procedure = provincial.procedure
    urls = list(dict.fromkeys(channel.url for channel in procedure.channels if channel.url))
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "identifier": procedure.code,
        "name": language.text(procedure.title),
        "inLanguage": language.code,
    }
    if provincial.dated.field_name:
        data["serviceType"] = language.text(provincial.dated.field_name)
    if procedure.summary:
        data["description"] = language.text(procedure.summary)
    if procedure.aliases:
        data["alternateName"] = list(procedure.aliases)
    if urls:
        data["availableChannel"] = [{"@type": "ServiceChannel", "serviceUrl": url} for url in urls]
    return _write(data)[:-1]


def describe_office(commune: Commune, province: Province, language: Language) -> bytes:
    """What the postings of a commune share: the entries that say who provides the service and for whom."""
    office, name = commune.office, language.name_unit(commune)
    provider: dict[str, Any] = {
        "@type": "GovernmentOffice",
        "name": language.text(office.name),
        "address": office.address,
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [_DAYS[day] for day in opening.days],
                "opens": f"{opening.opens:%H:%M}",
                "closes": f"{opening.closes:%H:%M}",
            }
            for opening in office.hours
        ],
    }
    if office.phone:
        provider["telephone"] = office.phone
    if office.location is not None:
        place = office.location
        provider["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    area = {
        "@type": "AdministrativeArea",
        "name": name,
        "containedInPlace": {"@type": "AdministrativeArea", "name": language.name_unit(province)},
    }
    data: dict[str, Any] = {"provider": provider, "areaServed": area}
    return _write(data)[1:-1]


def say_sample(language: Language) -> bytes:
    """The entry that says that the posting is illustrative."""
    return b"," + _write({"disambiguatingDescription": language.say("Dữ liệu mẫu.")})[1:-1]


def link_oembed(site_url: str, address: bytes, title: bytes) -> bytes:
    """The element for the head of a page that leads to its oEmbed file, because a static host answers no question."""
    url = f"{site_url}{EMBEDDED}".encode() + address + OEMBED.encode()
    return b'<link rel="alternate" type="application/json+oembed" title="' + title + b'" href="' + url + b'">'


def join_service(service: bytes, office: bytes, url: bytes, sample: bytes) -> bytes:
    """The data block of one posting, from both parts, the page's own address, and what says that it is a sample."""
    return b'<script type="application/ld+json">' + service + b',"url":"' + url + b'",' + office + sample + b"}</script>\n"


def _write(data: dict[str, Any]) -> bytes:
    """JSON that cannot end the block it stands in."""
    return spell_json(data).replace(b"<", b"\\u003c")
