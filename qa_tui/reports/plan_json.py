"""`plan --json`: a drafted session as plain JSON values. Private: it names calls and agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.reports.plan_words import plan_cautions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.plan_state import PlanState
    from qa_tui.domain.scope import Window
    from qa_tui.domain.vote_set import Pick


def plans_json(drafts: Sequence[PlanDraft], state: PlanState) -> dict[str, Any]:
    """The plan; with a half-day's second plan in it under `second`."""
    first, *others = (plan_json(draft, state) for draft in drafts)
    return {**first, "second": others[0]} if others else first


def plan_json(draft: PlanDraft, state: PlanState) -> dict[str, Any]:
    """The plan; the same input gives the same bytes."""
    calendar, measurable = draft.calendar, draft.measurable
    return {
        "criterion": draft.criterion.id,
        "wording_version": draft.criterion.wording_version,
        "objective": draft.objective,
        "advice": draft.advice,
        "calls": [_pick(pick) for pick in draft.vote_set.picks],
        "to_settle": list(plan_cautions(draft)),
        "agenda": {
            "length": draft.agenda.length.value,
            "minutes": draft.agenda.minutes,
            "over": max(draft.agenda.over, 0),
            "items": [{"what": item.what, "minutes": item.minutes} for item in draft.agenda.items],
        },
        "seats": state.seats,
        "patterns": [
            {
                "name": pattern.title,
                "lacks": list(pattern.behaviours),
                "by_level": len(pattern.calls),
                "mentioned_in_comments": len(pattern.mentioned),
                "calls": list(pattern.calls),
            }
            for pattern in draft.patterns
        ],
        "calendar": {
            "baseline_kind": calendar.baseline_kind.value,
            "selection": _window(calendar.selection),
            "baseline": _window(calendar.baseline),
            "session": calendar.session.isoformat(),
            "practice_until": calendar.deadline.isoformat(),
            "post": _window(calendar.post),
            "answer_on": calendar.answer_on.isoformat(),
        },
        "measurable": {
            "agents": measurable.agents,
            "calls_per_fortnight": round(measurable.calls_now, 2),
            "minimum_detectable": None if measurable.detectable is None else round(measurable.detectable, 2),
            "calls_needed": measurable.calls_needed,
        },
    }


def _pick(pick: Pick) -> dict[str, Any]:
    candidate = pick.candidate
    return {
        "call": candidate.call_id,
        "agent": candidate.agent,
        "use": pick.use.value,
        "role": candidate.role.value,
        "percent": round(candidate.percent, 2),
        "call_type": candidate.call_type,
        "date": candidate.day,
        "partner_of": pick.partner_of or None,
        "why": pick.why,
    }


def _window(window: Window) -> dict[str, str]:
    return {"start": window.start.isoformat(), "end": window.end.isoformat()}
