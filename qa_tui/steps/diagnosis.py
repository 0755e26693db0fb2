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
FEWEST_DOUBLE = 5
"""Calls that were scored twice, from which they say something."""
HALF = 50
FEWEST_CARDS = 5
FEWEST_EACH = 4
"""People on each side of a comparison within the cohort."""
OUTSIDE = (Topic.TIME, Topic.TOOL, Topic.POLICY)
Told = list[tuple[bool, str]]
"""Sentences with their numbers, and whether each speaks for the cause."""


def diagnose(records: CycleRecords, loaded: Loaded, question: Question) -> tuple[Diagnosis, ...]:
    """Every cause with what was found about it, those that hold first; the last one holds where no other does."""
    board = records.board
    found = [
        _diagnosis(Cause.PRACTICE_NOT_COMPLETED, _practice(board, loaded, question), "Give time for practice in the plan of shifts, and measure again."),
        _diagnosis(Cause.AMBIGUOUS_RUBRIC, [*_rubric(records), *_scorers(loaded, question)], "Then the scores cannot be trusted either: mend the wording, score a sample again, measure again."),
        _diagnosis(Cause.SCENARIO_MISMATCH, _mismatch(board, loaded, question), "Build the next cards from the call types in which the low calls are."),
        _diagnosis(Cause.SKILL_NOT_ACQUIRED, _skill(board), "Practise again in shorter steps, one behaviour at a time."),
        _diagnosis(Cause.BARRIER, _barrier(records), "Take it to whoever owns it: training cannot move it."),
    ]  # fmt: skip
    holding = [diagnosis for diagnosis in found if diagnosis.holds]
    unexplained = Diagnosis(
        Cause.UNEXPLAINED,
        not holding,
        () if holding else ("None of the causes that these records can show is there.",),
        "" if holding else "Look at workload, management and whoever scores: these records do not reach further.",
    )
    return (*holding, *(diagnosis for diagnosis in found if not diagnosis.holds), unexplained)


def _diagnosis(cause: Cause, told: Told, what_next: str) -> Diagnosis:
    """Where something speaks for the cause, that alone; else all that was looked at."""
    speaking = tuple(sentence for speaks, sentence in told if speaks)
    if speaking:
        return Diagnosis(cause, holds=True, evidence=speaking, what_next=what_next)
    return Diagnosis(cause, holds=False, evidence=tuple(sentence for _, sentence in told))


def _practice(board: PracticeBoard, loaded: Loaded, question: Question) -> Told:
    asked = [row.assignment for row in board.assigned if row.assignment and not row.assignment.waived]
    if not asked:
        return [(True, "No practice was assigned.")]
    in_time = sum(assignment.is_on_time for assignment in asked)
    is_short = 100 * in_time < ENOUGH * len(asked)
    said = f"{in_time} of {len(asked)} completed it in time ({100 * in_time / len(asked):.0f} %; {ENOUGH} % is asked)."
    compared = _completers_against_others(board, loaded, question) if is_short else ""
    return [(is_short, said), *([(True, compared)] if compared else [])]


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


def _rubric(records: CycleRecords) -> Told:
    wording = records.cycle.wording_version
    entries = [entry for entry in keep_ledger(records.rounds) if entry.wording_version == wording]
    if not entries:
        return [(False, "No room has voted on this wording.")]
    entry = entries[-1]
    return [
        (
            entry.flag is Flag.AMBIGUOUS,
            f"{entry.contested} of {entry.judged} calls split the room; {entry.needed} would say that the wording is unclear.",
        ),
        (
            entry.persistent_splits >= SPLITS,
            f"{entry.persistent_splits} calls split it before the talk and after it; {SPLITS} are asked.",
        ),
        *_agreement(entry),
    ]


def _agreement(entry: CriterionLedger) -> Told:
    told: Told = []
    agreement, scale = entry.agreement, entry.rounds[0].scale
    if agreement.line is not None:
        lower, upper = scale.word(agreement.line.lower), scale.word(agreement.line.upper)
        told.append(
            (True, f"The same people sit on either side of the line between {lower} and {upper}, call after call.")
        )
    if agreement.bias is not None:
        side = "are" if agreement.bias.is_flagged else "are not certainly"
        said = f"Over {agreement.bias.excerpts} calls the rooms {side} to one side of QA's scores."
        told.append((agreement.bias.is_flagged, said))
    spread = agreement.disagreement
    if spread is not None and spread.high is not None:
        said = f"Two people in a room are {100 * spread.value:.0f} % of the scale apart, at most {100 * spread.high:.0f} % ({100 * DISAGREE_FROM:.0f} % is much)."
        told.append((spread.high > DISAGREE_FROM, said))
    return told


def _scorers(loaded: Loaded, question: Question) -> Told:
    """Whether QA's own scorers agree on the calls that two of them scored, before and after."""
    import numpy as np

    from qa_tui.analysis.double_scored import scored_twice

    matrix = loaded.matrix
    inside = np.zeros(matrix.evaluations, bool)
    for group in question.groups:
        for window in (group.before, group.after):
            inside |= matrix.rows_between(window.start, window.end)
    calls, apart = scored_twice(matrix, question.column, np.flatnonzero(inside))
    if calls < FEWEST_DOUBLE:
        return []
    said = f"{calls} calls were scored by two of QA's own: {100 * apart:.0f} % of the scale apart on average ({100 * DISAGREE_FROM:.0f} % is much)."
    return [(apart > DISAGREE_FROM, said)]


def _mismatch(board: PracticeBoard, loaded: Loaded, question: Question) -> Told:
    done = [row.assignment for row in board.assigned if row.assignment and row.assignment.score is not None]
    told: Told = []
    if done:
        reached = sum(assignment.reached for assignment in done)
        was_learnt = 100 * reached >= ENOUGH * len(done)
        where = ", and not on the phone" if was_learnt else ""
        told.append((was_learnt, f"{reached} of {len(done)} reached {PRACTICE_TARGET:.0f} % in practice{where}."))
    practised = [row.card for row in board.assigned if row.card and row.assignment and row.assignment.completed_on]
    types = {card.scenario.call_type for card in practised if card.scenario.call_type}
    return [*told, *_covered(loaded, question, types), *_moved_where_practised(loaded, question, types)]


def _covered(loaded: Loaded, question: Question, types: set[str]) -> Told:
    """How many of the low calls before the session were of the types that were practised."""
    import numpy as np

    from qa_tui.scores.matrix import date_as_day

    matrix, group = loaded.matrix, question.groups[-1]
    days = group.before
    inside = (matrix.called_day >= date_as_day(days.start)) & (matrix.called_day < date_as_day(days.end))
    trained = np.concatenate([one.agents for one in question.groups])
    rows = np.flatnonzero(inside & np.isin(matrix.agent, trained))
    percent = matrix.percent(question.column, rows)
    coded = matrix.call_type[rows[np.isfinite(percent) & (percent < 60)]]
    named = coded[coded >= 0]
    if not types or not named.size:
        return []
    covered = sum(matrix.call_types[code] in types for code in named.tolist())
    said = f"{covered} of {named.size} low calls before the session were of the types that were practised ({', '.join(sorted(types))})."
    return [(100 * covered < HALF * named.size, said)]


def _moved_where_practised(loaded: Loaded, question: Question, types: set[str]) -> Told:
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
    low, high = apart.interval or (0.0, 0.0)
    between = f"({low:+.1f} to {high:+.1f}, {apart.agents} agents)"
    said = f"Calls of the practised types moved by {apart.points:+.1f} points more than the others {between}."
    return [(apart.points >= question.target and low > 0, said)]


def _skill(board: PracticeBoard) -> Told:
    scored = [row.assignment.score for row in board.assigned if row.assignment and row.assignment.score is not None]
    if not scored:
        return [(False, "No practice was scored.")]
    reached = sum(score >= PRACTICE_TARGET for score in scored)
    mean = sum(scored) / len(scored)
    said = f"{reached} of {len(scored)} reached {PRACTICE_TARGET:.0f} % in practice; the mean is {mean:.0f} %."
    return [(100 * reached < ENOUGH * len(scored), said)]


def _barrier(records: CycleRecords) -> Told:
    counts = Counter(dict(records.barriers))
    total = sum(counts.values())
    outside = sum(counts[topic] for topic in OUTSIDE)
    if not total:
        return [(False, "No cards were counted of what stops people.")]
    named = ", ".join(f"{topic} {counts[topic]}" for topic in OUTSIDE if counts[topic]) or "none"
    said = f"{outside} of {total} cards name what an agent cannot change: {named}."
    return [(total >= FEWEST_CARDS and 2 * outside >= total, said)]
