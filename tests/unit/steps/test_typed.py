"""What is typed in a session is looked at before it is kept."""

from __future__ import annotations

import pytest

from qa_tui.anonymise import Known, Person
from qa_tui.steps.typed import look_at

KNOWN = Known(
    (Person("A1", "other", ("Ann Smith",), ("AG1001",)), Person("A2", "other", ("Will Grace",))),
    {"number": ("C10201",)},
)


@pytest.mark.parametrize(
    "text",
    [
        "3, because line 7 takes up only half of it",
        "Rubric owner, by 31 July",
        "He names the delay, not what it does to her: 3.",
        "I will ask the team lead",
        "hold music longer than 2 min, ops, Q1",
        "Das Team findet, dass die Aussage nicht ausreicht und noch einmal geprüft werden muss",
    ],
)
def test_what_names_nobody_is_kept_as_it_is(text: str) -> None:
    assert look_at(text, KNOWN).is_clean


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ann should have listened", "[Name 2] should have listened"),
        ("ask smith", "ask [Name 2]"),
        ("see C 10201", "see [Number]"),
        ("AG1001 did it", "[Name 2] did it"),
    ],
)
def test_what_is_known_is_never_kept(text: str, masked: str) -> None:
    typed = look_at(text, KNOWN)
    assert (typed.is_clean, typed.is_known, typed.masked) == (False, True, masked)


def test_what_is_known_is_found_in_any_language() -> None:
    text = "Das Team findet, dass Frau Smith hier besser hätte zuhören sollen, und zwar noch vor der ersten Frage"
    typed = look_at(text, KNOWN)
    assert typed.is_known
    assert "Smith" not in typed.masked


@pytest.mark.parametrize(
    "text", ["Zebulon said so", "my name is Perpetua", "mail it to qa@example.org", "0471 555 19 20"]
)
def test_what_looks_like_a_name_or_a_number_is_a_question(text: str) -> None:
    typed = look_at(text, KNOWN)
    assert (typed.is_clean, typed.is_known) == (False, False)
    assert typed.masked != text


@pytest.mark.parametrize("text", ["Why do we not phone back? mark may know", "mark it 4, because line 7", "ask grace"])
def test_a_colleagues_name_that_is_a_word_is_asked_about_in_any_case(text: str) -> None:
    known = Known((Person("A3", "other", ("Mark Ellison",)), Person("A4", "other", ("Grace Winslow",))))
    typed = look_at(text, known)
    assert not typed.is_clean
    assert not {"mark", "grace"} & set(typed.masked.casefold().split())


def test_the_behaviour_behind_a_name_stays() -> None:
    typed = look_at("Hannah restates it well, Ann recaps", Known((Person("A5", "other", ("Hannah Lindqvist",)),)))
    assert typed.masked.startswith("[Name 2] restates it well,")
