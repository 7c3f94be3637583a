"""Watches folders by asking the system to tell, instead of looking at every file again and again."""

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
    """Tells of files that may have other words than before; reading one is no change."""

    def schedule(self, event_handler: FileSystemEventHandler, path: str, **options: Any) -> ObservedWatch:
        """Begins to watch a file or a folder."""
        watch: ObservedWatch = super().schedule(event_handler, path, **options | {"event_filter": CHANGES})
        return watch
