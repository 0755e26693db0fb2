"""By keyboard alone from the first screen to a finished session, and its disagreement in the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.tui.screens.ledger.screen import LedgerScreen
from qa_tui.tui.widgets.line_view import LineList
from tests.screens.story import Story, demo, running

if TYPE_CHECKING:
    from qa_tui.domain.session import Session
    from qa_tui.paths import Home


class Clock:
    """A minute passes with every look at it, so nobody is asked twice whether there was time to talk."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - a wall clock

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=2)
        return self.now


async def approve_plan(story: Story) -> None:
    """From any private screen: every proposed excerpt opened and approved."""
    await story.press("3")
    await story.sees("Not ready: 8 to approve")
    await story.approves(8)
    await story.sees("Ready. Press 4 to start the session")


async def vote_on_call(story: Story, votes: str, outcome: str) -> None:
    """One call from its brief to the next, with an agreed outcome."""

    def state() -> Session:
        return story.room.live.state

    assert state().phase is Phase.BRIEF
    await story.goes_to_vote()
    await story.press(*votes, "enter")
    await story.waits(lambda: state().phase is Phase.VOTES_IN, "votes in")
    await story.press("r")
    assert state().phase is Phase.HOW_YOU_VOTED
    await story.press("s", "1")
    await story.sees("The level and why")
    await story.type(outcome)
    await story.press("enter")
    await story.waits(lambda: state().round.outcome is not None, "the outcome")
    await story.press("enter")


async def test_from_first_screen_to_the_ledger(demo_home: Home) -> None:
    async with running(demo(demo_home, Clock())) as story:
        await story.has_read()
        await story.sees("Train: Active listening. 16 of 23 agents are below 70")
        await story.press("enter")
        await story.sees("Active listening. Team session: 16 of 23 agents (70 %) are below 70")
        await approve_plan(story)
        await story.press("4")
        await story.sees("4 calls to vote on, 3 partners, 1 in reserve")
        await story.press("enter")
        await story.sees("The session is ready")
        await story.press("enter", "enter")
        while story.room.phase is not Phase.SAY_IT_BETTER:
            await vote_on_call(story, "555542222222", "3 line 7")
        await story.press("enter", "enter", "enter")
        await story.sees("The session is finished and everything is kept")
        await story.press("ctrl+q")
        await story.sees("finished")
        await story.press("d")
        await story.waits(lambda: isinstance(story.app.screen, LedgerScreen), "the ledger")
        lines = story.app.screen.query_one(LineList).text().splitlines()
        judged = next(line.split() for line in lines if "Active listening" in line)
        assert judged[2:4] == ["12", "4"], "eight calls of two earlier groups, and four that are all split"
