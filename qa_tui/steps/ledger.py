"""The disagreement ledger: every revealed round of every session, and what they say about the rubric's wording."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from qa_tui.analysis.ambiguity import keep_ledger
from qa_tui.analysis.second_votes import label_second_vote
from qa_tui.domain.disagreement import CriterionLedger, JudgedRound
from qa_tui.domain.session import Session
from qa_tui.domain.session_events import VoteKind
from qa_tui.domain.session_rules import replay
from qa_tui.steps.live import judge_round

if TYPE_CHECKING:
    from datetime import datetime

    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.domain.session import Ballot, CallRound
    from qa_tui.domain.session_events import Event
    from qa_tui.domain.transcript import Turn
    from qa_tui.domain.wording_request import WordingRequest


class LedgerStore(Protocol):
    """What the ledger needs of the store."""

    def sessions(self) -> tuple[SessionSummary, ...]: ...
    def events(self, session: str) -> tuple[Event, ...]: ...
    def sealed_score(self, excerpt: str) -> ActualScore: ...
    def excerpt(self, excerpt: str) -> ApprovedExcerpt: ...
    def keep_request(self, request: WordingRequest, now: datetime) -> None: ...
    def seats_of(self, session: str) -> tuple[str, ...]: ...
    def wording_requests(self) -> tuple[WordingRequest, ...]: ...


def read_ledger(store: LedgerStore, criterion: str | None = None) -> tuple[CriterionLedger, ...]:
    """The ledger of all sessions, of one criterion where its id is given; oldest rounds first."""
    return keep_ledger(r for r in read_rounds(store) if criterion in {None, r.criterion})


def read_rounds(store: LedgerStore) -> list[JudgedRound]:
    """Every revealed round of every session, the oldest first."""
    rounds: list[JudgedRound] = []
    heard: set[tuple[str, tuple[Turn, ...]]] = set()
    for summary in reversed(store.sessions()):
        state = replay(store.events(summary.id))
        if isinstance(state, Session):
            found = judged_rounds(store, summary, state)
            # Calls that were played have no lines, and nothing says that two of them are one.
            texts = [(judged.criterion, store.excerpt(judged.excerpt).turns) for judged in found]
            rounds += [
                replace(judged, heard_before=bool(text[1]) and text in heard)
                for judged, text in zip(found, texts, strict=True)
            ]
            heard.update(texts)
    return rounds


def judged_rounds(store: LedgerStore, summary: SessionSummary, state: Session) -> list[JudgedRound]:
    """The rounds of one session whose score has been revealed."""
    result = []
    people = store.seats_of(summary.id) if state.is_calibration else ()
    for number, played in state.numbered():
        first = played.first_ballot
        if first is None or not played.is_revealed:
            continue
        actual = store.sealed_score(played.brief.excerpt)
        result.append(
            JudgedRound(
                session=summary.id,
                day=summary.day,
                excerpt=played.brief.excerpt,
                number=number,
                criterion=played.brief.criterion,
                criterion_name=played.brief.criterion_name,
                wording_version=played.brief.wording_version,
                scale=played.brief.scale,
                levels=tuple(sorted(first.levels())),
                not_applicable=first.count(VoteKind.NOT_APPLICABLE),
                wording=first.count(VoteKind.WORDING),
                passed=first.count(VoteKind.PASS),
                no_vote=first.without_vote,
                levels_apart=tuple(sorted(first.levels_apart())),
                actual=actual.value,
                judgement=judge_round(played, actual.value),
                outcome=played.outcome,
                note=played.note,
                by_seat=() if first.is_tally else _by_seat(first),
                second=_second_vote(played, actual.value),
                second_levels=tuple(sorted(played.ballots[1].levels())) if len(played.ballots) > 1 else (),
                cited=played.cited,
                entered_afterwards=state.entered_afterwards,
                people=people,
            )
        )
    return result


def _by_seat(ballot: Ballot) -> tuple[float | None, ...]:
    return tuple(
        entry.level if entry is not None and seat not in ballot.apart else None
        for seat, entry in enumerate(ballot.entries)
    )


def _second_vote(played: CallRound, actual: float) -> str:
    """The label of the second vote; empty where there was none, or where hands were counted."""
    if len(played.ballots) < 2 or any(ballot.is_tally or ballot.is_empty for ballot in played.ballots[:2]):
        return ""
    first, second = (_by_seat(ballot) for ballot in played.ballots[:2])
    return label_second_vote(first, second, played.brief.scale, actual).value
