"""What other groups have done with a plan of the same criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.vote_set import Use

if TYPE_CHECKING:
    from qa_tui.steps.packet import PacketStore


def seen_before(store: PacketStore, workspace: str, criterion: str, plan: str | None) -> str:
    """Whether a group has seen QA's scores of the calls of `plan`, in a sentence; empty where none played a plan."""
    played = store.last_played(workspace, criterion)
    if played is None:
        return ""
    last, groups = played
    seen = store.excerpts_of(last)
    again = [key for key in (store.excerpts_of(plan) if plan else {}) if key in seen]
    unused = sum(excerpt.use is not Use.VOTE for excerpt in seen.values())
    who = "1 group has" if groups == 1 else f"{groups} groups have"
    if again:
        return f"{who} seen QA's scores of these calls; {unused} approved excerpts were not voted on."
    return f"{who} played a plan of this criterion: c takes it for another group."
