"""The flags of the statistics note, part 3.4."""

from __future__ import annotations

import pytest

from qa_tui.analysis.ambiguity import chance_of, expected_contested, fewest_for_flag, flag_of, is_ambiguous, keep_ledger
from qa_tui.domain.disagreement import Flag
from qa_tui.domain.rubric import Scale
from tests.builders import BINARY, FIVE, PERCENT, THREE, judged

SPLIT = (2, 2, 2, 2, 5, 5, 5, 5)
UNITED = (3,) * 8

KS = (3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20)
MINIMA = [
    (FIVE, (3, 3, 3, 3, 3, 3, 4, 4, 4, 5, 6)),
    (PERCENT, (3, 3, 3, 3, 3, 3, 4, 4, 4, 5, 6)),
    (BINARY, (3, 3, 4, 4, 4, 5, 5, 5, 6, 7, 8)),
    (THREE, (3, 4, 5, 5, 6, 6, 7, 7, 8, 9, 12)),
]


@pytest.mark.parametrize(("scale", "minima"), MINIMA)
def test_the_smallest_number_that_is_flagged_is_the_tables(scale: Scale, minima: tuple[int, ...]) -> None:
    expected = expected_contested(scale)
    assert tuple(fewest_for_flag(k, expected) for k in KS) == minima
    for k, least in zip(KS, minima, strict=True):
        assert is_ambiguous(least, k, expected)
        assert not is_ambiguous(least - 1, k, expected)


@pytest.mark.parametrize(("judged_rounds", "needed"), [(0, 3), (1, 3), (2, 3)])
def test_fewer_than_three_rounds_need_three_contested(judged_rounds: int, needed: int) -> None:
    assert fewest_for_flag(judged_rounds, 0.10) == needed


def test_chance_is_the_binomial_tail() -> None:
    # P(X >= 3 | 5, .1) = 10 x .001 x .81 + 5 x .0001 x .9 + .00001 = .0081 + .00045 + .00001
    assert chance_of(3, 5, 0.10) == pytest.approx(0.00856)
    assert chance_of(3, 3, 0.35) == pytest.approx(0.042875)
    assert chance_of(0, 5, 0.10) == 1.0
    assert chance_of(5, 5, 0.20) == pytest.approx(0.00032)


@pytest.mark.parametrize(
    ("contested", "rounds", "flag"),
    [
        (0, 0, Flag.NOT_YET_KNOWN),
        (0, 4, Flag.NOT_YET_KNOWN),
        (1, 4, Flag.NOT_YET_KNOWN),
        (2, 2, Flag.WATCH),
        (2, 6, Flag.WATCH),  # 33 %
        (2, 7, Flag.CLEAR_SO_FAR),  # 28.6 %
        (3, 10, Flag.WATCH),  # 30 % exactly, but 4 are needed
        (0, 5, Flag.CLEAR_SO_FAR),
        (1, 5, Flag.CLEAR_SO_FAR),
        (3, 3, Flag.AMBIGUOUS),
        (5, 12, Flag.AMBIGUOUS),
    ],
)
def test_flag_on_a_five_point_scale(contested: int, rounds: int, flag: Flag) -> None:
    assert flag_of(contested, rounds, 0.10) is flag


def test_a_new_wording_starts_from_nothing() -> None:
    old = [judged(SPLIT, wording_version="w1", session=f"s{n}") for n in range(3)]
    new = [judged(UNITED, wording_version="w2", session="s4")]
    before, after = keep_ledger(old + new)
    assert (before.wording_version, before.flag, before.judged, before.contested) == ("w1", Flag.AMBIGUOUS, 3, 3)
    assert (after.wording_version, after.flag, after.judged, after.contested) == ("w2", Flag.NOT_YET_KNOWN, 1, 0)


def test_rounds_without_a_label_are_kept_but_not_counted() -> None:
    (entry,) = keep_ledger([judged((4, 4, 2)), judged(SPLIT), judged(UNITED)])
    assert (len(entry.rounds), entry.judged, entry.contested) == (3, 2, 1)


def test_a_dispute_about_applicability_counts_as_contested() -> None:
    (entry,) = keep_ledger([judged((3, 3, 3, 3), not_applicable=3)])
    assert entry.contested == 1


def test_an_entry_adds_up_its_rounds() -> None:
    rounds = [
        judged(SPLIT, session="s1", wording=2),
        judged(UNITED, session="s2"),
        judged(UNITED, session="s2", actual=5),
    ]
    (entry,) = keep_ledger(rounds)
    assert (entry.sessions, entry.wording_votes, entry.gap_rounds, entry.needed) == (2, 2, 1, 3)
    # D of the split room is .4286, the two others are 0.
    assert entry.mean_disagreement == pytest.approx(0.4286 / 3, abs=1e-4)
    assert entry.chance == pytest.approx(1 - 0.9**3)


def test_a_line_is_named_only_when_it_carries_more_than_half() -> None:
    # Three votes at 3, three at 4 of a scale of four levels are two camps with one line between them.
    four = Scale.of_levels(1, 2, 3, 4)
    (one,) = keep_ledger([judged((3, 3, 3, 4, 4, 4), scale=four)])
    assert (one.boundary, one.boundary_share) == ((3, 4), 1.0)
    # 2 against 4: exactly half on each of two lines.
    (two,) = keep_ledger([judged((2, 2, 2, 4, 4, 4))])
    assert (two.boundary, two.boundary_share) == (None, None)


def test_lines_of_a_continuous_scale_add_up_over_rounds() -> None:
    (entry,) = keep_ledger(
        [judged((25, 25, 75, 75), scale=PERCENT), judged((25, 25, 50, 50, 50, 50, 100), scale=PERCENT)]
    )
    lines = set(entry.rounds[0].judgement.boundaries)
    assert lines == set(entry.rounds[1].judgement.boundaries) == {(0, 25), (25, 50), (50, 75), (75, 100)}


def test_flagged_criteria_come_first_then_by_name() -> None:
    entries = keep_ledger([
        *(judged(UNITED, criterion="alpha") for _ in range(5)),
        *(judged(SPLIT, criterion="omega") for _ in range(3)),
        judged(UNITED, criterion="beta"),
        *(judged(SPLIT, criterion="gamma") for _ in range(2)),
    ])  # fmt: skip
    assert [(e.criterion, e.flag.value) for e in entries] == [
        ("omega", "ambiguous"), ("gamma", "watch"), ("alpha", "clear so far"), ("beta", "not yet known"),
    ]  # fmt: skip


def test_no_rounds_have_no_ledger() -> None:
    assert keep_ledger([]) == ()
