"""`qa-tui plan`: step 3, one whole session drafted from the scores. What is approved, is approved in the app."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, place_to_read, put, put_json, put_table, say, say_problems
from qa_tui.commands.gaps import answer
from qa_tui.commands.reading import criterion_of
from qa_tui.domain.agenda import Length
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.vote_set import FEWEST_LOWS, MOST_LOWS
from qa_tui.paths import find_home
from qa_tui.reports.plan_json import plans_json
from qa_tui.reports.plan_words import ROLES, USES, calendar_lines, cost, objective_words, plan_cautions
from qa_tui.steps.plan_draft import draft_half_day, draft_plan, first_state, lay_ground

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from qa_tui.commands.reading import Question
    from qa_tui.domain.gaps import GapReport
    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.plan_state import PlanState
    from qa_tui.steps.plan_draft import PlanGround


def run(options: argparse.Namespace) -> Exit:
    if options.export:
        return _export(options)
    if options.taken:
        return _take(options)
    if not options.paths:
        say("error: `qa-tui plan` needs score files, or a folder that holds them.")
        return Exit.USAGE
    drafted = drafts_for(options)
    if isinstance(drafted, Exit):
        return drafted
    drafts, state = drafted
    if options.json:
        put_json(plans_json(drafts, state))
    else:
        for draft in drafts:
            _put(draft, state)
    if not all(draft.vote_set.voted for draft in drafts):
        say("No call with a transcript fits: add --transcripts DIR, or choose another criterion.")
        return Exit.NOT_ENOUGH_DATA
    return Exit.OK


def _put(draft: PlanDraft, state: PlanState) -> None:
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


def _export(options: argparse.Namespace) -> Exit:
    from qa_tui.commands.exits import put_bytes
    from qa_tui.commands.stored import opened_store
    from qa_tui.steps.plan_bundle import as_bytes, bundle_of

    with opened_store(options) as store:
        plan = store.newest_plan() if store else None
        if store is None or plan is None:
            say("No plan with approved excerpts is waiting: open the app, press 3 and approve the calls.")
            return Exit.NOT_ENOUGH_DATA
        written = as_bytes(bundle_of(store, plan))
    say("note: QA's scores are in this file; nobody's name is.")
    return put_bytes(written, options.export)


def _take(options: argparse.Namespace) -> Exit:

    from qa_tui.steps.plan_bundle import take_bundle

    shown = safe_line(options.taken, 120)
    path = place_to_read(options.taken)
    if path is None:
        return Exit.BAD_INPUT
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        say(f"error: {shown}: cannot be read: {(problem.strerror or 'unknown').lower()}.")
        return Exit.BAD_INPUT
    except (ValueError, RecursionError):
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


def drafts_for(options: argparse.Namespace) -> tuple[tuple[PlanDraft, ...], PlanState] | Exit:
    """The plan of the topic, or of the criterion that was asked for; two for a half-day on two criteria.

    Or a status after saying why there is none.
    """
    answered = answer(options)
    if isinstance(answered, Exit):
        return answered
    asked, report = answered
    say_problems(asked.loaded.problems)
    wanted = options.criterion or report.topic or (report.criteria[0].id if report.criteria else None)
    if wanted is None or report.calls == 0:
        say("Nothing is scored in this window.")
        return Exit.NOT_ENOUGH_DATA
    grounds: list[PlanGround] = []
    for name in (wanted, *([options.second] if options.second else [])):
        ground = _ground(asked, report, name)
        if isinstance(ground, Exit):
            return ground
        grounds.append(ground)
    state = replace(
        first_state(grounds[0]),
        length=Length.HALF_DAY if options.half_day or options.second else Length.SESSION,
        session=options.day,
        lows=min(max((options.calls or 4) - 1, FEWEST_LOWS), MOST_LOWS),
    )
    if options.seats:
        state = replace(state, seats=options.seats)
    keys = {candidate.call_id: candidate.call_id for ground in grounds for candidate in ground.pool.candidates}
    today = options.as_of or compose.now().date()
    if len(grounds) == 1:
        return (draft_plan(grounds[0], state, keys, today),), state
    if grounds[0].criterion.id == grounds[1].criterion.id:
        say(f"error: --second: {grounds[0].criterion.name} is the first criterion already.")
        return Exit.USAGE
    return draft_half_day((grounds[0], grounds[1]), state, keys, today), state


def _ground(asked: Question, report: GapReport, name: str) -> PlanGround | Exit:
    found = criterion_of(asked.loaded.rubric, name)
    if isinstance(found, Exit):
        return found
    criterion = asked.loaded.rubric.criterion(found)
    ground = lay_ground(asked.loaded, asked.scope, criterion, report.criterion(found)) if criterion else None
    if ground is None:
        say("No call has a date, so there is no window to plan from.")
        return Exit.NOT_ENOUGH_DATA
    return ground


def _lines(draft: PlanDraft, state: PlanState) -> Iterator[str]:
    yield f"{draft.criterion.name}: {objective_words(draft)}"
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
