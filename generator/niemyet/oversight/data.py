"""The figures as data, for JSON: counts, never percentages, with the lists behind them. The keys are a contract.

Takes `Compliance` or `Totals`; gives plain values. Days are written as 2026-11-22; what is not known is null.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from niemyet.oversight.compliance import Compliance, Judged, Missing, Share
from niemyet.oversight.totals import Totals
from niemyet.oversight.words import command_of

Data: TypeAlias = dict[str, Any]


def describe_figures(figures: Compliance) -> Data:
    """The figures of a commune, without the procedures behind them."""
    return {
        "path": figures.path,
        "name": figures.name,
        "code": figures.code,
        "sample": figures.sample,
        "day": figures.day.isoformat(),
        "has_list": figures.has_list,
        "figures": {
            "posted": _share(figures.posted),
            "whole": _share(figures.whole),
            "current": _share(figures.current),
            "on_time": {**_known(figures.on_time), "unknown": len(figures.undated)},
            "by_effect": {**_known(figures.by_effect), "unknown": figures.effect_unknown},
            "all_four": _share(figures.all_four),
        },
        "age": {"median_days": figures.median_age, "oldest_days": figures.ages[0][0] if figures.ages else None},
        "months": [{"day": one.day.isoformat(), "posted": _share(one.posted)} for one in figures.months],
    }


def describe_compliance(figures: Compliance, name_of: Callable[[str], str]) -> Data:
    """The same with every procedure that is posted or required there."""
    return describe_figures(figures) | {
        "postings": [_describe_posting(one, name_of) for one in figures.postings],
        "missing": [_describe_missing(one, name_of) | {"command": command_of(figures.path, one.code)} for one in figures.missing],
        "excepted": [
            {"code": one.code, "name": name_of(one.code), "reason": one.reason, "posted": one.posted} for one in figures.excepted
        ],
    }


def describe_totals(one: Totals) -> Data:
    """A commune as one of many."""
    shares = {
        name: _share(None if name in ("posted", "all_four") and not one.has_list else share)
        for name, share in one.counts.shares.items()
    }
    months = zip(one.month_days, one.month_shares, strict=True)
    return {
        "path": one.path,
        "name": one.name,
        "code": one.code,
        "sample": one.sample,
        "has_list": one.has_list,
        "figures": shares,
        "counts": one.counts._asdict(),
        "age": {"median_days": one.median_age, "oldest_days": one.oldest_age},
        "months": [{"day": day.isoformat(), "posted": _share(share if share.of else None)} for day, share in months],
    }


def _share(share: Share | None) -> Data | None:
    return _known(share) if share is not None else None


def _known(share: Share) -> Data:
    return {"number": share.number, "of": share.of}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _describe_posting(one: Judged, name_of: Callable[[str], str]) -> Data:
    facts = one.facts
    return {
        "code": facts.code,
        "name": name_of(facts.code),
        "required": one.required,
        "posted": facts.posted.isoformat(),
        "confirmed": facts.confirmed.isoformat(),
        "decided": _day(facts.decided),
        "awaited": _day(one.awaited),
        "effect": _day(facts.effect),
        "timing": one.timing,
        "working_days_late": one.late if one.timing != "unknown" else None,
        "by_effect": one.by_effect,
        "lacking": list(facts.lacking),
        "aged": [{"why": why.why, "since": why.since.isoformat(), "document": why.document} for why in facts.aged],
        "sample": facts.sample,
    }


def _describe_missing(one: Missing, name_of: Callable[[str], str]) -> Data:
    return {
        "code": one.code,
        "name": name_of(one.code),
        "since": _day(one.requirement.since),
        "decision": one.requirement.decision.number,
        "waiting": one.waiting,
        "working_days_late": one.late if one.waiting != "unknown" else None,
        "by_effect": one.by_effect,
    }
