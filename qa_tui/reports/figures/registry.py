"""The figures of each kind of thing a person can point at, in the order in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures import (
    agent_interval,
    agent_mean,
    below_chance,
    call_percent,
    call_weighted_mean,
    change,
    concentration,
    corrected_share,
    evaluators,
    excluded,
    indicative,
    lift,
    low_agents,
    not_applicable,
    rows,
    segment_low,
    segment_mean,
    sureness,
    team_mean,
    trend,
    verdict,
)
from qa_tui.reports.figures.figure import explain

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked, Explained

CRITERION = (
    verdict.FIGURE,
    low_agents.FIGURE,
    team_mean.FIGURE,
    sureness.FIGURE,
    corrected_share.FIGURE,
    indicative.FIGURE,
    change.FIGURE,
    trend.FIGURE,
    excluded.FIGURE,
    call_weighted_mean.FIGURE,
    evaluators.FIGURE,
    not_applicable.FIGURE,
    rows.FIGURE,
)
SEGMENT = (segment_low.FIGURE, segment_mean.FIGURE, lift.FIGURE, concentration.FIGURE)
AGENT = (agent_mean.FIGURE, agent_interval.FIGURE, below_chance.FIGURE)
CALL = (call_percent.FIGURE,)


def explain_all(asked: Asked) -> tuple[Explained, ...]:
    """The figures of what is pointed at, the nearest first: those of the call, agent or segment, then the criterion's."""
    nearest = CALL if asked.call else AGENT if asked.agent else SEGMENT if asked.segment else ()
    return tuple(explain(figure, asked) for figure in (*nearest, *CRITERION))
