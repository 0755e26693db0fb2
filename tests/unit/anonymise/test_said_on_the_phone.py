"""What people say on the phone: codes read out, answers to security questions, addresses in words, names that are words."""

from __future__ import annotations

import pytest

from qa_tui.anonymise import Known, Person, anonymise
from qa_tui.domain.transcript import Turn

NOBODY = Known(())
WORDS = Known(
    (
        Person("A1", "agent", ("Grace May",)),
        Person("C", "customer", ("Will Drew",)),
        Person("A2", "other", ("Mark Rose",)),
        Person("A3", "other", ("Joy Dean",)),
    )
)


def shown(*texts: str, known: Known = NOBODY) -> str:
    turns = [Turn("agent" if n % 2 == 0 else "customer", text) for n, text in enumerate(texts)]
    return " | ".join(turn.text for turn in anonymise(turns, known).turns)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("it's mark here", "mark"),
        ("mark speaking", "mark"),
        ("put me through to joy please", "joy"),
        ("my name is um grace", "grace"),
        ("grace did well", "grace"),
        ("will did well", "will"),
        ("he said will would call", "said will"),
        ("May can do it", "May"),
        ("i asked mark about it", "mark"),
        ("no worries mark bye", "mark"),
        ("so you're through to will now", "will"),
        ("hi may may i ask something", "hi may"),
    ],
)
def test_a_known_name_that_is_a_word_is_hidden_in_a_names_place(text: str, gone: str) -> None:
    assert gone not in shown(text, known=WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "ok will do",
        "okay may i ask",
        "Will you call me back?",
        "Mark my words.",
        "there is a grace period of two weeks",
        "it was a joy",
        "it's a black mark",
        "the price rose and he drew a line",
        "May I have it?",
    ],
)
def test_the_same_word_stays_where_it_is_a_word(text: str) -> None:
    assert shown(text, known=WORDS) == text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("my wife carol rang before", "carol"),
        ("someone called penny told me", "penny"),
        ("put me through to peter in billing", "peter"),
        ("maria here how can i help", "maria"),
        ("is harry there", "harry"),
        ("I already told Martin about it last week.", "Martin"),
        ("It was Sally who promised the refund.", "Sally"),
    ],
)
def test_common_given_names_are_found_without_a_roster(text: str, gone: str) -> None:
    assert gone not in shown(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("it says a b stroke four four one seven stroke k", "stroke k"),
        ("booking q for queen l seven double b two", "queen"),
        ("postcode is bravo sierra six five quebec tango", "sierra"),
        ("it is b s six five q t", "q t"),
        ("that's m c g i double l i c u double d y", "double d"),
        ("r thirty five x two p nine", "thirty"),
        ("d for delta", "delta"),
        ("it's one nine one not one nine nine", "nine one"),
    ],
)
def test_a_code_that_is_read_out_goes_as_a_whole(text: str, gone: str) -> None:
    assert gone not in shown(text)


@pytest.mark.parametrize(
    ("question", "answer", "gone"),
    [
        ("and your memorable word", "oh marmalade", "marmalade"),
        ("What was your first pet's name?", "Um, butterscotch.", "butterscotch"),
        ("and what's the security code on the back", "four oh nine", "oh nine"),
        ("can I have your date of birth", "October 7, '69.", "69"),
        ("when does the card expire please, the expiry date", "november twenty six", "november"),
        ("could you confirm the first line of your address", "bridge cottage", "cottage"),
        ("what's your extension", "it's 42", "42"),
    ],
)
def test_the_answer_to_a_question_goes_whatever_it_is(question: str, answer: str, gone: str) -> None:
    assert gone not in shown(question, answer)
    assert shown("how was your day", answer).count("[") <= shown(question, answer).count("[")


def test_a_question_stays_open_while_somebody_looks_for_the_answer_and_what_is_read_back_goes() -> None:
    said = shown("and your memorable word please", "hang on one moment", "sure", "marmalade", "marmalade, thank you")
    assert "marmalade" not in said
    assert "hang on one moment" in said


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what's your password", "i forgot it"),
        ("can i have your reference", "one moment please"),
        ("and the security code? how much was it by the way", "forty pounds"),
        ("do you have the order number", "no i don't have it"),
    ],
)
def test_what_is_no_answer_stays(question: str, answer: str) -> None:
    assert shown(question, answer).endswith(answer)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("we live at fifteen orchard close", "orchard"),
        ("it's flat two b", "two b"),
        ("we're at number 14 the crescent", "crescent"),
        ("send it to four eleven county road nine", "county"),
        ("Is it still Station Road?", "Station"),
        ("mail sunny smiles at outlook dot com", "smiles"),
        ("see khumalo-legal.co.za", "legal"),
        ("pay zorb.k@okbank", "zorb.k"),
        ("the password i've been putting in is capital r rover two thousand and nine", "thousand and nine"),
        ("she was born in seventy one", "seventy one"),
        ("born on the 30th of January 1988 and hers is the 2nd of Feb 1991", "Feb"),
        ("R. K. Zorblatt.", "R. K."),
    ],
)
def test_addresses_and_secrets_in_words_go(text: str, gone: str) -> None:
    assert gone not in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "The appointment is on the 3rd at 4:15.",
        "an engineer comes on the 21st",
        "It posted at 12:04 a.m. on Monday",
        "it's three point nine percent a p r",
        "press the w p s button for three seconds",
        "the policy has a $500 deductible",
        "it was built around 1890",
        "forty quid or fifty quid",
        "he broke the Xbox and the PlayStation",
        "the landline has bluetooth and voicemail",
        "it's three p a minute",
        "we walked down the street",
        "a two way street",
    ],
)
def test_prices_days_and_things_stay(text: str) -> None:
    assert shown(text) == text
