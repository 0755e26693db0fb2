"""The app, going on with a session, with a fault: a key reads the sealed score and fails with it in its hands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.session import Phase
from qa_tui.paths import find_home
from qa_tui.tui.app import QaApp
from qa_tui.tui.screens.room import presses

if TYPE_CHECKING:
    from qa_tui.tui.screens.room.screen import RoomScreen


def look_at_the_score(room: RoomScreen, key: str) -> None:
    actual = room.live._store.sealed_score(room.live.state.round.brief.excerpt)
    raise ValueError(f"Zebulon Quartzberg {actual} {key}")


presses._PRESSES[Phase(sys.argv[1]) if len(sys.argv) > 1 else Phase.VOTE] = look_at_the_score
services = compose.services(find_home(None))
app = QaApp(services, room="resume")
app.run()
services.close()
sys.exit(app.return_code)
