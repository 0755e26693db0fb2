"""`qa-tui calls`: the calls behind a number, with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put_json, put_table, say, say_problems
from qa_tui.commands.reading import ask, criterion_of, one_of
from qa_tui.domain.calls import CallFilter
from qa_tui.domain.problem import NotAnsweredError
from qa_tui.domain.safe_text import safe_line
from qa_tui.steps.gaps import find_calls

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> Exit:
    asked = ask(options)
    if isinstance(asked, Exit):
        return asked
    loaded = asked.loaded
    known = loaded.calls.labels()
    criterion = criterion_of(loaded.rubric, options.criterion)
    if isinstance(criterion, Exit):
        return criterion
    chosen: dict[str, str | None] = {}
    for what, asked_for, names in (
        ("evaluator", options.evaluator, known.evaluators),
        ("call type", options.call_type, known.call_types),
        ("agent", options.agent, known.agents),
    ):
        found = None if asked_for is None else one_of(what, asked_for, names)
        if isinstance(found, Exit):
            return found
        chosen[what] = found
    wanted = CallFilter(
        criterion,
        below=options.below,
        above=options.above,
        agent=chosen["agent"],
        segments=asked.scope.segments,
        evaluator=chosen["evaluator"],
        call_type=chosen["call type"],
        text=options.find or "",
    )
    try:
        page = find_calls(loaded, asked.scope, wanted)
    except NotAnsweredError as problem:
        say(f"error: {problem}")
        return Exit.BAD_INPUT
    calls = page.calls
    if options.json:
        column = calls.column
        rows = []
        for place in range(len(calls)):
            call = calls[place]
            evidence = calls.matrix.evidence(call.row, column)
            rows.append(
                {
                    "call_id": call.call_id, "agent": call.agent, "agent_name": call.agent_name, "date": call.day,
                    "percent": round(call.percent, 2), "points": call.points, "call_type": call.call_type,
                    "evaluator": call.evaluator, "comment": call.comment, "evidence": list(evidence) if evidence else None,
                    "transcript": call.transcript,
                }
            )  # fmt: skip
        put_json({"criterion": criterion, "total": page.total, "calls": rows})
        return Exit.OK
    shown = [calls[place] for place in range(len(calls))]
    table = [
        [
            f"{c.percent:.0f}",
            c.points,
            c.day,
            c.call_id,
            c.agent_name,
            c.call_type,
            "yes" if c.transcript else "",
            safe_line(c.comment, 50),
        ]
        for c in shown
    ]
    put_table(["%", "points", "date", "call", "agent", "call type", "transcript", "comment"], table, right=(0,))
    of_all = f" of {page.total:,}" if page.total > len(calls) else ""
    say(f"{len(calls):,}{of_all} calls")
    say_problems(loaded.problems)
    return Exit.OK
