"""The kinds of case that anonymisers trip over, one after the other: what must go, and what must stay."""

from __future__ import annotations

import pytest

from qa_tui.anonymise import Known, Person, anonymise
from qa_tui.domain.transcript import Turn

WORDS_AS_NAMES = Known(
    (
        Person("A1", "agent", ("Grace May",)),
        Person("C", "customer", ("Will Drew",)),
        Person("A2", "other", ("Mark Rose",)),
    )
)
PEOPLE = Known(
    (
        Person("A1", "agent", ("Margaret O'Brien",), ("AGT-204",)),
        Person("C", "customer", ("William McAllister-Jones",)),
        Person("A2", "other", ("Priya Raman",)),
    ),
    {"phone": ("0471 555 19 20",)},
)
NOBODY = Known(())


def shown(*texts: str, known: Known = PEOPLE) -> str:
    turns = [Turn("agent" if n % 2 == 0 else "customer", text) for n, text in enumerate(texts)]
    return " | ".join(turn.text for turn in anonymise(turns, known).turns)


@pytest.mark.parametrize(
    ("known", "text", "gone"),
    [
        # 1 words that are names
        (WORDS_AS_NAMES, "Thank you, Grace.", "Grace"),
        (WORDS_AS_NAMES, "ok will", "will"),
        (WORDS_AS_NAMES, "this is grace speaking", "grace"),
        (WORDS_AS_NAMES, "I spoke to Mark yesterday", "Mark"),
        # 2 short forms, wrong spelling, endings, initials, hyphens
        (PEOPLE, "thanks maggie", "maggie"),
        (PEOPLE, "thanks Peggy", "Peggy"),
        (PEOPLE, "is billy there", "billy"),
        (PEOPLE, "MARGARET O'BRIEN", "BRIEN"),
        (PEOPLE, "margret obrien said so", "margret"),
        (PEOPLE, "margret obrien said so", "obrien"),
        (PEOPLE, "W. McAllister-Jones", "McAllister"),
        (PEOPLE, "mr mcallister", "mcallister"),
        (PEOPLE, "Margaret’s team", "Margaret"),
        # 3 what speech recognition makes of names
        (NOBODY, "good morning this is alyssa how can i help", "alyssa"),
        (NOBODY, "you can continue with randall", "randall"),
        (PEOPLE, "margar et speaking", "margar"),
        # 4 spelled
        (PEOPLE, "that is M-A-R-G-A-R-E-T", "R-G-A"),
        (PEOPLE, "p r i y a", "r i y"),
        (NOBODY, "my name is spelled s h a u n a", "h a u"),
        (NOBODY, "it is j as in juliet o for oscar e as in echo", "juliet"),
        (NOBODY, "my maiden name is Baker", "Baker"),
        # 5 numbers
        (PEOPLE, "it's oh four seven one five five five one nine two oh", "seven"),
        (PEOPLE, "double five three two triple one", "triple"),
        (NOBODY, "my card is 4111 1111 1111 1111", "4111"),
        (NOBODY, "the last four are 9 0 4 2", "9 0 4"),
        (NOBODY, "7 7 4... sorry, 0 1?", "7 4"),
        (NOBODY, "confirmation number is gx 45 t", "gx"),
        (NOBODY, "policy no sep 785245159", "785245159"),
        (NOBODY, "ssn 123 45 6789", "6789"),
        # 6 unicode
        (PEOPLE, "Ｐｒｉｙａ Ｒａｍａｎ", "Ｐｒｉｙａ"),
        (PEOPLE, "Pri\u200bya called", "ya called"),
        (PEOPLE, "Mаrgаret", "Mаrgаret"),
        # 7 inside other tokens
        (PEOPLE, "write to priya.raman@example.org", "raman"),
        (PEOPLE, "it is on example.org/u/priyaraman", "priyaraman"),
        (PEOPLE, "ticket AGT-204 is yours", "204"),
        (NOBODY, "jordanjo 64 yahoocom", "jordanjo"),
        (NOBODY, "my mail is jo dot doe at mail dot com", "doe"),
        # 8 third parties
        (NOBODY, "my wife Nadia called before", "Nadia"),
        (NOBODY, "ask for mrs quartz", "quartz"),
        (NOBODY, "i was born on the 3rd of may 1984", "1984"),
        (NOBODY, "my date of birth is oh five twelve eighty", "twelve"),
        (NOBODY, "dob 05/12/1980", "1980"),
        (NOBODY, "maruthupandi 998 gmailcon", "maruthupandi"),
        # addresses, passwords
        (NOBODY, "i live at 23 maple street brenford", "maple"),
        (NOBODY, "send it to 8 Old Mill Lane", "Mill"),
        (NOBODY, "my password is sunny meadow 7", "meadow"),
        (NOBODY, "username is dnair", "dnair"),
    ],
)
def test_what_must_go_goes(known: Known, text: str, gone: str) -> None:
    assert gone not in shown(text, known=known)


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (WORDS_AS_NAMES, "I will mark it and you may go"),
        (WORDS_AS_NAMES, "the price rose in may and they drew a line"),
        (PEOPLE, "it costs 49 dollars and 20 cents for 2 months"),
        (PEOPLE, "come at half past 10 or at 3 pm"),
        (PEOPLE, "in 2019 we moved, three days ago"),
        (NOBODY, "I paid 1,250.00 dollars on Monday at 14:30"),
        (NOBODY, "it leaves gate 12 at 9"),
        (PEOPLE, "I was charged twice and I have told you three times"),
        (PEOPLE, "Can you check the router and restart it please?"),
        (PEOPLE, "Thanks for calling, how can I help you today?"),
        (PEOPLE, "sorry about that, let me look into the account"),
        (NOBODY, "two large pizzas with extra cheese"),
        (NOBODY, "i want to change my seat to 12 a"),
        (NOBODY, "okkk thankss so much"),
        (NOBODY, "no thats all okthanks"),
    ],
)
def test_what_says_nobodys_name_stays(known: Known, text: str) -> None:
    assert shown(text, known=known) == text


def test_a_date_of_birth_that_was_asked_for_goes() -> None:
    assert "june" not in shown("and your date of birth please", "second of june nineteen eighty", known=NOBODY)
    assert (
        shown("when did it start", "on the second of june", known=NOBODY) == "when did it start | on the second of june"
    )


def test_a_number_over_several_turns_goes_with_its_repetition() -> None:
    said = shown(
        "and the number please", "four seven one", "yes", "five five five", "four seven one five five five, right?"
    )
    for word in ("four", "seven", "five"):
        assert word not in said


def test_placeholders_begin_anew_in_every_excerpt() -> None:
    assert shown("my sister Nora called", known=NOBODY) == "my sister [Name 2] called"
    assert shown("my brother Otis called", known=NOBODY) == "my brother [Name 2] called"


def test_a_placeholder_says_nothing_about_the_length_of_a_name() -> None:
    long, short = shown("thanks William McAllister-Jones"), shown("thanks William")
    assert long == short == "thanks [Customer]"


def test_strict_hides_words_that_no_dictionary_has_and_balanced_keeps_them() -> None:
    text = "i had the zorblatt installed last week"
    turns = [Turn("customer", text)]
    assert "zorblatt" not in anonymise(turns, PEOPLE, mode="strict").turns[0].text
    assert anonymise(turns, PEOPLE, mode="balanced").turns[0].text == text


def test_spans_point_into_the_original_text() -> None:
    text = "ok Ｐｒｉｙａ, thanks"
    (span,) = anonymise([Turn("customer", text)], PEOPLE).spans
    assert text[span.start : span.end] == "Ｐｒｉｙａ"
