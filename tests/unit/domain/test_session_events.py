"""The form of events on disk, and how an old one is read."""

from __future__ import annotations

from typing import Any

import pytest

from qa_tui.domain.event_form import decode, encode
from qa_tui.domain.session_events import Cast, Noted, SeatsChanged
from tests.builders import level


def test_a_vote_on_disk() -> None:
    assert encode(Cast(3, level(4))) == {"seat": 3, "vote": "level", "level": 4.0}


def test_an_old_event_is_upgraded_step_by_step() -> None:
    def rename(body: dict[str, Any]) -> dict[str, Any]:
        return {"places": body["chairs"]}

    def rename_again(body: dict[str, Any]) -> dict[str, Any]:
        return {"seats": body["places"]}

    upgrades = {("seats_changed", 1): rename, ("seats_changed", 2): rename_again}
    assert decode("seats_changed", 1, {"chairs": 5}, upgrades) == SeatsChanged(5)
    assert decode("seats_changed", 2, {"places": 5}, upgrades) == SeatsChanged(5)
    assert decode("seats_changed", 3, {"seats": 5}, upgrades) == SeatsChanged(5)
    assert decode("noted", 1, {"text": "as before"}, upgrades) == Noted("as before")


@pytest.mark.parametrize("version", [0, 2, 99])
def test_an_event_from_the_future_is_not_guessed_at(version: int) -> None:
    with pytest.raises(ValueError, match=rf"'noted' has version {version}; this program knows 1"):
        decode("noted", version, {"text": ""})


def test_an_unknown_kind_is_not_skipped() -> None:
    with pytest.raises(ValueError, match="unknown event 'sung'"):
        decode("sung", 1, {})
