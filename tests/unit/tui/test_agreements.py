"""What a room agreed on, as it is typed: the level by what it is called, else by its key, then why."""

from __future__ import annotations

import pytest

from qa_tui.domain.rubric import Scale
from qa_tui.tui.screens.room.outcomes import agreed

FIVES = Scale.of_levels(0, 5, 10, 15, 20)
YES_NO = Scale.of_levels(0, 1, names=("no", "yes"))


@pytest.mark.parametrize(
    ("scale", "typed", "level", "why"),
    [
        (Scale.of_levels(1, 2, 3, 4, 5), "2, because line 7", 2.0, "because line 7"),
        (FIVES, "10, because", 10.0, "because"),
        (FIVES, "5 because line 7", 5.0, "because line 7"),
        (FIVES, "4, by its key", 15.0, "by its key"),
        (Scale.percent(), "75, because", 75.0, "because"),
        (Scale.between(0, 2), "2, because", 2.0, "because"),
        (Scale.between(0, 5), "2, because", 2.0, "because"),
        (YES_NO, "y, it does", 1.0, "it does"),
        (YES_NO, "Yes, it does", 1.0, "it does"),
        (YES_NO, "No line takes it up", None, "No line takes it up"),
        (YES_NO, "no, not once", 0.0, "not once"),
        (YES_NO, "no-one said it", None, "no-one said it"),
        (YES_NO, "no. He never asked", 0.0, "He never asked"),
        (YES_NO, "yes", 1.0, ""),
        (YES_NO, "yes because line 7", 1.0, "because line 7"),
        (YES_NO, "no: line 3", 0.0, "line 3"),
        (YES_NO, "yes - line 3", 1.0, "line 3"),
    ],
)
def test_a_level_and_why(scale: Scale, typed: str, level: float | None, why: str) -> None:
    found = agreed(typed, scale)
    assert (found.level, found.text) == (level, why)
