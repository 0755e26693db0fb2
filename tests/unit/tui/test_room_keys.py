"""The vote keys are the same on every scale."""

from __future__ import annotations

import pytest

from qa_tui.domain.rubric import Scale
from qa_tui.domain.session import Ballot, CallRound, Phase, Session
from qa_tui.domain.session_events import VoteKind
from qa_tui.tui.screens.room.keys import level_keys, level_of, vote_of, words
from tests.builders import BINARY, FIVE, JUDGING, PERCENT, THREE, level, make_brief

TEN = Scale.of_levels(*range(1, 11))
ELEVEN = Scale.of_levels(*range(11))
YES_NO = Scale.of_levels(0, 1, names=("no", "yes"))
NAMED = Scale.of_levels(0, 50, 100, names=("not met", "partly", "met"))


@pytest.mark.parametrize(
    ("scale", "key", "level"),
    [
        (FIVE, "1", 1.0), (FIVE, "5", 5.0), (FIVE, "0", None), (FIVE, "6", None), (FIVE, "y", None),
        (THREE, "0", 0.0), (THREE, "2", 2.0), (THREE, "3", None),
        (TEN, "0", 10.0), (TEN, "1", 1.0), (ELEVEN, "0", 0.0),
        (BINARY, "y", 1.0), (BINARY, "n", 0.0), (BINARY, "1", 1.0), (BINARY, "0", 0.0),
        (YES_NO, "y", 1.0), (YES_NO, "n", 0.0), (YES_NO, "2", 1.0), (YES_NO, "1", 0.0),
        (NAMED, "1", 0.0), (NAMED, "3", 100.0), (NAMED, "4", None),
        (PERCENT, "1", 0.0), (PERCENT, "3", 50.0), (PERCENT, "5", 100.0), (PERCENT, "0", None),
        (FIVE, "²", None), (FIVE, "٣", None), (FIVE, "enter", None),
    ],
)  # fmt: skip
def test_which_level_a_key_is(scale: Scale, key: str, level: float | None) -> None:
    assert level_of(key, scale) == level


@pytest.mark.parametrize("scale", [FIVE, THREE, TEN, BINARY, YES_NO, NAMED, PERCENT])
def test_what_is_no_level_has_the_same_key_on_every_scale(scale: Scale) -> None:
    kinds = {key: vote.kind for key in "axw-" if (vote := vote_of(key, scale))}
    assert kinds == {"a": VoteKind.PASS, "x": VoteKind.NOT_APPLICABLE, "w": VoteKind.WORDING, "-": VoteKind.NO_VOTE}


def state_in(phase: Phase, scale: Scale) -> Session:
    return Session(4, (CallRound(make_brief(scale=scale)),), 0, phase)


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        (FIVE, "1-5"),
        (THREE, "0-2"),
        (TEN, "1-0"),
        (YES_NO, "y/n"),
        (NAMED, "1-3"),
        (PERCENT, "1-5 for 0, 25, 50, 75, 100"),
    ],
)
def test_the_key_line_names_the_levels(scale: Scale, said: str) -> None:
    assert level_keys(scale) == said
    assert words(state_in(Phase.VOTE, scale))[:2] == (f"{said} level", "enter votes in")


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_says_its_keys_and_none_of_the_words_that_judge(phase: Phase) -> None:
    told = words(state_in(phase, FIVE))
    assert bool(told) == (phase is not Phase.CLOSED)
    assert not [word for word in JUDGING if word in " ".join(told).casefold()]


def test_counted_hands_cannot_be_put_right_by_seat_and_the_key_is_not_offered() -> None:
    each, counted = (
        Session(4, (CallRound(make_brief(), (Ballot((level(3),) * 4, is_tally=is_tally),)),), 0, Phase.VOTES_IN)
        for is_tally in (False, True)
    )
    assert "c put right" in words(each)
    assert "c put right" not in words(counted)


@pytest.mark.parametrize(
    ("scale", "said", "pressed"),
    [
        (Scale.of_levels(*range(11)), "0-9, d is 10", {"0": 0.0, "9": 9.0, "d": 10.0}),
        (Scale.of_levels(0, 0.5, 1), "1-3 for 0, 0.5, 1", {"1": 0.0, "2": 0.5, "3": 1.0, "0": None}),
        (Scale.of_levels(0, 5, 10, 15, 20), "1-5 for 0, 5, 10, 15, 20", {"1": 0.0, "5": 20.0, "6": None}),
        (Scale.of_levels(*range(1, 13)), "1-9, 0, c-d", {"1": 1.0, "0": 10.0, "c": 11.0, "d": 12.0}),
        (Scale.of_levels(1, 3, 5), "1-5", {"1": 1.0, "3": 3.0, "2": None}),
    ],
)
def test_every_level_has_a_key(scale: Scale, said: str, pressed: dict[str, float | None]) -> None:
    assert level_keys(scale) == said
    assert {key: level_of(key, scale) for key in pressed} == pressed
    assert {level_of(key, scale) for key in "0123456789cdefghijlmopqrsvz"} >= set(scale.vote_levels())
