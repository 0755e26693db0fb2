"""`qa-tui plan`: step 3, one whole session drafted from the scores. What is approved, is approved in the app."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, put, put_json, put_table, say, say_problems
from qa_tui.commands.gaps import answer
from qa_tui.commands.reading import criterion_of
from qa_tui.domain.agenda import Length
from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.vote_set import FEWEST_LOWS, MOST_LOWS
from qa_tui.paths import find_home
from qa_tui.reports.plan_json import plan_json
from qa_tui.reports.plan_words import ROLES, USES, calendar_lines, cost, plan_cautions
from qa_tui.steps.plan_draft import draft_plan, lay_ground

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from qa_tui.domain.plan_draft import PlanDraft


def run(options: argparse.Namespace) -> Exit:
    if options.export:
        return _export(options)
    if options.taken:
        return _take(options)
    if not options.paths:
        say("error: `qa-tui plan` needs score files, or a folder that holds them.")
        return Exit.USAGE
    drafted = draft_for(options)
    if isinstance(drafted, Exit):
        return drafted
    draft, state = drafted
    if options.json:
        put_json(plan_json(draft, state))
    else:
        for line in _lines(draft, state):
            put(line)
        rows = [
            [
                USES[pick.use], ROLES[pick.candidate.role], f"{pick.candidate.percent:.0f} %", pick.candidate.call_type,
                pick.candidate.agent, pick.candidate.call_id,
            ]
            for pick in draft.vote_set.picks
        ]  # fmt: skip
        put_table(["for", "score", "percent", "call type", "agent", "call"], rows, right=(2,))
        put()
        for pick in draft.vote_set.picks:
            put(f"{pick.candidate.call_id}: {pick.why}.")
    if not draft.vote_set.voted:
        say("No call with a transcript fits: add --transcripts DIR, or choose another criterion.")
        return Exit.NOT_ENOUGH_DATA
    return Exit.OK


def _export(options: argparse.Namespace) -> Exit:
    from qa_tui.commands.report import put_bytes
    from qa_tui.commands.stored import reading_store
    from qa_tui.steps.plan_bundle import as_bytes, bundle_of

    with reading_store(options) as store:
        plan = store.newest_plan() if store else None
        if store is None or plan is None:
            say("No plan with approved excerpts is waiting: open the app, press 3 and approve the calls.")
            return Exit.NOT_ENOUGH_DATA
        written = as_bytes(bundle_of(store, plan))
    say("note: QA's scores are in this file; nobody's name is.")
    return put_bytes(written, options.export)


def _take(options: argparse.Namespace) -> Exit:
    from pathlib import Path

    from qa_tui.steps.plan_bundle import take_bundle

    shown = safe_line(options.taken, 120)
    try:
        body = json.loads(Path(options.taken).expanduser().read_text(encoding="utf-8"))
    except OSError as problem:
        say(f"error: {shown}: cannot be read: {(problem.strerror or 'unknown').lower()}.")
        return Exit.BAD_INPUT
    except ValueError:
        say(f"error: {shown}: this is not a plan that qa-tui has written (no JSON).")
        return Exit.BAD_INPUT
    store = compose.open_store(find_home(options.home).database, writing=True)
    try:
        plan = take_bundle(store, body, compose.new_id, compose.now())
    except ValueError as problem:
        say(f"error: {shown}: {problem}.")
        return Exit.BAD_INPUT
    finally:
        store.database.close()
    say(f"Taken. `qa-tui session start {plan}` plays it; the screen is black first.")
    return Exit.OK


def draft_for(options: argparse.Namespace) -> tuple[PlanDraft, PlanState] | Exit:
    """The plan of the topic, or of the criterion that was asked for; or a status after saying why there is none."""
    answered = answer(options)
    if isinstance(answered, Exit):
        return answered
    asked, report = answered
    say_problems(asked.loaded.problems)
    wanted = options.criterion or report.topic or (report.criteria[0].id if report.criteria else None)
    if wanted is None or report.calls == 0:
        say("Nothing is scored in this window.")
        return Exit.NOT_ENOUGH_DATA
    found = criterion_of(asked.loaded.rubric, wanted)
    if isinstance(found, Exit):
        return found
    criterion = asked.loaded.rubric.criterion(found)
    ground = lay_ground(asked.loaded, asked.scope, criterion, report.criterion(found)) if criterion else None
    if ground is None:
        say("No call has a date, so there is no window to plan from.")
        return Exit.NOT_ENOUGH_DATA
    state = PlanState(
        length=Length.HALF_DAY if options.half_day else Length.SESSION,
        seats=options.seats or PlanState().seats,
        session=options.day,
        lows=min(max((options.calls or 4) - 1, FEWEST_LOWS), MOST_LOWS),
    )
    keys = {candidate.call_id: candidate.call_id for candidate in ground.pool.candidates}
    today = options.as_of or compose.now().date()
    return draft_plan(ground, state, keys, today), state


def _lines(draft: PlanDraft, state: PlanState) -> Iterator[str]:
    yield f"{draft.criterion.name}: {draft.objective}"
    if draft.advice:
        yield draft.advice
    for caution in plan_cautions(draft):
        yield f"To settle: {caution}."
    yield f"{draft.agenda.words()}: {', '.join(f'{item.what} {item.minutes}' for item in draft.agenda.items)}."
    yield f"{cost(draft, state.seats)}. {draft.measurable.words()}"
    yield "; ".join(f"{what}: {when}" for what, when in calendar_lines(draft.calendar)) + "."
    for pattern in draft.patterns:
        yield f"How low calls fail: {pattern.words()}."
    yield ""
