"""The articles: read one by one, and again only if an article or what it is checked against has changed.

Of an article that is good the next build asks only whether all that it leads to is still there.
"""

from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.catalogue.checked_records import CheckedRecord
from niemyet.catalogue.reading import RecordReader
from niemyet.law.citations import changes_behind
from niemyet.law.document_scopes import read_article
from niemyet.law.mentions import keep_naming
from niemyet.load.articles import ArticleText, parse_article
from niemyet.load.finding import SourceFile
from niemyet.load.tangles import find_tangles
from niemyet.load.texts import read_text
from niemyet.model.article import Article
from niemyet.model.kinds import path_of
from niemyet.validate import checks, cross_checks
from niemyet.validate.article_body import find_pictures
from niemyet.validate.entries import Entry, check_entry
from niemyet.validate.records import ArticleRecord
from niemyet.validate.site_pages import SitePages

_ALONE = frozenset({"unlisted-document"})
"""Rules that look at nothing but the article and what is in its key."""


def digest_of_words(text: str) -> str:
    """What tells the words of an article, or its front matter, from others."""
    return sha256(text.encode()).hexdigest()[:16]


def read_articles(
    reader: RecordReader, places: Collection[str], pages: SitePages, misplaced: Collection[str]
) -> Iterator[ArticleRecord]:
    """Every article that can be read; what is wrong goes to `reader`. `places` are those that an article may name, `misplaced`
    the right places of what lies elsewhere."""
    law, own = pages.law, pages.own_documents
    known = (law.documents, {path: dict(listed) for path, listed in own.items()}, tuple(law.procedures))
    rest = (*sorted(places), *sorted(pages.unread_lists), *misplaced)
    shared = digest(reader.today.isoformat(), encode(known), *rest)
    for file in reader.files("article"):
        path = file.path.removeprefix("news/").removesuffix(".md")
        taken = reader.digests.get(file.path)
        key = digest(shared, file.path, taken or b"")
        before = reader.before.find_article(file.path, path, key) if taken is not None else None
        if before is not None and _leads_somewhere(file.path, before, pages):
            remembered = reader.before.checked[file.path]
            reader.diagnostics += remembered.diagnostics
            reader.checked[file.path] = remembered
            yield before
            continue
        told = len(reader.diagnostics)
        read = _read_article(reader, file, places, pages)
        if read is None:
            continue
        record, meant = read
        yield record
        found = tuple(reader.diagnostics[told:])
        alone = taken is not None and all(one.rule in _ALONE for one in found) and not record.about_people
        if alone and not changes_behind(meant, law.register, reader.today):
            reader.checked[file.path] = CheckedRecord(key, found)


def _read_article(
    reader: RecordReader, file: SourceFile, places: Collection[str], pages: SitePages
) -> tuple[ArticleRecord, Article] | None:
    """The article, and the same with the documents that it means."""
    source, found = read_text(reader.root, file)
    reader.diagnostics += found
    text: ArticleText | None = None
    if source is not None:
        text, found = parse_article(source)
        reader.diagnostics += found
    if source is None or text is None:
        return None
    if tangles := list(find_tangles(source, text.body.split("\n"), text.body_line)):
        reader.diagnostics += tangles
        return None
    entry, found = check_entry(text.document, "article")
    reader.diagnostics += found
    if entry is None:
        return None
    reader.diagnostics += checks.check_article(entry, text, places, pages, reader.today)
    reader.diagnostics += cross_checks.check_files_of_article(entry, reader.attached_paths)
    about_people = cross_checks.has_numbers_of_people(text)
    offices = _read_offices(reader.root, entry.record) if about_people else ()
    reader.diagnostics += cross_checks.check_numbers_of_people(entry, text, offices)
    meant = read_article(entry.record, pages.law.documents or {}, pages.own_documents)
    reader.citing.append(Entry(meant, entry.document))
    return (
        ArticleRecord(
            file.path.removeprefix("news/").removesuffix(".md"),
            entry.record,
            digest_of_words("\n".join(source.text.split("\n")[: text.body_line - 1])),
            digest_of_words(text.body),
            len(text.body.split()),
            tuple(dict.fromkeys(picture.file for picture in find_pictures(text.body))),
            tuple(dict.fromkeys(cross_checks.link_files(file.path, text.body))),
            keep_naming(text.body),
            about_people,
        ),
        meant,
    )


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
