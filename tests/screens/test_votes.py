"""Votes by the seat pad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.domain.session_events import Moved
from qa_tui.steps.live import LiveSession
from tests.builders import clock, make_plan_in
from tests.screens.story import demo, running

if TYPE_CHECKING:
    from qa_tui.domain.session import Session
    from qa_tui.paths import Home
    from tests.screens.story import Story


async def enter_vote(story: Story, seats: int = 12) -> None:
    """The room, at the vote on its first call."""
    store = story.app.services.store()
    plan = make_plan_in(store, calls=3)  # type: ignore[arg-type]
    live = LiveSession.start(store, plan, "s1", seats, clock)
    assert isinstance(live, LiveSession)
    for phase in (Phase.BRIEF, Phase.EXCERPT, Phase.VOTE):
        live.send(Moved(phase.value))
    story.app.enter_room(live, is_new=False)
    await story.sees("Session paused")
    await story.press("enter")
    story.pressed = 0


def phase(story: Story) -> str:
    return story.room.phase.value


def votes(session: Session) -> list[float | None]:
    ballot = session.ballot
    assert ballot is not None
    return [entry.level if entry else None for entry in ballot.entries]


async def test_twelve_votes_with_a_typo_and_an_undo_take_at_most_sixteen_keys(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story)
        await story.press(*"443", "5", "backspace", *"322434435", "enter")
        await story.waits(lambda: story.room.phase is Phase.VOTES_IN, "votes in")
        assert votes(story.room._live.state) == [4, 4, 3, 3, 2, 2, 4, 3, 4, 4, 3, 5]
        assert story.pressed <= 16
        await story.sees("12 in: 12 levels.")


async def test_a_burst_of_keys_loses_none(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story)
        await story.pilot.press(*"123451234512", "enter")
        await story.waits(lambda: story.room.phase is Phase.VOTES_IN, "votes in")
        assert votes(story.room._live.state) == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]


async def test_what_is_typed_is_not_drawn(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story)
        before = story.text
        await story.press("5", "a", "x", "w", "1")
        seats = next(line for line in story.text.splitlines() if "12·" in line)
        glyphs = story.app.glyphs
        assert seats.split()[:5] == [f"{n}{glyphs.vote_in}" for n in range(1, 6)]
        assert "1●" not in before


async def test_no_vote_is_a_mark_of_its_own(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=3)
        await story.press("-", "4", "4", "enter")
        await story.sees("3 in: 2 levels, 1 no vote.")


async def test_arrows_choose_a_seat_and_its_vote_is_replaced(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press("1", "2", "3", "left", "left", "5", "4")
        assert votes(story.room._live.state) == [1, 5, 3, 4]


async def test_a_key_that_is_no_level_says_which_are(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story)
        await story.press("9")
        await story.sees("There is no level 9 here. Levels: 1-5.")
        assert votes(story.room._live.state) == [None] * 12


async def test_missing_votes_are_asked_about_once(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story)
        await story.press("3", "enter")
        await story.sees("11 seats without a vote")
        assert phase(story) == "vote"
        await story.press("4", "enter")
        await story.sees("10 seats without a vote")
        await story.press("enter")
        assert phase(story) == "votes_in"


async def test_late_and_missing_seats_can_be_changed_while_voting(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=2)
        await story.press("+", "1", "2", "3", "enter")
        await story.sees("3 in: 3 levels.")


async def test_enter_never_reveals(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press(*"5522", "enter", "enter", "enter", "enter")
        assert phase(story) == "votes_in"
        await story.press("r", "enter")
        await story.sees("QA's score has not been shown")
        assert phase(story) == "how_you_voted"


async def test_qas_score_is_asked_for_twice_within_a_minute(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press(*"5522", "enter", "r", "s")
        await story.sees("Talk first?")
        assert phase(story) == "how_you_voted"
        await story.press("s")
        await story.sees("QA's score: 2 · one human scorer")


async def test_the_room_votes_again_and_both_votes_are_kept(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press(*"5522", "enter", "r", "v", *"4433", "enter", "r")
        await story.sees("After talking.")
        first, again = story.room._live.state.round.ballots
        assert (first.levels(), again.levels()) == ((5, 5, 2, 2), (4, 4, 3, 3))
