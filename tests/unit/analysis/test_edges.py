"""What no report passes through: nobody, nothing scored, nobody who waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from qa_tui.analysis.agreement import agreement_of
from qa_tui.analysis.calls import select_calls
from qa_tui.analysis.comparison import compare
from qa_tui.analysis.criteria import find_gaps_in_stages
from qa_tui.analysis.double_scored import scored_twice
from qa_tui.analysis.excerpt_agreement import mean_difference
from qa_tui.analysis.membership import settled_segments
from qa_tui.analysis.raters import find_rater_flags
from qa_tui.analysis.standings import stand
from qa_tui.analysis.suggested_evidence import suggest_turns
from qa_tui.analysis.window_sums import MatrixSums
from qa_tui.domain.calls import CallFilter
from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import Scope, Window
from qa_tui.domain.transcript import Turn
from tests.builders import DAY, NA, PERCENT, Cell, calls_of, judged, make_criterion, make_matrix, report_of, team
from tests.unit.analysis.test_calls import selected
from tests.unit.analysis.test_outcome import ask, worked


def test_where_nobody_waits_the_whole_answer_is_not_worked_out() -> None:
    source = MatrixSums(make_matrix([*team(6, 10), *(Cell(f"x{n}", "A00", 3.0, evaluator="Q1") for n in range(3))]))
    for patience in range(4):
        waits = iter([True] * patience + [False] * 9).__next__
        rubric = Rubric("r", (make_criterion(),))
        found = list(find_gaps_in_stages(source, rubric, (), Scope(), RowCounts(), None, waits))
        assert len(found) == min(patience, 1), "the ranking, and then nothing"


def test_calls_scored_twice_where_nothing_is_scored() -> None:
    matrix = make_matrix([Cell("c1", "A", NA), Cell("c1", "A", NA, evaluator="Q2")])
    assert scored_twice(matrix, 0, np.arange(matrix.evaluations)) == (0, 0.0)


def test_one_value_differs_from_nothing() -> None:
    assert mean_difference([3.0]) == 0.0


def test_a_dimension_without_labels_settles_nobody() -> None:
    source = MatrixSums(make_matrix(team(2, 5)))
    sums = source.of(Window.before(DAY + timedelta(days=1)))
    assert settled_segments(_Unlabelled(), sums.calls) == {}  # type: ignore[arg-type]


class _Unlabelled:
    labels: tuple[str, ...] = ()


def test_a_word_is_found_in_letters_that_grow_when_they_are_small() -> None:
    """A capital I with a dot is two characters in lower case: places must not slip."""
    assert len(selected(text="\u0130")) == 0
    assert len(selected(text="late")) == 1
    bare = make_matrix([Cell("c1", "A", 3.0)])
    assert (
        len(select_calls(bare, {}, Window.before(DAY + timedelta(days=1)), CallFilter("listening", text="x"), {})) == 0
    )


def test_no_turn_is_like_no_signal() -> None:
    assert suggest_turns([], ["so what you are saying is"]) is None
    assert suggest_turns([Turn("agent", "Okay.")], []) is None
    signal = "so what you are saying is that it was charged"
    turns = [
        Turn("agent", "Hello."),
        Turn("agent", signal.replace("that", "thet")),
        Turn("agent", signal),
        Turn("agent", signal.replace("was", "wos")),
    ]
    assert suggest_turns(turns, [signal]) == (1, 3), "turns that are nearly as like are one passage with it"


def test_an_unfinished_window_shows_no_rebound() -> None:
    """The criterion was scored in one half of the days that chose it: what comes back by itself cannot be told."""
    matrix = make_matrix(worked(), make_criterion(scale=PERCENT))
    for days in (Window(date(2026, 9, 17), date(2026, 10, 17)), Window(date(2026, 9, 1), date(2026, 9, 20))):
        assert ask(matrix, list(matrix.agents), selection=days, is_overlapping=True).rebound is None


def test_raters_without_enough_others_are_not_compared() -> None:
    rounds = [replace(judged([3.0, 4.0]), people=("a", "b")) for _ in range(6)]
    assert find_rater_flags(rounds) == ()
    assert find_rater_flags([]) == ()


def test_votes_on_a_scale_of_percents_are_put_into_tenths() -> None:
    rounds = [judged([10.0 * n, 10.0 * n + 3.0, 90.0], scale=PERCENT, actual=50.0, excerpt=f"e{n}") for n in range(9)]
    found = agreement_of(rounds).coefficients
    assert found is not None
    assert found.ac is not None
    assert -1.0 <= found.ac <= 1.0


def test_a_criterion_without_anybody_in_both_windows_is_not_compared() -> None:
    now = report_of(make_matrix(team(3, 8)))
    then = report_of(make_matrix([c for n in range(8) for c in calls_of(f"B{n}", *([3.0] * 10))]))
    assert [row.change for row in compare(then, now).rows] == [None]


def test_points_outside_their_scale_are_counted_all_the_same() -> None:
    matrix = make_matrix(
        [*(Cell(f"c{n}", "A", 7.0, maximum=5.0) for n in range(3)), *(Cell(f"d{n}", "A", 4.0) for n in range(3))]
    )
    found = stand(matrix, np.arange(matrix.evaluations), 0)
    assert int(np.asarray(found.scored).sum()) == 6
