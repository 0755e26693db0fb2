"""After the session: its debrief, its report, and the page for everybody who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.screens.story import demo, running
from tests.screens.walks import store_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from qa_tui.paths import Home


async def test_the_debrief_and_its_pages(demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("4", "h")
        await story.sees("Sessions that were held.")
        await story.press("enter")
        await story.sees("Stop mirroring before you read on.")
        await story.sees("7 of 8 cards call it fair.")
        await story.sees("What stops people doing the top level")
        await story.press("e")
        await story.sees("Export this page")
        await story.press("enter")
        await story.sees("Written:")
        assert "calls split the room" in (tmp_path / "session.html").read_text(encoding="utf-8")
        await story.press("t")
        await story.sees("takeaway.html")
        await story.press("enter")
        await story.waits((tmp_path / "takeaway.html").exists, "the page")
        assert "What we agreed" in (tmp_path / "takeaway.html").read_text(encoding="utf-8")


async def test_the_ledger_is_written_from_its_screen(
    demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("d")
        await story.sees("Wording unclear")
        await story.press("enter")
        await story.sees("beyond chance")
        await story.press("escape", "e")
        await story.sees("disagreements.html")
        await story.press("enter")
        await story.waits((tmp_path / "disagreements.html").exists, "the page")


async def test_votes_from_paper_are_marked(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("8 to approve")
        await story.approves(8)
        await story.press("4", "p")
        await story.sees("On which day was it held on paper?")
        await story.press("ctrl+u")
        await story.type("2030-01-01")
        await story.press("enter")
        await story.sees("has not come yet")
        await story.press("ctrl+u")
        await story.type("2026-10-05")
        await story.press("enter")
        await story.sees("From paper, held on 2026-10-05")
        await story.press("enter")
        await story.sees("The session is ready")
        assert story.room.live.state.entered_afterwards
        assert store_of(story).cycles()[0].sessions[-1].held_on.isoformat() == "2026-10-05"
