"""Step 3: which calls to play, which part of them, and the approval without which nothing reaches a room."""

from __future__ import annotations

import hashlib
import json
import math
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.calls import CallFilter
from qa_tui.domain.disagreement import ActualScore
from qa_tui.domain.plan import HIGH_FROM, LOW_BELOW, MOST_CALLS, ApprovedExcerpt, Candidate, Pair, Role
from qa_tui.domain.problem import Problem
from qa_tui.domain.session_events import CallBrief
from qa_tui.steps.evidence import find_passage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from qa_tui.analysis.calls import CallSelection
    from qa_tui.anonymise import Known, Result
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope
    from qa_tui.domain.transcript import Transcript
    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.steps.loaded import Loaded

LINES_AROUND = 2
DEFAULT_LINES = 14
LOOKED_AT = 2_000


class PlanStore(Protocol):
    """What planning needs of the store."""

    def make_plan(self, plan: str, workspace: str, criterion: Criterion, now: datetime) -> None: ...
    def open_plan(self, workspace: str, criterion: str) -> str | None: ...
    def approve(self, excerpt: ApprovedExcerpt, call_id: str, actual: ActualScore, now: datetime) -> None: ...
    def withdraw(self, plan: str, call_id: str) -> None: ...
    def approved(self, plan: str) -> dict[str, ApprovedExcerpt]: ...
    def call_key(self, call_id: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """One excerpt on the facilitator's desk: private, with the source text beside what a room would see."""

    candidate: Candidate
    transcript: Transcript
    first: int
    """First shown turn, counted from 0."""
    last: int
    """Last shown turn, inclusive."""
    hidden: frozenset[int] = frozenset()
    """Turns that the facilitator hides whole."""
    is_suggested: bool = False
    """The lines were found by the rubric's signals; the scores do not say where the evidence is."""


def propose_pairs(loaded: Loaded, scope: Scope, criterion: Criterion) -> tuple[Pair, ...]:
    """Low calls with a transcript, as different as possible, each beside a high call of the same call type.

    Calls whose evaluators differ by more than a step of the scale are left out.
    """
    from qa_tui.steps.gaps import find_calls

    low = _candidates(loaded, criterion, find_calls(loaded, scope, CallFilter(criterion.id, below=LOW_BELOW)), Role.LOW)
    high = _candidates(
        loaded, criterion, find_calls(loaded, scope, CallFilter(criterion.id, above=HIGH_FROM)), Role.HIGH
    )
    used: set[str] = set()
    pairs = []
    for candidate in _spread(low):
        partners = [
            h
            for h in high
            if h.call_type == candidate.call_type and h.call_id not in used and h.agent != candidate.agent
        ]
        partner = max(partners, key=lambda h: (h.percent, h.day), default=None)
        if partner:
            used.add(partner.call_id)
        pairs.append(Pair(candidate, partner))
    return tuple(sorted(pairs, key=lambda pair: pair.high is None))


def _spread(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One of each call type first, then a second of each, and so on; a new agent before a known one."""
    rest = list(candidates)
    ordered: list[Candidate] = []
    while rest:
        types: set[str] = set()
        for candidate in sorted(rest, key=lambda c: (c.percent, c.agent in {o.agent for o in ordered}, c.call_id)):
            if candidate.call_type not in types:
                types.add(candidate.call_type)
                ordered.append(candidate)
                rest.remove(candidate)
    return ordered


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


def draft(
    candidate: Candidate, read: Callable[[Path, str], Transcript | Problem], criterion: Criterion | None = None
) -> Draft | Problem:
    """The turns that carry the evidence, or that signals suggest, with two lines around them; else the first lines."""
    from pathlib import Path

    path = Path(candidate.transcript)
    transcript = read(path, path.name)
    if isinstance(transcript, Problem):
        return transcript
    last_turn = len(transcript.turns) - 1
    passage = find_passage(transcript, candidate.evidence, criterion)
    if passage is None:
        return Draft(candidate, transcript, 0, min(DEFAULT_LINES - 1, last_turn))
    return Draft(
        candidate,
        transcript,
        max(0, passage.first - LINES_AROUND),
        min(last_turn, passage.last + LINES_AROUND),
        is_suggested=passage.is_suggested,
    )


def known_people(loaded: Loaded, transcript: Transcript, agent: str) -> Known:
    """Everybody whose name could be said in this call: its two people, and the whole roster."""
    from qa_tui.anonymise import Known, Person

    matrix = loaded.matrix
    names: dict[str, set[str]] = {a.id: {a.name} for a in loaded.roster if a.name}
    for agent_id, name in zip(matrix.agents, matrix.agent_names, strict=True):
        if name:
            names.setdefault(agent_id, set()).add(name)
    own = set(transcript.agent_names) | names.pop(agent, set())
    people = [
        Person(agent, "agent", tuple(sorted(own)), (agent,)),
        Person("customer", "customer", transcript.customer_names),
        *(Person(other, "other", tuple(sorted(known)), (other,)) for other, known in sorted(names.items())),
    ]
    return Known(tuple(people), {"number": (transcript.call_id,)} if len(transcript.call_id) > 3 else {})


def make_safe(loaded: Loaded, desk: Draft) -> Result:
    """What a room would see of the whole call, with the facilitator's own hiding."""
    from qa_tui.anonymise import Found, anonymise

    turns = desk.transcript.turns
    manual = [Found(n, 0, len(turns[n].text), "hidden", "facilitator") for n in sorted(desk.hidden) if turns[n].text]
    return anonymise(turns, known_people(loaded, desk.transcript, desk.candidate.agent), manual=manual)


def approve(
    store: PlanStore, plan: str, desk: Draft, safe: Result, position: int, new_id: str, now: datetime
) -> ApprovedExcerpt | str:
    """Keep the safe turns and seal the score; or say why it may not be shown.

    The approval is bound to the hash of text and engine version.
    """
    from qa_tui.anonymise import VERSION

    if safe.status == "blocked":
        return "This excerpt could not be checked, so it cannot be shown. Choose another call."
    shown = safe.turns[desk.first : desk.last + 1]
    if any(n in safe.withheld for n in range(desk.first, desk.last + 1)):
        return "A line still holds something identifying. Hide the whole line (x) or move the start or end past it."
    text = json.dumps([VERSION, [turn.text for turn in shown]], ensure_ascii=False)
    candidate = desk.candidate
    excerpt = ApprovedExcerpt(
        id=new_id,
        plan=plan,
        role=candidate.role,
        call_type=candidate.call_type,
        turns=tuple(replace(turn, start=None, end=None) for turn in shown),
        first_line=desk.first + 1,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        position=position,
    )
    store.approve(excerpt, candidate.call_id, candidate.actual, now)
    return excerpt


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
