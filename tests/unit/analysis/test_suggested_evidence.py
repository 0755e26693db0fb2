"""Turns that the rubric's signals suggest."""

from __future__ import annotations

import pytest

from qa_tui.analysis.suggested_evidence import suggest_turns
from qa_tui.domain.transcript import Turn

SIGNALS = ("so what you're saying is", "let me make sure I understand")


def turns(*texts: str) -> list[Turn]:
    return [Turn("agent", text) for text in texts]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("Hello.", "So what you're saying is, it came twice.", "Yes."), (1, 1)),
        (("Hello.", "so, what youre saying is it came twice"), (1, 1)),
        (("Let me make sure I understand you.", "So what you're saying is no."), (0, 1)),
        (("Hello.", "What is your number?"), None),
        (("is", "so", "I"), None),
        ((), None),
    ],
)
def test_the_likest_passage_is_suggested(said: tuple[str, ...], found: tuple[int, int] | None) -> None:
    assert suggest_turns(turns(*said), SIGNALS) == found


def test_without_signals_nothing_is_suggested() -> None:
    assert suggest_turns(turns("So what you're saying is"), ()) is None
