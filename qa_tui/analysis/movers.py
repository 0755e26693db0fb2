"""Who has moved since: agents whose calls of the window are in another segment than the roster says now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.analysis.membership import settled_segments
from qa_tui.domain.gaps import Mover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.people import Agent
    from qa_tui.scores.window_sums import WindowSums


def find_movers(sums: WindowSums, roster: Sequence[Agent], names: Sequence[str]) -> tuple[Mover, ...]:
    """Agents at least 80 % of whose calls name another segment of a dimension than the roster does."""
    number_of = {agent: number for number, agent in enumerate(sums.agents)}
    found = []
    for tally in sums.dimensions if roster else ():
        by_calls = settled_segments(tally, sums.calls)
        for agent in roster:
            now = next((s for d, s in agent.dimensions if d.casefold() == tally.name.casefold()), "")
            number = number_of.get(agent.id, -1)
            then = by_calls.get(number, "")
            if now and then and now.casefold() != then.casefold():
                found.append(Mover(agent.id, names[number], tally.name, then, now))
    return tuple(sorted(found, key=lambda mover: (mover.dimension, mover.agent)))
