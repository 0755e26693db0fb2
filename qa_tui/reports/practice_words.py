"""Practice in plain words, the same on the screen, in the command and in reports."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qa_tui.domain.practice import ApprovedHow, CardState, PracticeState
from qa_tui.domain.scenario import ATTEMPTS, MINUTES, PRACTICE_TARGET
from qa_tui.reports.calendar_file import Day
from qa_tui.reports.plan_words import day_words
from qa_tui.reports.words import count_of

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.practice import Card
    from qa_tui.domain.practice_board import PracticeBoard, PracticeRow
    from qa_tui.domain.scenario import Scenario


def board_sentence(board: PracticeBoard, today: date, *, with_keys: bool = False) -> str:
    """Where the practice stands, and what comes next."""
    if not board.cards and any(held.is_open for held in board.cycle.sessions):
        return "A session is open: practice begins when it is finished."
    if not board.rows:
        if board.without_attendance:
            where = "4, then a" if with_keys else "in the app: 4, then a"
            return f"Nobody noted who was in the session ({where}). Practice goes to those who were there."
        return "Nobody was there for two thirds of the calls: there is nobody to practise."
    if not board.assigned:
        return _before(board, with_keys=with_keys)
    waived = len(board.in_state(PracticeState.WAIVED, today))
    done, overdue = (len(board.in_state(state, today)) for state in (PracticeState.COMPLETED, PracticeState.OVERDUE))
    aim = f" ({len(board.reached)} reached {PRACTICE_TARGET:.0f} %)" if done else ""
    parts = [f"{done} of {len(board.assigned) - waived} done{aim}"]
    due = len(board.due_on(today))
    parts += [f"{due} due today"] if due else []
    parts += [f"{overdue} overdue"] if overdue else []
    parts += [f"{waived} waived"] if waived else []
    left = len(board.rows) - len(board.assigned)
    more = f" {left} not assigned yet." if left else ""
    changed = [card for card in board.cards if card.state is CardState.IN_REVIEW]
    more += f" {count_of(len(changed), 'card')} to approve{' (A)' if with_keys else ''}." if changed else ""
    return f"{' · '.join(parts)}.{more}{_missed(board)}"


def _before(board: PracticeBoard, *, with_keys: bool) -> str:
    if not board.cards:
        return "No card could be made: no low call of the session has lines and QA's score. Practise from the agreed readings."
    waiting = [card for card in board.cards if card.state is CardState.IN_REVIEW]
    if waiting:
        lacking = [card for card in waiting if card.scenario.lacks]
        lack = f" {count_of(len(lacking), 'card')} must be completed first." if lacking else ""
        then = "(A), then S assigns them" if with_keys else "before they are assigned"
        return f"{count_of(len(waiting), 'card')} to approve {then} to {count_of(len(board.rows), 'agent')}.{lack}{_missed(board)}"
    if not board.can_be_assigned:
        return f"Every card is rejected{': v opens one, and w mends it' if with_keys else ''}.{_missed(board)}"
    ready = count_of(len(board.can_be_assigned), "agent")
    said = f"S assigns the approved cards to {ready}" if with_keys else f"The approved cards can be assigned to {ready}"
    return f"{said}.{_missed(board)}"


def _missed(board: PracticeBoard) -> str:
    return f" {count_of(len(board.absent), 'agent')} for the next session." if board.absent else ""


def row_due(row: PracticeRow, today: date) -> str:
    """The day, with its year where that is another one."""
    due = row.assignment.due if row.assignment is not None else None
    if due is None:
        return ""
    return f"{due:%a} {due.day} {due:%b}" if due.year == today.year else due.isoformat()


def row_score(row: PracticeRow) -> str:
    """The best score; "low" before one that is not at the aim yet."""
    score = row.assignment.score if row.assignment is not None else None
    if score is None:
        return ""
    # Rounded down: what is not at the aim must not look as if it were.
    whole = math.floor(score)
    return f"{whole} %" if score >= PRACTICE_TARGET else f"low {whole} %"


def approval_words(card: Card) -> str:
    """Where a card stands, with who said so."""
    if card.approval is not None:
        on_paper = " on paper" if card.approval.how is ApprovedHow.PAPER else ""
        return f"approved by {card.approval.by}, {day_words(card.approval.on)}{on_paper}"
    if card.state is CardState.REJECTED:
        return f"rejected: {card.why}"
    return f"{card.state}, lacks {card.scenario.lacks}" if card.scenario.lacks else card.state.value


def _brackets(scenario: Scenario) -> tuple[str, ...]:
    said = (scenario.situation, scenario.opening_line, *scenario.pressure_points, scenario.high_example)
    return ("where a word stands in square brackets, make something up",) if any("[" in text for text in said) else ()


def scenario_parts(scenario: Scenario) -> list[tuple[str, tuple[str, ...]]]:
    """The card, part by part: heading and lines. Two people can play it with nothing else."""
    return [
        ("Objective", (scenario.objective or "to be written, with what a good answer does",)),
        ("The customer", (f"{scenario.call_type or 'any call'}; {scenario.mood}",)),
        ("What came before", tuple(scenario.situation.splitlines()) or ("nothing: the call begins here",)),
        ("The customer begins", (scenario.opening_line or "to be written",)),
        ("Then the customer says", scenario.pressure_points or ("answers as it comes",)),
        ("It is over when", (scenario.exit,)),
        ("A good answer", (*scenario.behaviours, *((scenario.top_level,) if scenario.top_level else ())) or ("to be written before anybody approves it",)),
        ("Not like this", (*scenario.failure_example.splitlines(), *scenario.red_flags)),
        ("But like this", tuple(scenario.high_example.splitlines()) or ("to be written before anybody approves it",)),
        ("How", (f"in pairs, {MINUTES} minutes, up to {ATTEMPTS} tries; {PRACTICE_TARGET:.0f} % on the same rubric is the aim", *_brackets(scenario))),
    ]  # fmt: skip


def reminders(board: PracticeBoard, today: date) -> list[tuple[str, str]]:
    """(team, text) for each team leader, without scores; those of unknown teams last."""
    by_team: dict[str, list[PracticeRow]] = {}
    for row in board.handed_out:
        if row.assignment is not None and row.assignment.state(today).is_open:
            by_team.setdefault(row.trainee.team, []).append(row)
    return [
        (team or "no team named", _reminder(board, by_team[team], today))
        for team in sorted(by_team, key=lambda t: (not t, t))
    ]


def _reminder(board: PracticeBoard, rows: list[PracticeRow], today: date) -> str:
    lines = []
    for row in rows:
        assert row.assignment is not None
        late = " (overdue)" if row.assignment.due < today else ""
        lines.append(f"- {row.trainee.name}: by {day_words(row.assignment.due)}{late}")
    return (
        f"Practice on {board.cycle.criterion_name}, {MINUTES} minutes in pairs with the sheet. Still open:\n"
        + "\n".join(lines)
        + "\nPlease give the time for it."
    )


def practice_days(board: PracticeBoard) -> list[Day]:
    """One entry for each day on which practice is due: the criterion, and nobody."""
    dues = sorted({row.assignment.due for row in board.handed_out if row.assignment and not row.assignment.waived})
    name = board.cycle.criterion_name
    return [
        Day(
            f"{board.cycle.id}-practice-{due.isoformat()}",
            f"Practice due: {name}",
            due,
            f"Practice on {name} is due today.",
        )
        for due in dues
    ]


def rescore_day(cycle: Cycle, answer_on: date) -> Day:
    name = cycle.criterion_name
    text = f"Two weeks after the last day of practice on {name}: open the newest scores and look at the outcome."
    return Day(f"{cycle.id}-rescore", f"Re-score: {name}", answer_on, text, 0)
