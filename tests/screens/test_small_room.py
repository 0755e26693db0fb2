"""The room in the smallest window: every level, every seat and every line can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.tui.screens.room.reading import count_unread
from tests.screens.story import Story, demo, running
from tests.screens.walks import to_excerpt

if TYPE_CHECKING:
    from qa_tui.paths import Home

SMALLEST = (60, 20)


async def to_reading(story: Story) -> None:
    """To the first page of the first excerpt, in a window in which it has two."""
    await to_excerpt(story)
    await story.sees("page 1 of 2")


async def test_a_session_is_prepared_and_held_in_the_smallest_window(demo_home: Home) -> None:
    async with running(demo(demo_home), SMALLEST) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("8 to approve")
        await story.approves(8)
        await story.press("4", "enter")
        await story.sees("The session is ready")
        await story.press("enter", "enter")
        await story.sees("↑↓ more")
        assert "had not spoken" not in story.text
        await story.press("down", "down")
        await story.sees("had not spoken")
        await story.goes_to_vote()
        await story.press(*"555542222221")
        levels = [
            text for text in story.text.split("\n") if text.strip()[:1] in set("12345") and "  " in text.strip()[:4]
        ]
        assert [text.strip()[0] for text in levels[-5:]] == list("54321"), "a line for every level"
        await story.sees("12●")
        await story.press("enter", "r", "s", "s")
        await story.waits(lambda: story.room.phase is Phase.SCORE, "QA's score")
        await story.sees("4 QA's score to be checked")


async def test_letters_made_larger_while_somebody_reads_leave_them_where_they_are(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await to_reading(story)
        await story.press("space")
        top = story.room.lines.text().split()[:6]
        await story.pilot.resize_terminal(60, 20)
        await story.waits(lambda: len(story.room.pages()) > 2, "smaller pages")
        await story.pilot.pause()
        assert " ".join(top[2:]) in " ".join(story.room.lines.text().split())
        assert not count_unread(story.room.pages(), story.room.read), "the room has seen all of it"
        await story.press("enter")
        await story.waits(lambda: story.room.phase is Phase.VOTE, "the vote")


async def test_pages_that_became_more_are_unread_where_the_room_has_not_seen_their_words(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await to_reading(story)
        await story.pilot.resize_terminal(60, 20)
        await story.waits(lambda: len(story.room.pages()) > 2, "smaller pages")
        await story.press("enter")
        await story.sees("not been read yet")
        await story.pilot.resize_terminal(160, 50)
        await story.waits(lambda: len(story.room.pages()) == 1, "one page")
        await story.press("enter")
        await story.waits(lambda: story.room.phase is Phase.VOTE, "the vote")
