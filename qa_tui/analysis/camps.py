"""Is one line between two levels read differently by the same people, excerpt after excerpt? See statistics 3.5.

A line that carries most of the disagreement may only be where the excerpts lie. The test asks whether people keep to their
side of it: Cochran's Q, with its distribution by shuffles within each excerpt. It needs to know which votes are one
person's, so it stays within a session, where a seat is one place in the room; only QA calibrations
link seats with people, and span sessions.
"""

from __future__ import annotations

import itertools
from math import sqrt
from typing import TYPE_CHECKING

from qa_tui.domain.agreement import ContestedLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.rubric import Scale

    Doubles = npt.NDArray[np.float64]

LATEST = 12
"""Excerpts that are looked at: with more, real but small differences between people become significant."""
FEWEST_ROWS = 3
FEWEST_PEOPLE = 4
SHARE_OF_ROWS = 0.8
LEAST_SPREAD = 0.20
LARGEST_CHANCE = 0.05
CAMP_SHARE = 0.30
FEWEST_IN_CAMP = 2
SHUFFLES = 999
SEED = 20261115
_SLACK = 1e-9


def find_contested_line(rounds: Sequence[JudgedRound], scale: Scale) -> tuple[ContestedLine | None, str]:
    """The line that the same people sit on either side of, and else why none is named.

    Every session is looked at by itself, QA calibrations together; of several lines the one with the smallest chance counts.
    """
    by_session: dict[str, list[Sequence[float | None]]] = {}
    for judged in rounds:
        if judged.by_seat and not judged.people:
            by_session.setdefault(judged.session, []).append(judged.by_seat)
    linked = _by_person([judged for judged in rounds if judged.by_seat and judged.people])
    groups = [*by_session.values(), *([linked] if linked else [])]
    if not groups:
        return None, "hands were counted, so nobody knows which votes are one person's"
    longest = max(map(len, groups))
    if longest < FEWEST_ROWS:
        return None, f"needs {FEWEST_ROWS} calls in one session; across sessions a seat is not the same person"
    lines = list(itertools.pairwise(scale.vote_levels()))
    found = []
    for group in groups:
        votes = group[-LATEST:]
        here = [line for lower, upper in lines if (line := judge_line(votes, lower, upper, len(lines))) is not None]
        if len(here) > 1 and len(here) == len(lines):
            return None, "the same people are higher at every line: a habit of theirs, not one line"
        found += here
    if not found:
        return None, "people did not keep to one side of a line"
    return min(found, key=lambda line: (line.chance, line.lower)), ""


def _by_person(rounds: Sequence[JudgedRound]) -> list[Sequence[float | None]]:
    """Votes of QA calibrations by person instead of by seat: there the test spans sessions."""
    people = sorted({person for judged in rounds for person in judged.people})
    table: list[Sequence[float | None]] = []
    for judged in rounds:
        own = dict(zip(judged.people, judged.by_seat, strict=False))
        table.append([own.get(person) for person in people])
    return table


def judge_line(votes: Sequence[Sequence[float | None]], lower: float, upper: float, lines: int) -> ContestedLine | None:
    """The camps test of one line; None where it does not show that the same people sit on its sides.

    Args:
        votes: [excerpts][seats] levels, None where a seat gave none.
        lower: level below the line.
        upper: level above it.
        lines: lines that are tested, for the correction.
    """
    import numpy as np

    seats = max(map(len, votes))
    table = np.full((len(votes), seats), np.nan)
    for place, row in enumerate(votes):
        for seat, level in enumerate(row):
            if level is not None:
                table[place, seat] = level > lower + _SLACK
    mixed = np.array([0 < np.nansum(row) < np.sum(~np.isnan(row)) for row in table], dtype=bool)
    rows = table[mixed]
    if len(rows) < FEWEST_ROWS:
        return None
    people = np.mean(~np.isnan(rows), axis=0) >= SHARE_OF_ROWS - _SLACK
    rows = rows[:, people]
    if rows.shape[1] < FEWEST_PEOPLE or sum(_has_camps(row) for row in rows) < FEWEST_ROWS:
        return None
    observed = float(_spreads_of(rows[None])[0])
    shuffled = _spreads_of(_shuffled(rows))
    chance = (1 + int(np.sum(shuffled >= observed - _SLACK))) / (SHUFFLES + 1)
    beyond = max(0.0, (observed - float(shuffled.mean())) / (rows.shape[1] - 1))
    spread = sqrt(beyond) / len(rows)
    if chance > LARGEST_CHANCE / lines + _SLACK or spread < LEAST_SPREAD - _SLACK:
        return None
    return ContestedLine(lower, upper, chance, spread)


def _has_camps(row: Doubles) -> bool:
    """Whether both sides of the line hold at least 30 % and two people in this excerpt."""
    import numpy as np

    there = int(np.sum(~np.isnan(row)))
    above = int(np.nansum(row))
    return min(above, there - above) >= max(FEWEST_IN_CAMP, CAMP_SHARE * there - _SLACK)


def _spreads_of(tables: Doubles) -> Doubles:
    """[tables] sum of squares of people's totals above the line; a missing vote counts as the person's share elsewhere."""
    import numpy as np

    totals = np.nanmean(tables, axis=1) * tables.shape[1]
    return np.asarray(((totals - totals.mean(axis=1, keepdims=True)) ** 2).sum(axis=1))


def _shuffled(rows: Doubles) -> Doubles:
    """[SHUFFLES, excerpts, people]: each excerpt's votes dealt anew among the people who voted in it."""
    import numpy as np

    keys = np.random.default_rng(SEED).random((SHUFFLES, *rows.shape))
    missing = np.isnan(rows)
    keys[:, missing] = np.inf
    ranks = keys.argsort(axis=2).argsort(axis=2)
    above = np.nansum(rows, axis=1)[None, :, None]
    return np.where(missing[None], np.nan, (ranks < above).astype(np.float64))
