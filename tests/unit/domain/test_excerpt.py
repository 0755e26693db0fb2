"""What a facilitator changes in an excerpt, and what an approval is bound to."""

from __future__ import annotations

import json

import pytest

from qa_tui.domain.excerpt import Edits, Lift, Seal

EDITS = Edits(4, 9)


def test_start_and_end_never_cross() -> None:
    assert EDITS.starting_at(12) == Edits(12, 12)
    assert EDITS.ending_at(2) == Edits(2, 2)
    assert EDITS.starting_at(6).ending_at(7) == Edits(6, 7)


def test_hiding_the_same_again_shows_it() -> None:
    hidden = EDITS.toggled((4, 0, 5), (5, 2, 3))
    assert hidden.hidden == ((4, 0, 5), (5, 2, 3))
    assert hidden.toggled((4, 0, 5)).hidden == ((5, 2, 3),)
    assert hidden.toggled((4, 0, 5), (5, 2, 3)) == EDITS
    assert hidden.toggled((4, 0, 5), (6, 0, 1)).hidden == ((4, 0, 5), (5, 2, 3), (6, 0, 1))


def test_edits_survive_the_disk() -> None:
    edits = Edits(1, 2, ((1, 0, 5),), (Lift((2, 3, 4), "a product"),), is_neutral=True)
    assert Edits.from_json(json.loads(json.dumps(edits.as_json()))) == edits
    assert Edits.from_json({}) is None


SEAL = Seal("t", "p", 3, ("presidio 2",))


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (SEAL, ()),
        (Seal("u", "p", 3, ("presidio 2",)), ("the transcript",)),
        (Seal("t", "q", 3, ("presidio 2",)), ("the roster",)),
        (Seal("t", "p", 4, ("presidio 2",)), ("the rules of hiding",)),
        (Seal("t", "p", 3), ("the rules of hiding",)),
        (Seal("u", "q", 4), ("the transcript", "the roster", "the rules of hiding")),
    ],
)
def test_what_has_changed_is_named(now: Seal, changed: tuple[str, ...]) -> None:
    assert SEAL.changes(now) == changed


def test_an_approval_from_before_there_were_seals_fits_nothing() -> None:
    assert Seal.from_json({}).changes(SEAL) == ("the transcript", "the roster", "the rules of hiding")
    assert Seal.from_json(json.loads(json.dumps(SEAL.as_json()))) == SEAL
