"""The pages of a commune that are kept while what they show is the same: of its online services and of its figures.

Each shows something of every posting and of what the province requires, so it has a key of its own.
"""

from collections.abc import Iterable
from typing import NamedTuple

from niemyet.building.commune_memory import CommuneMemory, LastCommune
from niemyet.building.context import SiteContext
from niemyet.cache.cache_file import pack
from niemyet.cache.digests import digest
from niemyet.open_data.addresses import of_compliance_data
from niemyet.oversight.compliance import figure_compliance
from niemyet.oversight.open_figures import write_commune_figures
from niemyet.oversight.overseen import oversee
from niemyet.render.addresses import of_online, of_oversight
from niemyet.render.renderer import OutputFile, Page
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.resolve.communes import ResolvedCommune


class KeptPages(NamedTuple):
    """`memory` has the keys of the pages, `rendered` are those that were made, `kept` the files of the others; `overseen` are
    the figures, packed, as pages of places above show them."""

    memory: CommuneMemory
    rendered: tuple[Iterable[Page | OutputFile], ...]
    kept: list[str]
    overseen: bytes


def key_online(memory: CommuneMemory, served: bytes) -> bytes:
    """What the page of online services depends on; `served` is the key of what is served."""
    return digest(memory.ground, served)


def key_figures(memory: CommuneMemory, called: bytes) -> bytes:
    """What the pages of figures depend on beside the facts; `called` is the key of what is known of the procedures that are
    posted."""
    return digest(memory.ground, memory.required, called)


def render_kept_pages(
    context: SiteContext,
    resolved: ResolvedCommune,
    memory: CommuneMemory,
    law: CommuneLaw,
    last: LastCommune | None,
) -> KeptPages:
    """Renders what differs from the last build. `memory` is that of this build, without the two keys."""
    path = resolved.path
    required = context.requirements_of(resolved.province_path)
    served, key_of_served = context.served.of_commune(resolved, memory.postings)
    called = required.key_of(memory.keys)
    memory = memory._replace(online=key_online(memory, key_of_served), figures=key_figures(memory, called))
    rendered: list[Iterable[Page | OutputFile]] = []
    kept: list[str] = []
    if last and last.memory.online == memory.online:
        kept += [f"{one.folder}{of_online(path)}index.html" for one in context.languages]
    else:
        rendered.append(one.render_online(resolved, served, key_of_served) for one in context.communes)
    if last and (last.memory.figures, last.memory.facts) == (memory.figures, memory.facts):
        data_file = of_compliance_data(path)
        folders = tuple(f"{one.folder}{of_oversight(path)}" for one in context.languages)
        kept += [file for file in last.part.files if file.startswith(folders) or file == data_file]
        return KeptPages(memory, tuple(rendered), kept, last.made.packed_overseen)
    computed = figure_compliance(path, resolved.commune, memory.facts, required)
    years, photos = law.reported.get(path, {}), law.photos.get(path, {})
    rendered += (one.render(resolved, computed, required, years, photos) for one in context.oversight)
    if "api" in context.open_data:
        rendered.append([write_commune_figures(computed, required, context.frame_set.site_url)])
    return KeptPages(memory, tuple(rendered), kept, pack(oversee(computed, required, resolved.ratings, years)))
