"""What every test stands on: a home of its own, and no settings from the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.paths import Home, find_home

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Data, cache and logs in a folder of the test's own, for the test and for every process it starts."""
    monkeypatch.setenv("QA_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    for name in ("NO_COLOR", "QA_TUI_ASCII"):
        monkeypatch.delenv(name, raising=False)
    return find_home(None)
