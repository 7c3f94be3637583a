"""What a survey may say: when a share may be told, and its margin.

The margin is that of a simple random sample, ±1.96·√(p(1−p)/n): 95 of 100 such samples lie within it. Where the sample is a good
part of all, it is smaller by √((N−n)/(N−1)).
"""

from math import sqrt
from typing import NamedTuple

from niemyet.law.dossiers import Share
from niemyet.model.oversight.surveys import Survey

FEWEST_ANSWERS = 30
"""Below this only counts are told."""
CERTAINTY = 1.96
"""Standard deviations on either side in which 95 of 100 samples lie."""


class Satisfaction(NamedTuple):
    """Those who are satisfied of those who answered; None where only counts may be told. `margin` is the half of the interval, 0
    to 1; None where none can be stated."""

    share: Share | None
    margin: float | None


def measure_satisfaction(survey: Survey) -> Satisfaction:
    """Presses of buttons at a counter are no sample and have no margin; where all say the same, none can be computed."""
    levels = survey.levels
    if levels is None or survey.answered < FEWEST_ANSWERS:
        return Satisfaction(None, None)
    share = Share(levels.very_satisfied + levels.satisfied, survey.answered)
    if survey.kind == "counter" or share.part in (0, share.whole):
        return Satisfaction(share, None)
    p, n = share.part / share.whole, share.whole
    margin = CERTAINTY * sqrt(p * (1 - p) / n)
    if survey.population is not None and survey.population > 1:
        margin *= sqrt(max(0, survey.population - n) / (survey.population - 1))
    return Satisfaction(share, margin)
