"""How sure the class is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.figures.figure import Figure
from qa_tui.reports.words import count_of, sure_share

if TYPE_CHECKING:
    from qa_tui.reports.figures.figure import Asked


def _rests_on(asked: Asked) -> str:
    gap = asked.gap
    if gap.sureness is None:
        return "Cannot be said: it needs two eligible agents and scores that vary."
    return f"{count_of(gap.eligible_agents, 'agent')} with their means, numbers of calls and spread."


FIGURE = Figure(
    title="How sure",
    means=(
        "A handful of calls is noisy: agents near the line fall on either side by chance. This says how often the "
        "agents' true means, as far as the calls tell, give the same answer. "
        "It speaks of these agents and their calls; who joins or leaves the team is another matter."
    ),
    formula=(
        "The spread between agents and within agents is estimated (DerSimonian and Laird; pooled). 2,000 draws of "
        "all true means together, with a fixed seed: the share of draws whose share of low agents is in the same "
        "third."
    ),
    source="DerSimonian and Laird, 1986; normal empirical Bayes. The class itself is always the counted one, so that anybody can check it.",
    value=lambda asked: sure_share(asked.gap),
    rests_on=_rests_on,
)
