"""Step 3, privately: who could be invited, and which calls of the plan would be heard by the people they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.invited import InvitedGroup
from qa_tui.domain.session import MOST_SEATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa_tui.domain.plan import Candidate
    from qa_tui.domain.scope import Scope
    from qa_tui.steps.loaded import Loaded

TEAM = "team"


def find_invitable(loaded: Loaded, scope: Scope) -> tuple[InvitedGroup, ...]:
    """Everybody with calls in the window, then the agents of each segment that a room can hold."""
    import numpy as np

    from qa_tui.analysis.membership import memberships
    from qa_tui.steps.gaps import window_of

    window = window_of(loaded, scope)
    if window is None:
        return ()
    sums = loaded.sums.of(window)
    active = sums.evaluations > 0

    def names(codes: Iterable[int]) -> frozenset[str]:
        return frozenset(sums.agents[code] for code in codes)

    found = [InvitedGroup("", "", names(np.flatnonzero(active).tolist()))]
    for membership in memberships(sums, loaded.roster):
        for code, segment in enumerate(membership.segments):
            agents = names(np.flatnonzero(active & (membership.codes == code)).tolist())
            if 1 < len(agents) <= MOST_SEATS:
                found.append(InvitedGroup(membership.dimension, segment, agents))
    return tuple(found)


def group_of(groups: tuple[InvitedGroup, ...], invited: str, key_of: Callable[[str], str]) -> InvitedGroup | None:
    """The group of that key; everybody where nobody said who is invited."""
    if not groups:
        return None
    return next((group for group in groups if invited and key_of(group.token) == invited), groups[0])


def invited_flags(
    candidate: Candidate, group: InvitedGroup, groups: Iterable[InvitedGroup], names: dict[str, str]
) -> tuple[str, ...]:
    """What is awkward about this call before this group.

    Args:
        candidate: the call.
        group: who is invited.
        groups: all that could be invited; the teams among them.
        names: agent id -> name, for agents whose name is known.
    """
    said = []
    if candidate.agent in group.agents:
        said.append("the agent of this call is invited")
    people = {name.casefold() for agent in group.agents for name in (agent, names.get(agent, "")) if name}
    if people & {scorer.casefold() for scorer in candidate.scorers}:
        said.append("whoever scored this call is invited: they do not vote")
    teams = [g for g in groups if g.dimension.casefold() == TEAM and candidate.agent in g.agents]
    if candidate.agent not in group.agents and any(team.agents & group.agents for team in teams):
        said.append("the agent works in a team that is invited")
    return tuple(said)
