"""How far a procedure can be done online: in full, in part and why, online but not said how far, or not at all.

Takes the ways of filing of a procedure; gives an `OnlineService`. Nghị định 224/2026/NĐ-CP Điều 14: what is online in part only
has its reasons and the law of its field made public. A record that does not say how far is unknown, which is no level.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

from niemyet.model.procedure import Channel, PartialReason
from niemyet.model.vocabulary import ServiceLevel

SERVICE_LEVELS: tuple[ServiceLevel, ...] = get_args(ServiceLevel)


class OnlineService(NamedTuple):
    """A procedure as an online service. `reasons` and `bases` say why in part only; both are empty for the other levels."""

    level: ServiceLevel
    reasons: tuple[PartialReason, ...] = ()
    bases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def online_service(channels: Iterable[Channel]) -> OnlineService:
    """The service that these ways of filing make; of several online ones, the one that goes farthest counts."""
    online = [channel for channel in channels if channel.kind == "online"]
    if not online:
        return OnlineService("offline")
    levels = {channel.level for channel in online}
    if "full" in levels or "partial" not in levels:
        return OnlineService("full" if "full" in levels else "unknown")
    partial = [channel for channel in online if channel.level == "partial"]
    reasons = tuple(dict.fromkeys(reason for channel in partial for reason in channel.reasons))
    bases = tuple(dict.fromkeys(channel.basis for channel in partial if channel.basis is not None))
    return OnlineService("partial", reasons, bases, tuple(channel.notes for channel in partial if channel.notes))


def count_levels(services: Iterable[OnlineService]) -> Mapping[ServiceLevel, int]:
    """How many of these are of each level, in the order of `SERVICE_LEVELS`."""
    counted = Counter(service.level for service in services)
    return {level: counted[level] for level in SERVICE_LEVELS}
