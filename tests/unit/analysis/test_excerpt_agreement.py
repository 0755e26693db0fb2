"""The worked values of the statistics note, parts 1.2, 1.4 and 3.1."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from qa_tui.analysis.excerpt_agreement import judge_excerpt, largest_difference
from tests.builders import BINARY, FIVE, PERCENT, THREE

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Scale

WORKED = [
    # scale, votes, D, S, within one step of the median
    (FIVE, [3] * 8, 0.0, 0.0, 1.0),
    (FIVE, [3] * 4 + [4] * 4, 0.1429, 0.25, 1.0),
    (FIVE, [2, 3, 3, 3, 4, 4, 4, 5], 0.2679, 0.4688, 0.75),
    (FIVE, [1, 2, 2, 3, 3, 4, 4, 5], 0.3929, 0.6875, 0.75),
    (FIVE, [2] * 4 + [5] * 4, 0.4286, 0.75, 0.0),
    (FIVE, [1] * 4 + [5] * 4, 0.5714, 1.0, 0.0),
    (FIVE, [4] * 7 + [1], 0.1875, 0.3281, 0.875),
    (FIVE, [4, 4, 4, 2], 0.25, 0.375, 0.75),
    (FIVE, [2, 2, 4, 4], 0.3333, 0.5, 1.0),
    (FIVE, [1, 1, 5, 5, 5], 0.6, 1.0, 0.6),
    (FIVE, [5] * 7 + [4], 0.0625, 0.1094, 1.0),
    (BINARY, [1] * 6 + [0] * 2, 0.4286, 0.75, 0.75),
    (BINARY, [1] * 4 + [0] * 4, 0.5714, 1.0, 0.0),
    (BINARY, [1] * 3 + [0] * 2, 0.6, 1.0, 0.6),
    (BINARY, [1] * 3 + [0], 0.5, 0.75, 0.75),
    (BINARY, [1] * 7 + [0], 0.25, 0.4375, 0.875),
    (THREE, [0] * 4 + [1] * 4, 0.2857, 0.5, 0.0),
    (THREE, [0, 0, 1, 1, 2, 2], 0.5333, 0.8889, 2 / 6),
    (THREE, [0] * 3 + [2] * 3, 0.6, 1.0, 0.0),
    (PERCENT, [60, 65, 70, 70, 75, 80], 0.0867, 0.1444, 1.0),
    (PERCENT, [30, 35, 40, 80, 85, 90], 0.3267, 0.5444, 0.0),
]


@pytest.mark.parametrize(("scale", "votes", "disagreement", "split", "within"), WORKED)
def test_disagreement_has_the_worked_value(
    scale: Scale, votes: list[float], disagreement: float, split: float, within: float
) -> None:
    found = judge_excerpt(votes, scale)
    assert found.disagreement == pytest.approx(disagreement, abs=5e-5)
    assert found.split_index == pytest.approx(split, abs=5e-5)
    assert found.within_one_step == pytest.approx(within)


def test_largest_difference_depends_on_the_number_of_votes() -> None:
    table = {2: 1, 3: 0.6667, 4: 0.6667, 5: 0.6, 6: 0.6, 7: 0.5714, 8: 0.5714, 10: 0.5556, 12: 0.5455, 20: 0.5263}
    assert {n: round(largest_difference(n), 4) for n in table} == table


LABELLED = [
    # scale, votes, actual, labels, gap
    (FIVE, [3] * 8, 3, {"aligned"}, 0.0),
    (FIVE, [3] * 4 + [4] * 4, 4, {"aligned"}, -0.125),
    (FIVE, [2, 3, 3, 3, 4, 4, 4, 5], 3, {"aligned"}, 0.125),
    (FIVE, [2] * 4 + [5] * 4, 3, {"contested"}, None),
    (FIVE, [4] * 7 + [1], 4, {"lone_dissent"}, 0.0),
    (FIVE, [4, 4, 4, 2], 4, {"lone_dissent"}, 0.0),
    (FIVE, [2, 2, 4, 4], 3, {"contested"}, None),
    (FIVE, [1, 2, 2, 3, 3, 4, 4, 5], 3, {"contested"}, None),
    (FIVE, [4, 4, 4, 4, 5, 4], 2, {"gap_major"}, 0.5417),
    (FIVE, [4, 4, 4, 5, 4], 3, {"gap_minor"}, 0.30),
    (FIVE, [3, 3, 4, 4, 4, 3, 3, 3], 5, {"gap_major"}, -0.4062),
    (FIVE, [1, 1, 5, 5, 5], 5, {"contested"}, None),
    (FIVE, [4, 4, 3], 4, {"too_few"}, None),
    (FIVE, [5, 5, 4, 5, 4, 4, 5, 1, 4], 3, {"lone_dissent", "gap_major"}, 0.375),
    (BINARY, [1] * 6 + [0] * 2, 1, {"aligned"}, -0.25),
    (BINARY, [1] * 5 + [0] * 3, 1, {"contested"}, None),
    (BINARY, [1] * 7 + [0], 1, {"lone_dissent"}, 0.0),
    (BINARY, [1] * 3 + [0] * 2, 1, {"contested"}, None),
    (BINARY, [1] * 3 + [0], 1, {"lone_dissent"}, 0.0),
    (BINARY, [1] * 2 + [0] * 2, 1, {"contested"}, None),
    (BINARY, [1] * 8, 0, {"gap_major"}, 1.0),
    (BINARY, [1] * 7 + [0], 0, {"lone_dissent", "gap_major"}, 1.0),
    (THREE, [0, 0, 1, 1, 2, 2], 1, {"contested"}, None),
    (THREE, [0] * 4 + [1] * 4, 1, {"contested"}, None),
    (THREE, [1] * 7 + [0], 1, {"lone_dissent"}, 0.0),
    (THREE, [0] * 3 + [2] * 3, 1, {"contested"}, None),
    (PERCENT, [60, 65, 70, 70, 75, 80], 70, {"aligned"}, 0.0),
    (PERCENT, [60, 65, 70, 70, 75, 80], 45, {"gap_minor"}, 0.25),
    (PERCENT, [30, 35, 40, 80, 85, 90], 60, {"contested"}, None),
    (PERCENT, [80, 80, 85, 75, 80, 20], 80, {"lone_dissent"}, 0.0),
]


@pytest.mark.parametrize(("scale", "votes", "actual", "labels", "gap"), LABELLED)
def test_label_and_gap_have_the_worked_value(
    scale: Scale, votes: list[float], actual: float, labels: set[str], gap: float | None
) -> None:
    found = judge_excerpt(votes, scale, actual)
    assert found.labels == labels
    assert found.gap == (None if gap is None else pytest.approx(gap, abs=5e-5))


def test_boundaries_have_the_worked_values() -> None:
    found = judge_excerpt([2, 3, 3, 3, 4, 4, 4, 5], FIVE).boundaries
    # 3|4: width 1/4, half at or below it: .25 x 2 x .5 x .5 x 8/7 = .1429, of .2679 that is 53 %.
    assert found == pytest.approx({(1, 2): 0.0, (2, 3): 0.0625, (3, 4): 1 / 7, (4, 5): 0.0625})
    assert found[3, 4] / sum(found.values()) == pytest.approx(0.5333, abs=1e-4)
    assert judge_excerpt([3] * 4 + [4] * 4, FIVE).boundaries == pytest.approx(
        {(1, 2): 0.0, (2, 3): 0.0, (3, 4): 1 / 7, (4, 5): 0.0}
    )


def test_the_screen_example_differs_by_one_point_six_levels_and_names_no_line() -> None:
    found = judge_excerpt([5, 5, 5, 5, 4, 2, 2, 2, 2, 2], FIVE)
    # Pairs of ten votes: 4 x 1 at 5-4, 20 x 3 at 5-2, 5 x 2 at 4-2 = 74 points in 45 pairs = 1.644 levels.
    difference = found.disagreement or 0.0
    assert difference * 4 == pytest.approx(74 / 45)
    shares = {line: round(100 * term / difference) for line, term in found.boundaries.items()}
    assert list(shares.values()) == [0, 34, 34, 32]
    assert found.labels == {"contested"}
    assert found.camps is not None
    assert list(found.camps) == [2, 4]


def test_a_continuous_scale_voted_in_quarters_has_the_quarters_as_its_lines() -> None:
    found = judge_excerpt([0, 0, 100, 100], PERCENT)
    # F = .5 at every line: .25 x 2 x .25 x 4/3 = 1/6 each, D = 4/6.
    assert found.boundaries == pytest.approx({(0, 25): 1 / 6, (25, 50): 1 / 6, (50, 75): 1 / 6, (75, 100): 1 / 6})
    assert found.disagreement == pytest.approx(4 / 6)


def test_a_vote_between_the_levels_still_leaves_boundaries_that_add_up() -> None:
    found = judge_excerpt([2, 2.5, 4, 5], FIVE)
    assert sum(found.boundaries.values()) == pytest.approx(found.disagreement)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [([], (None, None, None, {})), ([4], (None, None, 1.0, {}))],
)
def test_fewer_than_two_votes_have_no_disagreement(votes: list[float], expected: tuple[object, ...]) -> None:
    found = judge_excerpt(votes, FIVE, 3)
    assert (found.disagreement, found.split_index, found.within_one_step, found.boundaries) == expected
    assert found.labels == {"too_few"}
    assert not found.is_labelled


@pytest.mark.parametrize("votes", [[2, 5], [1, 5, 5]])
def test_two_or_three_votes_show_disagreement_without_a_label(votes: list[float]) -> None:
    found = judge_excerpt(votes, FIVE)
    assert found.disagreement is not None
    assert found.disagreement > 0
    assert found.labels == {"too_few"}


QUORUM = [
    # votes, not applicable, present, labels
    (4, 2, 10, {"applicability_contested"}),  # 6 of 10 answered: just enough; 2 of 6 say it does not apply
    (5, 0, 9, {"no_quorum"}),  # 5 of 9 = 55.6 %
    (6, 0, 10, {"aligned"}),  # 60 % exactly
    (5, 1, 10, {"aligned"}),
    (3, 0, 3, {"too_few"}),
    (3, 1, 10, {"no_quorum"}),
    (4, 0, None, {"aligned"}),
]


@pytest.mark.parametrize(("scored", "not_applicable", "present", "labels"), QUORUM)
def test_scores_and_not_applicable_are_at_least_sixty_percent_of_those_present(
    scored: int, not_applicable: int, present: int | None, labels: set[str]
) -> None:
    assert judge_excerpt([3] * scored, FIVE, not_applicable=not_applicable, present=present).labels == labels


APPLICABILITY = [
    # scored, not applicable, actual, labels
    (2, 2, None, {"applicability_contested"}),
    (7, 3, None, {"applicability_contested"}),  # 3 of 10 = 30 % exactly
    (7, 2, None, {"aligned"}),  # 2 of 9 = 22 %
    (1, 6, None, {"too_few"}),  # one score is not a side
    (5, 1, None, {"aligned"}),
    (0, 5, 3, {"gap_major"}),  # all say it does not apply, QA scored it
    (1, 6, 3, {"gap_major"}),
    (8, 0, "na", {"gap_major"}),  # the reverse
    (5, 5, "na", {"applicability_contested"}),  # a split room has no position to compare
    (1, 2, 3, {"too_few"}),
]


@pytest.mark.parametrize(("scored", "not_applicable", "actual", "labels"), APPLICABILITY)
def test_whether_a_criterion_applies_is_judged_apart_from_its_level(
    scored: int, not_applicable: int, actual: float | None, labels: set[str]
) -> None:
    found = judge_excerpt([3] * scored, FIVE, actual, not_applicable=not_applicable)
    assert found.labels == labels
    assert found.is_contested == ("applicability_contested" in labels)


def test_not_applicable_never_counts_as_a_level() -> None:
    alone, beside = judge_excerpt([3, 3, 4, 4], FIVE), judge_excerpt([3, 3, 4, 4], FIVE, not_applicable=1)
    assert (alone.disagreement, alone.votes) == (beside.disagreement, beside.votes)


def test_a_call_that_qa_found_not_applicable_has_no_gap() -> None:
    found = judge_excerpt([3] * 8, FIVE, "na")
    assert found.gap is None


def test_a_gap_is_minor_or_major_but_never_both() -> None:
    # 4 scores a step from QA's 2, and 10 of 14 say the criterion does not apply.
    found = judge_excerpt([3, 3, 3, 3], FIVE, 2, not_applicable=10)
    assert found.labels == {"gap_major"}
    assert found.gap == pytest.approx(0.25)


def test_three_quarters_on_one_side_are_needed_for_a_gap() -> None:
    # Six of eight above QA's 3 are 75 %: mean 4 less 3 is a step. Five of eight, seven eighths of a step away, are not.
    assert judge_excerpt([3, 3, 4, 4, 4, 4, 5, 5], FIVE, 3).labels == {"gap_minor"}
    assert judge_excerpt([3, 3, 3, 4, 4, 4, 5, 5], FIVE, 3).labels == {"aligned"}


def test_two_far_votes_of_eight_are_diffuse_not_two_camps_nor_a_lone_dissent() -> None:
    # Two of eight are under the 30 % of a camp, but D = 12 x .75 / 28 = .32 is contested all the same.
    found = judge_excerpt([4, 4, 4, 4, 4, 4, 1, 1], FIVE)
    assert found.labels == {"contested"}
    assert found.camps is None


def test_the_signature_is_the_published_one() -> None:
    parameters = inspect.signature(judge_excerpt).parameters
    assert list(parameters) == ["votes", "scale", "actual", "not_applicable", "present"]
    assert [p.default for p in parameters.values()][2:] == [None, 0, None]
    assert [p.kind.name for p in parameters.values()][3:] == ["KEYWORD_ONLY", "KEYWORD_ONLY"]
