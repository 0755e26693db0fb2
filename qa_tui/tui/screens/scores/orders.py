"""Orders in which the criteria can be listed. There is no order by overall score: a total hides the criterion that fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa_tui.domain.gaps import CriterionGap


@dataclass(frozen=True, slots=True)
class Order:
    """One order: its name, and the key of its sorting."""

    name: str
    key: Callable[[CriterionGap], tuple[float, ...] | tuple[str, ...]]


def _known_first(value: float | None) -> tuple[float, float]:
    return (1.0, 0.0) if value is None else (0.0, value)


ORDERS: tuple[Order, ...] = (
    Order("lowest mean", lambda gap: (float(gap.rank),)),
    Order("most agents below", lambda gap: _known_first(None if gap.low_share is None else -gap.low_share)),
    Order("largest fall", lambda gap: _known_first(gap.change.points if gap.change else None)),
    Order("name", lambda gap: (gap.name.casefold(),)),
    Order("most not applicable", lambda gap: (-(gap.not_applicable_share or 0.0),)),
)


def in_order(criteria: Sequence[CriterionGap], number: int) -> tuple[CriterionGap, ...]:
    """`criteria` by the order of that number; equal ones stay by rank."""
    return tuple(sorted(criteria, key=ORDERS[number % len(ORDERS)].key))
