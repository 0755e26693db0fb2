"""`qa-tui plan`: step 3, one whole session drafted from the scores. What is approved, is approved in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, put, put_json, put_table, say, say_problems
from qa_tui.commands.gaps import answer
from qa_tui.commands.reading import criterion_of
from qa_tui.domain.agenda import Length
from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.vote_set import FEWEST_LOWS, MOST_LOWS
from qa_tui.reports.plan_json import plan_json
from qa_tui.reports.plan_words import ROLES, USES, calendar_lines, cost, plan_cautions
from qa_tui.steps.plan_draft import draft_plan, lay_ground

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from qa_tui.domain.plan_draft import PlanDraft


def run(options: argparse.Namespace) -> Exit:
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
