"""The gap report as JSON for programs: the schema is part of the public interface."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.gaps import CriterionGap, GapReport, SegmentGap, Sensitivity
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
        "segments": [_segment(segment) for segment in gap.segments],
    }


def gap_json(report: GapReport, problems: Sequence[Problem], criterion: str | None = None) -> dict[str, Any]:
    """The whole report, or one criterion of it. Percents are 0..100; `window.end` is not in the window."""
    return {
        "window": {
            "start": report.window.start.isoformat(),
            "end": report.window.end.isoformat(),
            "minimum_calls": report.scope.minimum_calls,
        },
        "threshold": report.scope.threshold,
        "rows": asdict(report.rows),
        "agents": {"total": report.agents, "under_minimum": [agent for agent, _, _ in report.under_minimum]},
        "criteria": [criterion_json(gap) for gap in report.criteria if criterion in {None, gap.id}],
        "topic": report.topic,
        "form_versions": list(report.form_versions),
        "topic_source": "rule" if report.topic else None,
        "problems": [
            {
                "severity": p.severity.value, "file": p.file, "line": p.line, "column": p.column, "message": p.message,
                "count": p.count,
            }
            for p in problems
        ],
    }  # fmt: skip
