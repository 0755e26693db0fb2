"""Two criteria in one half-day, and who is invited, at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.plan import Role
from qa_tui.domain.session import Phase
from tests.screens.story import Story, demo, running

if TYPE_CHECKING:
    from qa_tui.paths import Home


async def to_plan(story: Story) -> None:
    await story.has_read()
    await story.press("3")
    await story.sees("Not ready: 8 to approve")


async def test_a_second_criterion_is_approved_and_played_after_the_first(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await to_plan(story)
        await story.press("b")
        await story.sees("Which criterion comes second")
        await story.type("empathy")
        await story.press("enter")
        await story.sees("0 of at least 3 calls approved on Empathy")
        await story.sees("Half-day, before Empathy.")
        await story.sees("Agenda, 169 of 210 min")
        await story.approves(8)
        await story.sees("Not ready: 0 of at least 3 calls approved on Empathy")
        while story.app.criterion != "empathy":
            await story.press("n")
        await story.sees("Half-day, after Active listening.")
        await story.press("b")
        await story.sees("This is the second criterion of the half-day on Active listening")
        await story.sees("to approve")
        await story.approves(sum(row.waits for row in story.app.screen.shown_rows))  # type: ignore[attr-defined]
        await story.sees("Empathy. Ready. Press 4")
        await story.press("4")
        await story.sees("Ready: Active listening and Empathy, 4 and")
        await story.press("enter")
        await story.sees("The session is ready")
        await story.press("enter", "enter")
        assert story.room.phase is Phase.BRIEF
        asked = [played.brief.criterion for played in story.room.live.state.rounds]
        assert asked == sorted(asked, key=["active_listening", "empathy"].index)
        assert len(set(asked)) == 2


async def test_90_minutes_part_them_again(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await to_plan(story)
        await story.press("b")
        await story.sees("Which criterion comes second")
        await story.press("enter")
        await story.sees("Half-day, before")
        await story.press("l")
        await story.sees("90 of 90 min")
        await story.sees("has a plan to itself again")


async def test_who_is_invited_sets_the_seats_and_is_looked_at_in_private(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await to_plan(story)
        await story.press("w")
        await story.sees("Who is invited?")
        await story.type("night")
        await story.press("enter")
        await story.sees("Invited: shift night")
        plan = story.app.screen
        group = plan.invited()  # type: ignore[attr-defined]
        assert group is not None
        seats = plan.state.seats  # type: ignore[attr-defined]
        assert seats == len(group.agents) > 1
        rows = plan.shown_rows  # type: ignore[attr-defined]
        lows = [row.candidate.agent for row in rows if row.is_chosen and row.candidate.role is Role.LOW]
        assert not group.agents & set(lows), "calls of others are taken first"
        await story.press("w")
        await story.sees("Who is invited?")
        await story.type("everybody")
        await story.press("enter")
        await story.sees("The agent of this call is invited")
        await story.sees("- The agents of chosen calls")
        everybody = plan.invited()  # type: ignore[attr-defined]
        assert plan.state.seats == len(everybody.agents) > seats  # type: ignore[attr-defined]
