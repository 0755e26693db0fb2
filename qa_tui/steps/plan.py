"""Step 3: which calls to play, which part of them, and the approval without which nothing reaches a room."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.calls import CallFilter
from qa_tui.domain.disagreement import ActualScore
from qa_tui.domain.failure_pattern import LowCall
from qa_tui.domain.gaps import AgentStatus, Concentration, Verdict
from qa_tui.domain.plan import HIGH_FROM, LOW_BELOW, Candidate, Role
from qa_tui.domain.session_events import CallBrief
from qa_tui.domain.vote_set import Use
from qa_tui.steps.excerpt import ExcerptStore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.analysis.plan_choice import Pool
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.domain.plan_state import PlanState
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.matrix import CallMatrix, Ints, Longs
    from qa_tui.steps.loaded import Loaded

LOOKED_AT = 2_000


class PlanStore(ExcerptStore, Protocol):
    """What planning needs of the store."""

    def make_plan(self, plan: str, workspace: str, criterion: Criterion, now: datetime) -> None: ...
    def open_plan(self, workspace: str, criterion: str) -> str | None: ...
    def set_use(self, plan: str, uses: Mapping[str, Use]) -> None: ...
    def save_state(self, plan: str, state: PlanState, now: datetime) -> None: ...
    def plan_state(self, plan: str) -> PlanState: ...


RANGES = {
    Role.LOW: (None, LOW_BELOW),
    Role.BORDERLINE: (LOW_BELOW, HIGH_FROM),
    Role.HIGH: (HIGH_FROM, None),
}
"""At or above, and below, in percent."""


def gather_pool(
    loaded: Loaded,
    scope: Scope,
    criterion: Criterion,
    gap: CriterionGap | None = None,
    also: frozenset[str] = frozenset(),
) -> Pool:
    """Every call with a transcript that could be played, and what a choice among them needs to know.

    `also` are ids of calls without a transcript that a person typed or plays.     Calls whose evaluators differ by more than a step of the scale are left out: the room would vote on a quarrel of others.
    """
    from qa_tui.analysis.calls import calls_with_transcript
    from qa_tui.analysis.failure_patterns import pattern_of
    from qa_tui.analysis.plan_choice import Pool, outlying_agents

    known = calls_with_transcript(loaded.matrix, loaded.transcripts.keys() | also)
    candidates = {c.call_id: c for role in Role for c in _of_role(loaded, scope, criterion, role, known)}
    patterns = {
        call.call_id: pattern_of(criterion, LowCall(call.call_id, call.actual.value, call.comment))
        for call in candidates.values()
        if call.role is Role.LOW
    }
    dimension, segment = _concentrated_in(gap)
    agents = gap.agents if gap else ()
    concentrated = frozenset(a.agent for a in agents if segment and (dimension, segment) in a.segments)
    if gap and gap.verdict is Verdict.CLUSTERED and concentrated:
        # A session of one segment works on that segment's own low calls; good calls may come from anywhere.
        candidates = {call: c for call, c in candidates.items() if c.role is not Role.LOW or c.agent in concentrated}
    return Pool(
        candidates=tuple(candidates.values()),
        patterns=patterns,
        concentrated=concentrated,
        segment=f"{dimension} {segment}" if segment else "",
        outliers=outlying_agents(
            {a.agent: a.mean for a in agents if a.mean is not None and a.status is AgentStatus.LOW}
        ),
    )


def unheard_calls(loaded: Loaded, scope: Scope, criterion: Criterion, most: int = 12) -> tuple[Candidate, ...]:
    """Calls without a transcript that a person could type or play: some of each role, those furthest from the line first."""
    import numpy as np

    from qa_tui.analysis.calls import calls_with_transcript

    codes = np.arange(loaded.matrix.call_id_ends.size)
    unheard = np.setdiff1d(codes, calls_with_transcript(loaded.matrix, loaded.transcripts))
    return tuple(c for role in Role for c in _of_role(loaded, scope, criterion, role, unheard)[:most])


def _of_role(loaded: Loaded, scope: Scope, criterion: Criterion, role: Role, known: Longs) -> list[Candidate]:

    from qa_tui.domain.scope import Window
    from qa_tui.steps.calls import MatrixCalls
    from qa_tui.steps.gaps import window_of

    above, below = RANGES[role]
    window = window_of(loaded, scope) or Window.before(loaded.request.today)
    # Of a warehouse, those that were fetched: a session needs their scores, and their transcripts.
    at_hand = MatrixCalls(loaded.matrix, loaded.names, loaded.transcripts)
    found = at_hand.find(window, CallFilter(criterion.id, below, above), None)
    return _candidates(loaded, criterion, found.calls, role, known)


def _concentrated_in(gap: CriterionGap | None) -> tuple[str, str]:
    """The segment where the gap sits, if the test says so."""
    found = [s for s in (gap.segments if gap else ()) if s.concentration is Concentration.YES]
    best = max(found, key=lambda s: (s.low, s.lift or 0, s.segment), default=None)
    return (best.dimension, best.segment) if best else ("", "")


def _candidates(
    loaded: Loaded, criterion: Criterion, calls: CallSelection, role: Role, known: Longs
) -> list[Candidate]:
    """One candidate per call whose code is in `known`, `LOOKED_AT` of them at most; the calls furthest from the line come first."""
    import numpy as np

    matrix = loaded.matrix
    column = matrix.criteria.index(criterion.id)
    heard = np.isin(matrix.call[calls.rows], known).nonzero()[0]
    places = heard[::-1] if role is Role.HIGH else heard
    found: dict[str, Candidate] = {}
    evaluations = _evaluations_of(matrix, matrix.call[calls.rows[places[:LOOKED_AT]]])
    for place in places[:LOOKED_AT]:
        row = calls[int(place)]
        if row.call_id in found:
            continue
        same_call = evaluations[int(matrix.call[row.row])]
        actual = _actual(loaded, criterion, same_call, column)
        apart = max(actual.each) - min(actual.each)
        if apart > criterion.scale.step or (apart and criterion.scale.is_binary):
            continue
        found[row.call_id] = Candidate(
            evaluation=row.row,
            call_id=row.call_id,
            criterion=criterion.id,
            agent=row.agent,
            percent=row.percent,
            call_type=row.call_type,
            role=role,
            day=row.day,
            actual=actual,
            transcript=row.transcript or "",
            evidence=matrix.evidence(row.row, column),
            comment=row.comment,
            scorers=_scorers(matrix, same_call),
        )
    return list(found.values())


def _evaluations_of(matrix: CallMatrix, calls: Ints) -> dict[int, list[int]]:
    """Call code -> rows of its evaluations, for these calls."""
    import numpy as np

    found: dict[int, list[int]] = {}
    for row in np.flatnonzero(np.isin(matrix.call, calls)).tolist():
        found.setdefault(int(matrix.call[row]), []).append(row)
    return found


def _actual(loaded: Loaded, criterion: Criterion, same_call: Sequence[int], column: int) -> ActualScore:
    """QA's score of a call, from the rows of its evaluations."""
    matrix = loaded.matrix
    scored = [r for r in same_call if math.isfinite(float(matrix.points[r, column]))]
    each = tuple(_on_scale(matrix, criterion, r, column) for r in scored)
    own = all(matrix.maximum(r, column) == criterion.scale.maximum for r in scored)
    return ActualScore(
        sum(each) / len(each),
        criterion.scale,
        each,
        automatic=False,
        wording_version=criterion.wording_version,
        is_signed=bool(_scorers(matrix, same_call)),
        originals=() if own else tuple(f"{matrix.value(r, column):g} of {matrix.maximum(r, column):g}" for r in scored),
    )


def _scorers(matrix: CallMatrix, same_call: Sequence[int]) -> tuple[str, ...]:
    codes = {int(matrix.evaluator[row]) for row in same_call}
    return tuple(
        sorted(name for code in codes if 0 <= code < len(matrix.evaluators) and (name := matrix.evaluators[code]))
    )


def _on_scale(matrix: CallMatrix, criterion: Criterion, row: int, column: int) -> float:
    """A score placed on the rubric's scale: as it is, or at its percent where it was given out of another maximum."""
    import numpy as np

    if matrix.maximum(row, column) == criterion.scale.maximum:
        return matrix.value(row, column)
    share = float(matrix.percent(column, np.array([row]))[0]) / 100
    return criterion.floor + share * (criterion.scale.maximum - criterion.floor)


def playing_order(excerpts: Sequence[ApprovedExcerpt], plan: str) -> tuple[ApprovedExcerpt, ...]:
    """The excerpts the room votes on, in an order that says nothing about their scores."""
    chosen = [excerpt for excerpt in excerpts if excerpt.use is Use.VOTE]
    random.Random(plan).shuffle(chosen)  # noqa: S311 - an order, not a secret; the same plan keeps its order
    return tuple(chosen)


def partner_of(excerpt: ApprovedExcerpt, approved: Sequence[ApprovedExcerpt]) -> str:
    """Id of the good call of the same type that is read after a low call's score; empty where there is none."""
    if excerpt.role is not Role.LOW:
        return ""
    fitting = [e for e in approved if e.use is Use.PARTNER and e.call_type == excerpt.call_type]
    return fitting[0].id if fitting else ""


def brief(criterion: Criterion, excerpt: ApprovedExcerpt, partner: str = "") -> CallBrief:
    """What the room is told before it hears the excerpt."""
    return CallBrief(
        excerpt=excerpt.id,
        criterion=criterion.id,
        criterion_name=criterion.name,
        asks=criterion.asks,
        levels=tuple((level, criterion.level_text(level)) for level in criterion.scale.vote_levels()),
        scale=criterion.scale,
        wording_version=criterion.wording_version,
        partner=partner,
    )
