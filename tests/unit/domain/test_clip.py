"""Which seconds of a call are heard, and which are silent."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_tui.domain.clip import LONGEST, MARGIN, ROUGH_MARGIN, Clip, Cut, cut_recording
from qa_tui.domain.transcript import Transcript, Turn, Word


def timed(text: str, start: float, each: float = 0.4) -> tuple[Word, ...]:
    return tuple(Word(word, start + n, start + n + each) for n, word in enumerate(text.split()))


HELLO, NAME, BYE = "hello you", "I am Ada Byron.", "good bye"
TURNS = (Turn("agent", HELLO, 10.0, 11.4), Turn("customer", NAME, 20.0, 23.4), Turn("agent", BYE, 30.0, 31.4))
WORDS = (timed(HELLO, 10.0), timed("I am Ada Byron", 20.0), timed(BYE, 30.0))
CALL = Transcript("C1", TURNS, words=WORDS)
ADA_BYRON = (1, NAME.index("Ada"), NAME.index("."))


def cut(
    call: Transcript = CALL, first: int = 0, last: int = 2, hidden: tuple[tuple[int, int, int], ...] = (ADA_BYRON,)
) -> Cut:
    found = cut_recording(call, first, last, hidden)
    assert isinstance(found, Cut), found
    return found


def flat(silent: tuple[tuple[float, float], ...]) -> list[float]:
    return [second for one in silent for second in one]


def test_a_hidden_name_is_silent_from_its_first_word_to_its_last_with_a_margin_on_both_sides() -> None:
    found = cut()
    assert (found.start, found.end) == (10.0, 31.4)
    assert flat(found.hidden) == pytest.approx([22.0 - MARGIN, 23.4 + MARGIN])
    assert found.turns == ((10.0, 11.4), (20.0, 23.4), (30.0, 31.4))


def test_one_word_of_a_name_leaves_the_others() -> None:
    found = cut(hidden=((1, NAME.index("Byron"), NAME.index(".")),))
    assert flat(found.hidden) == pytest.approx([23.0 - MARGIN, 23.4 + MARGIN])


def test_a_margin_ends_where_the_clip_does() -> None:
    found = cut(first=1, last=1)
    assert flat(found.hidden) == pytest.approx([22.0 - MARGIN, 23.4])


@pytest.mark.parametrize(
    "words",
    [
        (),
        timed("I am Ada", 20.0),
        timed("I am Eda Byron", 20.0),
        (*timed("I am Ada", 20.0), Word("Byron", 23.4, 23.4)),
        (*timed("I am Ada", 20.0), Word("Byron", 23.0, math.nan)),
        (*timed("I am Ada", 20.0), Word("Byron", -1.0, 23.4)),
    ],
    ids=["no words", "a word is missing", "other letters", "without length", "no number", "before the call"],
)
def test_without_times_that_can_be_true_the_whole_turn_is_silent(words: tuple[Word, ...]) -> None:
    found = cut(Transcript("C1", TURNS, words=(WORDS[0], words, WORDS[2])))
    assert all(begun <= 20.0 and ended >= 23.0 for begun, ended in found.hidden[:1])
    assert len(found.hidden) == 1


def test_a_text_that_was_written_as_a_number_is_not_taken_for_its_words() -> None:
    turns = (Turn("customer", "It is 4 1 2.", 5.0, 9.0), Turn("agent", HELLO, 10.5, 20.0))
    found = cut(Transcript("C1", turns, words=(timed("It is four one two", 5.0), ())), 0, 1, ((0, 6, 11),))
    assert flat(found.hidden) == pytest.approx([5.0, 10.5 + MARGIN]), "up to where the next begins"


def test_a_turn_without_an_end_ends_where_the_next_begins_and_the_last_one_with_the_recording() -> None:
    turns = (Turn("agent", HELLO, 10.0), Turn("customer", NAME, 20.0))
    found = cut(Transcript("C1", turns), 0, 1, ((0, 0, 5),))
    assert found.turns[0] == (10.0, 20.0)
    assert math.isinf(found.end)
    assert found.known_end == 20.0
    assert found.hidden == ((10.0, 20.0 + ROUGH_MARGIN),), "and nobody knows where in their second they begin"


def test_without_any_time_there_is_no_sound() -> None:
    turns = (Turn("agent", HELLO), Turn("customer", NAME, 20.0, 23.4))
    assert isinstance(cut_recording(Transcript("C1", turns), 0, 1, ()), str)
    assert isinstance(cut_recording(Transcript("C1", turns), 1, 1, ()), Cut), "the line that is heard has a time"


@pytest.mark.parametrize("start", [-5.0, math.inf, math.nan, LONGEST + 40])
def test_times_that_no_call_has_give_no_sound(start: float) -> None:
    turns = (Turn("agent", HELLO, start, start + 1), Turn("customer", NAME, 20.0, 23.4))
    found = cut_recording(Transcript("C1", turns), 0, 1, ())
    assert isinstance(found, str), found


def test_somebody_outside_the_excerpt_who_speaks_at_the_same_time_is_not_heard() -> None:
    turns = (Turn("agent", "my name is Eve", 19.0, 22.4), Turn("customer", NAME, 20.0, 23.4))
    found = cut(Transcript("C1", turns, words=(timed("my name is Eve", 19.0), WORDS[1])), 1, 1, ((0, 11, 14),))
    assert flat(found.hidden) == pytest.approx([20.0, 20.4, 21.0, 21.4, 22.0 - MARGIN, 22.4 + MARGIN])


def test_the_turn_that_is_heard_is_the_last_that_began() -> None:
    clip = Clip("k", 20.0, ((0.0, 5.0), (4.0, 9.0), (12.0, 20.0)))
    assert [clip.turn_at(at) for at in (0.0, 3.9, 4.0, 11.0, 12.0, 30.0)] == [0, 0, 1, 1, 2, 2]
    assert Clip("k", 1.0, ((0.5, 1.0),)).turn_at(0.2) is None


@pytest.mark.parametrize("mask", ["[PII]", "[CREDIT_CARD_1]", "<NAME>", "{{PHONE}}", "####", "****", "XXXX"])
def test_what_somebody_else_has_hidden_in_the_text_is_not_heard(mask: str) -> None:
    turns = (Turn("customer", f"my name is {mask} thank you", 5.25, 9.0), Turn("agent", HELLO, 10.5, 20.0))
    found = cut(Transcript("C1", turns), 0, 1, ())
    assert flat(found.hidden) == pytest.approx([5.25, 10.5 + MARGIN])


def test_a_turn_without_a_time_outside_the_excerpt_is_as_long_as_its_neighbours_let_it_be() -> None:
    turns = (
        Turn("agent", "Your name?", 10.5, 12.0),
        Turn("customer", "My name is Ada Kowalski."),
        Turn("agent", "Thank you", 20.0, 21.0),
    )
    found = cut_recording(Transcript("C1", turns), 2, 2, ())
    assert isinstance(found, Cut)
    assert found.hidden == ()
    without_end = (Turn("agent", "Your name?", 10.5), *turns[1:])
    assert cut_recording(Transcript("C1", without_end), 0, 0, ()) == "nearly all of it would be a tone"


def test_a_number_at_the_end_of_a_turn_that_has_no_time_is_not_heard() -> None:
    said = "My card number is 4111"
    turns = (Turn("customer", said, 1.0, 2.2), Turn("agent", HELLO, 9.5, 30.0))
    words = (tuple(Word(word, 1.0 + n * 0.3, 1.2 + n * 0.3) for n, word in enumerate(said.split()[:4])), ())
    found = cut(Transcript("C1", turns, words=words), 0, 1, ((0, 18, 22),))
    assert flat(found.hidden) == pytest.approx([1.0, 9.5 + MARGIN])


def test_a_turn_that_was_cut_off_is_not_heard() -> None:
    turns = (Turn("agent", "so " * 2_700, 1.5, 900.0), Turn("customer", HELLO, 900.0, 902.0))
    assert isinstance(cut_recording(Transcript("C1", turns), 0, 1, ()), str)
    assert isinstance(cut_recording(Transcript("C1", turns), 1, 1, ()), Cut)


@given(
    st.lists(st.tuples(st.floats(0, 50), st.floats(0.05, 5)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8)), max_size=6),
)
def test_what_is_hidden_is_always_silent(times: list[tuple[float, float]], hidden: list[tuple[int, int]]) -> None:
    turns = tuple(Turn("agent", "one two three", start, start + length) for start, length in times)
    words = tuple(
        tuple(
            Word(word, start + n * length / 3, start + (n + 1) * length / 3)
            for n, word in enumerate(("one", "two", "three"))
        )
        for start, length in times
    )
    stretches = [(turn, start, start + 3) for turn, start in hidden if turn < len(turns)]
    found = cut_recording(Transcript("C1", turns, words=words), 0, len(turns) - 1, stretches)
    if isinstance(found, str):
        assert found == "nearly all of it would be a tone"
        return
    for turn, start, end in stretches:
        for word, place in zip(words[turn], (0, 4, 8), strict=True):
            if start < place + len(word.text) and place < end:
                assert any(begun <= word.start and word.end <= ended for begun, ended in found.hidden)
    assert all(one[1] < other[0] for one, other in zip(found.hidden, found.hidden[1:], strict=False))
