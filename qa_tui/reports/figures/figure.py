"""What a figure says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.domain.calls import CallRow
    from qa_tui.domain.gaps import AgentMean, CriterionGap, GapReport, SegmentGap


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person points at."""

    report: GapReport
    gap: CriterionGap
    segment: SegmentGap | None = None
    agent: AgentMean | None = None
    call: CallRow | None = None

    @property
    def threshold(self) -> int:
        return self.report.scope.threshold

    @property
    def minimum(self) -> int:
        return self.report.scope.minimum_calls


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. Its texts are whole sentences for a supervisor, its source names the rule."""

    title: str
    means: str
    formula: str
    source: str
    value: Callable[[Asked], str]
    """The figure as the screens show it; "-" where it cannot be said."""
    rests_on: Callable[[Asked], str]
    """The counts behind it, in a sentence."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure about one thing, in words."""

    title: str
    value: str
    means: str
    formula: str
    rests_on: str
    source: str


def explain(figure: Figure, asked: Asked) -> Explained:
    return Explained(
        figure.title, figure.value(asked), figure.means, figure.formula, figure.rests_on(asked), figure.source
    )
