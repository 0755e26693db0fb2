"""Scenario cards: the same session gives the same cards, byte for byte."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa_tui.analysis.scenario_draft import PlayedCall, deal_cards, draft_scenarios
from qa_tui.domain.rubric import Level
from qa_tui.domain.scenario import Scenario
from qa_tui.domain.transcript import Turn
from tests.builders import make_criterion

CRITERION = make_criterion(
    behaviours=("lets them finish", "restates the issue"),
    levels=(
        Level(1.0, "interrupts"),
        Level(3.0, "lets them finish"),
        Level(5.0, "lets them finish, restates the issue"),
    ),
)
TURNS = (
    Turn("agent", "Hello."),
    Turn("customer", "I wrote to you."),
    Turn("customer", "It was charged twice."),
    Turn("agent", "What number?"),
    Turn("agent", "The account number."),
    Turn("customer", "I have just said it was charged twice."),
    Turn("agent", "I need the number."),
    Turn("customer", "Again?"),
    Turn("customer", "For the third time?"),
)
LOW = PlayedCall("e1", "Billing", TURNS, 7, 40.0, 2.0, (10,))
GOOD = PlayedCall(
    "e2", "Billing", (Turn("customer", "Charged twice."), Turn("agent", "Twice, I see. Right?")), 1, 100.0, 5.0, ()
)


def test_what_a_card_is_made_of() -> None:
    (card,) = draft_scenarios(CRITERION, [LOW, GOOD], [])
    assert card.failure_example == "What number?\nThe account number."
    assert card.opening_line == "It was charged twice."
    assert card.situation == "I wrote to you."
    assert card.pressure_points == ("I have just said it was charged twice.", "Again?")
    assert card.high_example == "Twice, I see. Right?"
    assert card.pattern == "lets them finish; restates the issue", "level 2 is read as the described level below it"
    assert card.red_flags == ("interrupts", "lets them finish")
    assert card.levels[0] == ("5", "lets them finish, restates the issue")
    assert (card.difficulty, card.lacks) == (2, "")


def test_without_cited_lines_the_first_answer_is_taken() -> None:
    (card,) = draft_scenarios(CRITERION, [replace(LOW, cited=()), GOOD], [])
    assert card.failure_example == "What number?\nThe account number."
    (cited_elsewhere,) = draft_scenarios(CRITERION, [replace(LOW, cited=(13,)), GOOD], [])
    assert cited_elsewhere.failure_example == "I need the number."


def test_a_card_without_a_good_example_says_what_it_lacks() -> None:
    (card,) = draft_scenarios(CRITERION, [LOW, replace(GOOD, call_type="Delivery")], [])
    assert "how it sounds when it goes well" in card.lacks
    assert draft_scenarios(CRITERION, [LOW], [GOOD])[0].high_example, "a partner that was not voted on will do"


def test_which_calls_make_cards() -> None:
    """Under 60 % and with lines; the commonest call type first."""
    others = [replace(LOW, excerpt=f"d{n}", call_type="Delivery") for n in range(2)]
    line, played = replace(LOW, excerpt="x", percent=60.0), replace(LOW, excerpt="y", turns=())
    cards = draft_scenarios(CRITERION, [LOW, *others, line, played, GOOD], [])
    assert [card.excerpt for card in cards] == ["d0", "d1", "e1"]
    assert draft_scenarios(CRITERION, [], []) == ()


def test_byte_for_byte_whatever_the_order() -> None:
    calls = [LOW, replace(LOW, excerpt="d0", call_type="Delivery"), GOOD]
    written = [
        json.dumps([card.as_json() for card in draft_scenarios(CRITERION, order, [])]) for order in (calls, calls[::-1])
    ]
    assert written[0] == written[1]
    cards = draft_scenarios(CRITERION, calls, [])
    assert [Scenario.from_json(json.loads(json.dumps(card.as_json()))) for card in cards] == list(cards)


@given(st.integers(1, 5), st.integers(0, 24))
def test_neighbours_get_different_cards(cards: int, agents: int) -> None:
    ids, people = [f"c{n}" for n in range(cards)], [f"a{n}" for n in range(agents)]
    dealt = deal_cards(ids, people)
    assert dealt == deal_cards(ids, people)
    assert list(dealt) == people
    if cards > 1:
        assert all(dealt[a] != dealt[b] for a, b in pairwise(people))


def test_nobody_practises_a_call_of_their_own() -> None:
    dealt = deal_cards(["c1", "c2"], ["a1", "a2"], {"a1": frozenset({"c1"}), "a2": frozenset({"c1"})})
    assert dealt == {"a1": "c2", "a2": "c2"}
    assert deal_cards(["c1"], ["a1", "a2"], {"a1": frozenset({"c1"})}) == {"a2": "c1"}, "no card is better than that"


def test_a_card_can_be_played_by_who_was_not_there() -> None:
    """It opens with something that is no answer, says nothing that is mostly names, and holds no numbered placeholder."""
    turns = (
        Turn("customer", "I was charged twice for it, [Agent], and [Name 2] knows."),
        Turn("agent", "May I have your number?"),
        Turn("customer", "Of course, here it comes now."),
        Turn("agent", "Go on."),
        Turn("customer", "[Number]. [Customer]. That is me."),
        Turn("customer", "And [hidden] the bill of [Address] came again this week."),
    )
    (card,) = draft_scenarios(CRITERION, [replace(LOW, turns=turns, first_line=1, cited=(4,)), GOOD], [])
    assert card.opening_line == "I was charged twice for it, [name], and [name] knows."
    assert card.pressure_points == ("And ... the bill of [address] came again this week.",)
    (answer_only,) = draft_scenarios(CRITERION, [replace(LOW, turns=turns[1:4], first_line=1, cited=(3,)), GOOD], [])
    assert answer_only.opening_line == "Of course, here it comes now.", "better than nothing"


def test_the_customer_speaks_in_the_order_of_the_call() -> None:
    turns = (
        Turn("agent", "Okay. Can I take your account number please?"),
        Turn("customer", "It's [Number], but as I said nobody called me back."),
        Turn("agent", "And the phone number on the account?"),
        Turn("customer", "It is [Number], and that is not what I asked you."),
        Turn("agent", "Fine."),
        Turn("customer", "It isn't fine. Nobody called me back for three weeks."),
        Turn("agent", "I see."),
        Turn("customer", "So what happens now, will somebody come?"),
    )
    (card,) = draft_scenarios(CRITERION, [replace(LOW, turns=turns, first_line=1, cited=())], [GOOD])
    said = [turn.text for turn in turns]
    played = [card.opening_line, *card.pressure_points]
    order = [next(n for n, text in enumerate(said) if text[-20:] == line[-20:]) for line in played]
    assert order == sorted(order)
    assert card.pressure_points == ("So what happens now, will somebody come?",)


def test_the_same_line_is_never_wrong_and_right() -> None:
    asks = Turn("agent", "Okay. Can I take your account number please?")
    low = replace(
        LOW, turns=(Turn("customer", "My parcel never came, and I waited all day."), asks), first_line=1, cited=()
    )
    good = replace(GOOD, turns=(asks, Turn("agent", "So it never came, and you waited all day.")))
    (card,) = draft_scenarios(CRITERION, [low], [good])
    assert card.failure_example == asks.text
    assert card.high_example == "So it never came, and you waited all day."
    (card,) = draft_scenarios(CRITERION, [low], [replace(good, turns=(asks,))])
    assert "how it sounds when it goes well" in card.lacks
