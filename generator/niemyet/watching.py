"""Watches folders through the system's notifications instead of polling. The only module that imports watchdog."""

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
