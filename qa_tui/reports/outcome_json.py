"""The outcome as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui import __version__
from qa_tui.domain.outcome import EffectVerdict, Measured, NotYet, is_at_the_lower_end, is_strong
from qa_tui.reports.outcome_words import outcome_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        "baseline_kind": outcome.baseline_kind.value,
        "baseline": {**_window(outcome.baselines), "mean": None},
        "post": {**_window(outcome.posts), "mean": None},
        "answer_on": outcome.answer_on.isoformat(),
        "threshold": outcome.threshold,
        "target": outcome.target,
        "sentence": outcome_sentence(outcome),
        "practice": {"done": outcome.practised, "asked": outcome.asked},
        "verdict": None,
        "cohort": outcome.cohort,
        "paired": None,
        "change": None,
        "interval": None,
    }
    if isinstance(outcome.found, NotYet):
        return {**body, "day": outcome.found.day, "of": outcome.found.of}
    if outcome.found.verdict is EffectVerdict.NO_VERDICT and not with_names:
        # The means of one to four people are theirs to read.
        return {**body, "verdict": outcome.found.verdict.value, "paired": len(outcome.found.changes)}
    body["baseline"]["mean"], body["post"]["mean"] = outcome.found.before, outcome.found.after
    return {**body, **_measured(outcome.found, outcome.target, with_names=with_names)}


def _measured(found: Measured, target: float, *, with_names: bool) -> dict[str, Any]:
    others, effect = found.others, found.effect
    is_effective = found.verdict is EffectVerdict.EFFECTIVE
    body: dict[str, Any] = {
        "verdict": found.verdict.value,
        "paired": len(found.changes),
        "change": effect.points,
        "interval": list(effect.interval) if effect.interval else None,
        "strong": is_effective and is_strong(effect, target),
        "lower_end": is_effective and is_at_the_lower_end(effect),
        "difference_in_differences": _effect(others.specific) if others else None,
        "rebound": {"points": found.rebound.points, "share": found.rebound.share} if found.rebound else None,
        "below_before": found.below_before,
        "below_after": found.below_after,
        "lost": {why: sum(lost.why == why for lost in found.lost) for why in sorted({lost.why for lost in found.lost})},
        "unpaired": found.unpaired,
        "others": {
            "criteria": others.criteria,
            "before": others.before,
            "after": others.after,
            **_effect(others.effect),
        }
        if others
        else None,
        "against_untrained": _effect(found.untrained) if found.untrained else None,
        "minimum_detectable": found.detectable,
        "more_calls": found.more_calls,
        "not_alike": [{"what": c.what, "before": c.before, "after": c.after} for c in found.not_alike],
        "diagnoses": [
            {
                "name": d.cause.name.casefold(),
                "what": d.cause.value,
                "holds": d.holds,
                "evidence": " ".join(d.evidence),
                "what_next": d.what_next,
            }
            for d in found.diagnoses
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
        "change": effect.points,
        "interval": list(effect.interval) if effect.interval else None,
        "agents": effect.agents,
    }


def _window(windows: Sequence[Window]) -> dict[str, Any]:
    """From the first day of the first session's window to the last day of the last one's."""
    return {
        "start": min(window.start for window in windows).isoformat(),
        "end": max(window.end for window in windows).isoformat(),
    }
