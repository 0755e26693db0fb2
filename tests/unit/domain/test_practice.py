"""From draft to done: no path to an agent leads past an approval, and a changed card is looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_tui.domain.practice import (
    ApprovedHow,
    Assignment,
    Attempt,
    Card,
    CardApproval,
    CardState,
    PracticeState,
    approve,
    assign,
    edit,
    extend,
    practice_due,
    record,
    reject,
    send_to_review,
    waive,
)
from qa_tui.domain.session import Rejected
from tests.practice_data import scenario

SESSION = date(2026, 10, 1)
TODAY = date(2026, 10, 2)
DUE = date(2026, 10, 8)
LATER = date(2026, 11, 1)
YES = CardApproval("supervisor", TODAY, ApprovedHow.SCREEN)
DRAFT = Card("c1", "cycle", 1, "s1", scenario())


def approved() -> Card:
    card = approve(replace(DRAFT, state=CardState.IN_REVIEW), YES)
    assert isinstance(card, Card)
    return card


def assigned() -> Assignment:
    given_card = assign(approved(), "k1", SESSION, DUE, TODAY)
    assert isinstance(given_card, Assignment)
    return given_card


def test_the_way_of_a_card() -> None:
    in_review = send_to_review(DRAFT)
    assert isinstance(in_review, Card)
    assert in_review.state is CardState.IN_REVIEW
    assert isinstance(send_to_review(in_review), Rejected)
    assert approved().approval == YES
    no = reject(in_review, "too long")
    assert isinstance(no, Card)
    assert (no.state, no.why) == (CardState.REJECTED, "too long")


@pytest.mark.parametrize("state", [s for s in CardState if s is not CardState.IN_REVIEW])
def test_only_what_is_in_review_is_decided(state: CardState) -> None:
    card = replace(DRAFT, state=state)
    assert isinstance(approve(card, YES), Rejected)
    assert isinstance(reject(card, "why"), Rejected)


@pytest.mark.parametrize("state", [s for s in CardState if s is not CardState.APPROVED])
def test_only_what_is_approved_is_assigned(state: CardState) -> None:
    assert isinstance(assign(replace(DRAFT, state=state), "k1", SESSION, DUE, TODAY), Rejected)


def test_a_card_that_is_not_whole_cannot_be_approved() -> None:
    card = replace(DRAFT, state=CardState.IN_REVIEW, scenario=replace(scenario(), high_example=""))
    refused = approve(card, YES)
    assert isinstance(refused, Rejected)
    assert "how it sounds when it goes well" in refused.reason
    assert isinstance(approve(replace(DRAFT, state=CardState.IN_REVIEW), replace(YES, by=" ")), Rejected)
    assert isinstance(reject(replace(DRAFT, state=CardState.IN_REVIEW), " "), Rejected)


@given(st.lists(st.sampled_from(["review", "approve", "reject", "edit"]), max_size=12))
def test_no_path_of_keys_leads_past_an_approval(keys: list[str]) -> None:
    """Whatever is pressed: what can be assigned was approved after its last change."""
    card, is_looked_at = DRAFT, False
    for number, key in enumerate(keys):
        result: Card | Rejected
        match key:
            case "review":
                result = send_to_review(card)
            case "approve":
                result = approve(card, YES)
                is_looked_at = is_looked_at or isinstance(result, Card)
            case "reject":
                result = reject(card, "no")
            case _:
                result = edit(card, card.scenario.with_text("exit", f"version {number}"))
                is_looked_at = False
        card = result if isinstance(result, Card) else card
        if card.state is CardState.REJECTED:
            is_looked_at = False
        can_be_assigned = isinstance(assign(card, "k1", SESSION, DUE, TODAY), Assignment)
        assert can_be_assigned == is_looked_at == (card.approval is not None)


def test_an_edit_says_who_wrote_it_and_the_same_text_is_no_edit() -> None:
    card = approved()
    assert edit(card, card.scenario.with_text("exit", card.scenario.exit)) == card
    changed = edit(card, card.scenario.with_text("pressure_points", "One.\n\n Two. "))
    assert changed.scenario.pressure_points == ("One.", "Two.")
    assert (changed.scenario.generator, changed.state, changed.approval) == ("person", CardState.IN_REVIEW, None)


@pytest.mark.parametrize(
    ("session", "holidays", "due"),
    [
        (date(2026, 10, 1), (), date(2026, 10, 8)),
        (date(2026, 10, 1), (date(2026, 10, 8),), date(2026, 10, 7)),
        (date(2026, 10, 3), (), date(2026, 10, 9)),  # a Saturday: its 7th day is one as well
        (date(2026, 10, 4), (), date(2026, 10, 9)),  # a Sunday: days 6 and 7 are no working days
        (date(2026, 12, 28), (date(2027, 1, 1),), date(2027, 1, 4)),
        (date(2026, 12, 25), (date(2027, 1, 1),), date(2026, 12, 31)),
        (date(2026, 10, 1), tuple(date(2026, 10, day) for day in (6, 7, 8)), date(2026, 10, 8)),
    ],
)
def test_practice_is_due_on_a_working_day_of_days_five_to_seven(
    session: date, holidays: tuple[date, ...], due: date
) -> None:
    assert practice_due(session, holidays) == due


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.frozensets(st.integers(5, 7)))
def test_the_day_is_always_within_the_days_five_to_seven(session: date, closed: frozenset[int]) -> None:
    due = practice_due(session, [session + timedelta(days=n) for n in closed])
    assert 5 <= (due - session).days <= 7


@pytest.mark.parametrize(("days", "why", "is_taken"), [(5, "", True), (7, "", True), (8, "", False), (8, "fair", True), (28, "fair", True), (29, "fair", False), (4, "", False), (0, "x", False)])  # fmt: skip
def test_another_day_needs_a_reason(days: int, why: str, *, is_taken: bool) -> None:
    due = SESSION + timedelta(days=days)
    assert isinstance(assign(approved(), "k1", SESSION, due, SESSION, why), Assignment) is is_taken
    longer = extend(assigned(), SESSION, due, why, SESSION)
    assert isinstance(longer, Assignment) is is_taken
    if isinstance(longer, Assignment):
        assert (longer.due, longer.first_due) == (due, DUE)


def test_a_day_that_is_over_is_not_set() -> None:
    assert isinstance(assign(approved(), "k1", SESSION, DUE, DUE + timedelta(days=1)), Rejected)


def test_the_way_of_an_assignment() -> None:
    given_card = assigned()
    assert given_card.state(DUE) is PracticeState.ASSIGNED
    assert given_card.state(DUE + timedelta(days=1)) is PracticeState.OVERDUE
    begun = record(given_card, Attempt(DUE, None, "self", is_complete=False), LATER)
    assert isinstance(begun, Assignment)
    assert (begun.state(DUE), begun.score) == (PracticeState.ATTEMPTED, None)
    low = record(begun, Attempt(DUE, 60.0, "JK"), LATER)
    assert isinstance(low, Assignment)
    best = record(low, Attempt(DUE + timedelta(days=1), 84.0, "JK"), LATER)
    assert isinstance(best, Assignment)
    assert (best.state(DUE), best.score, best.reached, best.is_on_time) == (PracticeState.COMPLETED, 84.0, True, True)
    gone = waive(assigned(), "on leave")
    assert isinstance(gone, Assignment)
    assert gone.state(date(2027, 1, 1)) is PracticeState.WAIVED
    assert isinstance(record(gone, Attempt(DUE, 80.0, "JK"), LATER), Rejected)
    assert isinstance(waive(assigned(), " "), Rejected)


@pytest.mark.parametrize(
    "attempt",
    [
        Attempt(DUE, 101.0, "JK"),
        Attempt(DUE, -1.0, "JK"),
        Attempt(SESSION, 80.0, "JK"),
        Attempt(DUE + timedelta(days=1), 80.0, "JK"),
    ],
)
def test_an_attempt_that_cannot_be(attempt: Attempt) -> None:
    assert isinstance(record(assigned(), attempt, DUE), Rejected)


def test_the_same_attempt_counts_once() -> None:
    once = record(assigned(), Attempt(DUE, 80.0, "JK"), LATER)
    assert isinstance(once, Assignment)
    assert isinstance(record(once, Attempt(DUE, 80.0, "JK"), LATER), Rejected)


def test_both_are_written_and_read_back() -> None:
    card = approved()
    assert Card.from_json(card.as_json()) == card
    done = record(assigned(), Attempt(DUE, 80.0, "JK"), LATER)
    assert isinstance(done, Assignment)
    assert Assignment.from_json(done.as_json()) == done


def test_practice_of_a_session_that_is_entered_afterwards() -> None:
    """Its usual days are nobody's choice, so they may be over; any other day would be chosen by what is known since."""
    soon, long_after = date(2026, 10, 20), date(2026, 11, 20)
    assert isinstance(assign(approved(), "k1", SESSION, DUE, soon), Rejected)
    late = assign(approved(), "k1", SESSION, DUE, soon, "practised from the sheets that week")
    assert isinstance(late, Assignment)
    done = record(late, Attempt(date(2026, 10, 7), 84.0, "JK"), soon)
    assert isinstance(done, Assignment)
    assert done.score == 84.0
    assert isinstance(assign(approved(), "k1", SESSION, DUE, long_after), Assignment)
    other = assign(approved(), "k1", SESSION, date(2026, 10, 15), long_after, "it suited us")
    assert isinstance(other, Rejected)
    assert "or a day 5 to 7 days after the session" in other.reason
