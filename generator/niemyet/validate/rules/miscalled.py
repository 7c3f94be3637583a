"""A document whose number is misspelt in the list of documents is told there, once, instead of at every place that cites it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.citations import CitingRecord, cited_documents
from niemyet.model.reference import LegalDocument
from niemyet.validate.entries import Entry

OFTEN = 3
"""Places that cite an unknown number, from which on the list is more likely wrong than they are."""


def gather_miscalled(
    told: Sequence[Diagnostic], listed: Entry[Mapping[str, LegalDocument]], citing: Iterable[Entry[CitingRecord]]
) -> list[Diagnostic]:
    """What is `told`, with one diagnostic in the list for all places that cite a number which it has misspelt."""
    places = Counter(str(one.values["value"]) for one in told if one.rule == "unknown-document")
    often = [number for number, count in places.items() if count >= OFTEN]
    if not often:
        return list(told)
    cited = {number for entry in citing for _, number in cited_documents(entry.record)}
    cited |= {other for document in listed.record.values() for other in (*document.amends, *document.replaces)}
    gathered = list(told)
    for number in often:
        idle = [own for own in listed.record if own not in cited and _is_slip(own, number)]
        if len(idle) == 1:
            fix = Bilingual(
                f"không nơi nào dẫn '{idle[0]}', còn {places[number]} nơi dẫn '{number}': viết '{number}' nếu văn bản mang số ấy",
                f"nothing cites '{idle[0]}', and {places[number]} places cite '{number}': write '{number}' if that is its number",
            )
            gathered = [one for one in gathered if not (one.rule == "unknown-document" and one.values["value"] == number)]
            gathered.append(Diagnostic("unknown-document", listed.document.key(idle[0]), {"value": number, "fix": fix}))
    return gathered


def _is_slip(written: str, meant: str) -> bool:
    """Whether one letter differs, or two are exchanged."""
    apart = [i for i, (one, other) in enumerate(zip(written, meant, strict=False)) if one != other]
    if len(written) != len(meant) or not apart:
        return False
    _, *more = apart
    return not more or (len(more) == 1 and sorted(written) == sorted(meant))
