"""The room by keys: trial, one line, hands counted, a slip, lines cited, parking, the partner, passing over, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.session import Phase
from qa_tui.steps.live import PASSED_OVER
from qa_tui.tui.dialogs.choose import ChooseDialog
from tests.builders import JUDGING
from tests.screens.story import demo, running
from tests.screens.walks import answers, enter, reaches, state, store_of, to_the_end, to_vote

if TYPE_CHECKING:
    from qa_tui.paths import Home


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
        await story.sees("Parking lot, 1 of 4")
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
