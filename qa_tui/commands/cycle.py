"""`qa-tui cycle`: topics with their sessions, what became of them, and what they left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui import compose
from qa_tui.commands.cycle_files import CycleFiles, open_cycle
from qa_tui.commands.exits import Exit, put, put_json, put_table, say
from qa_tui.commands.stored import opened_store
from qa_tui.reports.cycle_words import left_open
from qa_tui.reports.outcome_words import VERDICTS
from qa_tui.reports.words import signed
from qa_tui.steps.cycle_records import read_all_records, read_records

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.cycle_records import CycleRecords


def run(options: argparse.Namespace) -> Exit:
    if options.action == "list":
        return _list(options)
    options.cycle = options.id
    with open_cycle(options, writing=options.action != "show") as found:
        if isinstance(found, Exit):
            return found
        return _show(options, found) if options.action == "show" else _close(options, found)


def _list(options: argparse.Namespace) -> Exit:
    with opened_store(options) as store:
        records = list(read_all_records(store, store.cycles(), None)) if store else []
    if options.json:
        put_json({"cycles": [cycle_json(one) for one in records]})
    elif records:
        rows = [
            [
                one.cycle.id, one.cycle.criterion_name, one.cycle.begun_on.isoformat(), str(len(one.cycle.sessions)), _state(one.cycle),
                _short(one),
            ]
            for one in records
        ]  # fmt: skip
        put_table(["cycle", "criterion", "begun", "sessions", "state", "answer"], rows, right=(3,))
    else:
        say("No session has been held yet: a cycle begins with one. `--demo` lists the demo's.")
    return Exit.OK


def _short(records: CycleRecords) -> str:
    """Verdict and points, for a table; `cycle show` says it in words."""
    kept = records.answer
    return f"{VERDICTS[kept.verdict]}, {signed(kept.effect.points)}" if kept else "none kept yet"


def _state(cycle: Cycle) -> str:
    if cycle.closed_on is not None:
        return f"closed {cycle.closed_on}"
    return "running" if cycle.is_running(compose.now().date()) else "over"


def _show(options: argparse.Namespace, found: CycleFiles) -> Exit:
    records = read_records(found.store, found.cycle, found.loaded)
    if options.json:
        put_json(cycle_json(records))
        return Exit.OK
    cycle = records.cycle
    put(
        f"{cycle.criterion_name}, wording {cycle.wording_version}, chosen on {cycle.selection.words()}; {_state(cycle)}"
    )
    for held in cycle.sessions:
        calendar = records.board.calendar(held)
        put(
            f"session {held.session}, {held.held_on}: practice until {calendar.deadline}, re-score {calendar.post.words()}, answer from {calendar.answer_on}"
        )
    for sentence in left_open(records):
        put(sentence)
    return Exit.OK


def _close(options: argparse.Namespace, found: CycleFiles) -> Exit:
    is_closing = options.action == "close"
    found.store.close_cycle(found.cycle.id, compose.now() if is_closing else None)
    put(
        f"{found.cycle.id}: closed. The next session on {found.cycle.criterion_name} begins a cycle of its own."
        if is_closing
        else f"{found.cycle.id}: open again."
    )
    return Exit.OK


def cycle_json(records: CycleRecords) -> dict[str, Any]:
    """One cycle; nobody is named in it."""
    cycle, board = records.cycle, records.board
    return {
        "cycle": cycle.id,
        "workspace": cycle.workspace,
        "criterion": cycle.criterion,
        "name": cycle.criterion_name,
        "wording_version": cycle.wording_version,
        "selection": {"start": cycle.selection.start.isoformat(), "end": cycle.selection.end.isoformat()},
        "sessions": [{"id": s.session, "held_on": s.held_on.isoformat(), "open": s.is_open} for s in cycle.sessions],
        "state": _state(cycle),
        "answer_on": board.answer_on.isoformat(),
        "answer": records.answer.as_json() if records.answer else None,
        "practice": {
            "trained": len(board.rows),
            "assigned": len(board.assigned),
            "done": sum(row.assignment is not None and row.assignment.completed_on is not None for row in board.rows),
            "absent": len(board.absent),
        },
        "wording_requests": [request.as_json() for request in records.requests if request.is_open],
        "parked": [
            {
                "topic": q.item.topic.value,
                "text": q.item.text,
                "owner": q.item.owner,
                "until": q.item.until,
                "answer": q.answer or None,
            }
            for q in records.parked
        ],
        "barriers": {topic.value: count for topic, count in records.barriers},
    }
