"""What the room shows beside its votes: help, the clock, cited lines, both reveals at once, leaders counted apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from qa_tui import compose
from qa_tui.domain.session import Phase
from qa_tui.domain.settings import Settings
from qa_tui.domain.shown import Shown
from qa_tui.steps.public_form import decode_shown
from qa_tui.store.public_file import PublicReader
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.room.help import WHAT_HAPPENS
from tests.builders import JUDGING
from tests.screens.story import demo, running
from tests.screens.walks import answers, enter, reaches, state, to_vote

if TYPE_CHECKING:
    from qa_tui.paths import Home


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


async def test_keys_faster_than_a_dialog_open_no_second_one(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await enter(story)
        await to_vote(story)
        await story.press(*"5522", "enter", "r", "s", "s")
        await reaches(story, Phase.SCORE)
        for key in "31241":
            story.app.post_message(Key(key, key))
        await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "one dialog")
        await story.pilot.pause()
        assert sum(isinstance(screen, EntryDialog) for screen in story.app.screen_stack) == 1
        await story.press("escape")
        await story.waits(lambda: story.app.screen is story.room, "one escape leaves it")
        assert not story.room.is_asking
        await story.press("3")
        await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "and it can be opened again")
