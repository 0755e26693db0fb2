"""The gap report as JSON for programs: the schema is part of the public interface."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qa_tui.domain.gaps import AgentStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.gaps import AgentMean, Change, CriterionGap, GapReport, Indicative, SegmentGap, Sensitivity
    from qa_tui.domain.problem import Problem


def _rounded(value: float | None, places: int = 2) -> float | None:
    return None if value is None else round(value, places)


def _segment(segment: SegmentGap) -> dict[str, Any]:
    return {
        "dimension": segment.dimension,
        "segment": segment.segment,
        "agents": segment.agents,
        "low": segment.low,
        "mean": _rounded(segment.mean),
        "lift": _rounded(segment.lift),
        "p": _rounded(segment.p, 4),
        "concentration": segment.concentration.value,
    }


def _sensitivity(found: Sensitivity | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "low_agents": found.low_agents,
        "eligible_agents": found.eligible_agents,
        "verdict": found.verdict.value,
    }


def _indicative(found: Indicative | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "low_agents": found.low_agents,
        "agents": found.agents,
        "calls_each": found.calls_each,
        "either_side": found.either_side,
        "mean": _rounded(found.mean),
        "verdict": found.verdict.value,
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "agents": change.agents,
        "before": _rounded(change.before),
        "now": _rounded(change.now),
        "points": _rounded(change.points),
        "interval": [_rounded(end) for end in change.interval] if change.interval else None,
    }


def agent_json(agent: AgentMean) -> dict[str, Any]:
    """One agent: mean with its 90 % interval; `status` is below, not below, uncertain or too few calls."""
    return {
        "agent": agent.agent,
        "name": agent.name,
        "scored": agent.scored,
        "mean": _rounded(agent.mean),
        "interval": [_rounded(agent.low), _rounded(agent.high)],
        "below_chance": _rounded(agent.below_chance, 3),
        "status": agent_status(agent),
        "counts_as_low": agent.status is AgentStatus.LOW,
        "segments": dict(agent.segments),
    }


def agent_status(agent: AgentMean) -> str:
    if agent.status is AgentStatus.TOO_FEW:
        return "too few calls"
    return "uncertain" if agent.is_uncertain else "below" if agent.status is AgentStatus.LOW else "not below"


def criterion_json(gap: CriterionGap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "name": gap.name,
        "rank": gap.rank,
        "team_mean": _rounded(gap.team_mean),
        "call_weighted_mean": _rounded(gap.call_weighted_mean),
        "scored": gap.scored,
        "not_applicable": gap.not_applicable,
        "missing": gap.missing,
        "eligible_agents": gap.eligible_agents,
        "low_agents": gap.low_agents,
        "low_share": _rounded(gap.low_share),
        "corrected_low_share": _rounded(gap.corrected_low_share),
        "majority_signal": gap.majority_signal,
        "verdict": gap.verdict.value,
        "provisional_verdict": gap.provisional_verdict.value if gap.provisional_verdict else None,
        "on_the_line": gap.on_the_line,
        "fragile": gap.fragile,
        "without_busiest_evaluator": _sensitivity(gap.without_busiest),
        "with_excluded_agents": _sensitivity(gap.with_excluded),
        "excluded_agents": gap.excluded_agents,
        "low_share_interval": [_rounded(end) for end in gap.share_interval] if gap.share_interval else None,
        "sureness": _rounded(gap.sureness, 1),
        "tentative": gap.is_tentative,
        "not_applicable_share": _rounded(gap.not_applicable_share),
        "indicative": _indicative(gap.indicative),
        "change": _change(gap.change),
        "segments": [_segment(segment) for segment in gap.segments],
    }


def _choice(report: GapReport) -> dict[str, Any] | None:
    choice = report.chosen
    if choice is None:
        return None
    return {
        "criterion": choice.criterion,
        "reason": choice.reason,
        "agreed_by": choice.agreed_by,
        "chosen_on": choice.chosen_on.isoformat(),
        "alternatives": list(choice.alternatives),
        "rule_topic": report.rule_topic,
    }


def gap_json(
    report: GapReport, problems: Sequence[Problem], criterion: str | None = None, *, with_agents: bool = False
) -> dict[str, Any]:
    """The whole report, or one criterion of it with its agents. Percents are 0..100; `window.end` is not in the window."""
    return {
        "window": {
            "start": report.window.start.isoformat(),
            "end": report.window.end.isoformat(),
            "minimum_calls": report.scope.minimum_calls,
        },
        "threshold": report.scope.threshold,
        "class_lines": asdict(report.scope.lines),
        "scope": [list(pair) for pair in report.scope.segments],
        "rows": asdict(report.rows),
        "agents": {"total": report.agents, "under_minimum": [agent for agent, _, _ in report.under_minimum]},
        "criteria": [
            criterion_json(gap) | ({"agents": [agent_json(agent) for agent in gap.agents]} if criterion or with_agents else {})
            for gap in report.criteria
            if criterion in {None, gap.id}
        ],
        "topic": report.topic,
        "form_versions": list(report.form_versions),
        "topic_source": report.topic_source,
        "topic_choice": _choice(report),
        "sampling": report.choices.sampling.value,
        "evaluators": asdict(report.evaluators) if report.evaluators else None,
        "leavers": list(report.leavers),
        "movers": [asdict(mover) for mover in report.movers],
        "zeroed_calls": report.zeroed_calls,
        "differs_by_calls": report.differs_by_calls,
        "problems": [
            {
                "severity": p.severity.value, "file": p.file, "line": p.line, "column": p.column, "message": p.message,
                "count": p.count,
            }
            for p in problems
        ],
    }  # fmt: skip
