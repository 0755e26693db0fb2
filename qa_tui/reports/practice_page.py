"""Practice as pages: the assignments for a learning system, and one sheet per agent. Both name agents: they are for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import __version__
from qa_tui.domain.cycle import course_code
from qa_tui.domain.safe_text import safe_block, safe_line
from qa_tui.reports.page import Page, Section, Table
from qa_tui.reports.plan_words import day_words
from qa_tui.reports.practice_words import approval_words, board_sentence, scenario_parts

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.practice_board import PracticeBoard, PracticeRow

ASSIGNED_HEADER = ("agent_id", "name", "course", "card", "call type", "assigned", "due", "state", "score", "scored by")


def practice_page(board: PracticeBoard, today: date) -> Page:
    """The assignments, one row each: what a learning system takes. Private."""
    rows = []
    for row in board.rows:
        given, card = row.assignment, row.card
        rows.append(
            (
                safe_line(row.trainee.agent or "unknown", 60),
                safe_line(row.trainee.name, 60),
                course_code(board.cycle),
                card.number if card else None,
                card.scenario.call_type if card else "",
                given.assigned_on.isoformat() if given else "",
                given.due.isoformat() if given else "",
                row.state(today),
                given.score if given else None,
                next((a.by for a in given.attempts if a.score == given.score), "") if given and given.attempts else "",
            )
        )
    cards = tuple(
        (card.number, card.scenario.call_type, card.scenario.pattern, approval_words(card)) for card in board.cards
    )
    absent = tuple((safe_line(t.agent, 60), safe_line(t.name, 60)) for t in board.absent)
    sections = [
        Section("Who practises what", (), (Table("Assignments", ASSIGNED_HEADER, tuple(rows)),)),
        Section("What is practised", (), (Table("Cards", ("card", "call type", "lacked", "state"), cards),)),
    ]
    if absent:
        sections.append(Section("For the next session", (), (Table("Absent", ("agent_id", "name"), absent),)))
    return Page(
        f"Practice: {board.cycle.criterion_name}",
        board_sentence(board, today),
        (f"qa-tui {__version__}; private: it names agents", f"Cycle {board.cycle.id}, begun {board.cycle.begun_on}"),
        tuple(sections),
    )


def sheet_page(row: PracticeRow) -> Page:
    """What one agent gets: the scenario, until when, and nothing about scores or anybody else."""
    assert row.card is not None
    scenario = row.card.scenario
    due = f"Until {day_words(row.assignment.due)}" if row.assignment is not None else "Not assigned yet"
    rows = [
        (heading if n == 0 else "", safe_block(line, 2_000))
        for heading, lines in scenario_parts(scenario)
        for n, line in enumerate(lines)
    ]
    levels = tuple((word, text or "between its neighbours") for word, text in scenario.levels)
    sections = (
        Section("The scenario", (), (Table("Played by two people", ("", "what"), tuple(rows)),)),
        Section(
            "Score it together, on the same rubric",
            ("Date: ____________  Level: ______  Scored by: ____________________",),
            (Table("Levels", ("level", "what it means"), levels),),
        ),
    )
    return Page(
        f"Practice: {scenario.criterion_name}",
        f"For {safe_line(row.trainee.name, 60)}. {due}.",
        (f"Card {row.card.number}", f"qa-tui {__version__}; private: it names an agent"),
        sections,
    )
