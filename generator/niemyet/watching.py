"""Watches folders through the system's notifications instead of polling. The only module that imports watchdog."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


class ChangeObserver(Observer):  # type: ignore[misc,valid-type]  # which class it is depends on the system
    """Reports files whose content may have changed; ignores reads."""

    def schedule(self, event_handler: FileSystemEventHandler, path: str, **options: Any) -> ObservedWatch:
        """Starts watching a file or folder."""
        watch: ObservedWatch = super().schedule(event_handler, path, **options | {"event_filter": CHANGES})
        return watch


QUIET = 0.2
"""Seconds without a change after which those before it are taken for one: an editor writes a file in several steps."""


class _Noticing(FileSystemEventHandler):
    """Notes that something has changed: any file, or only the one that is wanted."""

    def __init__(self, changed: Event, wanted: str = "") -> None:
        self._changed, self._wanted = changed, wanted

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called in a thread of the observer's."""
        if not self._wanted or self._wanted in (event.src_path, event.dest_path):
            self._changed.set()


def wait_for_changes(folders: Iterable[Path], file: Path) -> Iterator[None]:
    """Yields at once, then after each change below the folders or of the file beside them, for ever."""
    changed = Event()
    observer = ChangeObserver()
    for folder in folders:
        if folder.is_dir():
            observer.schedule(_Noticing(changed), str(folder), recursive=True)
    observer.schedule(_Noticing(changed, str(file)), str(file.parent))
    observer.start()
    try:
        while True:
            yield
            changed.wait()
            while changed.is_set():
                changed.clear()
                changed.wait(QUIET)
    finally:
        observer.stop()
        observer.join()
