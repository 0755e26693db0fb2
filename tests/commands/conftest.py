"""Commands, run as a shell would, in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from qa_tui import compose
from qa_tui.cli import main
from qa_tui.domain.session_events import DistributionShown, VotesTaken
from qa_tui.steps.live import LiveSession
from tests.builders import TO_VOTE, ballots, clock, level, make_plan_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa_tui.domain.session_events import Event
    from qa_tui.paths import Home


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = "Callable[..., Said]"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def command(*words: object) -> Said:
        capsys.readouterr()
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(status, out, err)

    return command


@pytest.fixture
def demo(run: Callable[..., Said], tmp_path: Path) -> Path:
    """The demo's files, written out."""
    assert run("demo", "--write", tmp_path / "demo").status == 0
    return tmp_path / "demo"


@pytest.fixture
def recorded(home: Home) -> str:
    """One open session with a call voted on."""
    store = compose.open_store(home.database, writing=True)
    live = LiveSession.start(store, make_plan_in(store, calls=3), "s1", 4, clock)
    assert isinstance(live, LiveSession)
    votes = ballots(*[level(v) for v in (5, 5, 1, 1)])
    recorded: tuple[Event, ...] = (*TO_VOTE, *votes, VotesTaken(), DistributionShown())
    for event in recorded:
        live.send(event)
    live.reveal()
    store.database.close()
    return "s1"
