"""QA's score as it was sealed: who gave it, in words that name nobody, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_tui.domain.disagreement import ActualScore
from tests.builders import make_actual


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (make_actual(2.0), "one human scorer"),
        (make_actual(3.0, 2.0, 4.0), "2 human scorers"),
        (replace(make_actual(2.0), is_signed=False), "who scored it is not in the file"),
        (replace(make_actual(2.0), automatic=True), "scored automatically, not checked by a person"),
    ],
)
def test_who_scored(score: ActualScore, words: str) -> None:
    assert score.given_by == words
    assert ActualScore.from_json(score.as_json()) == score


def test_a_score_that_was_sealed_before_it_was_noted_was_given_by_somebody() -> None:
    body = {key: value for key, value in make_actual(2.0).as_json().items() if key not in {"signed", "originals"}}
    assert ActualScore.from_json(body) == make_actual(2.0)
