"""A name is known from an id alone, and an everyday word or a login is none."""

from __future__ import annotations

import pytest

from qa_tui.anonymise import Known, Person, anonymise
from qa_tui.anonymise.name_in_id import name_as_a_whole, name_in_id
from qa_tui.domain.transcript import Turn


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Kim Lee", "Kim Lee"),
        ("kim.lee@example.org", "kim lee"),
        ("kim.lee2", "kim lee"),
        ("Kim Lee 2", "Kim Lee"),
        ("Kim Lee (NY)", "Kim Lee"),
        ("CORP\\kim_lee", "kim lee"),
        ("O'Brien, Sean", "O'Brien Sean"),
        ("Jürgen Groß", "Jürgen Groß"),
        ("Grace Green", "Grace"),
        ("maria", "maria"),
        ("Mark Ellison", "Mark Ellison"),
        ("Kim Green", "Kim Green"),
        ("Mark Brown", ""),
        ("Bill Pay", ""),
        ("June Sales", ""),
        ("Agent Smith", ""),
        ("agent.smithson", "smithson"),
        ("sales kim", "kim"),
        ("Agent A", ""),
        ("agent one", ""),
        ("Customer", ""),
        ("Night team", ""),
        ("Unassigned", ""),
        ("backup", ""),
        ("you", ""),
        ("the and", ""),
        ("A17", ""),
        ("4711", ""),
        ("A", ""),
        ("", ""),
    ],
)
def test_the_name_in_an_id(agent: str, name: str) -> None:
    assert name_in_id(agent) == name


@pytest.mark.parametrize("agent", ["Agent A", "Customer", "name", "the", "Night team", "hidden"])
def test_an_id_of_everyday_words_hides_nothing_and_blocks_nothing(agent: str) -> None:
    name = name_in_id(agent)
    known = Known((Person(agent, "agent", (name,) if name else (), (agent,)),))
    turns = (
        Turn("customer", "Hello, my name is Sarah Connor, I asked your agent Bob about the lamp."),
        Turn("agent", "And the night team was asked for a refund?"),
    )
    result = anonymise(turns, known)
    assert result.status == "review"
    assert "lamp" in result.turns[0].text
    assert "refund" in result.turns[1].text


@pytest.mark.parametrize("agent", ["Mark Brown", "Grant White", "Bill Cook", "Rob Green", "will.young@example.org"])
def test_a_name_of_everyday_words_is_hidden_where_it_stands_as_a_whole(agent: str) -> None:
    whole = name_as_a_whole(agent)
    known = Known((Person(agent, "other", (), (agent, whole)),))
    for said in (whole, whole.title()):
        (turn,) = anonymise((Turn("agent", f"{said} told me that he put me on hold."),), known).turns
        assert whole not in turn.text.casefold()
        assert turn.text.endswith("told me that he put me on hold.")


def test_a_queue_takes_no_words_from_a_call() -> None:
    known = Known((Person("Bill Pay", "other", (), ("Bill Pay", name_as_a_whole("Bill Pay"))),))
    said = "I tried to pay the bill, and they did not take my pay."
    (turn,) = anonymise((Turn("customer", said),), known).turns
    assert turn.text == said


def test_a_word_in_a_whole_name_is_part_of_it() -> None:
    known = Known((Person("A1", "agent", ("Will Grace",)), Person("A2", "other", ("Mark Brown",))))
    first, second = anonymise(
        (Turn("agent", "Hi, this is Will Grace from billing."), Turn("customer", "I spoke with Mark Brown yesterday.")),
        known,
    ).turns
    assert first.text == "Hi, this is [Agent] from billing."
    assert second.text == "I spoke with [Name 2] yesterday."


def test_a_word_that_may_be_a_name_is_tied_to_nobody() -> None:
    """ "In [Agent] it was the same" would tell a room that the agent is called like a month."""
    known = Known((Person("A1", "agent", ("April Winslow",)),))
    turns = (
        Turn("agent", "Hello, this is April speaking."),
        Turn("customer", "In April it was the same, and it may be the same in May."),
    )
    first, second = anonymise(turns, known).turns
    assert first.text == "Hello, this is [Agent] speaking."
    assert "[Agent]" not in second.text
    assert "April" not in second.text
