"""Publishing, whatever the kind of target: the order of looking, claiming, planning and doing."""

from niemyet.publish.intentions import Intention, intend_release, intend_return
from niemyet.publish.refusals import TargetError
from niemyet.publish.releases import Entry, Release
from niemyet.publish.sending import LOST, carry_out, check_ground, read_found, refuse_foreign
from niemyet.publish.target import Claimant, ReadFile, Target, Told
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Bringing:
    """A release to be published. `adopts`: though files of which no record tells may be there."""

    release: Release
    read_file: ReadFile
    adopts: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What was done."""

    intention: Intention
    at_once: bool
    """Whether all of it became visible in one step."""


def foresee(target: Target, bringing: Bringing | None) -> Published:
    """What `publish` would do, without writing anything. Raises TargetError."""
    intention, _ = _intend(target, bringing)
    check_ground(target, intention)
    return Published(intention, _may_swap(intention) and target.swaps(intention))


def publish(target: Target, bringing: Bringing | None, claimant: Claimant, told: Told) -> Published:
    """Publishes a release, or goes back to the one before if there is none to bring. Raises TargetError.

    What was in the target stays or is on its way to the release at every moment: `plan.py` says what holds.
    """
    refuse_foreign(target, adopt=bringing is not None and bringing.adopts)
    with target.hold(claimant) as renew:
        intention, read_file = _intend(target, bringing)
        check_ground(target, intention)
        if _may_swap(intention) and target.swap(intention, read_file, told):
            return Published(intention, at_once=True)
        carry_out(target, intention, read_file, renew, told)
    return Published(intention, at_once=False)


def _may_swap(intention: Intention) -> bool:
    """Whether there is something to swap: kept files are put back one by one."""
    return not intention.is_nothing and not intention.attempt.returns_to


def _intend(target: Target, bringing: Bringing | None) -> tuple[Intention, ReadFile]:
    found = read_found(target, bringing is not None and bringing.adopts)
    if bringing is not None:
        return intend_release(found, bringing.release), bringing.read_file
    if found.manifest and not found.attempt and found.manifest.before is None:
        whole = target.kept_whole(found.manifest)
        if whole is not None:
            release, read_file = whole
            return intend_release(found, release), read_file
    return intend_return(found), _read_nothing


def _read_nothing(path: str, entry: Entry) -> bytes:
    raise TargetError(LOST)
