"""Which segment each agent belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.domain.people import TENURE, tenure_bracket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.people import Agent
    from qa_tui.scores.window_sums import Tally, WindowSums

Longs = npt.NDArray[np.int64]

MOST_SEGMENTS = 20
SETTLED_SHARE = 0.8


@dataclass(frozen=True, eq=False, slots=True)
class Membership:
    """One dimension: the segment of each agent, by code; -1 where an agent is in none or in several."""

    dimension: str
    segments: tuple[str, ...]
    codes: Longs

    def take(self, agents: npt.NDArray[np.bool_]) -> Membership:
        return replace(self, codes=self.codes[agents])


def memberships(sums: WindowSums, roster: Sequence[Agent]) -> tuple[Membership, ...]:
    """All dimensions with 2 to 20 segments: those of the roster first, then those of the score files.

    An agent is in the segment that the roster names, else in the one that holds at least 80 % of the agent's calls in the
    window. Tenure is counted on the day after it.
    """
    day = sums.window.end
    by_id = {agent.id: agent for agent in roster}
    table: dict[str, dict[int, str]] = {}
    for number, agent_id in enumerate(sums.agents):
        agent = by_id.get(agent_id)
        if agent is None:
            continue
        for dimension, segment in agent.dimensions:
            table.setdefault(dimension, {})[number] = segment
        if agent.hired_on:
            table.setdefault(TENURE, {})[number] = tenure_bracket((day - agent.hired_on).days)
    tallies = {tally.name.casefold(): tally for tally in sums.dimensions}
    found: list[Membership | None] = []
    order = _column_order(roster)
    for name, column in sorted(table.items(), key=lambda entry: order.get(entry[0], (float("inf"), entry[0]))):
        tally = tallies.pop(name.casefold(), None)
        by_calls = settled_segments(tally, sums.calls) if tally else {}
        own = tuple({segment for agent in roster for d, segment in agent.dimensions if d == name})
        labels = tally.labels if tally else ()
        found.append(_from_table(name, by_calls | column, len(sums.agents), own, labels))
    for tally in sorted(tallies.values(), key=lambda tally: tally.name):
        by_calls = settled_segments(tally, sums.calls)
        found.append(_from_table(tally.name, by_calls, len(sums.agents), (), tally.labels))
    return tuple(membership for membership in found if membership)


def _column_order(roster: Sequence[Agent]) -> dict[str, tuple[float, str]]:
    """Dimension -> where it stands in the roster on average: which row came first must not decide the order."""
    places: dict[str, list[int]] = {}
    for agent in roster:
        for place, (dimension, _) in enumerate(agent.dimensions):
            places.setdefault(dimension, []).append(place)
    return {name: (sum(found) / len(found), name) for name, found in places.items()}


def _from_table(
    dimension: str, segment_of: dict[int, str], agents: int, own: Sequence[str], more: Sequence[str]
) -> Membership | None:
    """The dimension whose segments are given by agent, if there are 2 to 20; `more` are segments without an agent.

    Segments that differ in case alone are one, spelled as in `own` where it is there.
    """
    spelled: dict[str, str] = {}
    for name in (*sorted(own), *sorted({*segment_of.values(), *more} - {""})):
        spelled.setdefault(name.casefold(), name)
    segments = tuple(sorted({spelled[name.casefold()] for name in (*segment_of.values(), *more) if name}))
    if not 2 <= len(segments) <= MOST_SEGMENTS:
        return None
    place_of = {name: place for place, name in enumerate(segments)}
    codes = np.full(agents, -1, np.int64)
    for agent, segment in segment_of.items():
        codes[agent] = place_of[spelled[segment.casefold()]]
    return Membership(dimension, segments, codes)


def settled_segments(tally: Tally, calls: Longs) -> dict[int, str]:
    """Agent -> the segment that holds at least 80 % of the agent's `calls` ([A]); case does not matter."""
    folded: dict[str, int] = {}
    recode = np.array([folded.setdefault(label.casefold(), len(folded)) for label in tally.labels], np.int64)
    if not folded:
        return {}
    names = [""] * len(folded)
    for label in sorted(tally.labels, reverse=True):
        names[folded[label.casefold()]] = label
    cells = tally.agent * len(names) + recode[tally.label]
    counts = np.bincount(cells, tally.count, calls.size * len(names)).reshape(calls.size, len(names))
    largest = counts.argmax(axis=1)
    settled = (calls > 0) & (counts.max(axis=1) >= SETTLED_SHARE * calls - 1e-9)
    return {int(n): names[int(largest[n])] for n in np.flatnonzero(settled) if names[int(largest[n])]}


def agents_in_segments(
    everyone: Sequence[Membership], segments: Sequence[tuple[str, str]], agents: int
) -> npt.NDArray[np.bool_]:
    """[A] agents that are in every one of `segments`."""
    kept = np.ones(agents, bool)
    for dimension, segment in segments:
        membership = next((m for m in everyone if m.dimension == dimension and segment in m.segments), None)
        kept &= membership.codes == membership.segments.index(segment) if membership else False
    return kept
