"""The parts of the site above the communes: what each is made from, and the function that renders it.

A part's view is a dataclass whose fields name the part's inputs. Its renderer gets the view and nothing else, and its key is
the digest of these inputs: what is not in the key cannot be shown. To give a renderer more, add a field to its view.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Generic, Protocol, TypeVar

from niemyet.building.site_inputs import GivenFile, SiteInputs
from niemyet.cache.digests import digest
from niemyet.changes.history import HistoriesView, render_histories
from niemyet.changes.page import ChangesView, render_changes, write_feeds
from niemyet.editing.form_files import FormView, write_form
from niemyet.editing.guide import GuideView, render_guide
from niemyet.open_data.changes import ChangesDataView, write_coming_changes
from niemyet.open_data.entry import EntryView, write_entries
from niemyet.open_data.law import LawDataView, write_law
from niemyet.open_data.news import NewsDataView, write_news
from niemyet.open_data.packages import TableView, write_package
from niemyet.open_data.parts import select
from niemyet.open_data.places import PlaceDataView, write_places
from niemyet.oversight.open_figures import FiguresDataView, write_figures
from niemyet.oversight.pages.places import OversightView, render_oversight
from niemyet.oversight.pages.promises import PromisesView, render_promises
from niemyet.oversight.pages.visits import VisitsView, render_visits
from niemyet.render.calendar import CalendarView, write_calendar
from niemyet.render.language import VIETNAMESE
from niemyet.render.look import LookView, write_look
from niemyet.render.news_feeds import NewsFeedsView, write_news_feeds
from niemyet.render.pages.checking import CheckingView, render_checking
from niemyet.render.pages.coming import ComingView, render_coming
from niemyet.render.pages.country import CountryView, render_country
from niemyet.render.pages.documents import DocumentsView, render_documents
from niemyet.render.pages.elsewhere import ElsewhereView, render_elsewhere
from niemyet.render.pages.lists import ListsView, render_lists
from niemyet.render.pages.online import OnlineView, render_online
from niemyet.render.pages.opening import OpeningView, render_opening
from niemyet.render.pages.places import PlacesView, render_places
from niemyet.render.pages.reform import ReformView, render_reform
from niemyet.render.pages.reviews import ReviewsView, render_reviews
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.render.script_words import ScriptWordsView, write_script_words
from niemyet.render.search import SearchView, write_search_data
from niemyet.render.search_facts import SearchFactsView, write_country_facts
from niemyet.render.web_fonts import WebFontsView, write_web_fonts
from niemyet.values import dataclass

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class GivenFilesView:
    """The files that citizens take away, to be copied."""

    given_files: tuple[GivenFile, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[V]):
    """A part of the site. `render` makes its files from a view alone, in the language of the renderer."""

    name: str
    view: type[V]
    render: Callable[[TemplateRenderer, V], Iterable[Page | OutputFile]]
    translated: bool = True
    """Whether it is made in every language of the site; otherwise once."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the part's inputs: the fields of its view."""
        return tuple(field.name for field in fields(self.view))  # type: ignore[arg-type]  # every view is a dataclass

    def key(self, inputs: SiteInputs) -> bytes:
        """The digest of the part's inputs and of `inputs.base`."""
        return digest(inputs.base, *(inputs.digest(name) for name in self.inputs))

    def make(self, renderers: Sequence[TemplateRenderer], inputs: SiteInputs) -> Iterable[Page | OutputFile]:
        """Renders the part. Fields of the view are filled from the inputs of the same name."""
        view = self.view(**{name: inputs.value(name) for name in self.inputs})
        for renderer in renderers if self.translated else renderers[:1]:
            yield from self.render(renderer, view)


def _changes(renderer: TemplateRenderer, view: ChangesView) -> Iterator[Page | OutputFile]:
    yield from render_changes(renderer, view)
    if renderer.language.code == VIETNAMESE.code:
        yield from (OutputFile(path, text.encode()) for path, text in write_feeds(view))


def _guide(renderer: TemplateRenderer, _: GuideView) -> Iterator[Page]:
    return render_guide(renderer)


def _look(_: TemplateRenderer, view: LookView) -> Iterator[OutputFile]:
    return write_look(view)


def _calendar(renderer: TemplateRenderer, view: CalendarView) -> Iterator[OutputFile]:
    yield write_calendar(view, renderer.language)


def _search(renderer: TemplateRenderer, view: SearchView) -> Iterator[OutputFile]:
    return write_search_data(view, renderer.language)


def _search_facts(renderer: TemplateRenderer, view: SearchFactsView) -> Iterator[OutputFile]:
    yield write_country_facts(view, renderer.language)


def _script_words(renderer: TemplateRenderer, _: ScriptWordsView) -> Iterator[OutputFile]:
    return write_script_words(renderer.language)


def _web_fonts(_: TemplateRenderer, __: WebFontsView) -> Iterator[OutputFile]:
    return write_web_fonts()


def _form(_: TemplateRenderer, view: FormView) -> Iterator[OutputFile]:
    return write_form(view)


def _news_feeds(_: TemplateRenderer, view: NewsFeedsView) -> Iterator[OutputFile]:
    return write_news_feeds(view)


def _given_files(_: TemplateRenderer, view: GivenFilesView) -> Iterator[OutputFile]:
    return (OutputFile(given.file.address, given.read()) for given in view.given_files)


def _law_data(_: TemplateRenderer, view: LawDataView) -> Iterator[OutputFile]:
    return select(write_law(view), view.open_data)


def _place_data(_: TemplateRenderer, view: PlaceDataView) -> Iterator[OutputFile]:
    return select(write_places(view), view.open_data)


def _tables(_: TemplateRenderer, view: TableView) -> Iterator[OutputFile]:
    return select(write_package(view), view.open_data)


def _news_data(_: TemplateRenderer, view: NewsDataView) -> Iterator[OutputFile]:
    return select([write_news(view)], view.open_data)


def _changes_data(_: TemplateRenderer, view: ChangesDataView) -> Iterator[OutputFile]:
    return select([write_coming_changes(view)], view.open_data)


def _data_entries(_: TemplateRenderer, view: EntryView) -> Iterator[OutputFile]:
    return select(write_entries(view), view.open_data)


def _figures_data(_: TemplateRenderer, view: FiguresDataView) -> Iterator[OutputFile]:
    return select(write_figures(view), view.open_data)


class SitePart(Protocol):
    """A `Part` of any view."""

    @property
    def name(self) -> str:
        """The name in the build cache."""
        ...

    @property
    def inputs(self) -> tuple[str, ...]:
        """As `Part.inputs`."""
        ...

    def key(self, inputs: SiteInputs) -> bytes:
        """As `Part.key`."""
        ...

    def make(self, renderers: Sequence[TemplateRenderer], inputs: SiteInputs) -> Iterable[Page | OutputFile]:
        """As `Part.make`."""
        ...


PARTS: tuple[SitePart, ...] = (
    Part("lists", ListsView, render_lists),
    Part("elsewhere", ElsewhereView, render_elsewhere),
    Part("opening", OpeningView, render_opening),
    Part("coming", ComingView, render_coming),
    Part("checking", CheckingView, render_checking),
    Part("documents", DocumentsView, render_documents),
    Part("guide", GuideView, _guide, translated=False),
    Part("look", LookView, _look, translated=False),
    Part("calendar", CalendarView, _calendar),
    Part("given files", GivenFilesView, _given_files, translated=False),
    Part("online", OnlineView, render_online),
    Part("reviews", ReviewsView, render_reviews),
    Part("places", PlacesView, render_places),
    Part("oversight", OversightView, render_oversight),
    Part("promises", PromisesView, render_promises),
    Part("visits", VisitsView, render_visits),
    Part("country", CountryView, render_country),
    Part("search", SearchView, _search),
    Part("search facts", SearchFactsView, _search_facts),
    Part("changes", ChangesView, _changes),
    Part("reform", ReformView, render_reform),
    Part("news feeds", NewsFeedsView, _news_feeds, translated=False),
    Part("histories", HistoriesView, render_histories),
    Part("script words", ScriptWordsView, _script_words),
    Part("fonts", WebFontsView, _web_fonts, translated=False),
)
"""Every part above the communes, in the order of rendering."""

DATA: tuple[SitePart, ...] = (
    Part("law data", LawDataView, _law_data, translated=False),
    Part("place data", PlaceDataView, _place_data, translated=False),
    Part("tables", TableView, _tables, translated=False),
    Part("news data", NewsDataView, _news_data, translated=False),
    Part("changes data", ChangesDataView, _changes_data, translated=False),
    Part("figures data", FiguresDataView, _figures_data, translated=False),
    Part("data entries", EntryView, _data_entries, translated=False),
)
"""The open data above the communes, made only where the settings ask for it."""
FORM: SitePart = Part("form", FormView, _form, translated=False)
"""The form for editors, made only with `--editor`."""
