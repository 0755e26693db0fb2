"""The README's pictures show the program as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pictures import FOLDER, PICTURES, draw, words_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", PICTURES)
async def test_the_picture_is_what_the_demo_shows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    drawn = words_of(await draw(name, tmp_path))
    assert drawn == words_of((FOLDER / f"{name}.svg").read_text(encoding="utf-8")), (
        "python -m tests.pictures draws them anew"
    )
