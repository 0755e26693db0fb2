"""Step 6: from the records of a cycle and the scores of now to an answer, or to why there is none yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from qa_tui.domain.attendance import Presence
from qa_tui.domain.measuring import POST_DAYS, Baseline
from qa_tui.domain.outcome import FEWEST_CALLS_EACH, Change, CycleOutcome, EffectVerdict, NotYet
from qa_tui.domain.scope import Window
from qa_tui.domain.wording_request import RequestState
from qa_tui.steps.diagnosis import diagnose
from qa_tui.steps.practice import agents_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qa_tui.analysis.outcome import Question
    from qa_tui.analysis.paired import Group
    from qa_tui.domain.cycle import Cycle, CycleSession
    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.domain.measuring import MeasuringCalendar
    from qa_tui.domain.practice_board import PracticeBoard
    from qa_tui.domain.scope import Scope
    from qa_tui.domain.settings import Settings
    from qa_tui.steps.loaded import Loaded

RESELECTION_MINIMUM = 6
"""Scored calls for an agent to count on the first 16 days, as 10 do on 30."""
WEEKEND = 2
"""Days at the end of the window without a call that do not make it look unfinished."""
WHOLE_TEAM = 2 / 3
"""Share of the team from which those who were trained stand for all."""
CHOSEN_BELOW = 5.0
"""Percent points by which a trained part of the team lies below the others where it was chosen by its scores."""


def find_outcome(records: CycleRecords, loaded: Loaded, scope: Scope, today: date, settings: Settings) -> CycleOutcome:
    """The answer of a cycle.

    Args:
        records: of the cycle's sessions and of its practice.
        loaded: files that hold the days before and after.
        scope: with the threshold; its window does not matter.
        today: nothing is said before the re-score window is over.
        settings: what counts as effective, and what the re-score begins after.
    """
    board, cycle = records.board, records.cycle
    calendars = {held.session: _calendar(board, held, settings) for held in cycle.sessions}
    kind = _baseline_kind(records, loaded, scope, calendars)
    if kind is Baseline.CORRECTED:
        calendars = {name: replace(found, baseline=cycle.selection) for name, found in calendars.items()}
    asked = [row.assignment for row in board.assigned if row.assignment and not row.assignment.waived]
    outcome = CycleOutcome(
        cycle=cycle,
        baseline_kind=kind,
        baselines=tuple(calendars[held.session].baseline for held in cycle.sessions),
        posts=tuple(calendars[held.session].post for held in cycle.sessions),
        answer_on=max(calendar.answer_on for calendar in calendars.values()),
        threshold=scope.threshold,
        target=float(settings.effective_from),
        found=NotYet(""),
        cohort=len(board.rows),
        practised=sum(assignment.completed_on is not None for assignment in asked),
        asked=len(asked),
    )
    why = _why_not_yet(cycle, loaded, board, calendars, today)
    if why is not None:
        return replace(outcome, found=why)
    from qa_tui.analysis.outcome import measure

    question = _question(records, loaded, calendars, kind, scope.threshold, outcome.target)
    measured = measure(loaded.matrix, question)
    if measured is None:
        return replace(
            outcome, found=NotYet("Nobody who was trained has 3 scored calls on this criterion both before and after.")
        )
    measured = replace(measured, not_alike=(*measured.not_alike, *_beside(records, calendars)))
    if measured.verdict in {EffectVerdict.NOT_EFFECTIVE, EffectVerdict.DECLINED}:
        measured = replace(measured, diagnoses=diagnose(records, loaded, question))
    return replace(outcome, found=measured)


def _calendar(board: PracticeBoard, held: CycleSession, settings: Settings) -> MeasuringCalendar:
    calendar = board.calendar(held)
    if settings.post_from == "deadline":
        return calendar
    first = held.held_on + timedelta(days=1)
    return replace(calendar, post=Window(first, first + timedelta(days=POST_DAYS)))


def _beside(records: CycleRecords, calendars: Mapping[str, MeasuringCalendar]) -> tuple[Change, ...]:
    """What the records say was not the same before and after, or is missing from the comparison."""
    start = min(calendar.baseline.start for calendar in calendars.values())
    end = max(calendar.post.end for calendar in calendars.values())
    changed = [
        Change("wording", "as it was", f"another text from {request.effect_on} on")
        for request in records.requests
        if request.state is RequestState.ACCEPTED and request.effect_on and start < request.effect_on < end
    ]
    unnoted = [
        Change(f"attendance on {held.held_on}", "nobody noted it", "whoever was there is not in the comparison")
        for held in records.board.without_attendance
    ]
    return (*changed, *unnoted)


def _baseline_kind(
    records: CycleRecords, loaded: Loaded, scope: Scope, calendars: Mapping[str, MeasuringCalendar]
) -> Baseline:
    """Which days can stand for before.

    Fresh where every session has days that chose nothing; split where the first days alone choose the same criterion, or a
    person chose it; else corrected. Where the days also chose the people none of these is fair, and that is said.
    """
    cycle = records.cycle
    late = [calendar for calendar in calendars.values() if calendar.baseline_kind is not Baseline.FRESH]
    if not late:
        return Baseline.FRESH
    if cycle.criterion not in loaded.matrix.criteria:
        return Baseline.SPLIT
    if _were_chosen_by_score(records.board, loaded):
        return Baseline.OVERLAP
    if records.is_chosen_by_person:
        return Baseline.SPLIT
    from qa_tui.steps.gaps import find_gaps

    days = late[0].selection
    minimum = min(scope.minimum_calls, RESELECTION_MINIMUM)
    again = find_gaps(
        loaded,
        replace(scope, as_of=days.end, window_days=max(days.days, 1), segments=(), minimum_calls=minimum),
    )
    if again is None or again.calls == 0:
        # Without those days nothing can be compared either, which is said before any number.
        return Baseline.SPLIT
    lowest = min((c for c in again.criteria if c.team_mean is not None), key=lambda c: c.rank, default=None)
    is_chosen_again = cycle.criterion in {again.rule_topic, lowest.id if lowest else None}
    return Baseline.SPLIT if is_chosen_again else Baseline.CORRECTED


def _were_chosen_by_score(board: PracticeBoard, loaded: Loaded) -> bool:
    """Whether a part of the team was trained whose scores in the days of the choice are well below the others'."""
    import numpy as np

    from qa_tui.analysis.standings import stand

    matrix, cycle = loaded.matrix, board.cycle
    days = cycle.selection
    standings = stand(
        matrix, np.flatnonzero(matrix.rows_between(days.start, days.end)), matrix.criteria.index(cycle.criterion)
    )
    trained = {row.trainee.agent for row in board.rows}
    is_trained = np.array([agent in trained for agent in matrix.agents], bool)
    counted = standings.scored >= FEWEST_CALLS_EACH
    inside, outside = counted & is_trained, counted & ~is_trained
    if not inside.any() or not outside.any() or int(inside.sum()) >= WHOLE_TEAM * int(counted.sum()):
        return False
    means = standings.means()
    return float(means[outside].mean() - means[inside].mean()) > CHOSEN_BELOW


def _why_not_yet(
    cycle: Cycle,
    loaded: Loaded,
    board: PracticeBoard,
    calendars: Mapping[str, MeasuringCalendar],
    today: date,
) -> NotYet | None:
    """What stands before an answer; None where nothing does."""
    if loaded.is_sample:
        return NotYet(
            "An outcome is measured on files: the scores of a warehouse are not fetched for it. Open files that hold the calls "
            "of before and after."
        )
    if any(held.is_open for held in cycle.sessions):
        return NotYet("A session of this cycle is still open.")
    if cycle.criterion not in loaded.matrix.criteria:
        return NotYet(
            f"{cycle.criterion_name} is in none of the files that are open: it was dropped from the scorecard, or has another name there."
        )
    if not board.rows:
        if board.without_attendance:
            return NotYet(
                "Nobody noted who was in the session (in the app: 4, then a). Only who was there is measured."
            )
        return NotYet("Nobody was there for two thirds of the calls, so nobody can be measured.")
    baseline = min(calendars.values(), key=lambda calendar: calendar.baseline.start).baseline
    if not loaded.matrix.rows_between(baseline.start, baseline.end).any():
        last = loaded.matrix.newest_day()
        if last is not None and last < baseline.start:
            return NotYet(
                f"These files end on {last.day} {last:%b %Y}, before the baseline, {baseline.words()}: open newer ones as well, when they are there."
            )
        return NotYet(
            f"These files hold no call of the baseline, {baseline.words()}: open them together with those of before."
        )
    post = max((calendar.post for calendar in calendars.values()), key=lambda window: window.end)
    newest = loaded.matrix.newest_day()
    if newest is None:
        return NotYet("The calls in these files have no dates.")
    reached = min(today, newest + timedelta(days=1))
    day = min(max((reached - post.start).days, 0), POST_DAYS)
    if today < post.end:
        said = "no verdict yet, and no figure: an early one would be believed"
        return NotYet(
            f"Day {day} of {POST_DAYS}: {said}. The answer comes on {post.end.day} {post.end:%b %Y}.", day, POST_DAYS
        )
    if newest + timedelta(days=1 + WEEKEND) < post.end:
        return NotYet(
            f"Day {day} of {POST_DAYS}: the newest call in these files is of {newest}. Open files up to {post.end - timedelta(days=1)}.",
            day,
            POST_DAYS,
        )
    return None


def _question(
    records: CycleRecords,
    loaded: Loaded,
    calendars: Mapping[str, MeasuringCalendar],
    kind: Baseline,
    threshold: int,
    target: float,
) -> Question:
    import numpy as np

    from qa_tui.analysis.outcome import Question
    from qa_tui.analysis.paired import Group

    matrix, board, cycle = loaded.matrix, records.board, records.cycle
    codes = {agent: code for code, agent in enumerate(matrix.agents)}
    people = {agent.id: agent for agent in agents_of(loaded)}

    def group(held: CycleSession, agents: Sequence[str]) -> Group:
        calendar = calendars[held.session]
        known = np.array([codes[agent] for agent in agents if agent in codes], np.int64)
        return Group(known, calendar.baseline, calendar.post)

    trained = {row.trainee.agent for row in board.rows}
    last = cycle.sessions[-1]
    partly = {trainee.agent for trainee in board.absent if trainee.presence is Presence.PART}
    post_end = calendars[last.session].post.end
    left = frozenset(
        codes[a.id] for a in loaded.roster if a.left_on is not None and a.left_on < post_end and a.id in codes
    )
    return Question(
        column=matrix.criteria.index(cycle.criterion),
        trained_columns=frozenset(n for n, criterion in enumerate(matrix.criteria) if criterion in records.trained),
        groups=tuple(
            group(held, [row.trainee.agent for row in board.rows if row.trainee.session == held])
            for held in cycle.sessions
        ),
        untrained=group(
            last, [] if board.without_attendance else [a for a in matrix.agents if a not in trained | partly]
        ),
        selection=cycle.selection if kind is Baseline.CORRECTED else None,
        is_overlapping=kind is Baseline.OVERLAP,
        names={code: people[agent].name or agent for agent, code in codes.items()},
        left=left,
        unknown=tuple(row.trainee.name for row in board.rows if row.trainee.agent not in codes),
        threshold=threshold,
        target=target,
    )
