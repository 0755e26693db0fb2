"""Small data for tests, made of the values that a test is about and defaults for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa_tui.analysis.criteria import find_gaps
from qa_tui.analysis.excerpt_agreement import judge_excerpt
from qa_tui.analysis.membership import Membership, memberships
from qa_tui.analysis.window_sums import MatrixSums, sum_rows
from qa_tui.anonymise import VERSION
from qa_tui.domain.disagreement import ActualScore, JudgedRound
from qa_tui.domain.excerpt import ApprovedExcerpt, Seal
from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.plan import Role
from qa_tui.domain.rubric import Criterion, Level, Rubric, Scale
from qa_tui.domain.scope import Scope, Window
from qa_tui.domain.session_events import CallBrief, Cast, Moved, Vote, VoteKind
from qa_tui.domain.transcript import Turn
from qa_tui.scores.build import Built, build_matrix
from qa_tui.scores.columns import UNKNOWN_TIME
from qa_tui.scores.rows import Codes, ScoreRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa_tui.domain.gaps import CriterionGap, GapReport
    from qa_tui.domain.people import Agent
    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.store.sessions import SessionStore

FIVE = Scale.of_levels(1, 2, 3, 4, 5)
THREE = Scale.of_levels(0, 1, 2)
BINARY = Scale.of_levels(0, 1)
PERCENT = Scale.percent()

NOW = datetime(2026, 10, 1, 9, 30)  # noqa: DTZ001 - the local wall clock, as everywhere
DAY = date(2026, 9, 15)
NA = -np.inf
BLANK = np.nan


def make_criterion(criterion_id: str = "listening", scale: Scale = FIVE, **changes: object) -> Criterion:
    values: dict[str, object] = {
        "name": criterion_id.capitalize(),
        "asks": "Has the customer been heard?",
        "levels": (Level(1.0, "interrupts"), Level(5.0, "restates the issue")),
    }
    return Criterion(criterion_id, scale=scale, **(values | changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Cell:
    """One score cell of a file."""

    call: str
    agent: str
    points: float
    criterion: str = "listening"
    maximum: float = 5.0
    day: date | None = DAY
    evaluator: str = ""
    evaluated: int | None = None
    """Seconds."""
    call_type: str = ""
    agent_name: str = ""
    form_version: str = ""
    auto_fail: str = ""
    comment: str = ""
    evidence: tuple[float, float] | None = None
    dimensions: tuple[tuple[str, str], ...] = ()


def codes(texts: Iterable[str]) -> Codes:
    labels: dict[str, int] = {}
    found = [labels.setdefault(text, len(labels)) if text else -1 for text in texts]
    return Codes(np.array(found, np.int32), tuple(labels))


def seconds_of(day: date | None) -> int:
    return UNKNOWN_TIME if day is None else (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400


def make_rows(cells: Sequence[Cell], file: str = "scores.csv") -> ScoreRows:
    """The cells as a reader would hand them over."""
    names = dict.fromkeys(name for cell in cells for name, _ in cell.dimensions)
    marked = [n for n, cell in enumerate(cells) if cell.evidence is not None]
    commented = [n for n, cell in enumerate(cells) if cell.comment]
    every = np.arange(len(cells))
    return ScoreRows(
        file=file,
        sizes=np.ones(len(cells), np.int64),
        run=every.astype(np.int32),
        kind=every,
        row=None,
        call=codes(c.call for c in cells),
        agent=codes(c.agent for c in cells),
        criterion=codes(c.criterion for c in cells),
        points=np.array([c.points for c in cells], np.float64),
        maximum=np.array([c.maximum for c in cells], np.float64),
        called_at=np.array([seconds_of(c.day) for c in cells], np.int64),
        evaluated_at=np.array([UNKNOWN_TIME if c.evaluated is None else c.evaluated for c in cells], np.int64),
        evaluator=codes(c.evaluator for c in cells),
        call_type=codes(c.call_type for c in cells),
        agent_name=codes(c.agent_name for c in cells),
        comment=codes(cells[n].comment for n in commented),
        comment_score=np.array(commented, np.int64),
        evidence=np.array([cells[n].evidence for n in marked], np.float32).reshape(-1, 2),
        evidence_score=np.array(marked, np.int64),
        form_version=codes(c.form_version for c in cells),
        auto_fail=codes(c.auto_fail for c in cells),
        dimensions={name: codes(dict(c.dimensions).get(name, "") for c in cells) for name in names},
    )


def build(cells: Sequence[Cell], *criteria: Criterion) -> Built:
    return build_matrix([make_rows(cells)], criteria or (make_criterion(),))


def make_matrix(cells: Sequence[Cell], *criteria: Criterion) -> CallMatrix:
    return build(cells, *criteria).matrix


def calls_of(
    agent: str, *points: float, criterion: str = "listening", maximum: float = 5.0, day: date | None = DAY
) -> list[Cell]:
    """One call per value."""
    return [
        Cell(f"{agent}-{criterion}-{n}", agent, value, criterion=criterion, maximum=maximum, day=day)
        for n, value in enumerate(points)
    ]


def team(low: int, eligible: int, calls: int = 10) -> list[Cell]:
    """`eligible` agents, the first `low` of them at 60 %, the others at 80 %."""
    return [cell for n in range(eligible) for cell in calls_of(f"A{n:02d}", *([3.0 if n < low else 4.0] * calls))]


def report_of(
    matrix: CallMatrix,
    *criteria: Criterion,
    roster: Sequence[Agent] = (),
    scope: Scope | None = None,
    rows: RowCounts | None = None,
) -> GapReport:
    rubric = Rubric("Voice QA", criteria or (make_criterion(),))
    report = find_gaps(MatrixSums(matrix), rubric, roster, scope or Scope(), rows or RowCounts())
    assert report is not None
    return report


def gap_of(
    cells: Sequence[Cell],
    criterion: Criterion | None = None,
    *,
    roster: Sequence[Agent] = (),
    scope: Scope | None = None,
) -> CriterionGap:
    """The gap of the only criterion of `cells`."""
    one = criterion or make_criterion()
    (gap,) = report_of(make_matrix(cells, one), one, roster=roster, scope=scope).criteria
    return gap


def members_of(
    matrix: CallMatrix, roster: Sequence[Agent] = (), day: date = DAY, rows: npt.NDArray[np.int64] | None = None
) -> tuple[Membership, ...]:
    """Who is in which segment by all calls, or by those of `rows`, as of the end of a window on `day`."""
    part = matrix if rows is None else matrix.only(rows)
    return memberships(sum_rows(part, Window.before(day), np.zeros(part.evaluations, np.int32)), roster)


def level(value: float) -> Vote:
    return Vote(VoteKind.LEVEL, float(value))


PASS = Vote(VoteKind.PASS)
NOT_APPLICABLE = Vote(VoteKind.NOT_APPLICABLE)
WORDING = Vote(VoteKind.WORDING)
NO_VOTE = Vote(VoteKind.NO_VOTE)


def make_brief(excerpt: str = "e1", scale: Scale = FIVE, wording_version: str = "w1") -> CallBrief:
    levels = tuple((value, "") for value in scale.vote_levels())
    return CallBrief(excerpt, "listening", "Listening", "Heard?", levels, scale, wording_version)


JUDGING = ("fail", "low scorer", "wrong", "correct", "truth", "lenient", "strict", "outlier", "dissent")
"""Words that judge people: never on a room's screen."""
TO_VOTE = (Moved("brief"), Moved("excerpt"), Moved("vote"))


def ballots(*votes: Vote) -> tuple[Cast, ...]:
    return tuple(Cast(seat, vote) for seat, vote in enumerate(votes))


def judged(
    votes: Sequence[float],
    *,
    scale: Scale = FIVE,
    wording_version: str = "w1",
    criterion: str = "listening",
    session: str = "s1",
    actual: float = 3.0,
    not_applicable: int = 0,
    wording: int = 0,
    excerpt: str = "e1",
    second: str = "",
) -> JudgedRound:
    """One finished round whose room voted `votes`."""
    return JudgedRound(
        session=session,
        day="2026-09-15",
        excerpt=excerpt,
        number=1,
        criterion=criterion,
        criterion_name=criterion.capitalize(),
        wording_version=wording_version,
        scale=scale,
        levels=tuple(votes),
        not_applicable=not_applicable,
        wording=wording,
        passed=0,
        no_vote=0,
        actual=actual,
        judgement=judge_excerpt(votes, scale, actual, not_applicable=not_applicable),
        outcome=None,
        note="",
        by_seat=tuple(votes),
        second=second,
    )


def make_excerpt(excerpt_id: str = "e1", plan: str = "p1", role: Role = Role.LOW, position: int = 0) -> ApprovedExcerpt:
    turns = (Turn("agent", "How can I help?"), Turn("customer", "I was charged twice."))
    return ApprovedExcerpt(excerpt_id, plan, role, "Billing", turns, 1, "0" * 64, position, Seal("", "", VERSION))


def make_actual(value: float = 2.0, *each: float) -> ActualScore:
    return ActualScore(value, FIVE, each or (value,), automatic=False, wording_version="w1")


def make_plan_in(store: SessionStore, plan: str = "p1", calls: int = 2) -> str:
    """A plan with `calls` approved excerpts, sealed at 2, in `store`."""
    store.make_plan(plan, "test", make_criterion(), NOW)
    for n in range(calls):
        excerpt = make_excerpt(f"{plan}-e{n}", plan, position=n)
        store.approve(excerpt, f"CALL-{plan}-{n}", make_actual(), NOW + timedelta(minutes=n))
    return plan


def clock() -> datetime:
    return NOW
