"""The parts of the site above its communes: of what each is made, and by whom.

A part's view is a class whose fields are the part's inputs. Its renderer is given that view and nothing else, and its key is
the digest of the view, so that what is not keyed cannot be shown. To give a renderer more, give its view a field.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Generic, Protocol, TypeVar

from niemyet.build.site_inputs import Picture, SiteInputs
from niemyet.cache.digests import digest
from niemyet.changes.page import ChangesView, render_changes, write_feeds
from niemyet.editing.form_files import FormView, write_form
from niemyet.editing.guide import GuideView, render_guide
from niemyet.render.addresses import of_picture
from niemyet.render.calendar import CalendarView, write_calendar
from niemyet.render.pages.coming import ComingView, render_coming
from niemyet.render.pages.documents import DocumentsView, render_documents
from niemyet.render.pages.lists import ListsView, render_lists
from niemyet.render.pages.news import NewsView, render_news
from niemyet.render.pages.places import PlacesView, render_places
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.render.search import SearchView, write_search_data

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PicturesView:
    """What the pictures of the news are copied from."""

    images: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[V]):
    """A part of the site. `render` gives its files, made of a view and of nothing else."""

    name: str
    view: type[V]
    render: Callable[[TemplateRenderer, V], Iterable[Page | OutputFile]]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of what the part is made of."""
        return tuple(field.name for field in fields(self.view))  # type: ignore[arg-type]  # every view is a dataclass

    def key(self, inputs: SiteInputs) -> bytes:
        """The digest of everything that the part is made of."""
        return digest(inputs.base, *(inputs.digest(name) for name in self.inputs))

    def make(self, renderer: TemplateRenderer, inputs: SiteInputs) -> Iterable[Page | OutputFile]:
        """The part's files."""
        return self.render(renderer, self.view(**{name: inputs.value(name) for name in self.inputs}))


def _changes(renderer: TemplateRenderer, view: ChangesView) -> Iterator[Page | OutputFile]:
    yield from render_changes(renderer, view)
    yield from (OutputFile(path, text.encode()) for path, text in write_feeds(view))


def _guide(renderer: TemplateRenderer, _: GuideView) -> Iterator[Page]:
    return render_guide(renderer)


def _calendar(_: TemplateRenderer, view: CalendarView) -> Iterator[OutputFile]:
    yield write_calendar(view)


def _search(_: TemplateRenderer, view: SearchView) -> Iterator[OutputFile]:
    yield write_search_data(view)


def _form(_: TemplateRenderer, view: FormView) -> Iterator[OutputFile]:
    return write_form(view)


def _pictures(_: TemplateRenderer, view: PicturesView) -> Iterator[OutputFile]:
    return (OutputFile(of_picture(picture.path), picture.read()) for picture in view.images)


class SitePart(Protocol):
    """A part, whatever its view."""

    @property
    def name(self) -> str:
        """By which the build cache knows it."""
        ...

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of what it is made of."""
        ...

    def key(self, inputs: SiteInputs) -> bytes:
        """The digest of everything that it is made of."""
        ...

    def make(self, renderer: TemplateRenderer, inputs: SiteInputs) -> Iterable[Page | OutputFile]:
        """Its files."""
        ...


PARTS: tuple[SitePart, ...] = (
    Part("lists", ListsView, render_lists),
    Part("coming", ComingView, render_coming),
    Part("documents", DocumentsView, render_documents),
    Part("guide", GuideView, _guide),
    Part("calendar", CalendarView, _calendar),
    Part("pictures", PicturesView, _pictures),
    Part("news", NewsView, render_news),
    Part("places", PlacesView, render_places),
    Part("search", SearchView, _search),
    Part("changes", ChangesView, _changes),
)
"""Every part above the communes, in the order in which they are made."""

FORM: SitePart = Part("form", FormView, _form)
"""The form for those who write records, where it is asked for."""
