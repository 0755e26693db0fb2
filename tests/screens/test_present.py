"""The projector's window: it follows the session, and its file holds no more than the room may see."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from qa_tui import on_demand
from qa_tui.domain.session import Phase
from qa_tui.domain.shown import Blackened
from qa_tui.steps.public_form import ALLOWED, decode_shown, encode_shown
from qa_tui.store.public_file import PublicReader
from qa_tui.tui.present_app import PresentApp
from tests.screens.story import Story, screen_text, until
from tests.screens.walks import enter, to_vote

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from qa_tui.paths import Home

from tests.screens.story import demo, running


@asynccontextmanager
async def presenting(home: Home, size: tuple[int, int] = (100, 30)) -> AsyncIterator[tuple[PresentApp, Pilot[None]]]:
    """The second window on the same home."""
    reader = PublicReader(home.public)
    app = PresentApp(reader, home.log)
    try:
        async with app.run_test(size=size) as pilot:
            yield app, pilot
    finally:
        reader.close()


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


async def test_it_reads_the_page_that_the_room_reads(demo_home: Home) -> None:
    projector = Projector(demo_home)
    async with running(demo(demo_home), (60, 20)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("8 to approve")
        await story.approves(8)
        await story.press("4", "enter")
        await story.sees("The session is ready")
        await story.press("enter", "enter", "enter")
        assert story.room.phase is Phase.EXCERPT
        for number in range(1, len(story.room.pages()) + 1):
            second = await projector.shows(f"page {number} of", size=(120, 40))
            assert second.split("page ", 1)[1].split()[3:] == story.room.lines.text().split(), "the same words"
            await story.press("space")


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
