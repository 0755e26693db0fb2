"""The projector's window: it follows the session, and its file holds no more than the room may see."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

from qa_tui import on_demand
from qa_tui.commands.present import hold, tell_size
from qa_tui.domain.session import Phase
from qa_tui.domain.shown import Blackened
from qa_tui.steps.public_form import ALLOWED, decode_shown, encode_shown
from qa_tui.store.public_file import PublicReader
from qa_tui.tui.lines import plain
from qa_tui.tui.present_app import PresentApp
from tests.screens.story import Story, demo, running, screen_text, until
from tests.screens.walks import enter, to_excerpt, to_vote

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from qa_tui.paths import Home


@asynccontextmanager
async def presenting(home: Home, size: tuple[int, int] = (100, 30)) -> AsyncIterator[tuple[PresentApp, Pilot[None]]]:
    """The second window on the same home."""
    reader = PublicReader(home.public)
    app = PresentApp(reader, home.log, partial(tell_size, home.presenting_size))
    held = hold(home.presenting)
    try:
        async with app.run_test(size=size) as pilot:
            yield app, pilot
    finally:
        reader.close()
        held.release()


class Projector:
    """The second window, opened anew from the file for every look, at any size."""

    def __init__(self, home: Home) -> None:
        self.home = home

    async def shows(self, *texts: str, size: tuple[int, int] = (100, 30)) -> str:
        async with presenting(self.home, size) as (app, pilot):
            for text in texts:
                await until(pilot, lambda text=text: text in screen_text(app), f"{text!r} on the projector")  # type: ignore[misc]
            return screen_text(app)


async def walk(story: Story, projector: Projector) -> None:
    await projector.shows("")
    await story.press("t")
    await projector.shows("A trial, on no call", "TRIAL VOTE")
    await story.press("escape")
    await projector.shows("We count votes, not people.")
    await to_vote(story)
    await story.press("5", "5", "2")
    shown = await projector.shows("3 of 4 in", "Write your level.")
    assert "[" not in shown, "no cursor, no seat to be voted for"
    await story.press("2", "enter")
    await projector.shows("4 in: 4 levels.")
    await story.press("r")
    await projector.shows("The room sees this two ways")
    await story.press("s", "s")
    await projector.shows("QA's score: 2")
    await story.press("b")
    shown = await projector.shows("")
    assert not shown.strip(), "black is black: no head, no count"


async def test_it_follows_the_room(demo_home: Home) -> None:
    projector = Projector(demo_home)
    assert "Waiting for a session" in await projector.shows("Waiting for a session")
    async with running(demo(demo_home), (100, 30)) as story:
        await enter(story)
        await walk(story, projector)
    assert not demo_home.public.exists()
    await projector.shows("Waiting for a session")


def shows_page(app: PresentApp, head: str, lines: list[str]) -> bool:
    """Whether all of a page is in the window, and nothing more."""
    shown = screen_text(app)
    is_whole = [text.strip() for text in shown.splitlines()[2:] if text.strip()] == lines
    return is_whole and (head in shown or head == "page 1 of 1")


async def test_pages_are_as_large_as_the_window_that_the_room_looks_at(demo_home: Home) -> None:
    async with running(demo(demo_home), (60, 20)) as story:
        await to_excerpt(story)
        alone = len(story.room.pages())
        async with presenting(demo_home, (80, 24)) as (app, pilot):
            await story.waits(lambda: story.room.second_window is not None, "the other window")
            pages = story.room.pages()
            assert len(pages) <= alone
            for number, page in enumerate(pages, 1):
                read = [plain(one).strip() for one in page.lines]
                await until(pilot, partial(shows_page, app, f"page {number} of {len(pages)}", read), "this page, whole")
                own = story.room.lines.text()
                assert read[0] in own or read[0].split()[0] in own
                assert len(read) <= 13 or "lines more: in the window that the room sees." in own
                await story.press("space")
            await pilot.resize_terminal(160, 50)
            await story.waits(lambda: len(story.room.pages()) == 1, "one page on a large screen")
        await story.waits(lambda: len(story.room.pages()) == alone, "pages of this window, which the room looks at now")
        assert story.room.second_window is None


async def test_nothing_but_quit_can_be_pressed(demo_home: Home) -> None:
    async with presenting(demo_home) as (app, pilot):
        await pilot.press("enter", "s", "r", "1", "ctrl+p", "escape", "question_mark")
        assert len(app.screen_stack) == 1
        assert app.is_running
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running, "the end")


async def test_the_file_holds_what_may_be_seen_and_nothing_of_what_came_before(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await enter(story)
        await to_vote(story)
        await story.press(*"5522", "enter", "r", "s", "s")
        await story.waits(lambda: story.room.phase is Phase.SCORE, "the score")
        assert b'"score"' in demo_home.public.read_bytes()
        await story.press("enter", "enter")
        await story.waits(lambda: story.room.phase is Phase.BRIEF, "the next call")
        body = demo_home.public.read_bytes()
        assert b'"score"' not in body
        assert b'"levels":[2' not in body
        assert demo_home.public.stat().st_mode & 0o077 == 0
        beside = [path.name for path in demo_home.data.iterdir() if path.name.startswith("present.db")]
        assert beside == ["present.db"], "no journal that could hold older pages"


def test_every_phase_has_its_list() -> None:
    assert set(ALLOWED) == {"black", *Phase}
    before_reveal = [phase for phase in Phase if phase is not Phase.SCORE]
    assert not [phase for phase in before_reveal if "score" in ALLOWED[phase]]
    for phase in (Phase.VOTE, Phase.TRIAL, Phase.VOTES_IN, Phase.EXCERPT, Phase.BRIEF, Phase.OPENING):
        assert "levels" not in ALLOWED[phase]
    black = Blackened("We'll take another one.")
    assert decode_shown(encode_shown(black)) == black


def test_a_file_that_cannot_be_written_does_not_stop_the_room(tmp_path: Path) -> None:
    publish = on_demand.publish_on_demand(tmp_path / "a file" / "present.db")
    (tmp_path / "a file").write_text("in the way", encoding="utf-8")
    publish(Blackened("x"))
    publish(None)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file that is open")
def test_a_new_session_is_followed_when_the_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "present.db"
    publish, reader = on_demand.publish_on_demand(path), PublicReader(path)
    assert reader.look() is None
    publish(Blackened("one"))
    assert reader.look() == {"black": "one"}
    assert reader.look() is False
    publish(Blackened("two"))
    assert reader.look() == {"black": "two"}
    publish(None)
    assert reader.look() is None
    publish(Blackened("three"))
    assert reader.look() == {"black": "three"}
    publish(None)
    reader.close()
