"""Digests of what the parts of the site are made from: of every value that a renderer may be given, by the name of the input.

Takes the catalogue above the communes; gives `InputDigests`, which the build cache can hold. A part is not made again while the
digests of its view stay the same. Nobody has to list what a renderer reads, because it is given nothing but its view.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import partial
from itertools import chain
from typing import NamedTuple

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.law.versions import version_day
from niemyet.load.finding import CommuneFiles, Stamp
from niemyet.model.places import name_unit
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.oversight.required import list_required
from niemyet.resolve.article_heads import may_name_documents, tells_of_procedures
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.document_uses import DocumentUse, list_uses
from niemyet.resolve.glossary import make_glossary
from niemyet.resolve.procedure_versions import versions_of_procedures
from niemyet.resolve.procedures import DatedProcedure, ProvincialProcedure
from niemyet.resolve.site import ResolvedReference, resolve_alone
from niemyet.validate.records import ArticleRecord, Reference

SIMPLE = (
    "fields", "documents", "life_events", "calendars", "units", "former", "pictures", "synonyms", "elsewhere",
    "procedure_files", "list_files", "attachments", "reported",
)  # fmt: skip
"""Inputs each of which is one value of the resolved reference."""


class InputDigests(NamedTuple):
    """Digests of what lies above the communes."""

    values: Mapping[str, bytes]
    """By the name of an input that is one value for the whole country."""
    versions: Mapping[str, bytes]
    """By code, of all versions of a procedure, the nation's or a province's own, as its records state them: what a posting is
    checked against."""
    national: Mapping[str, bytes]
    """By code, of a procedure as it applies where no province sets anything, or of a province's own as it applies there; with its
    file."""
    provinces: Mapping[str, bytes]
    """By path, of a province's own record and of its own documents."""
    provincial: Mapping[str, Mapping[str, bytes]]
    """By path and code, of a procedure as it applies in a province."""
    former: Mapping[str, bytes]
    """By path of a commune, of the old communes in it."""
    files: Mapping[str, bytes]
    """By path, of a file that a province keeps: a posting may name it."""
    files_of_provinces: Mapping[str, bytes]
    """By path of a province, of all that it keeps."""
    lists: Mapping[str, bytes] = {}
    """By path of a province, of what the figures know of the procedures that its list has ever had."""
    reported: Mapping[str, bytes] = {}
    """By path of a commune, of the figures that people enter."""
    ratings: Mapping[str, bytes] = {}
    """By path of a commune, of how readers rated its pages."""
    news: Mapping[str, bytes] = {}
    """By path of a commune, of what is said of it in the news."""
    dated: Mapping[str, bytes] = {}
    """By code, of a procedure as it stands on the day of the build, whatever a province sets on it."""

    def of_ground(self, base: bytes, path: str, *own: bytes) -> bytes:
        """The key of what all pages of a commune depend on; `own` are the names and digests of its files other than postings."""
        values, province = self.values, path.partition("/")[0]
        above = (self.provinces.get(province, b""), self.former.get(path, b""))
        law = (values["fields"], values["national_documents"], values["units"], values["calendars"], *above)
        return digest(base, *law, *own)

    def of_posting(self, ground: bytes, province: str, code: str, posting: bytes, named: str | None = None) -> bytes:
        """The key of a posting's page; `posting` is the digest of its file, `named` the path of what its decision names."""
        key = digest(ground, self._law(province, code), posting)
        return key if named is None else digest(key, self.files.get(named, b""))

    def of_figures(self, path: str) -> bytes:
        """The key of what a commune's own page alone depends on: the procedures that its province requires of it, whether it
        posts them or not, what people enter, how readers rated its pages, and its news."""
        own = (entered.get(path, b"") for entered in (self.reported, self.ratings, self.news))
        return digest(self.lists.get(path.partition("/")[0], b""), *own)

    def of_commune(self, base: bytes, files: CommuneFiles, stamps: Iterable[Stamp]) -> bytes:
        """The key of a commune's part: its files, by their stamps in the same order, and the law behind what it posts alone."""
        law = partial(self._law, files.province)
        postings = b"".join(map(law, files.postings))
        ground, given = self.of_ground(base, files.path), self.files_of_provinces.get(files.province, b"")
        own = files.path, "\n".join(files.names), array("q", chain.from_iterable(stamps)).tobytes()
        return digest(ground, postings, given, self.of_figures(files.path), *own)

    def of_procedure(self, base: bytes, code: str, provinces: Iterable[str], rows: bytes) -> bytes:
        """The key of a procedure's pages; `provinces` are where it is posted, `rows` is the digest of who posts it and how."""
        own = ((self.provinces[path], self.provincial[path][code]) for path in provinces)
        return digest(base, self.national[code], rows, *chain.from_iterable(own))

    def _law(self, province: str, code: str) -> bytes:
        return self.versions.get(code, b"") + self.provincial.get(province, _NOTHING).get(code, b"")


_NOTHING: Mapping[str, bytes] = {}
NO_DIGESTS = InputDigests(
    {"fields": b"", "national_documents": b"", "units": b"", "calendars": b""}, _NOTHING, _NOTHING, _NOTHING, {}, *[_NOTHING] * 3
)
"""For a catalogue that is not built because it has errors."""


class KnownDigests(NamedTuple):
    """What is known before anything is encoded."""

    versions: Mapping[str, bytes]
    """`InputDigests.versions`, as far as they are known."""
    before: InputDigests | None = None
    """Of the last build, if nothing differs now but procedures, what provinces set on them, and the former communes."""
    same: frozenset[str] = frozenset()
    """The procedures that do not differ either."""
    same_former: bool = False
    """Whether that register does not."""


NOTHING_KNOWN = KnownDigests(_NOTHING)
_OF_PROCEDURES = frozenset({"procedure_files"})
"""The simple inputs that depend on the records of procedures."""


def digest_inputs(reference: Reference, resolved: ResolvedReference, known: KnownDigests = NOTHING_KNOWN) -> InputDigests:
    """The digests of everything above the communes; what is `known` is not worked out again."""
    law, before = reference.law, known.before
    own = {code: listed for one in reference.own.values() for code, listed in one.procedures.items()}
    versions = {
        code: known.versions[code] if code in known.versions else digest(encode(listed))
        for code, listed in {**own, **law.procedures}.items()
    }
    kept = before.dated if before else _NOTHING
    dated = {
        code: kept[code] if code in known.same and code in kept else _digest_dated(one, versions[code])
        for code, one in resolved.procedures.items()
    }
    kept = before.national if before else _NOTHING
    national = {
        code: kept[code]
        if code in known.same and code in kept
        else digest(
            _digest_provincial(resolve_alone(reference, resolved, code), dated[code]),
            resolved.procedure_files[code],
            encode(resolved.news_of_procedures.get(code)),
        )
        for code in resolved.procedures
    }
    provincial = {
        path: _digest_province(one, dated, before.provincial.get(path, _NOTHING) if before else _NOTHING, known.same)
        for path, one in resolved.provinces.items()
    }
    lists = {path: digest(encode(list_required(one))) for path, one in resolved.provinces.items()}
    paths = [files.path for files in reference.communes if files.path in resolved.former]
    known_former = before.former if before and known.same_former else _NOTHING
    former = {path: known_former[path] if path in known_former else digest(encode(resolved.former[path])) for path in paths}
    values = _digest_simple(resolved, known)
    if before:
        shared = {name: before.values[name] for name in _SHARED}
        provinces, files, of_provinces = before.provinces, before.files, before.files_of_provinces
        reported, ratings, news = before.reported, before.ratings, before.news
    else:
        shared = _digest_shared(reference, resolved)
        documents = {path: one.documents for path, one in reference.own.items()}
        provinces = {
            path: digest(path, encode(one.province), encode(documents.get(path))) for path, one in resolved.provinces.items()
        }
        given = {
            path: {name: digest(encode(file)) for name, file in one.items()} for path, one in resolved.files_of_provinces.items()
        }
        of_provinces = {path: digest(*_flat(one)) for path, one in given.items()}
        files = {name: key for one in given.values() for name, key in one.items()}
        photos = resolved.reported.photos
        reported = {path: digest(encode(years), encode(photos.get(path))) for path, years in resolved.reported.communes.items()}
        news = {path: digest(encode(one)) for path, one in resolved.news.items()}
        ratings = {path: digest(encode(months)) for path, months in reference.ratings.items()}
    values |= shared
    values |= {
        "glossaries": digest(*(encode(make_glossary(resolved, code)) for code in LANGUAGE_CODES)),
        "procedures": digest(*_flat(dated)),
        "province_records": digest(*_flat(provinces)),
        "provinces": digest(*_flat(provinces), *(part for one in provincial.values() for part in _flat(one))),
        "procedure_versions": digest(encode(tuple(versions_of_procedures(reference).items()))),
        "document_uses": digest(encode(tuple(uses_of_documents(resolved).items()))),
    }
    above = values, versions, national, provinces, provincial
    return InputDigests(*above, former, files, of_provinces, lists, reported, ratings, news, dated)


def _digest_simple(resolved: ResolvedReference, known: KnownDigests) -> dict[str, bytes]:
    before = known.before.values if known.before else _NOTHING
    others = _OF_PROCEDURES if known.same_former else _OF_PROCEDURES | {"former"}
    kept = {name for name in SIMPLE if name in before and name not in others}
    return {name: before[name] if name in kept else digest(encode(getattr(resolved, name))) for name in SIMPLE}


_SHARED = (
    "articles", "national_documents", "today", "given_files", "province_names", "plain_province_names", "article_heads",
    "telling_heads", "naming_articles",
)  # fmt: skip
"""Inputs, each worked out from more than one value, that depend on no record of a procedure."""


def _digest_shared(reference: Reference, resolved: ResolvedReference) -> dict[str, bytes]:
    heads = [*map(_state_head, resolved.articles)]
    return {
        "articles": digest("\n".join([f"{head} {one.fingerprint}" for head, one in zip(heads, resolved.articles, strict=True)])),
        "national_documents": digest(encode(reference.law.documents)),
        "today": digest(resolved.today.isoformat()),
        "given_files": digest(encode(resolved.attachments)),
        "province_names": digest(encode(name_provinces(resolved))),
        "plain_province_names": digest(encode(name_provinces_plainly(resolved))),
        "article_heads": digest("\n".join(heads)),
        "telling_heads": digest("\n".join(map(_state_head, filter(tells_of_procedures, resolved.articles)))),
        "naming_articles": digest("\n".join(map(state_article, filter(may_name_documents, resolved.articles)))),
    }


def state_article(one: ArticleRecord) -> str:
    """All that an article is made from: its file, and whose documents it means; in a line, as paths and digests have none."""
    return f"{_state_head(one)} {one.fingerprint}"


def _state_head(one: ArticleRecord) -> str:
    """The same of its front matter alone."""
    documents = one.article.documents
    owners = " ".join([str(getattr(number, "province", "")) for number in documents]) if documents else ""
    return f"{one.path} {one.head} {owners}"


def name_provinces(resolved: ResolvedReference) -> dict[str, str]:
    """The provinces' names with their kind, by path: "thành phố Hà Nội"."""
    return {path: name_unit(one.province) for path, one in resolved.provinces.items()}


def name_provinces_plainly(resolved: ResolvedReference) -> dict[str, str]:
    """The same without their kind: "Hà Nội"."""
    return {path: one.province.name for path, one in resolved.provinces.items()}


def uses_of_documents(resolved: ResolvedReference) -> dict[str, tuple[DocumentUse, ...]]:
    """Which records above the communes cite each document, by its number."""
    known = resolved.procedures, resolved.procedure_files, resolved.provinces, resolved.calendars, resolved.elsewhere
    return list_uses(*known)


def _flat(digests: Mapping[str, bytes]) -> Iterable[bytes | str]:
    return chain.from_iterable(digests.items())


def _digest_province(
    province: ResolvedProvince, dated: Mapping[str, bytes], kept: Mapping[str, bytes], same: frozenset[str]
) -> dict[str, bytes]:
    return {
        code: kept[code] if code in same and code in kept else _digest_provincial(one, dated[code])
        for code, one in province.procedures.items()
    }


def _digest_dated(dated: DatedProcedure, versions: bytes) -> bytes:
    """The digest of all of it. `versions` is that of its versions, which are encoded once; the day tells which one is shown."""
    return digest(versions, version_day(dated.procedure), encode(_without(dated, "procedure")))


def _digest_provincial(provincial: ProvincialProcedure, dated: bytes) -> bytes:
    return digest(dated, encode(_without(provincial, "dated")))


def _without(value: DatedProcedure | ProvincialProcedure, left_out: str) -> tuple[object, ...]:
    """All fields of a value but one, whose digest is known."""
    return tuple(getattr(value, field.name) for field in fields(value) if field.name != left_out)
