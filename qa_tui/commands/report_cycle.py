"""`qa-tui report practice`, `sheets` and `outcome`: steps 5 and 6 as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.cycle_files import CycleFiles, open_cycle
from qa_tui.commands.exits import Exit, as_json_bytes, put, put_bytes, say
from qa_tui.readers.places import written_path
from qa_tui.reports.calendar_file import calendar_file
from qa_tui.reports.formats.registry import write_page
from qa_tui.reports.outcome_json import outcome_json
from qa_tui.reports.outcome_page import outcome_page
from qa_tui.reports.practice_page import practice_page
from qa_tui.reports.practice_sheets import write_sheets
from qa_tui.reports.practice_words import practice_days, rescore_day
from qa_tui.reports.words import count_of
from qa_tui.steps.practice import read_board

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.practice_board import PracticeBoard

ABOUT = ("practice", "sheets", "outcome")
SHEET_FORMATS = ("html", "md")


def run(options: argparse.Namespace, kind: str) -> Exit:
    """Write what `options.about` names as `kind`."""
    if options.agent and options.about != "sheets":
        say("error: --agent belongs to sheets.")
        return Exit.USAGE
    if options.names and kind == "csv" and options.about == "outcome":
        say("note: a CSV file holds the change alone; --names acts on html, md, xlsx and json.")
    with open_cycle(options) as found:
        if isinstance(found, Exit):
            return found
        if options.about == "outcome":
            return _outcome(options, found, kind)
        board = read_board(found.store, found.cycle, found.loaded)
        return _sheets(options, board, kind) if options.about == "sheets" else _practice(options, board, kind)


def _outcome(options: argparse.Namespace, found: CycleFiles, kind: str) -> Exit:
    from qa_tui.commands.outcome import answer

    outcome = answer(options, found)
    if isinstance(outcome, Exit):
        return outcome
    if kind == "ics":
        return put_bytes(calendar_file([rescore_day(found.cycle, outcome.answer_on)], compose.now()), options.output)
    if kind == "json":
        return put_bytes(as_json_bytes(outcome_json(outcome, with_names=options.names)), options.output)
    return put_bytes(write_page(outcome_page(outcome, with_names=options.names), kind), options.output)


def _practice(options: argparse.Namespace, board: PracticeBoard, kind: str) -> Exit:
    from qa_tui.commands.practice import board_json

    if kind == "ics":
        days = practice_days(board)
        if not days:
            say("Nothing has been assigned yet: there is no day to put into a calendar.")
            return Exit.NOT_ENOUGH_DATA
        return put_bytes(calendar_file(days, compose.now()), options.output)
    if kind == "json":
        return put_bytes(as_json_bytes(board_json(board)), options.output)
    return put_bytes(write_page(practice_page(board, compose.now().date()), kind), options.output)


def _sheets(options: argparse.Namespace, board: PracticeBoard, kind: str) -> Exit:
    """One file for each agent, in a folder of their own."""
    if kind not in SHEET_FORMATS or options.output is None:
        say("error: `qa-tui report sheets -o FOLDER` writes one file for each agent, with --format html or md.")
        return Exit.USAGE
    rows = [row for row in board.handed_out if options.agent in {None, row.trainee.agent}]
    waiting = len(board.assigned) - len(board.handed_out)
    if waiting:
        say(f"note: {waiting} are left out: their card was changed and is not approved as it stands.")
    if not rows:
        say("There is no assignment with an approved card." if options.agent is None else "This agent has none.")
        return Exit.NOT_ENOUGH_DATA
    folder = written_path(options.output)
    try:
        write_sheets(folder, rows, kind)
    except OSError as problem:
        say(f"error: {folder}: cannot be written: {(problem.strerror or 'unknown').lower()}.")
        return Exit.BAD_INPUT
    put(f"{folder}: {count_of(len(rows), 'sheet')}. Each names one agent: give it to nobody else.")
    return Exit.OK
