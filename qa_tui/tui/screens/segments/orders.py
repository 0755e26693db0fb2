"""Orders in which the segments and the agents of a criterion can be listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.domain.gaps import AgentMean, SegmentGap


@dataclass(frozen=True, slots=True)
class Order:
    """A name, and the key of the sorting; None leaves the report's own order."""

    name: str
    key: Callable[[Any], tuple[Any, ...]] | None


def _segment_mean(segment: SegmentGap) -> tuple[float, str]:
    return (101.0 if segment.mean is None else segment.mean, segment.segment)


def _segment_low(segment: SegmentGap) -> tuple[float, str]:
    return (-segment.low, segment.segment)


def _segment_lift(segment: SegmentGap) -> tuple[float, str]:
    return (-(segment.lift or 0.0), segment.segment)


def _agent_name(agent: AgentMean) -> tuple[str, str]:
    return (agent.name.casefold(), agent.agent)


def _agent_calls(agent: AgentMean) -> tuple[int, str]:
    return (-agent.scored, agent.agent)


def _agent_certainty(agent: AgentMean) -> tuple[float, str]:
    """How far the chance to be below is from an even one; an agent of whom nothing can be said is the least certain."""
    return (abs((agent.below_chance if agent.below_chance is not None else 0.5) - 0.5), agent.agent)


SEGMENT_ORDERS = (
    Order("dimension", None),
    Order("lowest mean", _segment_mean),
    Order("most low agents", _segment_low),
    Order("times its share", _segment_lift),
)
AGENT_ORDERS = (
    Order("lowest mean", None),
    Order("name", _agent_name),
    Order("most calls", _agent_calls),
    Order("least certain", _agent_certainty),
)


def in_order(found: tuple[Any, ...], order: Order) -> tuple[Any, ...]:
    """`found` by that order."""
    return found if order.key is None else tuple(sorted(found, key=order.key))
