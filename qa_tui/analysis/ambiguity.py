"""Across excerpts and sessions: which criterion's wording is unclear (statistics 3.4).

A single excerpt never flags a rubric. A criterion is ambiguous when at least three of its excerpts were contested, they are
at least 30 %, and so many would come about by chance in at most 5 % of clear criteria. How often a clear wording is
contested by honest noise depends on how coarse the scale is.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from qa_tui.analysis.agreement import agreement_of
from qa_tui.analysis.second_votes import SecondVote
from qa_tui.domain.disagreement import CriterionLedger, Flag, JudgedRound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa_tui.domain.rubric import Scale

FEWEST_CONTESTED = 3
FEWEST_TO_WATCH = 2
FEWEST_TO_CLEAR = 5
FEWEST_PERSISTENT = 2
"""Rooms that stay split after talking, from which a wording is unclear whatever the counts say (statistics 3.6)."""
LEAST_SHARE = 0.30
LARGEST_CHANCE = 0.05
NAMED_FROM = 0.5
_SLACK = 1e-9


def expected_contested(scale: Scale) -> float:
    """r0: how often an excerpt of a clearly worded criterion is contested all the same."""
    if scale.is_binary:
        return 0.20
    return 0.35 if len(scale.values) == 3 else 0.10


def chance_of(contested: int, judged: int, expected: float) -> float:
    """P(X >= contested) of a binomial with `judged` trials, by the regularised incomplete beta function."""
    from scipy.special import bdtrc

    return 1.0 if contested <= 0 else float(bdtrc(contested - 1, judged, expected))


def is_ambiguous(contested: int, judged: int, expected: float) -> bool:
    return (
        contested >= FEWEST_CONTESTED
        and contested >= LEAST_SHARE * judged - _SLACK
        and chance_of(contested, judged, expected) <= LARGEST_CHANCE
    )


def fewest_for_flag(judged: int, expected: float) -> int:
    """Smallest number of contested excerpts among `judged` that would be flagged; where none would, one that needs more."""
    none = max(judged + 1, FEWEST_CONTESTED)
    return next((x for x in range(FEWEST_CONTESTED, judged + 1) if is_ambiguous(x, judged, expected)), none)


def flag_of(contested: int, judged: int, expected: float) -> Flag:
    if is_ambiguous(contested, judged, expected):
        return Flag.AMBIGUOUS
    if contested >= FEWEST_TO_WATCH and contested >= LEAST_SHARE * judged - _SLACK:
        return Flag.WATCH
    return Flag.CLEAR_SO_FAR if judged >= FEWEST_TO_CLEAR else Flag.NOT_YET_KNOWN


def keep_ledger(rounds: Iterable[JudgedRound]) -> tuple[CriterionLedger, ...]:
    """One entry per criterion and wording version: flagged ones first, then by name."""
    groups: dict[tuple[str, str], list[JudgedRound]] = {}
    for judged in rounds:
        groups.setdefault((judged.criterion, judged.wording_version), []).append(judged)
    entries = [_entry(group) for group in groups.values()]
    order = {flag: place for place, flag in enumerate(Flag)}
    return tuple(sorted(entries, key=lambda entry: (order[entry.flag], entry.name, entry.wording_version)))


def _entry(rounds: Sequence[JudgedRound]) -> CriterionLedger:
    first = rounds[0]
    labelled = [r for r in rounds if r.judgement.is_labelled]
    contested = sum(r.judgement.is_contested for r in labelled)
    expected = expected_contested(first.scale)
    persistent = sum(r.second == SecondVote.PERSISTENT_SPLIT for r in rounds)
    boundary, share = _named_boundary(labelled)
    differences = [r.judgement.disagreement for r in labelled if r.judgement.disagreement is not None]
    return CriterionLedger(
        criterion=first.criterion,
        name=first.criterion_name,
        wording_version=first.wording_version,
        rounds=tuple(rounds),
        judged=len(labelled),
        contested=contested,
        chance=chance_of(contested, len(labelled), expected) if labelled else None,
        flag=Flag.AMBIGUOUS if persistent >= FEWEST_PERSISTENT else flag_of(contested, len(labelled), expected),
        needed=fewest_for_flag(len(labelled), expected),
        boundary=boundary,
        boundary_share=share,
        mean_disagreement=fmean(differences) if differences else None,
        wording_votes=sum(r.wording for r in rounds),
        sessions=len({r.session for r in rounds}),
        gap_rounds=sum(bool(r.judgement.labels & {"gap_minor", "gap_major"}) for r in labelled),
        agreement=agreement_of(rounds),
        persistent_splits=persistent,
    )


def _named_boundary(rounds: Sequence[JudgedRound]) -> tuple[tuple[float, float] | None, float | None]:
    """The line that carries more than half of the contested rounds' summed disagreement, and its share."""
    sums: dict[tuple[float, float], float] = {}
    for judged in rounds:
        if judged.judgement.is_contested:
            for line, term in judged.judgement.boundaries.items():
                sums[line] = sums.get(line, 0.0) + term
    total = sum(sums.values())
    if total <= 0:
        return None, None
    line = max(sums, key=lambda b: sums[b])
    share = sums[line] / total
    return (line, share) if share > NAMED_FROM else (None, None)
