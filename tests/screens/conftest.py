"""Stories share what the reader made of the demo files, so that it is read once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.audio.player import BACKEND
from qa_tui.domain.loading import LoadRequest
from qa_tui.paths import Home
from qa_tui.steps.loaded import Loaded
from tests.builders import NOW
from tests.recordings import add_recordings
from tests.secret_team import write_secret_team

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def read_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the demo files have been read."""
    folder = tmp_path_factory.mktemp("read")
    compose.load_here(
        compose.demo_request(), Home(folder / "data", folder / "cache", folder / "logs", folder / "config")
    )
    return folder / "cache"


@pytest.fixture
def demo_home(home: Home, read_cache: Path) -> Home:
    return replace(home, cache=read_cache)


@pytest.fixture(scope="session")
def recorded_team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The secret team with a recording of every call."""
    folder = write_secret_team(tmp_path_factory.mktemp("team") / "files")
    add_recordings(folder / "transcripts")
    return folder


@pytest.fixture(scope="session")
def recorded(recorded_team: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """It, read."""
    cache = tmp_path_factory.mktemp("cache")
    found = compose.load_here(LoadRequest((str(recorded_team),), NOW.date()), Home(cache, cache, cache, cache))
    assert isinstance(found, Loaded)
    assert len(found.recordings) == 6
    return found


@pytest.fixture
def silent_device(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that nobody hears."""
    monkeypatch.setenv(BACKEND, "null")
