"""What low calls lack, by the rubric's own words."""

from __future__ import annotations

import pytest

from qa_tui.analysis.detectable import calls_needed, detectable_change
from qa_tui.analysis.failure_patterns import find_patterns, mentions, missing_behaviours, pattern_of
from qa_tui.analysis.fitting_window import find_window
from qa_tui.demo.generate import rubric
from qa_tui.domain.failure_pattern import LowCall
from qa_tui.domain.transcript import Turn
from qa_tui.steps.plan_draft import named_patterns
from tests.builders import make_criterion

FINISH, RESTATE, CHECK = "lets the caller finish", "restates the issue in own words", "checks that it is right"


@pytest.fixture
def listening() -> object:
    return rubric().criterion("active_listening")


@pytest.mark.parametrize(
    ("level", "missing"),
    [(1, (FINISH, RESTATE, CHECK)), (2, (RESTATE, CHECK)), (2.5, (RESTATE, CHECK)), (4, (CHECK,)), (5, ())],
)
def test_the_given_level_says_what_is_missing(listening: object, level: float, missing: tuple[str, ...]) -> None:
    assert missing_behaviours(listening, level) == missing  # type: ignore[arg-type]


def test_a_rubric_without_behaviours_or_texts_says_nothing() -> None:
    assert missing_behaviours(make_criterion(), 1) == ()
    assert missing_behaviours(make_criterion(levels=(), behaviours=("restates",)), 1) == ()


def test_words_count_in_any_form() -> None:
    assert mentions("The issue was not restated in her own words", RESTATE)
    assert not mentions("Agent was friendly", RESTATE)


def test_patterns_are_counted_from_levels_and_comments_apart(listening: object) -> None:
    calls = [
        LowCall("a", 1, ""),
        LowCall("b", 2, "Never restated the issue."),
        LowCall("c", 2, "Did not check that it was right, and did not restate the issue."),
    ]
    found = find_patterns(listening, calls)  # type: ignore[arg-type]
    assert [(p.behaviours, p.calls, p.mentioned) for p in found] == [
        ((RESTATE,), ("a", "b", "c"), ("b", "c")),
        ((CHECK,), ("a", "b", "c"), ("c",)),
        ((FINISH,), ("a",), ()),
    ]
    assert found[0].words() == f'Lacks "{RESTATE}": 3 low calls by the level given, in the words of 2 comments'
    assert pattern_of(listening, calls[2])[0] in {RESTATE, CHECK}  # type: ignore[arg-type]
    named = named_patterns(found, (("asks twice", (CHECK, FINISH)),))
    assert [(p.title, p.calls) for p in named] == [
        ("asks twice", ("a", "b", "c")),
        (f'Lacks "{RESTATE}"', ("a", "b", "c")),
    ]


def test_the_window_that_shares_most_words() -> None:
    turns = (
        [Turn("agent", "Hello there.")] * 6
        + [Turn("customer", "The refund was promised twice.")]
        + [Turn("agent", "Sure.")] * 6
    )
    assert find_window(turns, ["Agent passed over the promised refund."], 3) == (4, 6, ("promised", "refund"))
    assert find_window(turns, ["Something else entirely"], 3) is None
    assert find_window(turns[:2], ["hello"], 5) is None, "a word in every turn says nothing"


@pytest.mark.parametrize(
    ("agents", "calls", "spread", "change"),
    [
        (5, 2, 25, 42.4),
        (8, 5, 25, 19.1),
        (20, 5, 25, 11.0),
        (20, 50, 25, 4.7),
        (40, 3, 25, 9.5),
        (20, 10, 15, 5.5),
        (10, 5, 45, 28.7),
    ],
)
def test_the_detectable_change(agents: int, calls: float, spread: float, change: float) -> None:
    """Values of the published table."""
    found = detectable_change(agents, calls, spread)
    assert found is not None
    assert found == pytest.approx(change, abs=0.06)


def test_the_calls_it_takes() -> None:
    assert calls_needed(20, 8, 25) == 11
    assert calls_needed(5, 8, 45) is None
    assert detectable_change(4, 10, 25) is None
    assert detectable_change(10, 0, 25) is None
