"""A QA calibration: the room is told that seats are linked with names, and names stay in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.screens.story import demo, running
from tests.screens.walks import answers, store_of

if TYPE_CHECKING:
    from qa_tui.paths import Home


async def test_seats_are_linked_with_names_and_the_room_is_told(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("8 to approve")
        await story.approves(8)
        await story.press("4", "q")
        await answers(story, "QA calibration: who sits where?", "Ann, Bob, ann")
        await story.sees("A name stands there twice")
        await story.press("q")
        await answers(story, "QA calibration: who sits where?", "Ann, Bob, Cem, Dee")
        await story.sees("QA calibration: seats are linked with Ann, Bob, Cem, Dee.")
        await story.sees("Seats 4")
        await story.press("enter")
        await story.sees("The session is ready")
        await story.press("enter")
        await story.sees("This is a QA calibration")
        await story.sees("Seats are linked with names here.")
        assert "Ann" not in story.room.lines.text()
        await story.press("enter")
        await story.goes_to_vote()
        await story.press(*"5444", "enter", "r", "s", "s")
        await story.sees("QA's score")
        store = store_of(story)
        session = store.sessions()[0].id
        names = store.people_names()
        assert [names[key] for key in store.seats_of(session)] == ["Ann", "Bob", "Cem", "Dee"]
        assert b"Ann" not in demo_home.public.read_bytes()
        await story.press("b", "ctrl+q")
        await story.waits(lambda: not story.app.is_in_room, "the private screen")
        await story.press("d")
        await story.sees("Active listening")
        await story.press("down", "enter")
        await story.sees("Raters, in private")
        await story.sees("No rater stands apart")


async def test_an_ordinary_session_links_nobody(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        store = store_of(story)
        assert store.seats_of(store.sessions()[0].id) == ()
        await story.press("d", "enter")
        await story.sees("beyond chance")
        assert "Raters" not in story.text
