"""Every key of every private screen: it does something or says something, and what it opens can be left with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding

from qa_tui.tui.dialogs.dialog import Dialog
from qa_tui.tui.screens.comparison.screen import ComparisonScreen
from qa_tui.tui.screens.ledger.screen import LedgerScreen
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.screens.projected import ProjectedScreen
from tests.screens.story import Story, demo, running
from tests.screens.test_practice import with_session

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from qa_tui.paths import Home

WAYS = {
    "welcome": ("o",),
    "scores": ("1",),
    "segments": ("2",),
    "heat": ("1", "h"),
    "comparison": ("1", "v"),
    "calls": ("1", "c"),
    "one call": ("1", "c", "enter"),
    "plan": ("3",),
    "excerpt": ("3", "enter"),
    "session": ("4",),
    "practice": ("5",),
    "card": ("5", "v", "enter"),
    "outcome": ("6",),
    "history": ("6", "h"),
    "ledger": ("d",),
    "ledger entry": ("d", "enter"),
}
SAYS_NOTHING = {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab"}
"""Keys that move, which they cannot always."""


EXCUSED = {("d", LedgerScreen), ("enter", ComparisonScreen)}
"""The key of the screen that one is on; a list that is empty, for the demo has no window before."""


def own_keys(screen: Screen[object]) -> list[str]:
    found = dict.fromkeys(
        key
        for kind in type(screen).__mro__
        for binding in vars(kind).get("BINDINGS", ())
        if isinstance(binding, Binding) and issubclass(kind, PrivateScreen)
        for key in binding.key.split(",")
    )
    return [key for key in found if key not in {"escape", "f1", *"123456"} and (key, type(screen)) not in EXCUSED]


async def settled(story: Story) -> None:
    for _ in range(3):
        await story.pilot.pause()
    await story.waits(lambda: not story.app.busy, "the end of reading")


async def goes_to(story: Story, way: tuple[str, ...], kind: type | None) -> None:
    """There by its keys, from wherever it is."""
    for _ in range(12):
        if kind is not None and type(story.app.screen) is kind:
            return
        if not isinstance(story.app.screen, Dialog) and len(story.app.screen_stack) <= 1:
            break
        await story.tap("escape")
        await settled(story)
    await story.press("1", *way)
    await settled(story)
    if kind is not None:
        await story.waits(lambda: type(story.app.screen) is kind, f"{kind.__name__} by {way}")


@pytest.mark.parametrize("name", WAYS)
async def test_every_key(name: str, demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    services = with_session(demo_home) if name in {"practice", "card"} else demo(demo_home)
    silent = []
    async with running(services, (100, 30)) as story:
        await story.has_read()
        await goes_to(story, WAYS[name], None)
        await story.pilot.pause(0.5)
        kind = type(story.app.screen)
        assert issubclass(kind, PrivateScreen)
        for key in own_keys(story.app.screen):
            await goes_to(story, WAYS[name], kind)
            story.app.clear_notifications()
            await settled(story)
            before = story.text
            await story.tap(key)
            await settled(story)
            if story.text == before:
                await story.pilot.pause(0.4)
            if story.text == before and key not in SAYS_NOTHING:
                silent.append(key)
            if isinstance(story.app.screen, Dialog):
                await story.tap("enter")
                await settled(story)
            if any(isinstance(screen, ProjectedScreen) for screen in story.app.screen_stack):
                await story.press("ctrl+q")
                await story.waits(lambda: not story.app.is_in_room, "the room is left")
    assert not silent
