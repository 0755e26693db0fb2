"""Stories share what the reader made of the demo files, so that it is read once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.paths import Home

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
