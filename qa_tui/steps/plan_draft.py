"""Step 3: one whole session drafted from the scores, and drafted anew after every wish. The same input gives the same plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.agenda import make_agenda
from qa_tui.domain.failure_pattern import FailurePattern, LowCall
from qa_tui.domain.gaps import AgentStatus, Verdict
from qa_tui.domain.half_day import OtherHalf
from qa_tui.domain.plan import Role, objective
from qa_tui.domain.plan_draft import PlanDraft
from qa_tui.domain.plan_state import SEATS, PlanState
from qa_tui.domain.session import MOST_SEATS
from qa_tui.domain.vote_set import Use, Wanted
from qa_tui.steps.measuring import CallFacts, find_call_facts, measurable, plan_calendar
from qa_tui.steps.plan import gather_pool

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qa_tui.analysis.plan_choice import Pool
    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Scope, Window
    from qa_tui.steps.loaded import Loaded

MOST_OTHERS = 12
"""Calls of each kind that are offered beside the chosen ones."""


@dataclass(frozen=True, eq=False, slots=True)
class PlanGround:
    """What a plan is drafted from: worked out once for a criterion and a scope."""

    loaded: Loaded
    scope: Scope
    criterion: Criterion
    gap: CriterionGap | None
    window: Window
    pool: Pool
    patterns: tuple[FailurePattern, ...]
    calls: CallFacts


def lay_ground(
    loaded: Loaded,
    scope: Scope,
    criterion: Criterion,
    gap: CriterionGap | None,
    also: frozenset[str] = frozenset(),
) -> PlanGround | None:
    """Everything a draft needs; None where no call has a date. `also` are calls that a person typed or plays."""
    from qa_tui.analysis.failure_patterns import find_patterns
    from qa_tui.steps.gaps import window_of

    window = window_of(loaded, scope)
    if window is None:
        return None
    pool = gather_pool(loaded, scope, criterion, gap, also)
    lows = [LowCall(c.call_id, c.actual.value, c.comment) for c in pool.candidates if c.role is Role.LOW]
    calls = find_call_facts(loaded, window, criterion.id)
    return PlanGround(loaded, scope, criterion, gap, window, pool, find_patterns(criterion, lows), calls)


def first_state(ground: PlanGround) -> PlanState:
    """What a plan begins with: where it is a session of one segment, its agents are in the room."""
    is_of_segment = ground.gap is not None and ground.gap.verdict is Verdict.CLUSTERED and ground.pool.concentrated
    seats = min(len(ground.pool.concentrated), MOST_SEATS) if is_of_segment else SEATS
    return PlanState(seats=seats, selection=ground.window)


def draft_plan(
    ground: PlanGround,
    state: PlanState,
    keys: Mapping[str, str],
    today: date,
    other: OtherHalf | None = None,
    invited: frozenset[str] = frozenset(),
) -> PlanDraft:
    """The plan that `state` asks for.

    Args:
        ground: from `lay_ground`.
        state: what a person decided.
        keys: call id -> call key, for every candidate.
        today: no session is proposed on it or before.
        other: the plan that shares a half-day with this one.
        invited: agents who will be in the room.
    """
    from qa_tui.analysis.plan_choice import choose

    ids = {key: call for call, key in keys.items()}

    def calls(wished: frozenset[str]) -> frozenset[str]:
        return frozenset(ids[key] for key in wished if key in ids)

    heard = other.calls - state.pinned if other is not None and other.is_first else frozenset()
    wanted = Wanted(state.lows, calls(state.pinned), calls(state.excluded | state.declined | heard), invited)
    vote_set = choose(ground.pool, wanted)
    declined = calls(state.declined)
    chosen = {pick.candidate.call_id for pick in vote_set.picks}
    rest = [c for c in ground.pool.candidates if c.call_id not in chosen | declined]
    others = tuple(c for role in Role for c in [c for c in rest if c.role is role][:MOST_OTHERS])
    has_partner = any(pick.use is Use.PARTNER for pick in vote_set.picks)
    calls_each = [len(vote_set.voted)]
    if other is not None:
        calls_each.insert(0 if other.is_first else 1, other.planned)
    return PlanDraft(
        criterion=ground.criterion,
        vote_set=vote_set,
        others=others,
        objective=state.objective or objective(ground.criterion),
        agenda=make_agenda(state.length, calls_each, has_partner=has_partner),
        calendar=plan_calendar(ground.window, state.session, today),
        measurable=measurable(ground.calls, state.seats),
        patterns=named_patterns(ground.patterns, state.patterns),
        advice=advice_on(ground.gap, ground.pool.segment),
    )


def draft_half_day(
    grounds: tuple[PlanGround, PlanGround], state: PlanState, keys: Mapping[str, str], today: date
) -> tuple[PlanDraft, PlanDraft]:
    """Two plans that share a session, drafted with the same wishes."""

    def as_other(draft: PlanDraft, *, is_first: bool) -> OtherHalf:
        calls = frozenset(keys[pick.candidate.call_id] for pick in draft.vote_set.picks)
        return OtherHalf("", draft.criterion.name, is_first, 0, len(draft.vote_set.voted), calls)

    alone = draft_plan(grounds[0], state, keys, today)
    second = draft_plan(grounds[1], state, keys, today, as_other(alone, is_first=True))
    return draft_plan(grounds[0], state, keys, today, as_other(second, is_first=False)), second


def named_patterns(
    found: tuple[FailurePattern, ...], named: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[FailurePattern, ...]:
    """The patterns as a person merged and named them; behaviours that nobody named stay as they were found."""
    from dataclasses import replace

    by_behaviour = {pattern.behaviours[0]: pattern for pattern in found}
    kept: list[FailurePattern] = []
    for name, behaviours in named:
        parts = [by_behaviour.pop(behaviour) for behaviour in behaviours if behaviour in by_behaviour]
        if parts:
            merged = parts[0]
            for part in parts[1:]:
                merged = merged.merged(part)
            kept.append(replace(merged, name=name))
    return (*kept, *(pattern for pattern in found if pattern.behaviours[0] in by_behaviour))


def advice_on(gap: CriterionGap | None, segment: str) -> str:
    """What the method says where the gap is not the team's, in a sentence."""
    if gap is None or gap.verdict is Verdict.UNIVERSAL:
        return ""
    low = [agent.agent for agent in gap.agents if agent.status is AgentStatus.LOW]
    who = ", ".join(low[:6]) + (" and others" if len(low) > 6 else "")
    keep = "To train the team all the same, press t on Scores: the reason is kept."
    match gap.verdict:
        case Verdict.CLUSTERED:
            where = segment or "one segment"
            return f"Not a team session: the gap sits in {where}. This is a plan for a session of {where}, with its own low calls."
        case Verdict.SCATTERED if low:
            return (
                f"Not a session: {len(low)} agents are low and not in one place. Coach them one to one: {who}. {keep}"
            )
        case Verdict.SCATTERED:
            return f"Nobody is below the line: there is nothing to train here. {keep}"
        case Verdict.MIXED:
            return f"Between a team session and coaching: your call. {keep}"
        case _:
            return f"Too few agents have enough scored calls to say whom to train. {keep}"
