"""The plain words for agreement over many calls, the same on the screen, in the command and on paper. Private: not for the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.agreement import FEWEST_FOR_ALPHA, WITHIN_ONE_STEP_TARGET, Reliability
from qa_tui.reports.words import count_of

if TYPE_CHECKING:
    from qa_tui.domain.agreement import Agreement, Coefficients, Estimate
    from qa_tui.domain.disagreement import CriterionLedger
    from qa_tui.domain.rubric import Scale

LABELS = {
    "contested": "seen in more than one way",
    "applicability_contested": "split on whether it applies",
    "lone_dissent": "one sees it differently",
    "gap_minor": "a step from QA",
    "gap_major": "far from QA",
    "aligned": "seen alike",
    "too_few": "too few votes",
    "no_quorum": "too few of the room voted",
}
SECOND_VOTES = {
    "resolved": "after the talk the room agreed, and with QA: the explanation is an example for the rubric",
    "converged_away": "after the talk the room agreed, and not with QA: QA's score is to be looked at",
    "persistent_split": "the room stayed split after the talk: the wording is the finding",
    "partly_resolved": "after the talk the room was nearer, and not of one mind",
    "accepted": "after the talk the room came to QA's reading",
    "gap_persists": "after the talk the room still differed from QA",
    "diverged": "the talk brought up a second reading",
    "unchanged": "the talk changed little",
    "too_few": "too few voted both times",
}
RELIABILITY = {
    Reliability.RELIABLE: "reliable",
    Reliability.UNRELIABLE: "not reliable",
    Reliability.NOT_YET_KNOWN: "not yet known",
}


def labels_of(labels: frozenset[str]) -> str:
    return ", ".join(LABELS[label] for label in sorted(labels))


def in_steps(value: float, scale: Scale) -> float:
    """A part of the scale in levels that a room votes for."""
    return value * (scale.maximum - scale.minimum) / scale.vote_step


def _range(estimate: Estimate, places: int, factor: float = 1.0) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f" ({estimate.low * factor:.{places}f} to {estimate.high * factor:.{places}f})"


def agreement_sentences(entry: CriterionLedger) -> tuple[str, ...]:
    """Everything that can be said of a criterion's agreement over its calls, one sentence each."""
    found, scale = entry.agreement, entry.rounds[0].scale
    said = []
    if found.disagreement is not None:
        steps = in_steps(found.disagreement.value, scale)
        reach = _range(found.disagreement, 1, in_steps(1.0, scale))
        said.append(
            f"Any two people differ by {steps:.1f} levels on average{reach}, over {count_of(found.excerpts, 'call')}."
        )
    if found.within_one_step is not None:
        is_enough = found.within_one_step >= WITHIN_ONE_STEP_TARGET
        target = (
            f"{'at least' if is_enough else 'under'} the {100 * WITHIN_ONE_STEP_TARGET:.0f} % that the trade asks for"
        )
        near = (
            "on the middle level itself"
            if len(scale.values) <= 3 and not scale.is_continuous
            else "within one step of the middle"
        )
        said.append(f"{100 * found.within_one_step:.0f} % of the votes are {near}: {target}.")
    said.append(_coefficients(found.coefficients, found))
    if entry.persistent_splits:
        stayed = f"{count_of(entry.persistent_splits, 'call')} stayed split after the talk."
        said.append(stayed if entry.persistent_splits < 2 else f"{stayed} Talking does not settle it: reword.")
    if found.bias is not None and found.bias.is_flagged:
        steps = in_steps(found.bias.mean.value, scale)
        way = "above" if steps > 0 else "below"
        said.append(
            f"Rooms are {abs(steps):.1f} levels {way} QA on average{_range(found.bias.mean, 1, in_steps(1.0, scale))}, over "
            f"{count_of(found.bias.excerpts, 'call')}. Who of them is off cannot be told from votes: have these calls scored a second time."
        )
    return (*said, _line(found, scale))


def _coefficients(found: Coefficients | None, agreement: Agreement) -> str:
    if found is None:
        left = FEWEST_FOR_ALPHA - agreement.excerpts
        return f"How far votes agree beyond chance is said from {FEWEST_FOR_ALPHA} calls on: {count_of(max(left, 1), 'call')} more."
    if found.alpha is None:
        return "Every vote is the same: agreement beyond chance is not defined."
    name = "AC1" if found.metric == "nominal" else "AC2"
    ac = "" if found.ac is None else f"; Gwet's {name} {found.ac:.2f}"
    value = f"{found.alpha.value:.2f}{_range(found.alpha, 2)}"
    said = (
        f"Agreement beyond chance is {value}, 1 being complete: {RELIABILITY[found.reliability]} "
        f"(Krippendorff's alpha, {found.metric}{ac})."
    )
    return (
        f"{said} The calls lie close together, so alpha understates agreement." if found.is_range_restricted else said
    )


def _line(found: Agreement, scale: Scale) -> str:
    if found.line is None:
        return f"No line between two levels is named as read differently by the same people: {found.line_why_not}."
    return (
        f"The same people sit on either side of the line between {scale.word(found.line.lower)} and {scale.word(found.line.upper)}: "
        f"chance would do that {times_in_100(found.line.chance)}."
    )


def times_in_100(chance: float) -> str:
    """How often chance alone does as much; `chance` is 0..1."""
    if chance < 0.01:
        return "less than once in 100"
    times = round(100 * chance)
    return "once in 100" if times == 1 else f"{times} times in 100"
