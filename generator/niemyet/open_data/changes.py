"""What is known to change, as data: the days of the page of coming changes, with the procedures they affect."""

from collections.abc import Mapping
from datetime import date

from niemyet.model.data_parts import DataPart
from niemyet.model.reference import LegalDocument
from niemyet.open_data.addresses import COMING_CHANGES
from niemyet.open_data.writing import Data, write_json
from niemyet.render import addresses
from niemyet.render.coming import ComingChange, ComingDay
from niemyet.render.language import VIETNAMESE
from niemyet.render.pages.coming import list_coming
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class ChangesDataView:
    """The inputs of the data of coming changes."""

    today: date
    site_url: str
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    documents: Mapping[str, LegalDocument]
    open_data: tuple[DataPart, ...]


def write_coming_changes(view: ChangesDataView) -> OutputFile:
    """The list of coming changes, the earliest first."""
    days = [_describe_day(day, view.site_url) for day in list_coming(view, VIETNAMESE)]
    return OutputFile(COMING_CHANGES, write_json({"days": days}))


def _describe_day(day: ComingDay, site_url: str) -> Data:
    return {
        "day": day.day.isoformat(),
        "url": f"{site_url}{addresses.COMING}#tu-{day.day}",
        "changes": [_describe_change(change, site_url) for change in day.changes],
        "documents_begin": [str(number) for number in day.beginning],
        "documents_end": [str(number) for number in day.ending],
    }


def _describe_change(change: ComingChange, site_url: str) -> Data:
    notice = change.notice
    return {
        "text": notice.text,
        "basis": notice.basis,
        "successor": notice.successor,
        "procedures": [
            {
                "code": one.code,
                "name": one.name,
                "place": one.place or None,
                "url": site_url + addresses.of_procedure(one.code),
            }
            for one in change.procedures
        ],
    }
