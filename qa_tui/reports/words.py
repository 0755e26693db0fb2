"""The plain words for results, the same on screens, in commands and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import Flag
from qa_tui.domain.gap_rules import CANNOT_TELL_BELOW, is_low_confidence
from qa_tui.domain.gaps import AgentStatus, Concentration, Verdict
from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap, GapReport, SegmentGap, Sensitivity


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

NOT_YET = "..."
"""What stands in the place of a result that is being worked out."""
WORKING = "Working it out ..."


def percent(value: float | None, places: int = 1, line: float | None = None) -> str:
    """`value` rounded; what lies below `line` is never rounded up onto it."""
    if value is None:
        return "-"
    said = f"{value:.{places}f}"
    if line is not None and value < line <= float(said):
        step = 10.0**-places
        said = f"{line - step:.{places}f}"
    return said


def so_far(verdict: Verdict, low: int) -> str:
    """A class in lower case, for "would be" and "so far"."""
    return "nothing to train" if verdict is Verdict.SCATTERED and low == 0 else SO_FAR[verdict]


def mean_text(gap: CriterionGap, threshold: int) -> str:
    """The team mean; the indicative one with ~ before it, where there is no other."""
    if gap.team_mean is None and gap.indicative is not None:
        return f"~{percent(gap.indicative.mean, line=threshold)}"
    return percent(gap.team_mean, line=threshold)


def low_text(gap: CriterionGap) -> str:
    """Low agents of all that count; the indicative ones with ~, where nobody counts yet."""
    if gap.eligible_agents == 0 and gap.indicative is not None:
        return f"~{gap.indicative.low_agents} of {gap.indicative.agents}"
    return f"{gap.low_agents} of {gap.eligible_agents}"


def share_text(gap: CriterionGap) -> str:
    """Their share, in percent."""
    if gap.eligible_agents == 0 and gap.indicative is not None:
        return f"~{100 * gap.indicative.low_agents / gap.indicative.agents:.0f} %"
    return f"{percent(gap.low_share, 0)} %"


def count_of(number: int, one: str, several: str = "") -> str:
    """The number with its noun: 1 agent, 2 agents."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def what_to_do(gap: CriterionGap) -> str:
    """The verdict as an action, with what shakes it; dots where a test that is still to come decides it."""
    if not gap.is_tested and gap.verdict not in {Verdict.UNIVERSAL, Verdict.MIXED}:
        return NOT_YET
    words = {
        Verdict.UNIVERSAL: "Team session",
        Verdict.MIXED: "Your call",
        Verdict.SCATTERED: "1:1 coaching" if gap.low_agents else "Nothing to train",
        Verdict.INSUFFICIENT: "Too few calls" if gap.excluded_agents or not gap.scored else "Too few agents",
    }
    segment = gap.concentrated_in
    said = (
        f"Coach: {safe_line(segment.segment, 24)}"
        if gap.verdict is Verdict.CLUSTERED and segment
        else words.get(gap.verdict, "")
    )
    if gap.verdict is Verdict.INSUFFICIENT and gap.indicative is not None:
        said += f" ({so_far(gap.indicative.verdict, gap.indicative.low_agents)} so far)"
    if gap.on_the_line:
        said += " · exactly on the line"
    if gap.fragile:
        said += " · one agent changes this"
    elif gap.is_tentative:
        said += " · could be noise"
    return said


def class_of(found: Sensitivity, verdict: Verdict) -> str:
    """A class over other agents or scores beside the counted one: "13 of 23 (57 %, would be your call)"."""
    share = f"{100 * found.low_agents / found.eligible_agents:.0f} %, " if found.eligible_agents else ""
    change = "same class" if found.verdict is verdict else f"would be {so_far(found.verdict, found.low_agents)}"
    return f"{found.low_agents} of {found.eligible_agents} ({share}{change})"


def concentration(segment: SegmentGap, eligible: int) -> str:
    """Whether the low agents of a criterion sit in one segment, and how often chance alone would put them there."""
    chance = "" if segment.p is None else f"by chance {_in_hundred(segment)} in 100"
    match segment.concentration:
        case Concentration.YES:
            return f"yes, {chance}"
        case Concentration.POSSIBLE:
            return f"maybe, {chance}"
        case Concentration.CANNOT_TELL:
            return f"cannot tell with {eligible} agents"
        case Concentration.NO:
            return "no" if segment.p is None else f"no, {chance}"


def _in_hundred(segment: SegmentGap) -> str:
    """The p of a segment in words that never sound like the other side of the claim's line."""
    times = max(1, round(100 * (segment.p or 0.0)))
    is_over = segment.concentration is not Concentration.YES and 100 * (segment.p or 0.0) > times == 10
    return f"over {times}" if is_over else str(times)


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
    return f"{said}; without that one {class_of(without, gap.verdict)}"


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
    return f"No criterion reaches the {report.scope.lines.universal} % line. The lowest is {safe_line(first.name, 60)}: {counts}."


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


def signed(points: float) -> str:
    """Points with their sign; what rounds to nothing is +0.0."""
    return f"{round(points, 1) + 0.0:+.1f}"


def change_words(gap: CriterionGap) -> str:
    """The change against the window before, in points; "-" where nobody has enough calls in both."""
    if gap.change is None:
        return "-" if gap.is_tested else NOT_YET
    return signed(gap.change.points)


def trend_words(gap: CriterionGap) -> str:
    """From the first to the last part of the window with scores."""
    known = [part for part in gap.trend if part is not None]
    return f"{known[0]:.0f} to {known[-1]:.0f}" if len(known) > 1 else "-"


def sure_share(gap: CriterionGap) -> str:
    """How sure the class is, in percent; draws never make anything certain."""
    if gap.sureness is None or gap.verdict is Verdict.INSUFFICIENT:
        return "-"
    return "> 99 %" if gap.sureness > 99 else "< 1 %" if gap.sureness < 1 else f"{gap.sureness:.0f} %"


def sureness_words(gap: CriterionGap) -> str:
    """How sure the class is, once the noise of few calls is taken into account; empty where it cannot be said."""
    share = sure_share(gap)
    if share == "-":
        return ""
    said = f"{share} sure despite the noise of few calls"
    if gap.is_tentative and gap.corrected_low_share is not None:
        said += f", tentative: about {gap.corrected_low_share:.0f} % without it"
    return said


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
            return f"Your call: {counts}, {between}{sure}. The method names no rule here.{advice}{line}{shaky}"
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
