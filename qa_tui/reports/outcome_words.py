"""The outcome in plain words, the same on the screen, in the command and in reports."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qa_tui.domain.measuring import Baseline
from qa_tui.domain.outcome import EffectVerdict, Measured, NotYet, is_at_the_lower_end, is_strong
from qa_tui.reports.words import count_of, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.outcome import CycleOutcome, Effect
    from qa_tui.domain.scope import Window

VERDICTS = {
    EffectVerdict.EFFECTIVE: "effective",
    EffectVerdict.GENERAL_SHIFT: "general shift",
    EffectVerdict.NOT_EFFECTIVE: "not effective",
    EffectVerdict.DECLINED: "declined",
    EffectVerdict.INCONCLUSIVE: "cannot tell yet",
    EffectVerdict.NO_VERDICT: "no verdict",
}
BASELINES = {
    Baseline.FRESH: "the 14 days before the session, none of which chose the topic",
    Baseline.SPLIT: "the last 14 days of the window, kept apart from the days that choose the topic",
    Baseline.OVERLAP: "days that also chose the topic or the people",
    Baseline.CORRECTED: "the days that chose the topic; what the lowest criterion gains by itself is taken off",
}


def likely(effect: Effect, *, is_signed: bool = False) -> str:
    """The interval, such as "likely 4 to 14"."""
    if effect.interval is None:
        return "one agent: no interval"
    low, high = effect.interval
    return f"likely {signed(low)} to {signed(high)}" if is_signed else f"likely {low:.0f} to {high:.0f}"


def outcome_sentence(outcome: CycleOutcome) -> str:
    """What comes first: the answer, and where the team is now."""
    found = outcome.found
    if isinstance(found, NotYet):
        return found.why
    verdict = _verdict_sentence(found, outcome.target)
    if found.verdict is EffectVerdict.NO_VERDICT:
        return verdict
    return f"{verdict} {_position(found, outcome.threshold)}"


def _verdict_sentence(found: Measured, target: float) -> str:
    effect = found.effect
    by = f"{abs(effect.points):.1f} points ({likely(effect)})"
    match found.verdict:
        case EffectVerdict.EFFECTIVE:
            end = ", at the lower end of what we call effective" if is_at_the_lower_end(effect) else ""
            strength = (
                ", and even the lower end of that reaches the aim" if is_strong(effect, target) and not end else ""
            )
            return f"Improved by {by}{end}{strength}."
        case EffectVerdict.GENERAL_SHIFT:
            specific = found.others.specific if found.others else effect
            moved = f"the other criteria moved by {signed(found.others.effect.points)}" if found.others else ""
            return (
                f"Up by {by}; {moved}, so {signed(specific.points)} ({likely(specific, is_signed=True)}) is specific to this, "
                "which is not enough to call the training effective."
            )
        case EffectVerdict.NOT_EFFECTIVE:
            if effect.interval is not None and effect.interval[0] > 0:
                return f"Up by {by}, which is less than the {target:g} from which we call it effective."
            return f"Hardly moved: {signed(effect.points)} ({likely(effect, is_signed=True)}); effective begins at {target:g}."
        case EffectVerdict.DECLINED:
            return f"Declined by {by}."
        case EffectVerdict.INCONCLUSIVE:
            return f"Cannot tell: {signed(effect.points)} ({likely(effect, is_signed=True)}) leaves it open. {_needed(found, target)}"
        case _:
            who = count_of(len(found.changes), "agent")
            return f"No verdict: {who} with scores before and after, and it takes 5."


def _needed(found: Measured, target: float) -> str:
    if found.is_overlapping:
        return "The days before the session also chose these people or this topic, so part of any gain comes back by itself. A session 14 days after the choice has days that did not."
    if found.more_calls == 0:
        return f"There are enough calls to show {target:g} points; the agents moved too differently for one answer."
    if found.more_calls is None:
        return f"This group is too small to show {target:g} points, whatever is scored."
    return f"About {count_of(found.more_calls, 'more scored call')} of each per fortnight would show {target:g} points."


def _position(found: Measured, threshold: int) -> str:
    agents = len(found.changes)
    below = f"{found.below_after} of {agents} still below (were {found.below_before})"
    if found.after < threshold - 1e-9:
        team = min(round(found.after, 1), threshold - 0.1)
        return f"Not there yet: the team is at {team:g}, the line is {threshold}; {below}."
    return f"Over the line: the team is at {found.after:.1f}, the line is {threshold}; {below}."


def windows_words(windows: Sequence[Window]) -> str:
    """One window, or each session's where they differ."""
    distinct = list(dict.fromkeys(windows))
    said = " and ".join(window.words() for window in distinct)
    return f"{said}, each session its own" if len(distinct) > 1 else said


def sensitivity_words(outcome: CycleOutcome) -> list[str]:
    """What the answer rests on, one sentence each."""
    found = outcome.found
    if isinstance(found, NotYet):
        return []
    said = []
    if found.rebound is not None:
        said.append(
            f"The days that chose the topic are also the baseline: the lowest of several criteria comes back by about "
            f"{found.rebound.points:.1f} points without any training. That has been taken off, here and from what is specific to this."
        )
    if found.detectable is not None:
        said.append(f"With this group a true change under about {found.detectable:.0f} could easily be missed.")
    if outcome.asked:
        said.append(f"Practice done: {outcome.practised} of {outcome.asked}.")
    if found.untrained is not None:
        said.append(
            f"Against agents who were in no session: {signed(found.untrained.points)} ({likely(found.untrained, is_signed=True)}); "
            "a fair comparison only where the trained were not chosen by their score."
        )
    if found.lost:
        reasons = Counter(lost.why.value for lost in found.lost)
        why = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
        many = (
            f" More than a fifth is missing: everybody's means, paired or not, differ by {signed(found.unpaired)}."
            if (found.is_thinned and found.unpaired is not None)
            else ""
        )
        said.append(f"{len(found.lost)} of {found.trained} trained cannot be compared: {why}.{many}")
    said += [
        f"Not the same before and after, {change.what}: {change.before}; {change.after}." for change in found.not_alike
    ]
    return said


def compared_words(found: Measured) -> str:
    """Who is compared with whom."""
    up = sum(change.change > 0 for change in found.changes)
    down = sum(change.change < 0 for change in found.changes)
    same = len(found.changes) - up - down
    level = f", {same} as before" if same else ""
    return f"{up} up, {down} down{level}; the same {count_of(len(found.changes), 'agent')} before and after"
