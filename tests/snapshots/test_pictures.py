"""What the screens look like. The words and numbers are asserted elsewhere: a change here is a change of looks, to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.paths import Home, find_home
from qa_tui.tui.app import QaApp
from tests.screens.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot

APPROVE_ALL = ("3", "sees:8 to approve", "approve all", "sees:Ready. Press 4")
TO_VOTE = (
    *APPROVE_ALL,
    "4",
    "sees:Enter starts",
    "enter",
    "sees:is ready",
    "enter",
    "enter",
    "to the vote",
    "sees:Card face",
)

PICTURES = {
    "scores_80x24": ((80, 24), ()),
    "scores_120x40": ((120, 40), ()),
    "segments_120x40": ((120, 40), ("down", "down", "down", "enter", "sees:Coach shift night")),
    "plan_120x40": ((120, 40), ("3", "sees:8 to approve")),
    "excerpt_80x24": ((80, 24), ("3", "sees:8 to approve", "enter", "sees:as it was said", "phrases compared")),
    "vote_80x24": ((80, 24), (*TO_VOTE, *"55554222")),
    "how_you_voted_120x40": ((120, 40), (*TO_VOTE, *"5555422222w-", "enter", "r", "sees:two ways")),
    "practice_80x24": ((80, 24), ("5", "sees:14 of 15 done (11")),
    "outcome_120x40": ((120, 40), ("6", "sees:Improved by 11.5")),
    "ledger_80x24": ((80, 24), ("d", "sees:Wording unclear", "enter", "sees:split the room")),
}


@pytest.fixture
def app(home: Home) -> Iterator[QaApp]:
    services = compose.demo_services(find_home(str(home.data.parent)))
    yield QaApp(services)
    services.cancel_load()
    services.close()


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, app: QaApp, snap_compare: Callable[..., bool]) -> None:
    size, keys = PICTURES[name]

    async def play(pilot: Pilot[None]) -> None:
        story = Story(app, pilot)
        await story.has_read()
        for key in keys:
            if key.startswith("sees:"):
                await story.sees(key.removeprefix("sees:"))
            elif key == "phrases compared":
                await story.waits(lambda: getattr(app.screen, "_habits", None) is not None, "the agent's phrases")
            elif key == "approve all":
                await story.approves(8)
            elif key == "to the vote":
                await story.goes_to_vote()
            else:
                await story.press(key)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=play)
