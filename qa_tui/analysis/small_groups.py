"""Which of an agent's segments, or pairs of them, so few agents share that they point at one person."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from qa_tui.domain.identifying import FEWEST_IN_GROUP, SmallGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from qa_tui.analysis.membership import Membership


def find_small_groups(
    memberships: Sequence[Membership], agent: int, active: npt.NDArray[np.bool_], most: int = 3
) -> tuple[SmallGroup, ...]:
    """The smallest groups that `agent` is in, at most `most`.

    Args:
        memberships: the dimensions.
        agent: code of the agent.
        active: [agents] who has calls in the window.
        most: groups to return.

    A pair of segments is named only where neither segment is a small group by itself: it would say the same again.
    """
    found: list[SmallGroup] = []
    shared: list[tuple[Membership, npt.NDArray[np.bool_]]] = []
    for membership in memberships:
        code = int(membership.codes[agent])
        if code < 0:
            continue
        same = active & (membership.codes == code)
        if same.sum() < FEWEST_IN_GROUP:
            found.append(SmallGroup((_named(membership, code),), int(same.sum())))
        else:
            shared.append((membership, same))
    for (one, in_one), (other, in_other) in combinations(shared, 2):
        both = int((in_one & in_other).sum())
        if both < FEWEST_IN_GROUP:
            pair = (_named(one, int(one.codes[agent])), _named(other, int(other.codes[agent])))
            found.append(SmallGroup(pair, both))
    return tuple(sorted(found, key=lambda group: (len(group.segments), group.agents))[:most])


def _named(membership: Membership, code: int) -> tuple[str, str]:
    return membership.dimension, membership.segments[code]
