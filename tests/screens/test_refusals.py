"""A store that refuses while the program runs: a full disk, a file that is gone. It is said, and the program goes on."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from qa_tui import compose
from qa_tui.tui.screens.plan.excerpt import ExcerptScreen
from qa_tui.tui.screens.plan.screen import PlanScreen
from tests.screens.story import Story, demo, running
from tests.screens.test_opening import good, request

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


async def to_plan(story: Story) -> None:
    await story.has_read()
    await story.press("3")
    await story.sees("to approve")


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
