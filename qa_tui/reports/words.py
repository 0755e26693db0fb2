"""The plain words for results, the same on screens, in commands and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import Flag
from qa_tui.domain.gap_rules import is_low_confidence
from qa_tui.domain.gaps import AgentStatus, Concentration, Verdict
from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap, GapReport, SegmentGap


FLAGS = {
    Flag.AMBIGUOUS: "wording unclear",
    Flag.WATCH: "watch",
    Flag.CLEAR_SO_FAR: "clear so far",
    Flag.NOT_YET_KNOWN: "not yet known",
}


SO_FAR = {
    Verdict.UNIVERSAL: "team session",
    Verdict.CLUSTERED: "coach a segment",
    Verdict.MIXED: "your call",
    Verdict.SCATTERED: "1:1 coaching",
    Verdict.INSUFFICIENT: "too few",
}


def percent(value: float | None, places: int = 1) -> str:
    return "-" if value is None else f"{value:.{places}f}"


def what_to_do(gap: CriterionGap) -> str:
    """The verdict as an action, with what shakes it."""
    words = {
        Verdict.UNIVERSAL: "Team session",
        Verdict.MIXED: "Your call",
        Verdict.SCATTERED: "1:1 coaching" if gap.low_agents else "Nothing to train",
        Verdict.INSUFFICIENT: "Too few calls",
    }
    segment = gap.concentrated_in
    said = (
        f"Coach: {safe_line(segment.segment, 24)}"
        if gap.verdict is Verdict.CLUSTERED and segment
        else words.get(gap.verdict, "")
    )
    if gap.verdict is Verdict.INSUFFICIENT and gap.provisional_verdict is not None:
        said += f" ({SO_FAR[gap.provisional_verdict]} so far)"
    if gap.on_the_line:
        said += " · exactly on the line"
    if gap.fragile:
        said += " · one agent changes this"
    return said


def concentration(segment: SegmentGap, eligible: int) -> str:
    """Whether the low agents of a criterion sit in one segment, and how often chance alone would put them there."""
    chance = "" if segment.p is None else f"by chance {max(1, round(100 * segment.p))} in 100"
    match segment.concentration:
        case Concentration.YES:
            return f"yes, {chance}"
        case Concentration.POSSIBLE:
            return f"maybe, {chance}"
        case Concentration.CANNOT_TELL:
            return f"cannot tell with {eligible} agents"
        case Concentration.NO:
            return "no" if segment.p is None else f"no, {chance}"


def evaluator_words(gap: CriterionGap, report: GapReport) -> str:
    """Who scored, and what the class would be without the one who scored most."""
    who, without = report.evaluators, gap.without_busiest
    if who is None:
        return "evaluators unknown"
    if who.evaluators == 1:
        return "all scored by one evaluator"
    said = f"{who.evaluators} evaluators, one did {who.largest_share:.0f} %"
    if without is None or not without.eligible_agents:
        return said
    share = 100 * without.low_agents / without.eligible_agents
    same = without.verdict is gap.verdict
    change = "same class" if same else f"would be {SO_FAR[without.verdict]}"
    return f"{said}; without that one {without.low_agents} of {without.eligible_agents} ({share:.0f} %, {change})"


def headline(report: GapReport) -> str:
    """The answer to step 1 in one sentence."""
    topic = report.criterion(report.topic) if report.topic else None
    if topic:
        counts = f"{topic.low_agents} of {topic.eligible_agents} agents are below {report.scope.threshold}"
        return f"Train: {safe_line(topic.name, 60)}. {counts}{_trainable(topic, report)}."
    known = [gap for gap in report.criteria if gap.team_mean is not None]
    if not known:
        low = report.scope.minimum_calls
        return f"No agent has {low} scored calls in this window, so nothing can be said about the team yet."
    first = known[0]
    return (
        f"No criterion is low for most of the team. The lowest is {safe_line(first.name, 60)}: "
        f"{first.low_agents} of {first.eligible_agents} agents are below {report.scope.threshold}."
    )


def _trainable(gap: CriterionGap, report: GapReport) -> str:
    """How many of them are still here, where somebody has left."""
    counted = [agent for agent in gap.agents if agent.status is not AgentStatus.TOO_FEW]
    here = [agent for agent in counted if agent.agent not in report.leavers]
    if len(here) == len(counted):
        return ""
    low = sum(agent.status is AgentStatus.LOW for agent in here)
    return f" ({low} of the {len(here)} still here and trainable)"


def verdict_sentence(gap: CriterionGap, threshold: int) -> str:
    """The verdict on one criterion and the numbers it rests on, in one sentence."""
    share = percent(gap.low_share, 0)
    counts = f"{gap.low_agents} of {gap.eligible_agents} agents ({share} %) are below {threshold}"
    line = " That is exactly on the line." if gap.on_the_line else ""
    shaky = " One agent more or less would change this." if gap.fragile else ""
    if is_low_confidence(gap.eligible_agents):
        shaky += f" Low confidence: only {gap.eligible_agents} agents."
    segment = gap.concentrated_in
    match gap.verdict:
        case Verdict.UNIVERSAL:
            where = f" Most of all {safe_line(segment.segment, 24)}." if segment else ""
            return f"Team session: {counts}, 60 % or more.{where}{line}{shaky}"
        case Verdict.CLUSTERED if segment:
            return (
                f"Coach {safe_line(segment.dimension, 24)} {safe_line(segment.segment, 24)}: {counts}, and {segment.low} of them "
                f"are there, {segment.lift or 0:.1f} x its share.{line}{shaky}"
            )
        case Verdict.MIXED:
            return f"Your call: {counts}, between 40 and 60 %. The method names no rule here.{line}{shaky}"
        case Verdict.INSUFFICIENT:
            so_far = (
                f" Over everybody with 3 calls it would be: {SO_FAR[gap.provisional_verdict]}."
                if gap.provisional_verdict
                else ""
            )
            return f"Too few calls: only {gap.eligible_agents} agents have enough scored calls.{so_far}"
        case _ if gap.low_agents == 0:
            return f"Nothing to train: none of {gap.eligible_agents} agents is below {threshold}.{shaky}"
        case _:
            return f"1:1 coaching: {counts}, under 40 % and in no one segment.{line}{shaky}"


def version_words(report: GapReport) -> str:
    """That the window holds several versions of a form; empty where it does not."""
    if not report.form_versions:
        return ""
    names = ", ".join(report.form_versions[:4])
    return f"This window holds several versions of one form ({names}): a criterion may have been worded differently."
