"""Who is planned to receive at an office, as data: what the commune publishes of its roster, and no name that it does not.

A name leaves only if `staff` of the commune's record has it: that is where a commune publishes names.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from niemyet.model.places import name_unit
from niemyet.open_data.addresses import of_duty_data
from niemyet.open_data.writing import Data, dump_record, write_json
from niemyet.render import addresses
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedCommune


def is_published(resolved: ResolvedCommune, today: date) -> bool:
    """Whether the commune has a roster that is not over."""
    return resolved.roster is not None and (resolved.roster.duty.until or date.max) >= today


def write_duty(resolved: ResolvedCommune, today: date, site_url: str) -> Iterator[OutputFile]:
    """The roster of one commune, without what is over by `today`; no file where there is none."""
    if resolved.roster is None or not is_published(resolved, today):
        return
    duty, commune = resolved.roster.duty, resolved.commune
    current = duty.model_copy(
        update={
            "periods": tuple(one for one in duty.periods if (one.until or one.starts) >= today),
            "absences": tuple(one for one in duty.absences if (one.until or one.starts) >= today),
        }
    )
    data: Data = {
        "path": resolved.path,
        "name": name_unit(commune),
        "url": site_url + addresses.of_place(resolved.path),
        "sample": commune.sample or duty.sample,
        "counters": list(resolved.roster.counters),
        "record": _keep_names(dump_record(current), {person.name for person in commune.staff if person.name}),
    }
    yield OutputFile(of_duty_data(resolved.path), write_json(data))


def _keep_names(value: Any, published: set[str]) -> Any:
    """The value without names of persons that are not among those that are published."""
    if isinstance(value, dict):
        kept = {key: below for key, below in value.items() if key != "name" or below in published}
        return {key: _keep_names(below, published) for key, below in kept.items()}
    return [_keep_names(one, published) for one in value] if isinstance(value, list) else value
