"""The room by keys: trial, one line, hands counted, a slip, lines cited, parking, the partner, passing over, the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.plan import Role
from qa_tui.domain.session import Phase
from qa_tui.domain.settings import Settings
from qa_tui.domain.shown import Shown
from qa_tui.domain.transcript import Turn
from qa_tui.domain.vote_set import Use
from qa_tui.steps.live import PASSED_OVER, LiveSession
from qa_tui.steps.public_form import decode_shown
from qa_tui.store.public_file import PublicReader
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.room.help import WHAT_HAPPENS
from tests.builders import JUDGING, NOW, clock, make_actual, make_excerpt, make_plan_in
from tests.screens.story import demo, running

if TYPE_CHECKING:
    from qa_tui.domain.session import Session
    from qa_tui.paths import Home
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


async def test_a_trial_vote_keeps_nothing(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await story.press("t")
        await story.sees("A trial, on no call")
        await story.press(*"5544", "enter")
        await story.sees("This was a trial: nothing of it is kept.")
        await story.press("enter")
        await story.sees("We count votes, not people.")
        await to_vote(story)
        assert state(story).votes() == 0


async def test_one_line_holds_all_votes_and_is_not_shown(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await to_vote(story)
        await story.press(":")
        await story.sees("All votes in one line")
        await story.type("54")
        assert "54" not in story.text.replace("5x4", "")
        await story.type(" 2w")
        await story.press("enter")
        await story.waits(lambda: state(story).votes() == 4, "four votes")
        assert state(story).ballot.levels() == (5, 4, 2)  # type: ignore[union-attr]
        await story.press("u")
        assert state(story).votes() == 0
        await story.sees("The whole row was taken back.")
        await story.press(":")
        await answers(story, "All votes in one line", "9")
        await story.sees("Seat 1 has no level")
        assert state(story).votes() == 0, "what was refused comes back to be put right"
        await story.press("escape")
        record = store_of(story).event_records("s1")
        assert [row["source"] for row in record if row["kind"] == "filled_in"] == ["line"]


async def test_hands_are_counted_level_by_level(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await to_vote(story)
        await story.press("t")
        await story.sees("who shows 5?")
        await story.press("1", "space")
        await story.sees("who shows 4? ")
        await story.press("9", "space")
        await story.sees("That is more than there are seats. Count again.")
        await story.press("1", "backspace", "3", "space")
        await story.waits(lambda: state(story).votes() == 4, "four votes")
        assert state(story).ballot.is_tally  # type: ignore[union-attr]
        await story.press("enter")
        await story.sees("4 in: 4 levels.")


async def test_a_slip_is_put_right_and_a_change_of_mind_is_not(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await to_vote(story)
        await story.press(*"5551", "enter", "u")
        await reaches(story, Phase.VOTE)
        await story.press("enter", "c")
        await answers(story, "Put a typed vote right", "4 5")
        await story.waits(lambda: isinstance(story.app.screen, ChooseDialog), "the reason")
        await story.press("enter")
        await story.waits(lambda: state(story).round.corrections == 1, "the correction")
        assert state(story).ballot.levels() == (5, 5, 5, 5)  # type: ignore[union-attr]
        await story.press("c")
        await answers(story, "Put a typed vote right", "1 2")
        await story.waits(lambda: isinstance(story.app.screen, ChooseDialog), "the reason")
        await story.press("down", "enter")
        await story.sees("Who has changed their mind votes again")
        await story.press("c")
        await answers(story, "Put a typed vote right", "first 2")
        await story.sees("Expected a seat, a space and a level.")
        assert not [word for word in JUDGING if word in story.text.casefold()]


async def test_lines_parking_and_the_partner(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await enter(story)
        await to_vote(story)
        await story.press(*"5522", "enter", "r", "l")
        shown = story.room.live.excerpt()
        await answers(story, "Which lines made you decide?", "99")
        await story.sees(f"The excerpt has lines {shown.first_line} to")
        await story.press("ctrl+u")
        await answers(story, "Which lines made you decide?", str(shown.first_line))
        await story.sees(f"Lines that decided: {shown.first_line}")
        await story.press("p")
        await story.sees("Parking lot: what is the question about?")
        await story.press("down", "down", "enter")
        await answers(story, "What is open?", "no history on the screen")
        await answers(story, "Who takes it?", "team lead")
        await answers(story, "By when?", "tomorrow")
        await story.sees("That is not a day such as 2026-10-15.")
        assert state(story).parked == ()
        await story.press("escape")
        await story.sees("Who takes it?")
        await story.sees("team lead")
        await story.press("enter")
        await answers(story, "By when?", "2026-12-01")
        await story.waits(lambda: bool(state(story).parked), "the parked item")
        assert state(story).parked == (ParkedItem(Topic.TOOL, "no history on the screen", "team lead", "2026-12-01"),)
        await story.press("s", "s")
        await reaches(story, Phase.SCORE)
        await story.press("g")
        await story.sees("A GOOD CALL OF THIS KIND")
        await story.sees("Let me say it back.")
        await story.press("enter")
        await reaches(story, Phase.SCORE)


async def test_voting_again_is_for_a_room_that_is_split(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await to_vote(story)
        await story.press(*"4444", "enter", "r", "v")
        await story.sees("The room is not split. v again votes all the same.")
        assert story.room.phase is Phase.HOW_YOU_VOTED
        await story.press("v")
        await story.sees("Vote again.")


async def test_a_call_is_passed_over_behind_a_black_screen(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await to_vote(story)
        first = state(story).round.brief.excerpt
        await story.press("5", "k")
        await story.sees("k again takes another call.")
        await story.press("k")
        await story.sees("We'll take another one.")
        assert "Call" not in story.text
        await story.press("enter")
        await story.sees("Call 1 of 3")
        assert state(story).round.brief.excerpt == "r1"
        assert store_of(story).excerpt(first).lapsed == PASSED_OVER


async def test_the_end_of_a_session(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await to_the_end(story)
        await story.sees("Say it better".upper())
        await story.press("u")
        await story.sees("HOW YOU VOTED")
        await story.press("enter", "enter", "enter")
        await story.sees("What we agreed, and what stays open")
        await story.press("c")
        await story.sees("What stops you doing a 5?")
        await story.press("escape", "c")
        await story.press(
            "1", "space", "9", "backspace", "down", "2", "enter", "0", "up", "down", "backspace", "1", "enter"
        )
        await story.press("enter")
        await story.sees("wording 1, tool 2, time pressure 1")
        await story.press("f")
        await story.sees("useful: yes")
        await story.type("4 0 3 1")
        await story.press("enter")
        await story.waits(lambda: state(story).fair is not None, "the cards")
        assert (state(story).fair, state(story).useful) == (CardCount(4, 0), CardCount(3, 1))
        await story.press("enter", "enter")
        await story.sees("The session is finished")


async def test_cards_that_are_not_counted_change_nothing(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await to_the_end(story)
        await story.press("enter", "f", "enter", "enter", "enter", "enter")
        assert state(story).fair is None
        await story.press("f", "1", "2", "enter", "enter", "enter", "enter")
        await story.sees("That is 12 cards, and there are 4 seats. Count again.")
        assert state(story).fair is None
        await story.press("3", "enter", "1", "backspace", "backspace", "down", "1", "down", "4", "enter", "enter")
        await story.waits(lambda: state(story).fair is not None, "the cards")
        assert (state(story).fair, state(story).useful) == (CardCount(3, 1), CardCount(4, 0))
        await story.press("f")
        await story.press("2", "enter", "enter", "enter", "enter")
        assert state(story).fair == CardCount(2, 1), "what was counted stands there"


async def test_help_says_what_happens_and_every_key_of_the_phase(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 40)) as story:
        await enter(story)
        await story.press("?")
        await story.sees("What you can do here")
        await story.sees("t trial vote")
        await story.sees("ctrl+q pause; the screen goes black first")
        await story.press("escape")
        await to_vote(story)
        await story.press("5", "?")
        await story.sees("On three all cards turn.")
        await story.press("5", "escape")
        assert state(story).votes() == 1, "no key goes through help to a seat"
        await story.press("t", "f1")
        await story.sees("The counts are not on the screen.")
        await story.press("escape", "b", "?")
        assert "What you can do here" not in story.text, "black stays black"


@pytest.mark.parametrize("phase", Phase)
def test_help_of_the_room_is_safe_to_project(phase: Phase) -> None:
    said = WHAT_HAPPENS[phase]
    assert not [word for word in JUDGING if word in said.casefold()]


async def test_cited_lines_stand_where_pairs_say_them_better(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await enter(story, calls=3)
        await story.press("enter")
        first = story.room.live.excerpt()
        for call in range(3):
            await story.goes_to_vote()
            await story.press(*"5544", "enter", "r")
            if call == 0:
                await story.press("l")
                await answers(story, "Which lines made you decide?", str(first.first_line))
                await story.sees("Lines that decided")
            await story.press("enter", "enter")
        await story.sees("SAY IT BETTER")
        await story.sees(first.turns[0].text)
        reader = PublicReader(demo_home.public)
        body = reader.look()
        reader.close()
        assert isinstance(body, dict)
        told = decode_shown(body)
        assert isinstance(told, Shown)
        assert [said.text for said in told.cited] == [first.turns[0].text], "the second window shows them too"


async def test_the_clock_is_asked_for_twice(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await story.press("T")
        await story.sees("T again shows the clock")
        assert "since the opening" not in story.text
        await story.press("T")
        await story.sees("min since the opening")
        await story.press("enter")
        await story.sees("We count votes, not people.")


async def test_both_reveals_together_where_that_is_set(home: Home) -> None:
    home.settings.parent.mkdir(parents=True, exist_ok=True)
    home.settings.write_text("reveal: together\n", encoding="utf-8")
    services = compose.services(home)
    assert services.settings == replace(Settings(), reveal="together")
    async with running(services) as story:
        await enter(story)
        await to_vote(story)
        await story.press(*"4444", "enter", "r")
        await story.sees("QA's score")
        assert story.room.phase is Phase.SCORE


async def test_leaders_vote_and_are_counted_apart(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await enter(story, seats=5)
        await story.press("l")
        await answers(story, "Who is counted apart?", "9")
        await story.sees("Expected numbers of seats, 1 to 5.")
        await story.press("ctrl+u")
        await answers(story, "Who is counted apart?", "5")
        await story.sees("Counted apart: seats 5.")
        await to_vote(story)
        await story.press(*"44441", "enter", "r")
        await story.sees("You see it much the same way.")
        await story.press("s", "s", "enter", "enter", "b", "ctrl+q")
        await story.waits(lambda: not story.app.is_in_room, "the private screen")
        await story.press("4", "h", "down", "down", "enter")
        await story.sees("counted apart: 1")


async def test_a_chosen_seat_is_not_carried_into_another_vote(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await story.press("t", "left", "escape")
        await to_vote(story)
        await story.press("right", "right", "k", "k", "enter", "enter")
        await story.goes_to_vote()
        await story.press("5")
        ballot = state(story).ballot
        assert ballot is not None
        assert ballot.entries[0] is not None, "the first vote is the first seat's"


async def test_what_a_session_was_begun_as_does_not_stick(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("8 to approve")
        await story.approves(8)
        await story.press("4", "p")
        await answers(story, "On which day was it held on paper?", "2026-10-05")
        await story.press("q")
        await answers(story, "QA calibration: who sits where?", "Ann, Bob")
        await story.press("enter")
        await story.sees("The session is ready")
        screen = story.app.screen_stack[0]
        assert (screen._people, screen._paper_day, screen._seats) == ((), None, None)  # type: ignore[attr-defined]
        body = demo_home.public.read_text(encoding="utf-8", errors="replace")
        await story.press("enter")
        assert '"partner":""' in demo_home.public.read_text(encoding="utf-8", errors="replace")
        assert "e0" not in body
