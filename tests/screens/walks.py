"""Ways through the room by keys, and what a story asks the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.domain.plan import Role
from qa_tui.domain.session import Phase
from qa_tui.domain.transcript import Turn
from qa_tui.domain.vote_set import Use
from qa_tui.steps.live import LiveSession
from qa_tui.tui.dialogs.entry import EntryDialog
from tests.builders import NOW, clock, make_actual, make_excerpt, make_plan_in

if TYPE_CHECKING:
    from qa_tui.domain.session import Session
    from qa_tui.store.sessions import SessionStore
    from tests.screens.story import Story


def store_of(story: Story) -> SessionStore:
    return story.app.services.store()  # type: ignore[return-value]


async def enter(story: Story, seats: int = 4, calls: int = 3) -> None:
    """The room at its opening: calls with a partner, and one in reserve."""
    store = store_of(story)
    plan = make_plan_in(store, calls=calls)
    good = replace(
        make_excerpt("g1", role=Role.HIGH, position=8), use=Use.PARTNER, turns=(Turn("agent", "Let me say it back."),)
    )
    store.approve(good, "call g1", make_actual(5.0), NOW)
    store.approve(replace(make_excerpt("r1", position=9), use=Use.RESERVE), "call r1", make_actual(2.0), NOW)
    live = LiveSession.start(store, plan, "s1", seats, clock)
    assert isinstance(live, LiveSession)
    story.app.enter_room(live, is_new=True)
    await story.sees("The session is ready")
    await story.press("enter")


def state(story: Story) -> Session:
    return story.room.live.state


async def reaches(story: Story, phase: Phase) -> None:
    await story.waits(lambda: story.room.phase is phase, phase.value)


async def answers(story: Story, title: str, text: str) -> None:
    await story.sees(title)
    await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "the line to write")
    await story.type(text)
    await story.press("enter")


async def to_the_end(story: Story) -> None:
    """Past three calls, without QA's score, to where pairs say it better."""
    await enter(story, calls=3)
    await story.press("enter")
    for _ in range(3):
        await story.goes_to_vote()
        await story.press(*"5544", "enter", "r", "enter", "enter")


async def to_vote(story: Story) -> None:
    await story.press("enter")
    await story.goes_to_vote()


async def to_excerpt(story: Story) -> None:
    """From the files over the plan to the first page of the first excerpt."""
    await story.has_read()
    await story.press("3")
    await story.sees("8 to approve")
    await story.approves(8)
    await story.press("4", "enter")
    await story.sees("The session is ready")
    await story.press("enter", "enter", "enter")
    await reaches(story, Phase.EXCERPT)
