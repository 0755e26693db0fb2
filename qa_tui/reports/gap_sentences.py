"""What a gap report says in whole sentences: the headline, and the verdict on each criterion with the numbers it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.gap_rules import CANNOT_TELL_BELOW, is_low_confidence
from qa_tui.domain.gaps import AgentStatus, Verdict
from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap, GapReport
from qa_tui.reports.words import WORKING, count_of, percent, sureness_words


def headline(report: GapReport) -> str:
    """The answer to step 1 in one sentence."""
    threshold, topic = report.scope.threshold, report.criterion(report.topic) if report.topic else None
    if topic:
        counts = f"{topic.low_agents} of {topic.eligible_agents} agents are below {threshold}"
        if not topic.eligible_agents:
            counts = indicative_words(topic, report) or "nobody has enough scored calls on it"
        said = f"Train: {safe_line(topic.name, 60)}. {counts}{_trainable(topic, report)}.{_tentative(topic)}"
        return f"{said} {_chosen_words(report) or _passed_over(topic, report)}".strip()
    if not report.is_whole:
        return WORKING
    known = [gap for gap in report.criteria if gap.team_mean is not None]
    if not known:
        first = next((gap for gap in report.criteria if gap.indicative is not None), None)
        if first is None:
            return _nothing_scored(report)
        low = report.scope.minimum_calls
        return f"No agent has {low} scored calls yet. {safe_line(first.name, 60)} looks lowest. {indicative_words(first, report)}."
    classed = [gap for gap in known if gap.verdict is not Verdict.INSUFFICIENT]
    first = (classed or known)[0]
    are = "agents are" if first.eligible_agents != 1 else "agent is"
    counts = f"{first.low_agents} of {first.eligible_agents} {are} below {threshold}"
    enough = f"{report.scope.minimum_calls} scored calls or more"
    if not classed:
        few = count_of(max(gap.eligible_agents for gap in known), "agent has", "agents have")
        return (
            f"Too few agents for a team's gap: only {few} {enough}. "
            f"Lowest so far: {safe_line(first.name, 60)}, {counts}."
        )
    if not any(gap.low_agents for gap in known):
        return (
            f"No agent with {enough} is below {threshold} on any criterion. The lowest is {safe_line(first.name, 60)}."
        )
    return f"On no criterion are {report.scope.lines.universal} % of the agents or more below {threshold}. The lowest is {safe_line(first.name, 60)}: {counts}."


def _tentative(topic: CriterionGap) -> str:
    if not topic.is_tentative or topic.verdict is Verdict.INSUFFICIENT:
        return ""
    about = (
        f": without the noise of few calls about {topic.corrected_low_share:.0f} % would be"
        if topic.corrected_low_share
        else ""
    )
    return f" Tentative{about}."


def _passed_over(topic: CriterionGap, report: GapReport) -> str:
    """Why a criterion with a lower mean is not the topic."""
    lower = next((gap for gap in report.criteria if gap.rank < topic.rank and gap.team_mean is not None), None)
    if lower is None:
        return ""
    return (
        f"{safe_line(lower.name, 60)} has a lower mean, and with {lower.low_agents} of {lower.eligible_agents} below it is under the "
        f"{report.scope.lines.universal} % line."
    )


def _chosen_words(report: GapReport) -> str:
    """That a person chose the topic, and what the rule would have said."""
    choice = report.chosen
    if choice is None:
        return ""
    by = f" by {safe_line(choice.agreed_by, 40)}" if choice.agreed_by else ""
    said = f"Chosen{by} on {choice.chosen_on}: {safe_line(choice.reason, 120)}."
    rule = report.criterion(report.rule_topic) if report.rule_topic else None
    if rule and rule.id != choice.criterion:
        return f"{said} The rule says {safe_line(rule.name, 60)}."
    return said if rule else f"{said} By the rule no criterion reaches the {report.scope.lines.universal} % line."


def _nothing_scored(report: GapReport) -> str:
    if any(gap.not_applicable for gap in report.criteria):
        return "Every score of this window is not applicable, so there is nothing to rank."
    return "There is no score in this window, so there is nothing to rank."


def indicative_words(gap: CriterionGap, report: GapReport) -> str:
    """What few calls say, and how many agents they leave open; empty where nothing was scored."""
    found = gap.indicative
    if found is None:
        return ""
    open_ones = (
        f", and {'every one' if found.either_side == found.agents else f'about {found.either_side}'} of the {found.agents} could be on "
        "either side"
        if found.either_side
        else ""
    )
    return (
        f"Indicative: {found.low_agents} of {found.agents} below {report.scope.threshold} with "
        f"{count_of(found.calls_each, 'call')} each{open_ones}"
    )


def _trainable(gap: CriterionGap, report: GapReport) -> str:
    """How many of them are still here, where somebody has left."""
    counted = [agent for agent in gap.agents if agent.status is not AgentStatus.TOO_FEW]
    here = [agent for agent in counted if agent.agent not in report.leavers]
    if len(here) == len(counted):
        return ""
    low = sum(agent.status is AgentStatus.LOW for agent in here)
    return f" ({low} of the {len(here)} still here and trainable)"


def verdict_sentence(gap: CriterionGap, report: GapReport) -> str:
    """The verdict on one criterion and the numbers it rests on, in one sentence."""
    if not gap.is_tested:
        return WORKING
    threshold, lines = report.scope.threshold, report.scope.lines
    share = percent(gap.low_share, 0)
    counts = f"{gap.low_agents} of {gap.eligible_agents} agents ({share} %) are below {threshold}"
    sure = f" ({sureness_words(gap)})" if sureness_words(gap) else ""
    line = " That is exactly on the line." if gap.on_the_line else ""
    shaky = " One agent more or less would change this." if gap.fragile else ""
    if is_low_confidence(gap.eligible_agents):
        shaky += f" Low confidence: only {gap.eligible_agents} agents."
    segment = gap.concentrated_in
    match gap.verdict:
        case Verdict.UNIVERSAL:
            where = f" Most of all {safe_line(segment.segment, 24)}." if segment else ""
            return f"Team session: {counts}, {lines.universal} % or more{sure}.{where}{line}{shaky}"
        case Verdict.CLUSTERED if segment:
            return (
                f"Coach {safe_line(segment.dimension, 24)} {safe_line(segment.segment, 24)}: {counts}, and {segment.low} of them "
                f"are there, {segment.lift or 0:.1f} x its share{sure}.{line}{shaky}"
            )
        case Verdict.MIXED:
            advice = (
                f" Coach {safe_line(segment.segment, 24)} first and measure again."
                if segment
                else " Most are below, so a team session is defensible, under the rule's line."
                if gap.majority_signal
                else ""
            )
            between = f"between {lines.mixed} and {lines.universal} %"
            return f"Your call: {counts}, {between}{sure}. The method leaves this to you.{advice}{line}{shaky}"
        case Verdict.INSUFFICIENT:
            only = (
                f"only {count_of(gap.eligible_agents, 'agent has', 'agents have')}"
                if gap.eligible_agents
                else "no agent has"
            )
            early = f" {indicative_words(gap, report)}." if gap.indicative else ""
            if gap.indicative is None:
                nothing = "every score is not applicable" if gap.not_applicable else "there is no score"
                return f"Nothing to say: {nothing} in this window."
            what = "calls" if gap.excluded_agents else "agents"
            return f"Too few {what}: {only} {report.scope.minimum_calls} scored calls or more.{early}"
        case _ if gap.low_agents == 0:
            return f"Nothing to train: none of {gap.eligible_agents} agents is below {threshold}.{shaky}"
        case _:
            where = "in no one segment" if gap.eligible_agents >= CANNOT_TELL_BELOW else _cannot_tell(gap)
            return f"1:1 coaching: {counts}, under {lines.mixed} %, {where}{sure}.{line}{shaky}"


def _cannot_tell(gap: CriterionGap) -> str:
    return f"and whether in one segment cannot be told with {gap.eligible_agents} agents"


def version_words(report: GapReport) -> str:
    """That the window holds several versions of a form; empty where it does not."""
    if not report.form_versions:
        return ""
    names = ", ".join(report.form_versions[:4])
    return f"This window holds several versions of one form ({names}): a criterion may have been worded differently."
