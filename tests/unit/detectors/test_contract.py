"""What every second opinion promises: it only adds, it fails closed, and an approval knows which one it was."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from qa_tui import on_demand
from qa_tui.anonymise import Found, Known, Person, anonymise
from qa_tui.detectors.registry import MissingDetector, detectors_of
from qa_tui.detectors.timed import TimedDetector
from qa_tui.domain.settings import Settings
from qa_tui.domain.transcript import Turn
from qa_tui.steps.excerpt import seal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.anonymise.spans import NamedDetector

KNOWN = Known((Person("A1", "agent", ("Ann Smith",)), Person("c", "customer", ("Priya Raman",))))
TURNS = (
    Turn("agent", "Hello, this is Ann Smith. How can I help you today?"),
    Turn("customer", "The llama call again, it is about the green parcel."),
)


class FakeDetector:
    """Finds one word."""

    name = "fake 1"

    def __init__(self, word: str = "llama") -> None:
        self._word = word

    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        return [
            Found(number, place, place + len(self._word), "name", "fake")
            for number, turn in enumerate(turns)
            if (place := turn.text.find(self._word)) >= 0
        ]


class Sleeper(FakeDetector):
    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        time.sleep(30)
        return super().find(turns)


class Broken(FakeDetector):
    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        raise ValueError(turns[0].text)


def spacy_model() -> str | None:
    """A model to test with for real, where the extra is installed and somebody names one."""
    return os.environ.get("QA_TUI_TEST_SPACY_MODEL")


def detectors() -> list[NamedDetector]:
    found: list[NamedDetector] = [FakeDetector(), TimedDetector(FakeDetector())]
    model = spacy_model()
    if model is not None:
        pytest.importorskip("presidio_analyzer")
        found += detectors_of(Settings(presidio_model=model))
    return found


@pytest.mark.parametrize("detector", detectors(), ids=lambda detector: detector.name)
def test_it_only_adds(detector: NamedDetector) -> None:
    alone, both = anonymise(TURNS, KNOWN), anonymise(TURNS, KNOWN, extra=[detector])
    assert both.status == "ok"
    for span in alone.spans:
        assert any(s.turn == span.turn and s.start <= span.start and span.end <= s.end for s in both.spans)
    assert both == anonymise(TURNS, KNOWN, extra=[detector])


@pytest.mark.parametrize("detector", detectors(), ids=lambda detector: detector.name)
def test_an_approval_is_bound_to_it(detector: NamedDetector) -> None:
    from qa_tui.domain.transcript import Transcript

    transcript = Transcript("C1", TURNS)
    without, with_it = seal_of(transcript, KNOWN), seal_of(transcript, KNOWN, [detector])
    assert detector.name in with_it.detectors
    assert without.changes(with_it) == ("the rules of hiding",)
    assert with_it.changes(seal_of(transcript, KNOWN, [detector])) == ()


def test_what_it_adds_is_hidden() -> None:
    assert anonymise(TURNS, KNOWN).turns[1].text.count("llama") == 1
    assert (
        anonymise(TURNS, KNOWN, extra=[FakeDetector()]).turns[1].text
        == "The [Name 2] call again, it is about the green parcel."
    )


def test_one_that_takes_too_long_blocks_the_call() -> None:
    begun = time.monotonic()
    result = anonymise(TURNS, KNOWN, extra=[TimedDetector(Sleeper(), seconds=0.2)])
    assert time.monotonic() - begun < 10
    assert (result.status, result.reason, result.turns) == ("blocked", "detector", ())


def test_one_that_fails_blocks_the_call() -> None:
    result = anonymise(TURNS, KNOWN, extra=[TimedDetector(Broken())])
    assert (result.status, result.reason, result.turns) == ("blocked", "detector", ())


@pytest.mark.parametrize("model", ["no_such_model", "/no/such/folder"])
def test_one_that_is_set_and_not_there_blocks_every_call(model: str) -> None:
    found = detectors_of(Settings(presidio_model=model))
    assert len(found) == 1
    assert isinstance(found[0], MissingDetector)
    result = anonymise(TURNS, KNOWN, extra=found)
    assert (result.status, result.reason) == ("blocked", "detector")
    said = on_demand.problem_of(found)
    assert "pip install" in said or "cannot be loaded" in said


def test_none_is_set_by_default() -> None:
    assert detectors_of(Settings()) == ()
    assert on_demand.problem_of(()) == ""
