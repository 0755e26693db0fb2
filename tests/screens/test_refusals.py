"""A store that refuses while the program runs: a full disk, a file that is gone. It is said, and the program goes on."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from qa_tui import compose
from qa_tui.tui.room_guard import RoomGuard
from qa_tui.tui.screens.plan.excerpt import ExcerptScreen
from qa_tui.tui.screens.plan.screen import PlanScreen
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.scores.screen import ScoresScreen
from tests.screens.story import Story, demo, running
from tests.screens.test_half_day import to_plan
from tests.screens.test_opening import good, request
from tests.screens.walks import enter, to_vote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa_tui.paths import Home

FULL = "database or disk is full"


@contextmanager
def full(story: Story) -> Iterator[None]:
    """SQLite itself says that there is no room: its file may not grow by a page, and has no free ones."""
    store: Any = story.app.store()
    connection = store.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    assert free == 0
    connection.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        connection.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def missing(story: Story, table: str) -> Iterator[None]:
    """SQLite itself says that it cannot read: the table has another name meanwhile."""
    connection = story.app.store().database.connection  # type: ignore[union-attr]
    connection.execute(f"ALTER TABLE {table} RENAME TO away")
    try:
        yield
    finally:
        connection.execute(f"ALTER TABLE away RENAME TO {table}")


async def test_a_full_disk_at_the_plan_is_said_and_the_key_works_when_there_is_room(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await to_plan(story)
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, ExcerptScreen), "the excerpt")
        with full(story):
            while FULL not in story.text:
                await story.press("a")
                if "have you read every line" in story.text.casefold():
                    await story.press("y")
                    await story.sees(FULL)
            assert isinstance(story.app.screen, ExcerptScreen)
        await story.press("a", "y")
        await story.waits(lambda: isinstance(story.app.screen, PlanScreen), "the plan")
        await story.sees("7 to approve")


async def test_files_are_shown_where_they_cannot_be_kept(home: Home, tmp_path: Path) -> None:
    async with running(compose.services(home)) as story:
        await story.sees("qa-tui")
        with full(story):
            story.app.open_request(request(good(tmp_path / ("f" * 200))))
            await story.has_read()
            await story.sees("Tone")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
async def test_a_database_that_was_deleted_is_noticed_at_the_next_write(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await to_plan(story)
        story.app.store().database.path.unlink()  # type: ignore[union-attr]
        await story.press("enter")
        await story.sees("was moved, deleted or replaced")
        assert isinstance(story.app.screen, PlanScreen)
        await story.press("1")
        await story.sees("Train: Active listening.")


async def test_a_score_that_cannot_be_read_blackens_the_room_which_goes_on_from_there(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await enter(story)
        await to_vote(story)
        await story.press(*"5522", "enter", "r")
        await story.sees("HOW YOU VOTED")
        with missing(story, "sealed_scores"):
            await story.press("s", "s")
            await story.sees("What is recorded cannot be read or written just now.")
            assert "away" not in story.text
            await story.press("enter")
            await story.sees("tries again, ctrl+q leaves.")
        await story.press("enter")
        await story.sees("QA's score: 2")
        with missing(story, "sealed_scores"):
            await story.press("b", "enter")
            await story.sees("What is recorded cannot be read or written just now.")
            await story.press("ctrl+q")
            await story.waits(lambda: not story.app.is_in_room, "the room is left")
        await story.press("1")
        await story.sees("Train: Active listening.")


async def test_a_clock_that_cannot_be_read_leaves_the_room_a_way_out(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await enter(story)
        await story.press("T")
        with missing(story, "sessions"):
            await story.press("T")
            await story.sees("What is recorded cannot be read or written just now.")
            await story.press("ctrl+q")
            await story.waits(lambda: not story.app.is_in_room, "the room is left")


async def test_what_is_refused_behind_a_room_waits_until_it_is_off(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await enter(story)
        behind = story.app.screen_stack[0]
        assert isinstance(behind, PrivateScreen)
        behind.say_refusal("/home/jane/qa_tui.db cannot be read.")
        await story.pilot.pause()
        assert "jane" not in story.text
        assert not story.room.message
        await story.press("b", "ctrl+q")
        await story.sees("/home/jane/qa_tui.db cannot be read.")


async def test_a_plan_that_was_refused_once_is_laid_at_the_next_look(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        with missing(story, "plans"):
            await story.press("3")
            await story.sees("cannot be read")
        await story.press("1", "3")
        await story.sees("Not ready: 8 to approve")
        with missing(story, "plan_states"):
            story.app.clear_notifications()
            await story.press("enter")
            await story.sees("Could not be written")
        story.app.clear_notifications()
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, ExcerptScreen), "the excerpt")


async def test_a_line_that_asks_the_store_when_the_window_changes_survives(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await to_plan(story)
        await story.press("l", "l")
        with missing(story, "excerpts"):
            await story.pilot.resize_terminal(100, 30)
            await story.sees("cannot be read")
        await story.pilot.resize_terminal(120, 40)
        await story.press("1", "3")
        await story.sees("to approve")
        await story.sees("Agenda")


async def test_files_that_could_not_be_looked_up_leave_nothing_half_begun(home: Home, tmp_path: Path) -> None:
    async with running(compose.services(home)) as story:
        await story.sees("qa-tui")
        with missing(story, "import_mappings"):
            story.app.call_later(story.app.open_request, request(good(tmp_path)))
            await story.sees("cannot be read")
            assert not story.app.busy
        await story.press("escape")
        story.app.open_request(request(good(tmp_path)))
        await story.has_read()
        await story.sees("Tone")


async def test_what_is_opened_after_esc_is_not_dropped_with_what_was_given_up(home: Home, tmp_path: Path) -> None:
    async with running(compose.services(home)) as story:
        await story.sees("qa-tui")
        story.app.open_request(request(good(tmp_path, "first.csv")))
        story.app.stop_reading()
        story.app.open_request(request(good(tmp_path, "second.csv")))
        await story.has_read()
        await story.sees("/second.")


async def test_the_key_of_a_page_leaves_it_and_stops_no_reading(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        for key in "hv":
            story.app.busy = "Reading ..."
            await story.press(key, key)
            assert isinstance(story.app.screen, ScoresScreen)
            assert story.app.busy
            story.app.busy = ""


def test_what_waited_behind_a_room_happens_though_one_of_it_fails() -> None:
    guard, happened = RoomGuard(), []

    def fails() -> None:
        raise OSError("gone")

    guard.enter()
    for action in (fails, lambda: happened.append("told")):
        assert guard.hold(action)
    with pytest.raises(OSError, match="gone"):
        guard.leave()
    assert happened == ["told"]
