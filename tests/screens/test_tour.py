"""The tour: whoever does what its line says comes from the first screen to a finished session, and on to the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.session import Phase
from qa_tui.tui.screens.ledger.screen import LedgerScreen
from qa_tui.tui.screens.plan.excerpt import ExcerptScreen
from qa_tui.tui.screens.registry import _SCREENS
from qa_tui.tui.tour import ROOM_WORDS, WORDS, TourLine, private_words
from tests.screens.story import Story, demo, running
from tests.screens.test_demo_story import Clock, vote_on_call

if TYPE_CHECKING:
    from qa_tui.paths import Home


async def is_told(story: Story, words: str) -> None:
    await story.waits(lambda: said(story).startswith("Tour: ") and words in said(story), words)


def said(story: Story) -> str:
    line = story.app.screen.query_one(TourLine)
    return str(line.render()) if line.display else ""


async def test_who_comes_for_the_first_time_begins_with_enter(home: Home) -> None:
    async with running(compose.services(home)) as story:
        await story.sees("First time here?")
        await story.press("enter")
        await is_told(story, "Every criterion, the lowest first")
        await story.sees("Train: Active listening")


async def test_who_has_seen_the_demo_is_led_to_files_of_their_own(home: Home) -> None:
    async with running(compose.services(home)) as story:
        await story.sees("First time here?")
        await story.press("enter")
        await story.sees("Train: Active listening")
    async with running(compose.services(home)) as story:
        await story.sees("You know the demo. Now files of your own")
        await story.sees("as you left it")
        await story.press("enter")
        await story.sees("Train: Active listening")
        assert said(story) == ""


async def test_following_the_line_leads_to_a_finished_session(demo_home: Home) -> None:
    async with running(demo(demo_home, Clock())) as story:
        await story.sees("Train: Active listening")
        story.app.toggle_tour()
        await is_told(story, "Every criterion, the lowest first")
        await story.press("enter")
        await is_told(story, "3 is the plan")
        await story.press("3")
        await is_told(story, "Enter opens the one under the cursor")
        await story.sees("Not ready: 8 to approve")
        await story.press("enter")
        await is_told(story, "then a approves them")
        await story.press("escape")
        await story.approves(8)
        await is_told(story, "4 is the session")
        await story.press("4")
        await is_told(story, "Enter opens the room's screen")
        await story.press("enter")
        await is_told(story, "Enter shows the room its page")
        await story.press("enter")
        await is_told(story, "You read these lines")
        await story.press("enter")
        await is_told(story, "What the room listens for")
        while story.room.phase is not Phase.SAY_IT_BETTER:
            await vote_on_call(story, "555542222222", "3 line 7")
        await is_told(story, "In pairs")
        await story.press("enter")
        await is_told(story, "Enter finishes the session")
        await story.press("enter", "enter")
        await story.sees("The session is finished and everything is kept")
        await is_told(story, "ctrl+q leaves")
        await story.press("ctrl+q")
        await is_told(story, "d shows what its votes say")
        await story.press("d")
        await story.waits(lambda: isinstance(story.app.screen, LedgerScreen), "the ledger")
        await is_told(story, "5 is practice")
        await story.press("5")
        await is_told(story, "6 is the outcome")
        await story.press("6")
        await is_told(story, "This is the end of the tour")
        await story.press("left_square_bracket")
        await story.sees("Verdict: effective")
        story.app.toggle_tour()
        await story.waits(lambda: not said(story), "the line is gone")


async def test_nobody_is_toured_who_did_not_ask(home: Home) -> None:
    async with running(compose.services(home)) as story:
        await story.sees("First time here?")
        await story.press("down", "enter")
        await story.sees("Train: Active listening")
        assert said(story) == ""


async def test_which_files_are_needed_is_told_before_any_is_there(home: Home) -> None:
    async with running(compose.services(home), (100, 40)) as story:
        await story.press("w")
        await story.sees("Where a tool has its scores")
        await story.sees("Amazon Connect")


def test_every_place_of_the_tour_is_there() -> None:
    screens = {place.rpartition(".")[2] for place in _SCREENS.values()}
    screens |= {LedgerScreen.__name__, ExcerptScreen.__name__}
    assert {place.removesuffix(" ready") for place in WORDS} <= screens
    assert ROOM_WORDS.keys() == set(Phase)
    assert private_words("ScoresScreen", is_ready=True) == WORDS["ScoresScreen"]
