"""The plain words for results, the same on screens, in commands and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import Flag
from qa_tui.domain.gap_rules import LARGEST_P
from qa_tui.domain.gaps import Concentration, Verdict
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


def as_sentence(text: str) -> str:
    """`text` with a large first letter and all others as they are: QA stays QA."""
    return f"{text[:1].upper()}{text[1:]}"


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
    change = "same answer" if found.verdict is verdict else f"would be {so_far(found.verdict, found.low_agents)}"
    return f"{found.low_agents} of {found.eligible_agents} ({share}{change})"


def concentration(segment: SegmentGap, eligible: int) -> str:
    """Whether the low agents of a criterion sit in one segment, and how often chance alone would put them there."""
    chance = "" if segment.p is None else f": by chance {_in_hundred(segment)} in 100"
    match segment.concentration:
        case Concentration.YES:
            return f"yes{chance}"
        case Concentration.POSSIBLE:
            return f"maybe{chance}"
        case Concentration.CANNOT_TELL:
            return f"cannot tell with {eligible} agents"
        case Concentration.NO:
            return "no" if segment.p is None or segment.p <= LARGEST_P else "no: as chance has it"


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
