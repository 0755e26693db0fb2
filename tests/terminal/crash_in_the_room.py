"""The app, going on with a session, with a fault: the first vote reads the sealed score and fails with it in its hands."""

from __future__ import annotations

import sys

from qa_tui import compose
from qa_tui.paths import find_home
from qa_tui.tui.app import QaApp
from qa_tui.tui.screens.room.screen import RoomScreen


def look_at_the_score(self: RoomScreen, key: str, armed: str) -> None:
    actual = self._live._store.sealed_score(self._live.state.round.brief.excerpt)
    raise ValueError(f"Zebulon Quartzberg {actual} {key} {armed}")


RoomScreen._press_vote = look_at_the_score  # type: ignore[method-assign]
services = compose.services(find_home(None))
app = QaApp(services, room="resume")
app.run()
services.close()
sys.exit(app.return_code)
