"""A rubric beside the score files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.files import RUBRIC, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    return write(tmp_path / "rubric.yaml", RUBRIC)
