"""A window that is too small asks for more room, and everything behind it stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.session import Phase
from qa_tui.tui.widgets.line_view import LineList
from tests.screens.story import demo, running
from tests.screens.walks import enter, state, to_vote

if TYPE_CHECKING:
    from qa_tui.paths import Home

ASKS = "Please make this window larger."


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (20, 8), (10, 3)])
async def test_a_small_window_asks_and_takes_no_key(size: tuple[int, int], demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        await story.press("down")
        await story.pilot.resize_terminal(*size)
        await story.waits(lambda: story.app.size == size, "the size")
        await story.press("down", "3", "d", "?")
        if size[0] > 40:
            await story.sees(ASKS)
        assert len(story.app.screen_stack) == 1
        await story.pilot.resize_terminal(60, 20)
        await story.sees("2 Empathy")
        assert ASKS not in story.text
        lines = story.app.screen.query(LineList).first()
        assert (lines.cursor, lines.has_focus) == (1, True)
        await story.press("down")
        assert lines.cursor == 2


async def test_a_room_in_a_small_window_keeps_its_votes(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await to_vote(story)
        await story.press("5", "4")
        await story.pilot.resize_terminal(40, 12)
        await story.sees(ASKS)
        await story.press("3", "enter", "b")
        await story.pilot.resize_terminal(80, 24)
        await story.waits(lambda: ASKS not in story.text, "the room")
        assert (state(story).votes(), story.room.phase, story.room._is_black) == (2, Phase.VOTE, False)
        await story.press("3")
        assert state(story).votes() == 3


async def test_a_room_in_a_small_window_goes_black_before_it_is_left(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await enter(story)
        await story.pilot.resize_terminal(40, 12)
        await story.press("ctrl+q")
        assert story.app.is_in_room
        assert story.room._is_black
        await story.press("ctrl+q")
        await story.waits(lambda: not story.app.is_in_room, "the private screen")


async def test_a_dialog_stays_open(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        await story.press("?")
        await story.sees("Help for this screen")
        await story.pilot.resize_terminal(40, 12)
        await story.sees(ASKS)
        await story.press("escape")
        await story.pilot.resize_terminal(80, 24)
        await story.sees("Help for this screen")
        await story.press("escape")
        assert len(story.app.screen_stack) == 1
