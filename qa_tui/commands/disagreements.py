"""`qa-tui disagreements`: the ledger across sessions, and what it flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.commands.exits import Exit, put, put_json, put_table, say
from qa_tui.commands.stored import reading_store
from qa_tui.reports.words import FLAGS
from qa_tui.steps.ledger import read_ledger

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.disagreement import CriterionLedger, JudgedRound


def run(options: argparse.Namespace) -> Exit:
    with reading_store(options) as store:
        entries = read_ledger(store, options.criterion) if store else ()
    if options.json:
        put_json({"criteria": [ledger_json(entry) for entry in entries]})
    elif entries:
        _print(entries)
    if not entries:
        say("No call has been voted on yet. Start with `qa-tui demo`, or plan a session in the app.")
        return Exit.NOT_ENOUGH_DATA
    return Exit.OK


def _print(entries: tuple[CriterionLedger, ...]) -> None:
    rows = []
    for entry in entries:
        line = f"{entry.boundary[0]:g} | {entry.boundary[1]:g}" if entry.boundary else ""
        share = f"{entry.boundary_share:.0%}" if entry.boundary_share else ""
        rows.append(
            [
                entry.name,
                entry.wording_version,
                str(entry.judged),
                str(entry.contested),
                FLAGS[entry.flag],
                line,
                share,
            ]
        )
    put_table(
        ["criterion", "wording", "calls judged", "contested", "flag", "most at the line", "share"], rows, right=(2, 3)
    )
    put()
    for entry in entries:
        for judged in entry.rounds:
            votes = " ".join(judged.scale.word(level) for level in judged.levels)
            put(
                f"{judged.day}  call {judged.number}  {entry.name}: votes {votes}; QA {judged.scale.word(judged.actual)}; {', '.join(sorted(judged.judgement.labels))}"
            )


def round_json(judged: JudgedRound) -> dict[str, Any]:
    verdict = judged.judgement
    return {
        "session": judged.session,
        "date": judged.day,
        "call": judged.number,
        "votes": list(judged.levels),
        "not_applicable": judged.not_applicable,
        "wording_does_not_tell": judged.wording,
        "passed": judged.passed,
        "no_vote": judged.no_vote,
        "actual": judged.actual,
        "labels": sorted(verdict.labels),
        "disagreement": verdict.disagreement,
        "within_one_step": verdict.within_one_step,
        "gap": verdict.gap,
        "boundaries": [[low, high, value] for (low, high), value in verdict.boundaries.items()],
        "outcome": judged.outcome.kind.value if judged.outcome else None,
        "readings": [t for t in (judged.outcome.text, judged.outcome.other) if t] if judged.outcome else [],
        "note": judged.note,
    }


def ledger_json(entry: CriterionLedger) -> dict[str, Any]:
    return {
        "criterion": entry.criterion,
        "name": entry.name,
        "wording_version": entry.wording_version,
        "judged": entry.judged,
        "contested": entry.contested,
        "needed": entry.needed,
        "chance": entry.chance,
        "flag": entry.flag.value,
        "boundary": list(entry.boundary) if entry.boundary else None,
        "boundary_share": entry.boundary_share,
        "mean_disagreement": entry.mean_disagreement,
        "sessions": entry.sessions,
        "rounds": [round_json(judged) for judged in entry.rounds],
    }
