"""What a supervisor will be asked about a number, answered before anybody asks: each doubt is one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.choices import Sampling
from qa_tui.domain.gap_rules import FEW_OPPORTUNITIES_ABOVE, MEANS_APART, MOST_EXCLUDED
from qa_tui.domain.gaps import Concentration
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.gap_sentences import version_words
from qa_tui.reports.words import class_of, count_of

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap, GapReport

SAMPLING = {
    Sampling.UNKNOWN: "How these calls were picked is not known.",
    Sampling.RANDOM: "Calls were picked at random.",
    Sampling.TARGETED: (
        "Calls were picked for a reason (targeted): the shares say how these calls went, not how calls go."
    ),
    Sampling.ALL: "All calls were scored.",
}


def criterion_cautions(gap: CriterionGap, report: GapReport) -> list[str]:
    """Doubts about one criterion, the weightiest first."""
    found = []
    agents = gap.eligible_agents + gap.excluded_agents
    if gap.excluded_agents:
        few = count_of(gap.excluded_agents, "agent has", "agents have")
        said = f"{few} under {report.scope.minimum_calls} scored calls and {'counts' if gap.excluded_agents == 1 else 'count'} neither way"
        if gap.with_excluded and gap.eligible_agents:
            said += f"; with them {class_of(gap.with_excluded, gap.verdict)}"
        if 100 * gap.excluded_agents > MOST_EXCLUDED * agents and gap.eligible_agents:
            said += f". That is {100 * gap.excluded_agents / agents:.0f} % of the team, so lean lightly on the class"
        found.append(f"{said}.")
    if gap.team_mean is not None and gap.call_weighted_mean is not None:
        apart = gap.call_weighted_mean - gap.team_mean
        if abs(apart) > MEANS_APART:
            found.append(
                f"Weighted by calls the mean is {gap.call_weighted_mean:.1f}, not {gap.team_mean:.1f}: agents with many calls "
                f"are {'better' if apart > 0 else 'lower'}."
            )
    share = gap.not_applicable_share
    if share is not None and share > FEW_OPPORTUNITIES_ABOVE:
        found.append(f"Few opportunities: {share:.0f} % of the scores are not applicable.")
    possible = [s for s in gap.segments if s.concentration is Concentration.POSSIBLE]
    if possible and gap.concentrated_in is None:
        names = ", ".join(f"{safe_line(s.dimension, 24)} {safe_line(s.segment, 24)}" for s in possible[:2])
        found.append(f"Possibly concentrated in {names}: it looks so, and chance alone does it often.")
    return found


def report_cautions(report: GapReport) -> list[str]:
    """Doubts about the whole window."""
    found = [SAMPLING[report.choices.sampling]]
    if report.leavers:
        found.append(f"{count_of(len(report.leavers), 'agent')} of the roster left before the window's end.")
    if report.movers:
        first = report.movers[0]
        found.append(
            f"{count_of(len({m.agent for m in report.movers}), 'agent is', 'agents are')} in another segment in the roster than in "
            f"these calls: moved since, or one of the two is wrong ({safe_line(first.name, 30)}, {safe_line(first.dimension, 20)}: "
            f"{safe_line(first.calls_in, 20)} in the calls, {safe_line(first.now_in, 20)} in the roster)."
        )
    if report.zeroed_calls:
        found.append(
            f"{count_of(report.zeroed_calls, 'call was', 'calls were')} zeroed by an automatic fail: left out, but for the criterion "
            f"that failed where the file names it."
        )
    if report.differs_by_calls:
        found.append("Weighted by calls, other criteria would be the three lowest.")
    if version_words(report):
        found.append(version_words(report))
    return found
