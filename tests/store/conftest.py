"""A store on a real file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.store.database import open_database
from qa_tui.store.sessions import SessionStore
from tests.builders import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "qa_tui.db"


@pytest.fixture
def store(path: Path) -> Iterator[SessionStore]:
    database = open_database(path, NOW)
    yield SessionStore(database)
    database.close()
