"""What the stories on screens are told with: keys, a look at the screen, and waiting for something to be true."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.keys import _character_to_key

from qa_tui import compose
from qa_tui.domain.session import Phase
from qa_tui.tui.app import QaApp
from qa_tui.tui.screens.plan.screen import PlanScreen
from qa_tui.tui.screens.room.reading import count_unread
from qa_tui.tui.screens.room.screen import RoomScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App
    from textual.pilot import Pilot

    from qa_tui.domain.loading import LoadRequest
    from qa_tui.paths import Home
    from qa_tui.steps.services import Services

PATIENCE_SECONDS = 20.0


def screen_text(app: App[Any]) -> str:
    """All that is drawn now, dialogs and the screens below them."""
    screens = [*app.screen_stack]
    texts = []
    for screen in screens:
        texts += [strip.text for strip in screen._compositor.render_strips()]
    texts += [str(note.message) for note in app._notifications]
    return "\n".join(texts)


async def until(pilot: Pilot[Any], condition: Callable[[], bool], what: str = "") -> None:
    """Wait for `condition`, and show the screen if it never comes."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > end:
            assert isinstance(pilot.app, QaApp)
            raise AssertionError(f"never came: {what}\n{screen_text(pilot.app)}")
        await pilot.pause(0.01)


class Story:
    """A person at the keyboard."""

    def __init__(self, app: QaApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            await self.pilot.press(key)

    async def tap(self, key: str) -> None:
        """A key, and until the screen has dealt with it: quicker than `press`, for thousands of keys."""
        named = _character_to_key(key) if len(key) == 1 else key
        character = key if len(key) == 1 else {"space": " ", "tab": "\t", "enter": "\r"}.get(key)
        event = Key(named, character)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)
        for pump in (self.app, self.app.screen, self.app):
            done = asyncio.Event()
            pump.call_later(done.set)
            await asyncio.wait_for(done.wait(), PATIENCE_SECONDS)

    async def goes_to_vote(self) -> None:
        """From a call's brief over every page of its excerpt to the vote."""
        while self.room.phase is not Phase.VOTE:
            await self.press("space" if self.room.phase is Phase.EXCERPT and not self._is_read() else "enter")

    async def approves(self, count: int) -> None:
        """On the plan: opens `count` excerpts one after the other, reads each to its end and approves it."""
        for _ in range(count):
            await self.press("enter")
            await self.sees("as it was said")
            while not isinstance(self.app.screen, PlanScreen):
                await self.press("a")
                if "have you read every line" in self.text.casefold():
                    await self.press("y")

    def _is_read(self) -> bool:
        return not count_unread(self.room.pages(), self.room.read)

    async def type(self, text: str) -> None:
        for letter in text:
            self.pressed += 1
            await self.tap("space" if letter == " " else letter)

    async def sees(self, text: str) -> None:
        await until(self.pilot, lambda: text in screen_text(self.app), f"{text!r} on the screen")

    async def waits(self, condition: Callable[[], bool], what: str) -> None:
        await until(self.pilot, condition, what)

    async def has_read(self) -> None:
        """Until the files are read and steps 1 and 2 are answered."""
        await self.waits(lambda: self.app.report is not None, "the report")
        await self.pilot.pause()

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def room(self) -> RoomScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, RoomScreen))


@asynccontextmanager
async def running(
    services: Services, size: tuple[int, int] = (80, 24), request: LoadRequest | None = None, **kept: Any
) -> AsyncIterator[Story]:
    """The app on these services; whatever it opened is closed at the end."""
    app = QaApp(services, request=request, **kept)
    try:
        async with app.run_test(size=size) as pilot:
            begun = asyncio.Event()
            app.call_after_refresh(app.call_after_refresh, begun.set)
            await asyncio.wait_for(begun.wait(), PATIENCE_SECONDS)
            yield Story(app, pilot)
    finally:
        services.cancel_load()
        services.close()


def demo(home: Home, clock: Callable[[], Any] | None = None) -> Services:
    services = compose.demo_services(home)
    return replace(services, clock=clock) if clock else services
