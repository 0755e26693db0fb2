"""Step 3: which calls to play, which part of them, and the approval without which nothing reaches a room."""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.calls import CallFilter
from qa_tui.domain.disagreement import ActualScore
from qa_tui.domain.plan import HIGH_FROM, LOW_BELOW, MOST_CALLS, Candidate, Pair, Role
from qa_tui.domain.session_events import CallBrief
from qa_tui.steps.excerpt import ExcerptStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.steps.loaded import Loaded

LOOKED_AT = 2_000


class PlanStore(ExcerptStore, Protocol):
    """What planning needs of the store."""

    def make_plan(self, plan: str, workspace: str, criterion: Criterion, now: datetime) -> None: ...
    def open_plan(self, workspace: str, criterion: str) -> str | None: ...


def propose_pairs(loaded: Loaded, scope: Scope, criterion: Criterion) -> tuple[Pair, ...]:
    """Low calls with a transcript, as different as possible, each beside a high call of the same call type.

    Calls whose evaluators differ by more than a step of the scale are left out.
    """
    from qa_tui.steps.gaps import find_calls

    low = _candidates(loaded, criterion, find_calls(loaded, scope, CallFilter(criterion.id, below=LOW_BELOW)), Role.LOW)
    high = _candidates(
        loaded, criterion, find_calls(loaded, scope, CallFilter(criterion.id, above=HIGH_FROM)), Role.HIGH
    )
    heard: Counter[str] = Counter()
    used: set[str] = set()
    pairs = []
    for candidate in _spread(low, heard):
        partners = [
            h
            for h in high
            if h.call_type == candidate.call_type and h.call_id not in used and h.agent != candidate.agent
        ]
        partner = min(partners, key=lambda h: (heard[h.agent], -h.percent, h.call_id), default=None)
        if partner:
            used.add(partner.call_id)
            heard[partner.agent] += 1
        pairs.append(Pair(candidate, partner))
    return tuple(sorted(pairs, key=lambda pair: pair.high is None))


def _spread(candidates: Sequence[Candidate], heard: Counter[str]) -> Iterator[Candidate]:
    """One of each call type first, then a second of each, and so on; each time of the agent who was heard least."""
    rest: dict[str, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda c: (c.percent, c.call_id)):
        rest.setdefault(candidate.call_type, []).append(candidate)
    while rest:
        for call_type in sorted(rest, key=lambda name: (rest[name][0].percent, rest[name][0].call_id)):
            best = min(rest[call_type], key=lambda c: (heard[c.agent], c.percent, c.call_id))
            heard[best.agent] += 1
            rest[call_type].remove(best)
            yield best
        rest = {call_type: left for call_type, left in rest.items() if left}


def _candidates(loaded: Loaded, criterion: Criterion, calls: CallSelection, role: Role) -> list[Candidate]:
    """One candidate per call that has a transcript; the calls furthest from the line come first."""
    import numpy as np

    from qa_tui.analysis.calls import calls_with_transcript

    matrix = loaded.matrix
    column = matrix.criteria.index(criterion.id)
    heard = np.isin(matrix.call[calls.rows], calls_with_transcript(matrix, loaded.transcripts)).nonzero()[0]
    places = heard if role is Role.LOW else heard[::-1]
    found: dict[str, Candidate] = {}
    for place in places[:LOOKED_AT]:
        row = calls[int(place)]
        if row.transcript is None or row.call_id in found:
            continue
        actual = _actual(loaded, criterion, row.row, column)
        apart = max(actual.each) - min(actual.each)
        if apart > criterion.scale.step or (apart and criterion.scale.is_binary):
            continue
        found[row.call_id] = Candidate(
            evaluation=row.row,
            call_id=row.call_id,
            agent=row.agent,
            percent=row.percent,
            call_type=row.call_type,
            role=role,
            day=row.day,
            actual=actual,
            transcript=row.transcript,
            evidence=matrix.evidence(row.row, column),
        )
    return list(found.values())


def _actual(loaded: Loaded, criterion: Criterion, row: int, column: int) -> ActualScore:
    matrix = loaded.matrix
    same_call = [int(r) for r in (matrix.call == matrix.call[row]).nonzero()[0]]
    scored = [r for r in same_call if math.isfinite(float(matrix.points[r, column]))]
    each = tuple(_on_scale(matrix, criterion, r, column) for r in scored)
    own = all(matrix.maximum(r, column) == criterion.scale.maximum for r in scored)
    return ActualScore(
        sum(each) / len(each),
        criterion.scale,
        each,
        automatic=False,
        wording_version=criterion.wording_version,
        originals=() if own else tuple(f"{matrix.value(r, column):g} of {matrix.maximum(r, column):g}" for r in scored),
    )


def _on_scale(matrix: CallMatrix, criterion: Criterion, row: int, column: int) -> float:
    """A score placed on the rubric's scale: as it is, or at its percent where it was given out of another maximum."""
    import numpy as np

    if matrix.maximum(row, column) == criterion.scale.maximum:
        return matrix.value(row, column)
    share = float(matrix.percent(column, np.array([row]))[0]) / 100
    return criterion.floor + share * (criterion.scale.maximum - criterion.floor)


def playing_order(excerpts: Sequence[ApprovedExcerpt], plan: str) -> tuple[ApprovedExcerpt, ...]:
    """The excerpts the room votes on: every low one, up to five, and one high one among them, in an order that says nothing."""
    low = [e for e in excerpts if e.role is Role.LOW]
    high = [e for e in excerpts if e.role is Role.HIGH]
    chosen = [*low[:MOST_CALLS], *high[:1]]
    random.Random(plan).shuffle(chosen)  # noqa: S311 - an order, not a secret; the same plan keeps its order
    return tuple(chosen)


def brief(criterion: Criterion, excerpt: ApprovedExcerpt) -> CallBrief:
    """What the room is told before it hears the excerpt."""
    return CallBrief(
        excerpt=excerpt.id,
        criterion=criterion.id,
        criterion_name=criterion.name,
        asks=criterion.asks,
        levels=tuple((level, criterion.level_text(level)) for level in criterion.scale.vote_levels()),
        scale=criterion.scale,
        wording_version=criterion.wording_version,
    )
