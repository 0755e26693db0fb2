"""`qa-tui disagreements`: the ledger across sessions, and what it flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put, put_json, put_table, say
from qa_tui.commands.stored import opened_store
from qa_tui.reports.agreement_words import agreement_sentences
from qa_tui.reports.disagreement_json import ledger_json
from qa_tui.reports.wording_words import request_words
from qa_tui.reports.words import FLAGS
from qa_tui.steps.ledger import read_ledger

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.disagreement import CriterionLedger


def run(options: argparse.Namespace) -> Exit:
    with opened_store(options) as store:
        entries = read_ledger(store, options.criterion) if store else ()
        requests = store.wording_requests() if store else ()
    asked = [request for request in requests if options.criterion in {None, request.criterion}]
    if options.json:
        put_json(
            {
                "criteria": [ledger_json(entry) for entry in entries],
                "wording_requests": [request.as_json() for request in asked],
            }
        )
    elif entries:
        _print(entries)
        for request in asked:
            put(f"Another wording of {request.criterion_name}: {request.text} {request_words(request)}.")
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
        put(f"{entry.name}: {' '.join(agreement_sentences(entry))}")
    put()
    for entry in entries:
        for judged in entry.rounds:
            votes = " ".join(judged.scale.word(level) for level in judged.levels)
            put(
                f"{judged.day}  call {judged.number}  {entry.name}: votes {votes}; QA {judged.scale.word(judged.actual)}; {', '.join(sorted(judged.judgement.labels))}"
            )
