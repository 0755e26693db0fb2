"""From grouped rows to standings: the warehouse adds up points as they are, scaling to a common denominator is done here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from qa_tui.scores.standings import EXACT_BELOW, ROUNDED_TO, Standings, common
from qa_tui.scores.window_sums import TREND_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

MOST_DECIMALS = 6


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """Grouped scores of one window, G groups."""

    agent: Longs
    """[G] code of the agent"""
    criterion: Longs
    """[G] code of the criterion"""
    part: Longs
    top: Doubles
    """[G] maximum, above the floor"""
    times: Doubles
    """[G] how many evaluators scored each call"""
    calls: Longs
    """[G] scored calls"""
    points: Doubles
    """[G] sum of all their points, above the floor"""
    squares: Doubles
    """[G] sum over calls of (points of the call, summed over its evaluators) squared"""
    between: Longs
    """[G] calls that are neither at 0 nor at the maximum"""


def standings_of(groups: Groups, evaluations: Longs, not_applicable: Longs) -> tuple[Standings, ...]:
    """[C] the standings of A agents.

    Args:
        groups: what was scored.
        evaluations: [A] in which a score may be missing.
        not_applicable: [C, A] scores that are.
    """
    return tuple(
        _of_criterion(groups, evaluations, not_applicable[code], code) for code in range(not_applicable.shape[0])
    )


def _of_criterion(groups: Groups, evaluations: Longs, not_applicable: Longs, code: int) -> Standings:
    agents = evaluations.size
    mine = np.flatnonzero((groups.criterion == code) & (groups.top > 0))
    top, times, points, agent = groups.top[mine], groups.times[mine], groups.points[mine], groups.agent[mine]
    scale = 10 ** _decimals(np.concatenate([points, top]))
    tops = np.round(top * scale)
    denominator = common(tops) * common(times)
    cell = agent * TREND_PARTS + groups.part[mine]
    shape = (agents, TREND_PARTS)
    calls = groups.calls[mine]
    if denominator >= EXACT_BELOW / max(1, int(calls.sum())):
        denominator = ROUNDED_TO
    exact = np.round(points * scale) * (denominator / (tops * times))
    sums = np.bincount(cell, exact, shape[0] * shape[1]).reshape(shape)
    count = np.bincount(cell, calls, shape[0] * shape[1]).reshape(shape)
    squares = 10_000 * groups.squares[mine] / (top * times) ** 2
    given = counted(agent, calls * times, agents)
    return Standings(
        sums=np.round(sums.sum(axis=1)).astype(np.int64),
        scored=np.round(count.sum(axis=1)).astype(np.int64),
        denominator=denominator,
        not_applicable_each=not_applicable,
        missing_each=np.maximum(evaluations - given - not_applicable, 0),
        squares=np.bincount(agent, squares, agents).astype(np.float64),
        between=counted(agent, groups.between[mine], agents),
        part_sums=sums.astype(np.float64),
        part_scored=count.astype(np.float64),
    )


def _decimals(numbers: Doubles) -> int:
    """Decimals that these numbers have, at most `MOST_DECIMALS`."""
    for decimals in range(MOST_DECIMALS):
        scaled = numbers * 10**decimals
        if bool(np.all(np.abs(scaled - np.round(scaled)) <= 1e-7 * np.maximum(1.0, np.abs(scaled)))):
            return decimals
    return MOST_DECIMALS


def counted(agent: Longs, count: Longs | Doubles, agents: int) -> Longs:
    """[agents] whole sums of `count` by agent."""
    return np.round(np.bincount(agent, count, agents)).astype(np.int64)


def codes_of(texts: Sequence[str | None], code: Mapping[str, int]) -> Longs:
    """Codes of texts without the space around them; -1 for what is blank or unknown."""
    return np.array([-1 if text is None else code.get(text.strip(), -1) for text in texts], np.int64)


def doubles(column: Any) -> Doubles:
    """A pyarrow column of numbers; null is 0."""
    return np.asarray(column.fill_null(0).to_numpy().astype(np.float64))


def longs(column: Any) -> Longs:
    """A pyarrow column of whole numbers; null is 0."""
    return np.asarray(np.round(doubles(column)), np.int64)
