"""`qa-tui bundle`: everything of one cycle in one file, to keep or to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.cycle import cycle_json
from qa_tui.commands.cycle_files import CycleFiles, open_cycle
from qa_tui.commands.exits import Exit, as_json_bytes, put_bytes, say
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.reports.bundle import BundledFile, write_bundle
from qa_tui.reports.calendar_file import calendar_file
from qa_tui.reports.disagreement_json import round_json
from qa_tui.reports.disagreement_page import disagreement_page
from qa_tui.reports.formats.registry import write_page
from qa_tui.reports.outcome_json import outcome_json
from qa_tui.reports.outcome_page import outcome_page
from qa_tui.reports.practice_page import practice_page
from qa_tui.reports.practice_words import practice_days, rescore_day
from qa_tui.reports.session_page import session_page, takeaway_page
from qa_tui.steps.cycle_records import read_records
from qa_tui.steps.ledger import judged_rounds, read_ledger

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.store.sessions import SessionStore


def run(options: argparse.Namespace) -> Exit:
    if options.id is not None and Path(options.id).exists():
        # A file in the place of the cycle: files alone are given, and the cycle is the one that began last.
        options.id, options.paths = None, [options.id, *options.paths]
    options.cycle = options.id
    with open_cycle(options) as found:
        if isinstance(found, Exit):
            return found
        records = read_records(found.store, found.cycle, found.loaded)
        files = [*_recorded(found.store, records), *_outcome(options, found, records), *_practice(options, records)]
        cycle = records.cycle
        window = f"chosen on {cycle.selection.words()}; answer from {records.board.answer_on.isoformat()}"
        written = write_bundle(files, cycle.id, window, compose.now())
        output = options.output or f"cycle_{cycle.criterion}_{cycle.begun_on}.zip"
    return put_bytes(written, output)


def _recorded(store: SessionStore, records: CycleRecords) -> list[BundledFile]:
    """What the sessions recorded: anonymous by construction."""
    files = [
        BundledFile(
            "cycle.json", as_json_bytes(cycle_json(records)), "the cycle and what it left open", is_anonymous=True
        )
    ]
    own = {held.session for held in records.cycle.sessions}
    for number, summary in enumerate(
        sorted((s for s in store.sessions() if s.id in own), key=lambda s: s.opened_at), 1
    ):
        state = replay(store.events(summary.id))
        if not isinstance(state, Session):
            continue
        rounds = judged_rounds(store, summary, state)
        there = tuple(store.attendance(summary.id).values())
        body = {"session": summary.id, "criterion": summary.criterion, "rounds": [round_json(r) for r in rounds]}
        files += [
            BundledFile(f"session_{number}.html", write_page(session_page(summary, state, rounds, there), "html"), "how a room voted", is_anonymous=True),
            BundledFile(f"session_{number}.json", as_json_bytes(body), "the same for programs", is_anonymous=True),
            BundledFile(f"takeaway_{number}.html", write_page(takeaway_page(summary, rounds, state), "html"), "what everybody who was there can have", is_anonymous=True),
        ]  # fmt: skip
    entries = read_ledger(store, records.cycle.criterion)
    if entries:
        page = disagreement_page(entries, records.requests)
        files.append(
            BundledFile(
                "disagreements.html",
                write_page(page, "html"),
                "what the votes say about the wording",
                is_anonymous=True,
            )
        )
    return files


def _outcome(options: argparse.Namespace, found: CycleFiles, records: CycleRecords) -> list[BundledFile]:
    from qa_tui.commands.outcome import answer

    if found.loaded is None:
        say(
            "note: the files of this workspace are not known, so the outcome is not in it. Name them: `qa-tui bundle ID PATH ...`."
        )
        return []
    outcome = answer(options, found, records)
    if isinstance(outcome, Exit):
        return []
    page = outcome_page(outcome, with_names=options.names)
    day = calendar_file([rescore_day(found.cycle, outcome.answer_on)], compose.now())
    is_anonymous = not options.names
    return [
        BundledFile("outcome.html", write_page(page, "html"), "the outcome, for management", is_anonymous),
        BundledFile("outcome.xlsx", write_page(page, "xlsx"), "the same as a workbook", is_anonymous),
        BundledFile("outcome.json", as_json_bytes(outcome_json(outcome, with_names=options.names)), "the same for programs", is_anonymous),
        BundledFile("rescore.ics", day, "the day on which the outcome can be read", is_anonymous=True),
    ]  # fmt: skip


def _practice(options: argparse.Namespace, records: CycleRecords) -> list[BundledFile]:
    days = practice_days(records.board)
    files = []
    if days:
        body = calendar_file(days, compose.now())
        files.append(BundledFile("deadlines.ics", body, "the days on which practice is due", is_anonymous=True))
    if options.names and records.board.rows:
        page = practice_page(records.board, compose.now().date())
        files.append(
            BundledFile("assignments.xlsx", write_page(page, "xlsx"), "who practised what", is_anonymous=False)
        )
    return files
