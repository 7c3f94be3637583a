"""The site's own colours: letters can be read on every ground that they stand on, by day and by night."""

from collections.abc import Iterator, Mapping

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.syntax_hints import write
from niemyet.model.colours import LEAST_CONTRAST, NAMES, FaintPair, complete, find_faint, find_remedy
from niemyet.model.settings import PLUGIN, SiteFile
from niemyet.validate.entries import Entry

_AT = ("plugins", PLUGIN, "colours")


def check_contrast(entry: Entry[SiteFile]) -> Iterator[Diagnostic]:
    """WCAG 2.2 AA, criterion 1.4.3: each of the colours that are set, with each other that it meets."""
    colours = entry.record.settings.colours
    day, night = colours.list_set(), colours.dark.list_set()
    by_day, by_night = complete(day, night)
    yield from _check(entry, _AT, day, by_day)
    yield from _check(entry, (*_AT, "dark"), night, by_night)


def _check(entry: Entry[SiteFile], at: tuple[str, ...], own: Mapping[str, str], whole: Mapping[str, str]) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for faint in find_faint(whole):
        key = next((name for name in (faint.letters, faint.ground) if name in own), None)
        if key is not None and key not in told:  # a colour that is mended may mend the others too
            told.add(key)
            yield Diagnostic("low-contrast", entry.document.at(*at, key), _describe(faint, whole, key))


def _describe(faint: FaintPair, whole: Mapping[str, str], key: str) -> dict[str, str | Bilingual]:
    values: dict[str, str | Bilingual] = {
        "letters": NAMES[faint.letters],
        "ground": NAMES[faint.ground],
        "value": whole[faint.letters],
        "other": whole[faint.ground],
        "ratio": _number(f"{int(faint.ratio * 100) / 100:.2f}"),
        "least": _number(f"{LEAST_CONTRAST}"),
    }
    remedy = find_remedy(key, whole)
    if remedy is None or remedy == whole[key]:
        return values
    return values | {"fix": write(f'"{remedy}"')}


def _number(written: str) -> Bilingual:
    return Bilingual(written.replace(".", ","), written)
