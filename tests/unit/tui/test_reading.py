"""Which lines were read: `a` leads through all of them, however small the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa_tui.tui.screens.plan.reading import Place, Reading


def test_a_turn_is_read_when_its_last_row_was_drawn() -> None:
    reading, owner = Reading(), (0, 0, 1)
    reading.note(owner, 0)
    assert reading.seen == set()
    reading.note(owner, 1)
    assert reading.unread(owner, range(1), 0, 5) is None
    assert reading.unread(owner, range(2), 0, 5) == Place(2, 4)


def test_what_is_not_on_the_screen_is_shown_from_its_beginning() -> None:
    owner = tuple(turn for turn in range(10) for _ in range(3))
    assert Reading(set(range(8))).unread(owner, range(10), 0, 7) == Place(24, 22)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(1, 12))
def test_every_excerpt_can_be_read_to_its_end(rows: list[int], height: int) -> None:
    owner = tuple(turn for turn, count in enumerate(rows) for _ in range(count))
    reading, top = Reading(), 0
    for _ in range(3 * len(owner) + 3):
        top = max(0, min(top, len(owner) - height))
        for row in range(top, min(top + height, len(owner))):
            reading.note(owner, row)
        place = reading.unread(owner, range(len(rows)), top, height)
        if place is None:
            return
        assert owner[place.cursor] not in reading.seen
        top = place.top
        # The list brings its cursor into view.
        if not top <= place.cursor < top + height:
            top = place.cursor if place.cursor < top else place.cursor - height + 1
    raise AssertionError("it goes round in circles")
