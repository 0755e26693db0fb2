"""Who has moved since: agents whose calls of the window are in another segment than the roster says now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.analysis.membership import settled_segments
from qa_tui.domain.gaps import Mover

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from qa_tui.domain.people import Agent
    from qa_tui.scores.matrix import CallMatrix


def find_movers(
    matrix: CallMatrix, rows: npt.NDArray[np.int64], roster: Sequence[Agent], names: Sequence[str]
) -> tuple[Mover, ...]:
    """Agents of `rows`, at least 80 % of whose calls name another segment of a dimension than the roster does."""
    number_of = {agent: number for number, agent in enumerate(matrix.agents)}
    found = []
    for place, dimension in enumerate(matrix.dimension_names):
        by_calls = settled_segments(matrix, rows, place)
        for agent in roster:
            now = next((s for d, s in agent.dimensions if d.casefold() == dimension.casefold()), "")
            number = number_of.get(agent.id, -1)
            then = by_calls.get(number, "")
            if now and then and now.casefold() != then.casefold():
                found.append(Mover(agent.id, names[number], dimension, then, now))
    return tuple(sorted(found, key=lambda mover: (mover.dimension, mover.agent)))
