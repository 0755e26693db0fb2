"""The plain words for what hides people, and for what could still say who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.words import count_of

if TYPE_CHECKING:
    from qa_tui.domain.identifying import Groups, Habits, SmallGroup

_BLOCKED = {
    "error": "a rule failed on it",
    "late": "checking it took too long",
    "language": "it is not in English, and the rules know no other language",
    "detector": "the second detector that is set could not look at it",
    "verification": "a line still holds something identifying",
}


def blocked_words(reason: str, detector_problem: str = "") -> str:
    """Why a call cannot be shown."""
    because = _BLOCKED.get(reason, "it could not be checked")
    if reason == "detector" and detector_problem:
        because = f"{because}: {detector_problem}"
    return f"This call cannot be shown: {because}."


def group_words(group: SmallGroup) -> str:
    """A small group in words: "only 1 agent is in shift night and queue Delivery"."""
    where = " and ".join(f"{dimension} {segment}" for dimension, segment in group.segments)
    are = "is" if group.agents == 1 else "are"
    return f"only {count_of(group.agents, 'agent')} {are} in {where}"


def recognised_by(agent: str, groups: Groups, most: int = 3) -> str:
    """What could say whose call it is, beside its words: at most `most` groups; empty where nothing could."""
    said = "; ".join(group_words(group) for group in groups.by_agent.get(agent, ())[:most])
    if groups.is_small_team:
        team = f"only {count_of(groups.team, 'agent')} took calls in this window"
        said = f"{team}; {said}" if said else team
    return said


def habit_words(habits: Habits) -> str:
    """Phrases by which colleagues would know the agent, and what was compared."""
    compared = f"{count_of(habits.own_calls, 'call')} of this agent with {habits.other_calls} of {count_of(habits.other_agents, 'other')}"
    if habits.phrases:
        said = ", ".join(f'"{phrase.text}" (in {phrase.calls})' for phrase in habits.phrases)
        return f"Only this agent says {said}: compared {compared}. Hide them with W."
    if habits.own_calls < 2:
        return "Whether this agent has phrases of their own cannot be told: no second call of theirs is loaded."
    return f"No phrase of this agent's own in these lines: compared {compared}."
