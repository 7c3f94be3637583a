"""The errors of targets."""

from niemyet.diagnostics.diagnostic import Bilingual


class TargetError(Exception):
    """A target refuses or does not answer; `said` is the message for the user. It never holds a key or a password."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


class BusyError(TargetError):
    """Another publisher is at work on the target."""
