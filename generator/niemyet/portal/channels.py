"""Reads the ways of filing, and notes on them that are about neither fees nor time."""

from collections.abc import Mapping
from typing import Any

from niemyet.model.orthography import lower_first
from niemyet.model.vocabulary import CHANNEL_NAMES
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.raw_record import RawRecord
from niemyet.portal.times import split_filing
from niemyet.portal.words import likeness

CHANNELS = {"DIRECT": "in_person", "ONLINE": "online", "POSTAL": "post"}
"""The portal's codes of the ways of filing."""

KINDS: Mapping[str, str] = {kind: lower_first(name) for kind, name in CHANNEL_NAMES.items()}


def read_channels(raw: RawRecord) -> tuple[list[dict[str, Any]], list[RaisedDoubt]]:
    """The channels by the model's keys, each kind once, in person first; and doubts."""
    notes: dict[str, list[str]] = {}
    doubts = []
    for method in raw.methods:
        kind = CHANNELS.get(method.channel)
        if kind is None:
            doubts.append(RaisedDoubt("channels", f"Nguồn ghi cách nộp '{method.channel or 'không tên'}', không rõ là gì."))
            continue
        listed = notes.setdefault(kind, [])
        filing, _ = split_filing(method.text)
        if likeness(filing):
            listed.append(filing)
    channels = []
    for kind in (kind for kind in KINDS if kind in notes):
        channel: dict[str, Any] = {"kind": kind}
        if kind == "online":
            channel |= {"level": "full"} if raw.full_process else {}
            channel |= {"url": raw.url}
        if notes[kind]:
            channel["notes"] = "\n".join(dict.fromkeys(notes[kind]))
        channels.append(channel)
    if not channels:
        doubts.append(RaisedDoubt("channels", "Nguồn không nêu cách nộp hồ sơ."))
    return channels, doubts
