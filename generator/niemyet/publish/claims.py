"""Claims: how publishers on several machines keep out of each other's way where no lock of the system reaches.

A claim is a small file on the target. It is replaced only by who has read it as it is (`ClaimStore.replace`), so of two
publishers that begin at once one is refused. It is renewed while its publisher works; one that was not renewed for `LEASE` is
taken for the trace of a publisher that was cut off. Nothing can stop a publisher that has been asleep for so long in the middle
of writing one file: it notices before the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol
from uuid import uuid4

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.refusals import BusyError, TargetError
from niemyet.publish.target import Claimant, Renew
from niemyet.values import dataclass

LEASE = timedelta(minutes=15)
"""How long a claim counts that is not renewed."""
_RENEWED_EVERY = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who works on the target, since when, and whether the work is over."""

    token: str
    renewed: AwareDatetime
    ended: bool = False
    mark: str = ""
    """Another one each time: no two claims are the same bytes."""


_ADAPTER = TypeAdapter(Claim)


class ClaimStore(Protocol):
    """Where the claim is kept."""

    def find(self) -> tuple[bytes | None, str]:
        """The bytes of the claim, None if there is none, and a name for this state of it."""
        ...

    def replace(self, data: bytes, state: str) -> str | None:
        """Writes the claim if it still is in `state`. Returns its new state; None if somebody else has written it."""
        ...


@contextmanager
def hold_claim(store: ClaimStore, claimant: Claimant) -> Iterator[Renew]:
    """Holds the claim. Raises BusyError if another publisher does. It stays as it is if a TargetError ends the work."""
    data, state = store.find()
    _check(data, claimant)
    held = _put(store, claimant, state, ended=False)
    renewed = claimant.now()

    def renew() -> None:
        nonlocal held, renewed
        if claimant.now() - renewed >= _RENEWED_EVERY:
            held = _put(store, claimant, held, ended=False)
            renewed = claimant.now()

    cut_off = False
    try:
        yield renew
    except TargetError:
        cut_off = True  # nothing can be said to the target, or it is somebody else's by now
        raise
    finally:
        if not cut_off:
            _put(store, claimant, held, ended=True)


def _check(data: bytes | None, claimant: Claimant) -> None:
    if data is None or claimant.takes_over:
        return
    try:
        claim = _ADAPTER.validate_json(data)
    except ValidationError:  # it is being written, or somebody else's
        claim = Claim("", claimant.now())
    age = abs(claimant.now() - claim.renewed)
    if claim.ended or claim.token == claimant.token or age >= LEASE:
        return
    minutes = -(-(LEASE - age) // timedelta(minutes=1))
    raise BusyError(
        Bilingual(
            "một máy khác đang đưa trang lên đây, hoặc đã đứt giữa chừng; "
            f"đợi {minutes} phút rồi chạy lại, hoặc nếu biết chắc nó đã dừng thì thêm --take-over",
            "another machine is publishing here, or was cut off; "
            f"wait {minutes} minutes and run this again, or add --take-over if you are sure that it has stopped",
        )
    )


def _put(store: ClaimStore, claimant: Claimant, state: str, ended: bool) -> str:
    claim = Claim(claimant.token, claimant.now(), ended, uuid4().hex)
    held = store.replace(_ADAPTER.dump_json(claim), state)
    if held is None:
        raise BusyError(
            Bilingual(
                "một máy khác vừa bắt đầu đưa trang lên đây; lần này dừng lại, hãy chạy lại khi máy ấy xong",
                "another machine has just begun to publish here; this one stops, run it again when the other is done",
            )
        )
    return held
