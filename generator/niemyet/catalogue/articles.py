"""The articles: read one by one, and again only if an article or what it is checked against has changed.

Of an article that is good the next build asks only whether all that it leads to is still there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b, sha256
from pathlib import Path
from posixpath import dirname, join
from typing import NamedTuple, TypeAlias

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest, start_digest
from niemyet.catalogue.checked_records import CheckedRecord
from niemyet.catalogue.reading import RecordReader
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.citations import changes_behind, cited_documents
from niemyet.law.document_scopes import read_article
from niemyet.law.mentions import keep_naming
from niemyet.load.articles import ArticleText, parse_article
from niemyet.load.finding import SourceFile
from niemyet.load.named_letters import find_named_invisible
from niemyet.load.tangles import find_tangles
from niemyet.load.texts import read_text
from niemyet.model.article import Article
from niemyet.model.kinds import path_of
from niemyet.validate import checks, cross_checks
from niemyet.validate.article_body import find_pictures
from niemyet.validate.entries import Entry, check_entry
from niemyet.validate.records import ArticleRecord
from niemyet.validate.site_pages import SitePages
from niemyet.values import dataclass

_ALONE = frozenset({"unlisted-document"})
"""Rules that look at nothing but the article and what is in its key."""
PORTION = 64
FEWEST_TO_DIVIDE = 512
"""Fewer articles are read sooner than workers are started."""


@dataclass(frozen=True, slots=True)
class ArticlesToRead:
    """What every article is read with. `places` are those that it may name, `attached` the paths of what is beside records."""

    root: Path
    today: date
    places: Collection[str]
    pages: SitePages
    attached: frozenset[str]


class ReadArticle(NamedTuple):
    """What was read of an article, if it can be read, and all that is told of it."""

    record: ArticleRecord | None
    diagnostics: tuple[Diagnostic, ...]
    meant: Entry[Article] | None = None
    """The same with the documents that it means."""
    lasts: bool = False
    """Whether it is read alike next time, if neither it nor what it is checked against has changed."""


Portion: TypeAlias = tuple[SourceFile, ...]
ReadTogether: TypeAlias = Callable[
    [Callable[[ArticlesToRead, Portion], list[ReadArticle | None]], ArticlesToRead, Sequence[Portion]],
    Iterable[list[ReadArticle | None]],
]
"""Calls a function with the first argument and each portion, in workers; gives what it returns, in order."""


def digest_of_words(text: str) -> str:
    """What tells the words of an article, or its front matter, from others."""
    return sha256(text.encode()).hexdigest()[:16]


def read_articles(
    reader: RecordReader,
    places: Collection[str],
    pages: SitePages,
    misplaced: Collection[str],
    together: ReadTogether | None = None,
) -> Iterator[ArticleRecord]:
    """Every article that can be read; what is wrong goes to `reader`. `places` are those that an article may name, `misplaced`
    the right places of what lies elsewhere. Many are read `together`."""
    law, own = pages.law, pages.own_documents
    known = (law.documents, {path: dict(listed) for path, listed in own.items()}, tuple(law.procedures))
    rest = (*sorted(places), *sorted(pages.unread_lists), *misplaced)
    shared = start_digest()
    shared.update(digest(reader.today.isoformat(), encode(known), *rest))
    keys, recalled = dict[str, bytes](), dict[str, ArticleRecord]()
    for file in reader.files("article"):
        if (taken := reader.digests.get(file.path)) is None:
            continue
        key = keys[file.path] = _key_of(shared, file, taken)
        before = reader.before.find_article(file.path, _name_of(file), key)
        if before is not None and _leads_somewhere(file.path, before, pages):
            recalled[file.path] = before
    to_read = ArticlesToRead(reader.root, reader.today, places, pages, reader.attached_paths)
    read = _read_all(to_read, [file for file in reader.files("article") if file.path not in recalled], together)
    for file in reader.files("article"):
        if (record := recalled.get(file.path)) is not None:
            remembered = reader.before.checked[file.path]
            reader.diagnostics += remembered.diagnostics
            reader.checked[file.path] = remembered
            yield record
            continue
        one = next(read)
        reader.diagnostics += one.diagnostics
        if one.record is None:
            continue
        if one.meant is not None:
            reader.citing.append(one.meant)
        if one.lasts and file.path in keys:
            reader.checked[file.path] = CheckedRecord(keys[file.path], one.diagnostics)
        yield one.record


def _key_of(shared: blake2b, file: SourceFile, taken: bytes) -> bytes:
    """The digest of an article's file, whose own is `taken`, and of what it is checked against, which `shared` has taken up."""
    hashed = shared.copy()
    hashed.update(file.path.encode() + taken)
    return hashed.digest()


def _read_all(to_read: ArticlesToRead, files: Sequence[SourceFile], together: ReadTogether | None) -> Iterator[ReadArticle]:
    """The articles in the order of their files."""
    if together is None or len(files) < FEWEST_TO_DIVIDE:
        yield from (_read_article(to_read, file) for file in files)
        return
    portions = [tuple(files[first : first + PORTION]) for first in range(0, len(files), PORTION)]
    for portion, read in zip(portions, together(_read_portion, to_read, portions), strict=True):
        yield from (one or _read_article(to_read, file) for file, one in zip(portion, read, strict=True))


def _read_portion(to_read: ArticlesToRead, files: Portion) -> list[ReadArticle | None]:
    """Some articles, in a worker. Of one that cites documents None: where it cites them, the nodes of its file know, which do not
    pass to another process."""
    read = (_read_article(to_read, file) for file in files)
    return [
        None if one.meant is not None and any(cited_documents(one.meant.record)) else one._replace(meant=None) for one in read
    ]


def _read_article(to_read: ArticlesToRead, file: SourceFile) -> ReadArticle:
    root, pages = to_read.root, to_read.pages
    source, told = read_text(root, file)
    told = [*told]
    text: ArticleText | None = None
    if source is not None:
        text, found = parse_article(source)
        told += found
    if source is None or text is None:
        return ReadArticle(None, tuple(told))
    if tangles := list(find_tangles(source, text.body.split("\n"), text.body_line)):
        return ReadArticle(None, (*told, *tangles))
    told += find_named_invisible(source, text.body.split("\n"), text.body_line)
    entry, found = check_entry(text.document, "article")
    told += found
    if entry is None:
        return ReadArticle(None, tuple(told))
    told += checks.check_article(entry, text, to_read.places, pages, to_read.today)
    told += cross_checks.check_files_of_article(entry, to_read.attached)
    about_people = cross_checks.has_numbers_of_people(text)
    offices = _read_offices(root, entry.record) if about_people else ()
    told += cross_checks.check_numbers_of_people(entry, text, offices)
    meant = read_article(entry.record, pages.law.documents or {}, pages.own_documents)
    record = ArticleRecord(
        _name_of(file),
        entry.record,
        digest_of_words("\n".join(source.text.split("\n")[: text.body_line - 1])),
        digest_of_words(text.body),
        len(text.body.split()),
        tuple(dict.fromkeys(picture.file for picture in find_pictures(text.body))),
        tuple(dict.fromkeys(cross_checks.link_files(file.path, text.body))),
        keep_naming(text.body),
        about_people,
    )
    alone = not about_people and all(one.rule in _ALONE for one in told)
    lasts = alone and not changes_behind(meant, pages.law.register, to_read.today)
    return ReadArticle(record, tuple(told), Entry(meant, entry.document), lasts)


def _name_of(file: SourceFile) -> str:
    """The name of an article: its path among the news, without its ending."""
    return file.path.removeprefix("news/").removesuffix(".md")


def _read_offices(root: Path, article: Article) -> list[str]:
    """The text of the records of the places that an article names: the numbers in them are those of offices."""
    paths = (path_of("commune" if "/" in place else "province", place) for place in article.places)
    sources = (read_text(root, SourceFile(path, "commune"))[0] for path in paths if (root / path).is_file())
    return [source.text for source in sources if source is not None]


def _leads_somewhere(path: str, record: ArticleRecord, pages: SitePages) -> bool:
    """Whether all that a good article names and leads to is still there."""
    article = record.article
    if not (record.linked or record.pictured or article.images or article.files):
        return True
    folder = dirname(path)
    pictures = (*record.pictured, *(image.file for image in article.images))
    return (
        all(join(folder, name) in pages.pictures for name in pictures)
        and all(join(folder, one.file) in pages.attachments for one in article.files)
        and all(_is_there(target, pages) for target in record.linked)
    )


def _is_there(target: str, pages: SitePages) -> bool:
    return target in pages.articles or target in pages.pictures or target in pages.attachments or pages.have(target)
