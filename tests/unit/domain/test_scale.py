"""What a room votes for on a scale, and what is kept of it."""

from __future__ import annotations

from qa_tui.domain.rubric import Scale
from tests.builders import make_criterion


def test_a_short_scale_with_halves_is_voted_on_in_whole_points() -> None:
    halves = Scale.between(1, 5)
    assert (halves.vote_levels(), halves.step, halves.vote_step) == ((1.0, 2.0, 3.0, 4.0, 5.0), 1.0, 1.0)
    assert Scale.from_json(halves.as_json()) == halves
    assert Scale.between(0, 20).vote_levels() == (0.0, 5.0, 10.0, 15.0, 20.0)
    assert Scale.between(0, 1).vote_levels() == (0.0, 0.25, 0.5, 0.75, 1.0)
    assert Scale.between(0.5, 4.5).vote_levels() == (0.5, 1.5, 2.5, 3.5, 4.5)
    assert Scale.percent().as_json() == {"values": [], "min": 0.0, "max": 100.0, "names": []}
    before = Scale.from_json({"values": [], "min": 0.0, "max": 5.0, "names": []})
    assert before.vote_levels() == (0.0, 1.25, 2.5, 3.75, 5.0), "a session that was held on quarters stays readable"


def test_how_a_room_votes_is_no_word_of_a_wording() -> None:
    now, before = Scale.between(0, 5), Scale.from_json({"values": [], "min": 0.0, "max": 5.0, "names": []})
    assert make_criterion(scale=now).wording_version == make_criterion(scale=before).wording_version


def test_a_scale_from_another_laptop_has_as_many_levels_as_it_can_have() -> None:
    for least, most in ((0.0, 1e9), (0.5, 3.5), (0.0, 2.0)):
        told = {"values": [], "min": least, "max": most, "names": [], "whole": True}
        assert len(Scale.from_json(told).vote_levels()) == 5
