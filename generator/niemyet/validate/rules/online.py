"""What is online in part only says why: Nghị định 224/2026/NĐ-CP Điều 14 has it made public."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.procedure import Procedure
from niemyet.validate.entries import Entry


def check_reasons(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """A way of filing that is online in part names its reason; no other has one."""
    for i, channel in enumerate(entry.record.channels):
        if channel.kind == "online" and channel.level == "partial":
            if not channel.reasons:
                yield Diagnostic("partial-without-reason", entry.document.at("channels", i, "level"), {})
        elif channel.reasons or channel.basis is not None:
            key = "reasons" if channel.reasons else "basis"
            yield Diagnostic("reason-without-partial", entry.document.at("channels", i, key), {"value": key})
