"""The outcome as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui import __version__
from qa_tui.domain.outcome import Measured, NotYet
from qa_tui.reports.outcome_words import outcome_sentence

if TYPE_CHECKING:
    from qa_tui.domain.outcome import CycleOutcome, Effect
    from qa_tui.domain.scope import Window


def outcome_json(outcome: CycleOutcome, *, with_names: bool = False) -> dict[str, Any]:
    """Everything of the answer; agents only with `with_names`."""
    cycle = outcome.cycle
    body: dict[str, Any] = {
        "version": __version__,
        "anonymised": not with_names,
        "cycle": cycle.id,
        "criterion": cycle.criterion,
        "name": cycle.criterion_name,
        "wording_version": cycle.wording_version,
        "sessions": [{"id": held.session, "held_on": held.held_on.isoformat()} for held in cycle.sessions],
        "baseline": {"kind": outcome.baseline_kind.value, **_window(outcome.baseline)},
        "post": _window(outcome.post),
        "answer_on": outcome.answer_on.isoformat(),
        "threshold": outcome.threshold,
        "target": outcome.target,
        "sentence": outcome_sentence(outcome),
        "practice": {"done": outcome.practised, "asked": outcome.asked},
        "verdict": None,
    }
    if isinstance(outcome.found, NotYet):
        return {**body, "day": outcome.found.day, "of": outcome.found.of}
    return {**body, **_measured(outcome.found, with_names=with_names)}


def _measured(found: Measured, *, with_names: bool) -> dict[str, Any]:
    others = found.others
    body: dict[str, Any] = {
        "verdict": found.verdict.value,
        "effect": _effect(found.effect),
        "rebound": {"points": found.rebound.points, "share": found.rebound.share} if found.rebound else None,
        "before": found.before,
        "after": found.after,
        "below_before": found.below_before,
        "below_after": found.below_after,
        "agents": len(found.changes),
        "lost": {why: sum(lost.why == why for lost in found.lost) for why in sorted({lost.why for lost in found.lost})},
        "unpaired": found.unpaired,
        "others": {
            "criteria": others.criteria,
            "before": others.before,
            "after": others.after,
            "effect": _effect(others.effect),
            "specific": _effect(others.specific),
        }
        if others
        else None,
        "against_untrained": _effect(found.untrained) if found.untrained else None,
        "detectable": found.detectable,
        "more_calls": found.more_calls,
        "not_alike": [{"what": c.what, "before": c.before, "after": c.after} for c in found.not_alike],
        "diagnoses": [
            {"cause": d.cause.value, "evidence": list(d.evidence), "what_next": d.what_next} for d in found.diagnoses
        ],
    }
    if with_names:
        body["changes"] = [
            {
                "agent": c.agent,
                "name": c.name,
                "before": c.before,
                "after": c.after,
                "calls_before": c.calls_before,
                "calls_after": c.calls_after,
            }
            for c in found.changes
        ]
        body["not_compared"] = [{"agent": lost.agent, "name": lost.name, "why": lost.why.value} for lost in found.lost]
    return body


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "points": effect.points,
        "interval": list(effect.interval) if effect.interval else None,
        "agents": effect.agents,
    }


def _window(window: Window) -> dict[str, str]:
    return {"start": window.start.isoformat(), "end": window.end.isoformat()}
