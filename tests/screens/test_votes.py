"""Votes by the seat pad."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.session import Phase
from qa_tui.domain.session_events import Moved
from qa_tui.domain.transcript import Turn
from qa_tui.steps.live import LiveSession
from qa_tui.steps.loaded import Unusable
from qa_tui.tui.messages import DataRead
from tests.builders import NOW, clock, make_actual, make_excerpt, make_plan_in
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
        assert votes(story.room.live.state) == [4, 4, 3, 3, 2, 2, 4, 3, 4, 4, 3, 5]
        assert story.pressed <= 16
        await story.sees("12 in: 12 levels.")


async def test_a_burst_of_keys_loses_none(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story)
        await story.pilot.press(*"123451234512", "enter")
        await story.waits(lambda: story.room.phase is Phase.VOTES_IN, "votes in")
        assert votes(story.room.live.state) == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]


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
        assert votes(story.room.live.state) == [1, 5, 3, 4]


async def test_a_key_that_is_no_level_says_which_are(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story)
        await story.press("9")
        await story.sees("There is no level 9 here: it went to no seat")
        assert votes(story.room.live.state) == [None] * 12
        await story.press("4", "3")
        await story.sees("There is no level 9 here")
        await story.press("backspace")
        assert "no level 9" not in story.text


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
        first, again = story.room.live.state.round.ballots
        assert (first.levels(), again.levels()) == ((5, 5, 2, 2), (4, 4, 3, 3))


async def test_pages_that_were_not_read_are_asked_about(demo_home: Home) -> None:
    async with running(demo(demo_home), (60, 20)) as story:
        store = story.app.services.store()
        plan = make_plan_in(store, calls=3)  # type: ignore[arg-type]
        turns = tuple(Turn("agent", f"This is said in turn {n} of a long call.") for n in range(12))
        for n in range(3):
            store.approve(replace(make_excerpt(f"long{n}", plan), turns=turns), f"CALL-{plan}-{n}", make_actual(), NOW)
        live = LiveSession.start(store, plan, "s1", 4, clock)
        assert isinstance(live, LiveSession)
        for phase_name in (Phase.BRIEF, Phase.EXCERPT):
            live.send(Moved(phase_name.value))
        story.app.enter_room(live, is_new=False)
        await story.sees("Session paused")
        await story.press("enter", "enter")
        await story.sees("not been read yet")
        assert phase(story) == "excerpt"
        await story.goes_to_vote()
        assert phase(story) == "vote"


async def test_an_outcome_needs_words_and_nothing_is_lost_without_them(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press(*"5522", "enter", "r", "s", "s", "2")
        await story.sees("Two readings stand: A")
        await story.press("enter")
        await story.sees("Write it in a few words, or press esc to leave it.")
        await story.type("half")
        await story.press("enter")
        await story.sees("Two readings stand: B")
        await story.press("escape")
        await story.sees("Two readings stand: A")
        await story.sees("half")
        await story.press("escape")
        await story.waits(lambda: story.app.screen is story.room, "the room")
        await story.press("4")
        await story.type("line 3")
        await story.press("enter")
        await story.sees("Outcome: QA's score is to be checked: line 3")


async def test_after_a_second_vote_the_words_are_about_the_second_vote(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press(*"5522", "enter", "r")
        await story.sees("The room sees this two ways: two at 5, two at 2.")
        await story.press("v", *"3333", "enter", "r")
        await story.sees("You see it much the same way.")
        await story.sees("on average 0.0 levels apart")
        await story.press("s", "s")
        await story.sees("QA's score: 2")
        assert "more than one way" not in story.text


async def test_what_is_read_while_the_room_is_on_waits_until_it_is_left(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        story.app.post_message(
            DataRead(Unusable(compose.demo_request(), (Problem(Severity.ERROR, "Zebulon.csv", "gone"),), ()), 1)
        )
        story.app.tell("Zebulon Quartzberg", is_bad=True)
        await story.pilot.pause()
        await story.press("4")
        assert story.app.is_in_room
        assert "Zebulon" not in story.text
        await story.press("ctrl+q", "enter")
        await story.waits(lambda: story.room._is_black, "black")
        await story.press("ctrl+q")
        await story.sees("Zebulon.csv")


async def test_a_counted_vote_is_refused_before_anything_is_typed(demo_home: Home) -> None:
    async with running(compose.demo_services(demo_home), (100, 30)) as story:
        await enter_vote(story, seats=4)
        await story.press("t", "4", *["enter"] * 9)
        await story.waits(lambda: story.room.tally is None and story.room.phase is Phase.VOTES_IN, "votes in")
        screens = len(story.app.screen_stack)
        await story.press("c")
        await story.sees("These votes were counted, not taken seat by seat")
        assert len(story.app.screen_stack) == screens, "no line to type into"


async def test_a_key_too_many_writes_over_no_seat(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press(*"5432", "1")
        assert "All 4 seats have a vote" in story.room.message
        assert votes(story.room.live.state) == [5, 4, 3, 2]
        await story.press("left", "1")
        assert sorted(v or 0 for v in votes(story.room.live.state)) != [2, 3, 4, 5], (
            "a seat that was gone to is changed"
        )


async def test_a_room_that_votes_again_has_talked(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter_vote(story, seats=4)
        await story.press(*"5522", "enter", "r", "v")
        await story.sees("no second vote")
        await story.press(*"5522", "enter", "r", "s")
        await story.waits(lambda: phase(story) == "score", "QA's score at the first key")
