"""Step 5: scenario cards and who practises them. Nothing gets to anybody that a person has not approved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qa_tui.domain.measuring import PRACTICE_DAYS
from qa_tui.domain.scenario import PRACTICE_TARGET, Scenario
from qa_tui.domain.session import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_DAYS = 5
"""Days after the session from which a practice may be due; `PRACTICE_DAYS` is the last."""
LATEST_DAYS = 28
"""Days after the session beyond which no reason helps: nobody's re-score waits longer."""


class CardState(StrEnum):
    """Where a scenario card stands."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    REJECTED = "rejected"


class ApprovedHow(StrEnum):
    """Where an approval was given."""

    SCREEN = "screen"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class CardApproval:
    """Who said yes."""

    by: str
    """A role or initials."""
    on: date
    how: ApprovedHow


@dataclass(frozen=True, slots=True)
class Card:
    """One scenario on its way to people."""

    id: str
    cycle: str
    number: int
    """Counted from 1 within the cycle."""
    session: str
    scenario: Scenario
    state: CardState = CardState.DRAFT
    approval: CardApproval | None = None
    why: str = ""
    """Why it was rejected."""

    def as_json(self) -> dict[str, Any]:
        approval = self.approval
        return {
            "id": self.id,
            "cycle": self.cycle,
            "number": self.number,
            "session": self.session,
            "scenario": self.scenario.as_json(),
            "state": self.state.value,
            "approval": [approval.by, approval.on.isoformat(), approval.how.value] if approval else None,
            "why": self.why,
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Card:
        given = body["approval"]
        return cls(
            id=body["id"],
            cycle=body["cycle"],
            number=body["number"],
            session=body["session"],
            scenario=Scenario.from_json(body["scenario"]),
            state=CardState(body["state"]),
            approval=CardApproval(given[0], date.fromisoformat(given[1]), ApprovedHow(given[2])) if given else None,
            why=body["why"],
        )


def send_to_review(card: Card) -> Card | Rejected:
    if card.state is not CardState.DRAFT:
        return Rejected(f"card {card.number} is {card.state} already")
    return replace(card, state=CardState.IN_REVIEW)


def approve(card: Card, approval: CardApproval) -> Card | Rejected:
    """Only what is in review, whole, and looked at by a named role can be approved."""
    if card.state is not CardState.IN_REVIEW:
        return Rejected(f"card {card.number} is {card.state}: only a card in review can be approved")
    if card.scenario.lacks:
        return Rejected(f"card {card.number} lacks {card.scenario.lacks}")
    if not approval.by.strip():
        return Rejected("an approval says who gave it: a role or initials")
    return replace(card, state=CardState.APPROVED, approval=approval, why="")


def reject(card: Card, why: str) -> Card | Rejected:
    if card.state is not CardState.IN_REVIEW:
        return Rejected(f"card {card.number} is {card.state}: only a card in review can be rejected")
    if not why.strip():
        return Rejected("a rejection says why, for whoever mends the card")
    return replace(card, state=CardState.REJECTED, approval=None, why=why)


def edit(card: Card, scenario: Scenario) -> Card:
    """A changed card is looked at again, whatever was said about it before."""
    return (
        card
        if scenario == card.scenario
        else replace(card, scenario=scenario, state=CardState.IN_REVIEW, approval=None, why="")
    )


class PracticeState(StrEnum):
    """Where one agent's practice stands."""

    ASSIGNED = "assigned"
    ATTEMPTED = "attempted"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    WAIVED = "waived"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to practise."""
        return self in {PracticeState.ASSIGNED, PracticeState.ATTEMPTED, PracticeState.OVERDUE}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try."""

    on: date
    score: float | None
    """Percent on the same rubric; None where it was begun and not finished, or not scored."""
    by: str
    """Who scored it: a role or initials; "self" where nobody else did."""
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Assignment:
    """One agent's practice."""

    cycle: str
    agent_key: str
    """Salted hash of the agent's id."""
    session: str
    card: str
    assigned_on: date
    due: date
    first_due: date
    """As it was set first: an extension keeps it."""
    why_due: str = ""
    """Why it is due outside the 5 to 7 days."""
    attempts: tuple[Attempt, ...] = ()
    waived: str = ""
    """Why nothing is asked of the agent; empty where something is."""

    @property
    def completed_on(self) -> date | None:
        done = [attempt.on for attempt in self.attempts if attempt.is_complete]
        return min(done, default=None)

    @property
    def score(self) -> float | None:
        """The best score of a finished attempt, percent."""
        scores = [a.score for a in self.attempts if a.is_complete and a.score is not None]
        return max(scores, default=None)

    @property
    def is_on_time(self) -> bool:
        return self.completed_on is not None and self.completed_on <= self.due

    @property
    def reached(self) -> bool:
        return self.score is not None and self.score >= PRACTICE_TARGET

    def state(self, today: date) -> PracticeState:
        if self.waived:
            return PracticeState.WAIVED
        if self.completed_on is not None:
            return PracticeState.COMPLETED
        if today > self.due:
            return PracticeState.OVERDUE
        return PracticeState.ATTEMPTED if self.attempts else PracticeState.ASSIGNED

    def as_json(self) -> dict[str, Any]:
        return {
            "cycle": self.cycle,
            "agent_key": self.agent_key,
            "session": self.session,
            "card": self.card,
            "assigned_on": self.assigned_on.isoformat(),
            "due": self.due.isoformat(),
            "first_due": self.first_due.isoformat(),
            "why_due": self.why_due,
            "attempts": [[a.on.isoformat(), a.score, a.by, a.is_complete] for a in self.attempts],
            "waived": self.waived,
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Assignment:
        return cls(
            cycle=body["cycle"],
            agent_key=body["agent_key"],
            session=body["session"],
            card=body["card"],
            assigned_on=date.fromisoformat(body["assigned_on"]),
            due=date.fromisoformat(body["due"]),
            first_due=date.fromisoformat(body["first_due"]),
            why_due=body["why_due"],
            attempts=tuple(
                Attempt(date.fromisoformat(on), score, by, whole) for on, score, by, whole in body["attempts"]
            ),
            waived=body["waived"],
        )


def practice_due(session: date, holidays: Iterable[date] = ()) -> date:
    """The last working day of the days 5 to 7 after a session; the last of them where none is a working day."""
    closed = frozenset(holidays)
    days = [session + timedelta(days=n) for n in range(PRACTICE_DAYS, FIRST_DAYS - 1, -1)]
    return next((day for day in days if day.weekday() < 5 and day not in closed), days[0])


def assign(
    card: Card, agent_key: str, session: date, due: date, today: date, why_due: str = ""
) -> Assignment | Rejected:
    """Give an approved card to one of the trained."""
    if card.state is not CardState.APPROVED:
        return Rejected(f"card {card.number} is {card.state}: only an approved card can be assigned")
    refused = _refused_due(session, due, why_due)
    if refused:
        return Rejected(refused)
    if due >= today:
        return Assignment(card.cycle, agent_key, card.session, card.id, today, due, due, why_due)
    # Of a session that is entered afterwards the practice may be over as well; the rule's own days are nobody's choice.
    is_usual = FIRST_DAYS <= (due - session).days <= PRACTICE_DAYS
    if is_usual and (why_due.strip() or today > session + timedelta(days=LATEST_DAYS)):
        return Assignment(card.cycle, agent_key, card.session, card.id, session, due, due, why_due)
    usual = f"a day {FIRST_DAYS} to {PRACTICE_DAYS} days after the session, with how it was practised then"
    return Rejected(f"{due} is over: set another day, with the reason why it is later; or {usual}")


def extend(assignment: Assignment, session: date, due: date, why: str, today: date) -> Assignment | Rejected:
    """Another day; the first one is kept. Once the re-score has begun no day can move it: the practice is late."""
    if today > max(assignment.due, session + timedelta(days=PRACTICE_DAYS)):
        return Rejected(
            "the re-score has begun, and its days cannot be chosen by what they show: this practice is late"
        )
    if due < today:
        return Rejected(f"{due} is over")
    refused = _refused_due(session, due, why)
    return Rejected(refused) if refused else replace(assignment, due=due, why_due=why or assignment.why_due)


def _refused_due(session: date, due: date, why: str) -> str:
    days = (due - session).days
    if days < 1:
        return "practice comes after the session"
    if days > LATEST_DAYS:
        return f"that is {days} days after the session, and the re-score waits for it: {LATEST_DAYS} are the most. Waive it, or take the agent to the next session"
    if FIRST_DAYS <= days <= PRACTICE_DAYS or why.strip():
        return ""
    return f"practice is due {FIRST_DAYS} to {PRACTICE_DAYS} days after the session; another day needs a reason"


def record(assignment: Assignment, attempt: Attempt, today: date) -> Assignment | Rejected:
    """Note an attempt."""
    if attempt.on > today:
        return Rejected(f"{attempt.on} has not come yet: look at the date")
    if assignment.waived:
        return Rejected("nothing is asked of this agent: the practice was waived")
    if attempt.on < assignment.assigned_on:
        return Rejected("it was done before it was assigned: look at the date")
    if attempt.score is not None and not 0 <= attempt.score <= 100:
        return Rejected("a practice score is a percent, 0 to 100")
    if attempt in assignment.attempts:
        return Rejected("this attempt is noted already")
    return replace(assignment, attempts=(*assignment.attempts, attempt))


def waive(assignment: Assignment, why: str) -> Assignment | Rejected:
    if not why.strip():
        return Rejected("to waive a practice needs a reason")
    return replace(assignment, waived=why)
