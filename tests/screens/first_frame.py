"""A process that opens the demo and tells what was imported when its first frame had been painted."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import qa_tui.tui.app
from qa_tui import compose
from qa_tui.paths import find_home
from qa_tui.tui.app import QaApp

HEAVY = ("pandas", "numpy", "scipy", "rapidfuzz", "pydantic")


class Watched(QaApp):
    """The app, stopped and looked at where reading begins."""

    CSS_PATH = str(Path(qa_tui.tui.app.__file__).with_name("app.tcss"))

    def _begin(self) -> None:
        painted = bool(self.screen._compositor.visible_widgets)
        print(painted, [name for name in HEAVY if name in sys.modules])
        self.exit()


async def main() -> None:
    services = compose.demo_services(find_home(None))
    async with Watched(services).run_test() as pilot:
        await pilot.pause()
    services.close()


asyncio.run(main())
