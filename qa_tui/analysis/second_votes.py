"""What a second vote says, after the talk and before QA's score (statistics 3.6).

It enters no other statistic: people have heard one another. Convergence is weak evidence, persistence strong.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from qa_tui.analysis.excerpt_agreement import MINOR_GAP, OTHERS_WITHIN, judge_excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.rubric import Scale

DIVERGED_BY = 0.10
FEWEST_IN_BOTH = 2
_SLACK = 1e-9


class SecondVote(StrEnum):
    """How the second vote stands to the first."""

    RESOLVED = "resolved"
    CONVERGED_AWAY = "converged_away"
    PERSISTENT_SPLIT = "persistent_split"
    PARTLY_RESOLVED = "partly_resolved"
    ACCEPTED = "accepted"
    GAP_PERSISTS = "gap_persists"
    DIVERGED = "diverged"
    UNCHANGED = "unchanged"
    TOO_FEW = "too_few"


def label_second_vote(
    first: Sequence[float | None], second: Sequence[float | None], scale: Scale, actual: float
) -> SecondVote:
    """The label of a second vote.

    Args:
        first: levels of the first vote by seat, None for a seat without one.
        second: the same of the second vote.
        scale: the criterion's scale.
        actual: QA's score on it.
    """
    both = [(one, other) for one, other in zip(first, second, strict=False) if one is not None and other is not None]
    if len(both) < FEWEST_IN_BOTH:
        return SecondVote.TOO_FEW
    before = judge_excerpt([one for one, _ in both], scale, actual)
    after = judge_excerpt([other for _, other in both], scale, actual)
    if not before.is_labelled or after.disagreement is None or before.disagreement is None:
        return SecondVote.TOO_FEW
    gap = sum(scale.unit(other) for _, other in both) / len(both) - scale.unit(actual)
    is_near = abs(gap) < MINOR_GAP - _SLACK
    if before.is_contested:
        if after.disagreement <= OTHERS_WITHIN + _SLACK:
            return SecondVote.RESOLVED if is_near else SecondVote.CONVERGED_AWAY
        return SecondVote.PERSISTENT_SPLIT if after.is_contested else SecondVote.PARTLY_RESOLVED
    if before.labels & {"gap_minor", "gap_major"}:
        return SecondVote.ACCEPTED if is_near else SecondVote.GAP_PERSISTS
    if after.disagreement > before.disagreement + DIVERGED_BY + _SLACK:
        return SecondVote.DIVERGED
    return SecondVote.UNCHANGED
