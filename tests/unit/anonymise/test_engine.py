"""What a room would see, rule by rule; and what happens where a rule fails."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_tui.anonymise import Found, Known, Person, anonymise
from qa_tui.domain.transcript import Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = Known(
    (
        Person("A1", "agent", ("Ann Smith",), ("A1001",)),
        Person("customer", "customer", ("José Müller",)),
        Person("A2", "other", ("Priya Raman",), ("A1002",)),
        Person("A3", "other", ("Will Grace",)),
    ),
    {"number": ("C10201",)},
)


def safe(*texts: str, known: Known = KNOWN) -> list[str]:
    turns = [Turn("agent" if n % 2 == 0 else "customer", text) for n, text in enumerate(texts)]
    return [turn.text for turn in anonymise(turns, known).turns]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hello, this is Ann Smith.", "Hello, this is [Agent]."),
        ("ann speaking, smith is my name", "[Agent] speaking, [Agent] is my name"),
        ("I am Jose Muller", "I am [Customer]"),
        ("José's bill, MÜLLER", "[Customer] bill, [Customer]"),
        ("Priya will call you", "[Name 2] will call you"),
        ("I will call you", "I will call you"),
        ("It was Will, I think", "It was [hidden], I think"),
        ("A-N-N, no", "[Name 2], no"),
        ("My name is Zebulon Quartz.", "My name is [Name 2]."),
        ("The call C10201 and 0471 555 19 20", "The call [Number] and [Number]"),
        ("call C 10 201", "call [Number]"),
        ("four seven one, five five five", "[Number]"),
        ("twenty five pounds and 2 months", "twenty five pounds and 2 months"),
        ("It cost 41.50 or $1200", "It cost 41.50 or $1200"),
        ("joe.doe@example.org, please", "[Email], please"),
        ("joe dot doe at example dot org", "[Email]"),
        ("it's j underscore doe at mail dot co dot uk", "it's [Email]"),
        ("look at www.example.org/me", "look at [Link]"),
        ("I am at 10:30 in 2024", "I am at 10:30 in 2024"),
        ("Mrs Quartz was here", "Mrs [Name 2] was here"),
        ("my sister Nora lives there", "my sister [Name 2] lives there"),
    ],
)
def test_what_is_hidden_and_what_stays(text: str, shown: str) -> None:
    assert safe(text) == [shown]


def test_the_same_person_has_the_same_placeholder_throughout() -> None:
    first, second, third = safe("Priya Raman is away.", "My friend Nora knows Priya.", "Nora and Raman, then.")
    assert first == "[Name 2] is away."
    assert second == "My friend [Name 3] knows [Name 2]."
    assert third == "[Name 3] and [Name 2], then."


def test_the_answer_to_a_question_for_a_name_is_a_name() -> None:
    assert safe("Who am I speaking to?", "zebulon quartz.") == ["Who am I speaking to?", "[Name 2]."]


def test_a_number_dictated_over_turns_is_hidden_in_all_of_them() -> None:
    assert safe("Go on.", "nine nine one", "okay", "four four two") == ["Go on.", "[Number]", "okay", "[Number]"]


def test_what_the_facilitator_hides_is_hidden() -> None:
    turns = [Turn("agent", "Good morning."), Turn("customer", "It is about the thing.")]
    result = anonymise(turns, KNOWN, manual=[Found(1, 0, 22, "hidden", "facilitator")])
    assert result.turns[1].text == "[hidden]"


def test_nobody_known_needs_a_second_look() -> None:
    assert anonymise([Turn("agent", "Hello.")], Known(())).status == "review"
    assert anonymise([Turn("agent", "Hello.")], KNOWN).status == "ok"


class Broken:
    """A detector that fails."""

    name = "broken"

    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        raise RuntimeError(turns[0].text)


def test_a_rule_that_fails_blocks_the_whole_text() -> None:
    result = anonymise([Turn("agent", "Hello, this is Ann.")], KNOWN, extra=[Broken()])
    assert (result.status, result.turns, result.spans) == ("blocked", (), ())


def test_offsets_are_those_of_the_original_text() -> None:
    text = "Hello, this is Ann Smith, call 0471 555 19 20."
    result = anonymise([Turn("agent", text)], KNOWN)
    assert [(text[s.start : s.end], s.placeholder) for s in result.spans] == [
        ("Ann Smith", "[Agent]"),
        ("0471 555 19 20", "[Number]"),
    ]


SLOW = (
    "A" * 8000, "x-" * 4000, "x - " * 2000, "a.b@" * 2000, "a@ " * 2600, "5" * 8000, "one two three " * 600, "o " * 4000,
    "dot at " * 1100, "at a dot " * 900, "[ " * 4000, "yes, " * 1600, "my name is " * 700, "1 - " * 2000, ("A" * 50 + " ") * 160,
)  # fmt: skip


@pytest.mark.parametrize("text", SLOW, ids=lambda text: repr(text[:12]))
def test_no_text_makes_a_pattern_run_away(text: str) -> None:
    start = time.process_time()
    assert anonymise([Turn("customer", text)], KNOWN).reason in {"", "verification"}
    assert time.process_time() - start < 5, "an exponential pattern would take hours, a quadratic one minutes"


def test_a_long_token_is_hidden_whole() -> None:
    assert safe("key " + "A1" * 60 + " is mine") == ["key [hidden] is mine"]


@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_whatever_is_said_no_known_name_is_left(texts: list[str]) -> None:
    said = [f"{text} Ann Smith {text} müller" for text in texts]
    result = anonymise([Turn("agent", text) for text in said], KNOWN)
    for turn in result.turns:
        words = turn.text.casefold()
        assert "smith" not in words
        assert "müller" not in words


@given(st.lists(st.text(max_size=200), max_size=5))
def test_every_span_lies_in_its_turn_and_none_overlap(texts: list[str]) -> None:
    turns = [Turn("agent", text) for text in texts]
    result = anonymise(turns, KNOWN)
    assert result.reason in {"", "language", "verification"}
    ends: dict[int, int] = {}
    for span in result.spans:
        assert 0 <= span.start < span.end <= len(texts[span.turn])
        assert span.start >= ends.get(span.turn, 0)
        ends[span.turn] = span.end
    assert result == anonymise(turns, KNOWN)
