"""The plain words of results."""

from __future__ import annotations

import pytest

from qa_tui.reports.gap_sentences import verdict_sentence
from qa_tui.reports.words import percent
from tests.builders import make_matrix, report_of, team


def sentence_of(low: int, eligible: int) -> str:
    report = report_of(make_matrix(team(low, eligible)))
    return verdict_sentence(report.criteria[0], report)


@pytest.mark.parametrize(("eligible", "said"), [(5, True), (9, True), (10, False), (23, False)])
def test_five_to_nine_agents_are_low_confidence(eligible: int, said: bool) -> None:
    for low in (0, eligible // 2, eligible):
        sentence = sentence_of(low, eligible)
        assert (f"Low confidence: only {eligible} agents." in sentence) == said, sentence


def test_under_five_agents_are_too_few_for_a_class() -> None:
    assert sentence_of(4, 4).startswith("Too few agents: only 4 agents")


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (69.97, 1, "69.9"),
        (69.94, 1, "69.9"),
        (70.0, 1, "70.0"),
        (69.6, 0, "69"),
        (70.04, 1, "70.0"),
        (12.34, 1, "12.3"),
    ],
)
def test_what_is_below_the_line_is_never_rounded_onto_it(value: float, places: int, said: str) -> None:
    assert percent(value, places, 70) == said
