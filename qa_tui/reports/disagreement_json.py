"""Rounds and the ledger as plain JSON values. Anonymous: votes are in order of level, and belong to no seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa_tui.domain.agreement import Agreement, Estimate
    from qa_tui.domain.disagreement import CriterionLedger, JudgedRound


def round_json(judged: JudgedRound) -> dict[str, Any]:
    verdict = judged.judgement
    return {
        "session": judged.session,
        "date": judged.day,
        "call": judged.number,
        "criterion": judged.criterion,
        "votes": list(judged.levels),
        "not_applicable": judged.not_applicable,
        "wording_does_not_tell": judged.wording,
        "passed": judged.passed,
        "no_vote": judged.no_vote,
        "actual": judged.actual,
        "labels": sorted(verdict.labels),
        "disagreement": verdict.disagreement,
        "within_one_step": verdict.within_one_step,
        "gap": verdict.gap,
        "boundaries": [[low, high, value] for (low, high), value in verdict.boundaries.items()],
        "second_vote": judged.second or None,
        "second_votes": list(judged.second_levels),
        "lines_cited": list(judged.cited),
        "outcome": judged.outcome.kind.value if judged.outcome else None,
        "readings": [t for t in (judged.outcome.text, judged.outcome.other) if t] if judged.outcome else [],
        "note": judged.note,
        "entered_afterwards": judged.entered_afterwards,
    }


def ledger_json(entry: CriterionLedger) -> dict[str, Any]:
    return {
        "criterion": entry.criterion,
        "name": entry.name,
        "wording_version": entry.wording_version,
        "judged": entry.judged,
        "contested": entry.contested,
        "needed": entry.needed,
        "chance": entry.chance,
        "flag": entry.flag.value,
        "persistent_splits": entry.persistent_splits,
        "boundary": list(entry.boundary) if entry.boundary else None,
        "boundary_share": entry.boundary_share,
        "mean_disagreement": entry.mean_disagreement,
        "agreement": _agreement(entry.agreement),
        "sessions": entry.sessions,
        "rounds": [round_json(judged) for judged in entry.rounds],
    }


def _estimate(found: Estimate | None) -> dict[str, float | None] | None:
    return None if found is None else {"value": found.value, "low": found.low, "high": found.high}


def _agreement(found: Agreement) -> dict[str, Any]:
    coefficients, bias, line = found.coefficients, found.bias, found.line
    return {
        "excerpts": found.excerpts,
        "disagreement": _estimate(found.disagreement),
        "within_one_step": found.within_one_step,
        "alpha": None
        if coefficients is None
        else {
            "metric": coefficients.metric,
            **(_estimate(coefficients.alpha) or {"value": None, "low": None, "high": None}),
            "reliability": coefficients.reliability.value,
            "range_restricted": coefficients.is_range_restricted,
        },
        "gwet_ac": None if coefficients is None else coefficients.ac,
        "room_less_qa": None if bias is None else {**(_estimate(bias.mean) or {}), "flagged": bias.is_flagged},
        "contested_line": None
        if line is None
        else {"lower": line.lower, "upper": line.upper, "chance": line.chance, "spread": line.spread},
        "no_line_because": found.line_why_not or None,
    }
