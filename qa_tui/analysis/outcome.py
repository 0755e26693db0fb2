"""Step 6: one cycle measured. Everything but the diagnoses, which rest on what was recorded and not on scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.detectable import calls_needed, detectable_change
from qa_tui.analysis.paired import effect_between, effect_of, other_changes, pair
from qa_tui.analysis.rebound import find_rebound
from qa_tui.analysis.standings import stand
from qa_tui.domain.gap_rules import FEWEST_AGENTS
from qa_tui.domain.outcome import (
    FEWEST_CALLS_EACH,
    FEWEST_UNTRAINED,
    AgentChange,
    Change,
    EffectVerdict,
    Loss,
    LostAgent,
    Measured,
    OtherCriteria,
    judge_effect,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qa_tui.analysis.paired import Group, Paired
    from qa_tui.domain.outcome import Effect, Rebound
    from qa_tui.domain.scope import Window
    from qa_tui.scores.matrix import CallMatrix

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]
MOVED_SHARE = 25.0
"""Percent of the evaluations that would have to change hands to make both windows alike, above which it is named."""


@dataclass(frozen=True, eq=False, slots=True)
class Question:
    """What is measured."""

    column: int
    trained_columns: frozenset[int]
    """Criteria that the same sessions trained, this one included."""
    groups: tuple[Group, ...]
    """The trained of each session."""
    untrained: Group
    """Agents whom no session of the cycle had."""
    selection: Window | None
    """Days that chose the criterion, where they are the baseline as well; else None."""
    is_overlapping: bool
    """The baseline also chose the people: nothing measured against it can be called effective."""
    names: Mapping[int, str]
    """Agent code -> name."""
    left: frozenset[int]
    """Agents who have left before the re-score was over."""
    unknown: tuple[str, ...]
    """Trained agents that no score file knows, by name."""
    threshold: int
    target: float


def measure(matrix: CallMatrix, question: Question) -> Measured | None:
    """The answer; None where nobody at all can be compared."""
    paired = pair(matrix, question.column, question.groups)
    known = paired.is_comparable
    if not known.any():
        return None
    changes = paired.changes[known]
    rebound = _rebound(matrix, question)
    off = rebound.points if rebound is not None else 0.0
    effect = effect_of(changes).less(off)
    others = _others(matrix, question, known, changes, off)
    agents = int(known.sum())
    calls = float(np.median(np.minimum(paired.calls_before, paired.calls_after)[known]))
    spread = _spread(paired)
    is_overlapping = question.is_overlapping or (question.selection is not None and rebound is None)
    verdict = judge_effect(effect, others.specific if others else None, question.target, is_overlapping=is_overlapping)
    needed = calls_needed(agents, question.target, spread) if verdict is EffectVerdict.INCONCLUSIVE else None
    before, after = paired.before[known], paired.after[known]
    return Measured(
        verdict=verdict,
        effect=effect,
        rebound=rebound,
        before=float(before.mean()),
        after=float(after.mean()),
        below_before=int((before < question.threshold - 1e-9).sum()),
        below_after=int((after < question.threshold - 1e-9).sum()),
        changes=_changes(matrix, question, paired),
        lost=_lost(matrix, question, paired),
        unpaired=_unpaired(paired),
        others=others,
        untrained=_against_untrained(matrix, question, changes),
        detectable=detectable_change(agents, calls, spread),
        more_calls=max(0, needed - int(calls)) if needed is not None and not is_overlapping else None,
        is_overlapping=is_overlapping,
        not_alike=_not_alike(matrix, question),
    )


def _rebound(matrix: CallMatrix, question: Question) -> Rebound | None:
    if question.selection is None:
        return None
    days = question.selection
    middle = days.start + timedelta(days=days.days // 2)
    whole, first, second = (
        np.array([_team_mean(matrix, column, start, end) for column in range(len(matrix.criteria))])
        for start, end in ((days.start, days.end), (days.start, middle), (middle, days.end))
    )
    known = np.isfinite(whole) & np.isfinite(first) & np.isfinite(second)
    if not known[question.column]:
        return None
    chosen = int(known[: question.column].sum())
    return find_rebound(whole[known], first[known], second[known], chosen)


def _team_mean(matrix: CallMatrix, column: int, start: date, end: date) -> float:
    standings = stand(matrix, np.flatnonzero(matrix.rows_between(start, end)), column)
    counted = standings.scored >= FEWEST_CALLS_EACH
    return float(standings.means()[counted].mean()) if counted.any() else float("nan")


def _others(
    matrix: CallMatrix, question: Question, known: npt.NDArray[np.bool_], changes: Doubles, off: float
) -> OtherCriteria | None:
    """What the same agents did elsewhere; `off` is what the chosen criterion gains by itself."""
    before, after, criteria = other_changes(matrix, question.trained_columns, question.groups)
    before, after = before[known], after[known]
    both = np.isfinite(before) & np.isfinite(after)
    if not both.any():
        return None
    others = (after - before)[both]
    return OtherCriteria(
        criteria,
        float(before[both].mean()),
        float(after[both].mean()),
        effect_of(others),
        effect_of(changes[both] - others).less(off),
    )


def _against_untrained(matrix: CallMatrix, question: Question, changes: Doubles) -> Effect | None:
    beside = pair(matrix, question.column, (question.untrained,))
    others = beside.changes[beside.is_comparable]
    if question.is_overlapping or others.size < FEWEST_UNTRAINED or changes.size < FEWEST_AGENTS:
        return None
    return effect_between(changes, others)


def _spread(paired: Paired) -> float:
    """Pooled standard deviation of a call within an agent and a window, percent points."""
    known = paired.is_comparable
    freedom = int((paired.calls_before + paired.calls_after - 2)[known].sum())
    return float((paired.squares[known].sum() / max(freedom, 1)) ** 0.5)


def _changes(matrix: CallMatrix, question: Question, paired: Paired) -> tuple[AgentChange, ...]:
    found = [
        AgentChange(
            matrix.agents[agent],
            question.names[agent],
            float(paired.before[n]),
            float(paired.after[n]),
            int(paired.calls_before[n]),
            int(paired.calls_after[n]),
        )
        for n, agent in enumerate(paired.agents.tolist())
        if paired.is_comparable[n]
    ]
    return tuple(sorted(found, key=lambda change: (-change.change, change.agent)))


def _lost(matrix: CallMatrix, question: Question, paired: Paired) -> tuple[LostAgent, ...]:
    found = [LostAgent(name, name, Loss.UNKNOWN) for name in question.unknown]
    for n, agent in enumerate(paired.agents.tolist()):
        if paired.is_comparable[n]:
            continue
        if agent in question.left:
            why = Loss.LEFT
        else:
            why = Loss.FEW_BEFORE if paired.calls_before[n] < FEWEST_CALLS_EACH else Loss.FEW_AFTER
        found.append(LostAgent(matrix.agents[agent], question.names[agent], why))
    return tuple(sorted(found, key=lambda lost: lost.agent))


def _unpaired(paired: Paired) -> float | None:
    then, now = paired.calls_before >= FEWEST_CALLS_EACH, paired.calls_after >= FEWEST_CALLS_EACH
    return float(paired.after[now].mean() - paired.before[then].mean()) if then.any() and now.any() else None


def _not_alike(matrix: CallMatrix, question: Question) -> tuple[Change, ...]:
    """What else was not the same in the two windows: form versions, and who scored."""
    then, now = (_rows(matrix, question.groups, is_after=is_after) for is_after in (False, True))
    found = []
    versions = [
        ", ".join(sorted({matrix.versions[code] for code in np.unique(matrix.version[rows]).tolist() if code >= 0}))
        for rows in (then, now)
    ]
    if versions[0] != versions[1]:
        found.append(Change("form version", versions[0] or "none named", versions[1] or "none named"))
    shares = [_scorer_shares(matrix, rows) for rows in (then, now)]
    if all(share.sum() for share in shares) and 50 * float(np.abs(shares[0] - shares[1]).sum()) > MOVED_SHARE:
        found.append(Change("who scores", *(_said(share) for share in shares)))
    return tuple(found)


def _rows(matrix: CallMatrix, groups: Sequence[Group], *, is_after: bool) -> Longs:
    """Evaluations of every group in its own window before, or after."""
    parts = []
    for group in groups:
        window = group.after if is_after else group.before
        rows = np.flatnonzero(matrix.rows_between(window.start, window.end))
        parts.append(rows[np.isin(matrix.agent[rows], group.agents)])
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _scorer_shares(matrix: CallMatrix, rows: Longs) -> Doubles:
    """[evaluators] share of each in the evaluations, 0..1; zeros where nobody is named."""
    codes = matrix.evaluator[rows]
    counts = np.bincount(codes[codes >= 0], minlength=len(matrix.evaluators)).astype(np.float64)
    return counts / max(1.0, float(counts.sum()))


def _said(shares: Doubles) -> str:
    """Without names: it is the mix that matters."""
    people = int((shares > 0).sum())
    return f"{people} evaluator{'' if people == 1 else 's'}, the busiest with {100 * float(shares.max()):.0f} %"
