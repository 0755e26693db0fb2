"""Which segment each agent belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.domain.people import TENURE, tenure_bracket

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qa_tui.domain.people import Agent
    from qa_tui.scores.matrix import CallMatrix

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


def memberships(matrix: CallMatrix, rows: Longs, roster: Sequence[Agent], day: date) -> tuple[Membership, ...]:
    """All dimensions with 2 to 20 segments: those of the roster first, then those of the score files.

    An agent is in the segment that the roster names, else in the one that holds at least 80 % of the agent's calls
    among `rows`. Tenure is counted on `day`.
    """
    by_id = {agent.id: agent for agent in roster}
    table: dict[str, dict[int, str]] = {}
    for number, agent_id in enumerate(matrix.agents):
        agent = by_id.get(agent_id)
        if agent is None:
            continue
        for dimension, segment in agent.dimensions:
            table.setdefault(dimension, {})[number] = segment
        if agent.hired_on:
            table.setdefault(TENURE, {})[number] = tenure_bracket((day - agent.hired_on).days)
    places = {name.casefold(): place for place, name in enumerate(matrix.dimension_names)}
    found: list[Membership | None] = []
    order = _column_order(roster)
    for name, column in sorted(table.items(), key=lambda entry: order.get(entry[0], (float("inf"), entry[0]))):
        place = places.pop(name.casefold(), None)
        labels = () if place is None else matrix.dimension_labels[place]
        by_calls = {} if place is None else settled_segments(matrix, rows, place)
        own = tuple({segment for agent in roster for d, segment in agent.dimensions if d == name})
        found.append(_from_table(name, by_calls | column, len(matrix.agents), own, labels))
    for name, place in sorted((matrix.dimension_names[place], place) for place in places.values()):
        labels = matrix.dimension_labels[place]
        found.append(_from_table(name, settled_segments(matrix, rows, place), len(matrix.agents), (), labels))
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


def settled_segments(matrix: CallMatrix, rows: Longs, number: int) -> dict[int, str]:
    """Agent -> the segment that holds at least 80 % of the agent's calls among `rows`; case does not matter."""
    folded: dict[str, int] = {}
    labels = matrix.dimension_labels[number]
    recode = np.array([folded.setdefault(label.casefold(), len(folded)) for label in labels] or [0], np.int64)
    if not labels:
        return {}
    names = [""] * len(folded)
    for label in sorted(labels, reverse=True):
        names[folded[label.casefold()]] = label
    codes = matrix.dimensions[number][rows].astype(np.int64)
    agent = matrix.agent[rows].astype(np.int64)
    weight = 1 / matrix.times_scored(matrix.call[rows])
    known = codes >= 0
    cells = agent[known] * len(names) + recode[codes[known]]
    size = len(matrix.agents) * len(names)
    counts = np.bincount(cells, weight[known], size).reshape(len(matrix.agents), len(names))
    total = np.bincount(agent, weight, len(matrix.agents))
    largest = counts.argmax(axis=1)
    settled = (total > 0) & (counts.max(axis=1) >= SETTLED_SHARE * total - 1e-9)
    return {int(n): names[int(largest[n])] for n in np.flatnonzero(settled) if names[int(largest[n])]}
