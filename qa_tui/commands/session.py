"""`qa-tui session`: list, show and export what was recorded, or open the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put, put_json, put_table, say
from qa_tui.commands.screen import open_screen
from qa_tui.commands.stored import of_the_demo, opened_store
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.reports.disagreement_json import round_json
from qa_tui.steps.ledger import judged_rounds

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.store.sessions import SessionStore


def run(options: argparse.Namespace) -> Exit:
    match options.action:
        case "start":
            return open_screen(options, room="start", wanted=options.id)
        case "resume":
            return open_screen(options, room="resume", wanted=options.id)
        case _:
            with opened_store(options) as store:
                return _read(options, store)


def _read(options: argparse.Namespace, store: SessionStore | None) -> Exit:
    summaries = store.sessions() if store else ()
    if options.action == "list":
        if options.json:
            put_json({"sessions": [_summary_json(store, summary) for summary in summaries] if store else []})
        elif store and summaries:
            rows = [
                [
                    s.id,
                    s.when,
                    s.criterion,
                    str(store.votes(s.id)),
                    "open" if s.is_open else "finished",
                ]
                for s in summaries
            ]
            put_table(["session", "opened", "criterion", "votes", "state"], rows, right=(3,))
        else:
            say(f"No session has been held yet.{of_the_demo(options)}")
        return Exit.OK
    summary = next((s for s in summaries if options.id in {None, s.id}), None)
    if store is None or summary is None:
        which = f"there is no session {safe_line(options.id, 40)!r}" if options.id else "no session has been held yet"
        demo = " --demo" if options.demo else ""
        there = f" `qa-tui session list{demo}` names them." if summaries else of_the_demo(options)
        say(f"error: {which}.{there}")
        return Exit.BAD_INPUT
    if options.action == "export":
        put_json({"session": _summary_json(store, summary), "events": store.event_records(summary.id)})
        return Exit.OK
    state = replay(store.events(summary.id))
    if not isinstance(state, Session):
        say(f"error: the session cannot be read: {state.reason}")
        return Exit.INTERNAL
    rounds = judged_rounds(store, summary, state)
    if options.json:
        put_json(
            {
                "session": _summary_json(store, summary),
                "phase": state.phase.value,
                "seats": state.seats,
                "rounds": [round_json(r) for r in rounds],
            }
        )
        return Exit.OK
    put(
        f"{summary.criterion}, {summary.when}, {state.seats} seats, {len(rounds)} of {len(state.rounds)} calls finished"
    )
    for judged in rounds:
        votes = " ".join(judged.scale.word(level) for level in judged.levels)
        put(
            f"call {judged.number}: votes {votes}; QA {judged.scale.word(judged.actual)}; {', '.join(sorted(judged.judgement.labels))}"
        )
    return Exit.OK


def _summary_json(store: SessionStore, summary: SessionSummary) -> dict[str, object]:
    return {
        "id": summary.id,
        "criterion": summary.criterion,
        "opened_at": summary.opened_at,
        "held_on": summary.day,
        "closed_at": summary.closed_at,
        "votes": store.votes(summary.id),
        "open": summary.is_open,
    }
