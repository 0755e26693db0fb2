"""Flat or declined: what the app's own records say about why. statistics.md 5.5, in its order; several may hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qa_tui.analysis.ambiguity import keep_ledger
from qa_tui.domain.diagnosis import Cause, Diagnosis
from qa_tui.domain.disagreement import Flag
from qa_tui.domain.parking import Topic
from qa_tui.domain.scenario import PRACTICE_TARGET

if TYPE_CHECKING:
    from qa_tui.analysis.outcome import Question
    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.domain.disagreement import CriterionLedger
    from qa_tui.domain.practice_board import PracticeBoard
    from qa_tui.steps.loaded import Loaded

ENOUGH = 80
"""Percent: of the assigned who completed in time, and of the completers who reached the target."""
SPLITS = 2
DISAGREE_FROM = 0.25
"""Upper limit of the mean disagreement of a first vote, 0..1 of the scale."""
HALF = 50
FEWEST_CARDS = 5
FEWEST_EACH = 4
"""People on each side of a comparison within the cohort."""
OUTSIDE = (Topic.TIME, Topic.TOOL, Topic.POLICY)


def diagnose(records: CycleRecords, loaded: Loaded, question: Question) -> tuple[Diagnosis, ...]:
    """Every cause that the records speak for; one that says so where none does."""
    board = records.board
    found = [
        diagnosis
        for diagnosis in (
            _practice(board, loaded, question),
            _rubric(records),
            _mismatch(board, loaded, question),
            _skill(board),
            _barrier(records),
        )
        if diagnosis is not None
    ]
    return tuple(found) or (
        Diagnosis(
            Cause.UNEXPLAINED,
            ("Practice was completed, the wording is not flagged, and no barrier was named by many.",),
            "Look at workload, management and whoever scores: the records of this app do not reach further.",
        ),
    )


def _practice(board: PracticeBoard, loaded: Loaded, question: Question) -> Diagnosis | None:
    asked = [row.assignment for row in board.assigned if row.assignment and not row.assignment.waived]
    if not asked:
        return Diagnosis(
            Cause.PRACTICE, ("No practice was assigned.",), "Assign the approved cards, and measure again after it."
        )
    in_time = sum(assignment.is_on_time for assignment in asked)
    if 100 * in_time >= ENOUGH * len(asked):
        return None
    evidence = [f"{in_time} of {len(asked)} completed it in time ({100 * in_time / len(asked):.0f} %, 80 % is asked)."]
    compared = _completers_against_others(board, loaded, question)
    if compared:
        evidence.append(compared)
    return Diagnosis(
        Cause.PRACTICE, tuple(evidence), "Give time for practice on the plan of shifts, and measure again."
    )


def _completers_against_others(board: PracticeBoard, loaded: Loaded, question: Question) -> str:
    import numpy as np

    from qa_tui.analysis.paired import effect_between, pair

    paired = pair(loaded.matrix, question.column, question.groups)
    done = {row.trainee.agent for row in board.assigned if row.assignment and row.assignment.completed_on}
    agents = [loaded.matrix.agents[code] for code in paired.agents.tolist()]
    is_done = np.array([agent in done for agent in agents], bool)
    first, second = (paired.changes[paired.is_comparable & side] for side in (is_done, ~is_done))
    if min(first.size, second.size) < FEWEST_EACH:
        return ""
    between = effect_between(first, second)
    low, high = between.interval or (0.0, 0.0)
    return (
        f"Who completed it moved by {first.mean():+.1f}, the others by {second.mean():+.1f}: {between.points:+.1f} apart "
        f"({low:+.1f} to {high:+.1f}); they chose to, so this is no proof."
    )


def _rubric(records: CycleRecords) -> Diagnosis | None:
    wording = records.cycle.wording_version
    entries = [entry for entry in keep_ledger(records.rounds) if entry.wording_version == wording]
    if not entries:
        return None
    entry = entries[-1]
    evidence = []
    if entry.flag is Flag.AMBIGUOUS:
        evidence.append(f"The wording is unclear: {entry.contested} of {entry.judged} calls split the room.")
    if entry.persistent_splits >= SPLITS:
        evidence.append(f"{entry.persistent_splits} calls split the room before the talk and after it.")
    evidence += _agreement_evidence(entry)
    if not evidence:
        return None
    return Diagnosis(
        Cause.RUBRIC,
        tuple(evidence),
        "Then the scores cannot be trusted either: mend the wording, score a sample again, measure again.",
    )


def _agreement_evidence(entry: CriterionLedger) -> list[str]:
    found, agreement, scale = [], entry.agreement, entry.rounds[0].scale
    if agreement.line is not None:
        lower, upper = scale.word(agreement.line.lower), scale.word(agreement.line.upper)
        found.append(f"The same people sit on either side of the line between {lower} and {upper}, call after call.")
    if agreement.bias is not None and agreement.bias.is_flagged:
        found.append(f"Over {agreement.bias.excerpts} calls the rooms are to one side of QA's scores.")
    spread = agreement.disagreement
    if spread is not None and spread.high is not None and spread.high > DISAGREE_FROM:
        found.append(
            f"Two people in a room are {100 * spread.value:.0f} % of the scale apart on average, and it may be {100 * spread.high:.0f} %."
        )
    return found


def _mismatch(board: PracticeBoard, loaded: Loaded, question: Question) -> Diagnosis | None:
    import numpy as np

    from qa_tui.scores.matrix import date_as_day

    done = [row.assignment for row in board.assigned if row.assignment and row.assignment.score is not None]
    evidence = []
    reached = sum(assignment.reached for assignment in done)
    if done and 100 * reached >= ENOUGH * len(done):
        evidence.append(f"{reached} of {len(done)} reached {PRACTICE_TARGET:.0f} % in practice, and not on the phone.")
    types = {card.scenario.call_type for card in board.cards}
    matrix = loaded.matrix
    days = question.groups[-1].before
    rows = np.flatnonzero((matrix.called_day >= date_as_day(days.start)) & (matrix.called_day < date_as_day(days.end)))
    low = rows[matrix.percent(question.column, rows) < 60]
    low = low[np.isfinite(matrix.percent(question.column, low))]
    coded = matrix.call_type[low]
    named = coded[coded >= 0]
    if types and named.size:
        covered = sum(matrix.call_types[code] in types for code in named.tolist())
        if 100 * covered < HALF * named.size:
            evidence.append(
                f"{covered} of {named.size} low calls before the session were of the types that were practised ({', '.join(sorted(types))})."
            )
    evidence += _moved_where_practised(loaded, question, types)
    if not evidence:
        return None
    return Diagnosis(
        Cause.MISMATCH, tuple(evidence), "Build the next cards from the call types in which the low calls are."
    )


def _moved_where_practised(loaded: Loaded, question: Question, types: set[str]) -> list[str]:
    """Whether calls of the practised types moved and the others did not, agent by agent."""
    import numpy as np

    from qa_tui.analysis.paired import effect_of, pair

    matrix = loaded.matrix
    codes = [code for code, name in enumerate(matrix.call_types) if name in types]
    is_practised = np.isin(matrix.call_type, codes)
    same = pair(matrix, question.column, question.groups, is_practised)
    other = pair(matrix, question.column, question.groups, ~is_practised)
    both = same.is_comparable & other.is_comparable
    if int(both.sum()) < FEWEST_EACH:
        return []
    apart = effect_of(same.changes[both] - other.changes[both])
    if apart.points < question.target or apart.interval is None or apart.interval[0] <= 0:
        return []
    low, high = apart.interval
    between = f"({low:+.1f} to {high:+.1f}, {apart.agents} agents)"
    return [f"Calls of the practised types moved by {apart.points:+.1f} points more than the others {between}."]


def _skill(board: PracticeBoard) -> Diagnosis | None:
    scored = [row.assignment.score for row in board.assigned if row.assignment and row.assignment.score is not None]
    if not scored:
        return None
    reached = sum(score >= PRACTICE_TARGET for score in scored)
    if 100 * reached >= ENOUGH * len(scored):
        return None
    mean = sum(scored) / len(scored)
    return Diagnosis(
        Cause.SKILL,
        (f"{reached} of {len(scored)} reached {PRACTICE_TARGET:.0f} % in practice; the mean is {mean:.0f} %.",),
        "Practise again in shorter steps, one behaviour at a time.",
    )


def _barrier(records: CycleRecords) -> Diagnosis | None:
    counts = Counter(dict(records.barriers))
    total = sum(counts.values())
    outside = sum(counts[topic] for topic in OUTSIDE)
    if total < FEWEST_CARDS or 2 * outside < total:
        return None
    named = ", ".join(f"{topic} {counts[topic]}" for topic in OUTSIDE if counts[topic])
    return Diagnosis(
        Cause.BARRIER,
        (f"{outside} of {total} cards name what an agent cannot change: {named}.",),
        "Take it to whoever owns it: training cannot move it.",
    )
