"""Orders a build by the settings of the site, so that every way of building makes the same one.

Takes what mkdocs.yml says and what a command asks for this run alone; gives a `BuildRequest`.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from niemyet.building.frame_cache import BeginFrames
from niemyet.building.pipeline import BuildRequest
from niemyet.building.progress import Progress, no_progress
from niemyet.building.workers import StartWorkers
from niemyet.catalogue.settings import read_settings
from niemyet.external.form_package import bring_form
from niemyet.external.past_changes import find_past_changes
from niemyet.load.packaged import choose_reference


class Override(NamedTuple):
    """What is asked of one run instead of what the settings say; None: as they say."""

    sheets: bool | None = None
    editor: bool | None = None
    history: int | None = None


AS_SET = Override()


def order_build(
    root: Path,
    settings_file: str,
    today: date,
    begin_frames: BeginFrames,
    form_folder: Path,
    override: Override = AS_SET,
    start_workers: StartWorkers | None = None,
    progress: Progress = no_progress,
) -> BuildRequest:
    """The build of the site at `root`, by the settings in `settings_file` there; where they are not valid, the build says so and
    makes nothing. The form's package is unpacked to `form_folder`. Raises FormError."""
    read = read_settings(root, settings_file)
    settings, site = read.settings, read.site
    packaged = choose_reference(root, read.reference or "packaged")
    has_form = settings.editor if override.editor is None else override.editor
    most = settings.history if override.history is None else override.history
    return BuildRequest(
        root,
        today,
        begin_frames,
        start_workers,
        progress,
        settings.sheets if override.sheets is None else override.sheets,
        find_past_changes(root, most, settings.history_since, today, progress, packaged),
        bring_form(site, form_folder) if site is not None and has_form else None,
        packaged,
        settings_file,
        settings.sheets_whole,
        () if settings.preview else settings.open_data.parts,  # what nobody has approved is no data
        settings.share_pictures,
        share_postings=settings.share_pictures and settings.share_postings,
    )
