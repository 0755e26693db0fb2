"""From grouped rows to standings: the warehouse adds up points as they are, scaling to a common denominator is done here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from qa_tui.scores.standings import Standings
from qa_tui.scores.window_sums import TREND_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

_EXACT_BELOW = 2**53
_ROUNDED_TO = 10**9
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


@dataclass(frozen=True, eq=False, slots=True)
class Blanks:
    """Scores without points, by agent and criterion."""

    agent: Longs
    criterion: Longs
    not_applicable: Longs
    missing: Longs


def standings_of(groups: Groups, blanks: Blanks, agents: int, criteria: int) -> tuple[Standings, ...]:
    """[criteria] the standings of `agents` agents."""
    return tuple(_of_criterion(groups, blanks, agents, code) for code in range(criteria))


def _of_criterion(groups: Groups, blanks: Blanks, agents: int, code: int) -> Standings:
    mine = np.flatnonzero((groups.criterion == code) & (groups.top > 0))
    top, times, points, agent = groups.top[mine], groups.times[mine], groups.points[mine], groups.agent[mine]
    scale = 10 ** _decimals(np.concatenate([points, top]))
    tops = np.round(top * scale)
    denominator = math.lcm(*(int(t) for t in np.unique(tops))) * math.lcm(*(int(t) for t in np.unique(times)))
    cell = agent * TREND_PARTS + groups.part[mine]
    shape = (agents, TREND_PARTS)
    calls = groups.calls[mine]
    if denominator >= _EXACT_BELOW / max(1, int(calls.sum())):
        denominator = _ROUNDED_TO
    exact = np.round(points * scale) * (denominator / (tops * times))
    sums = np.bincount(cell, exact, shape[0] * shape[1]).reshape(shape)
    count = np.bincount(cell, calls, shape[0] * shape[1]).reshape(shape)
    squares = 10_000 * groups.squares[mine] / (top * times) ** 2
    blank = blanks.criterion == code
    return Standings(
        sums=np.round(sums.sum(axis=1)).astype(np.int64),
        scored=np.round(count.sum(axis=1)).astype(np.int64),
        denominator=denominator,
        not_applicable_each=_counted(blanks.agent[blank], blanks.not_applicable[blank], agents),
        missing_each=_counted(blanks.agent[blank], blanks.missing[blank], agents),
        squares=np.bincount(agent, squares, agents).astype(np.float64),
        between=_counted(agent, groups.between[mine], agents),
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


def _counted(agent: Longs, count: Longs, agents: int) -> Longs:
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
