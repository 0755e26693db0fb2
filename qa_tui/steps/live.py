"""Step 4: a key becomes an event, the event is applied, committed, and only then does anybody see the new state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qa_tui.analysis.excerpt_agreement import judge_excerpt
from qa_tui.domain import session_events as events
from qa_tui.domain.excerpt import ShownExcerpt
from qa_tui.domain.plan import FEWEST_CALLS
from qa_tui.domain.room_view import HiddenRound, RevealedRound, TalliedRound, room_view
from qa_tui.domain.session import Phase, Rejected, Session
from qa_tui.domain.session_events import VoteKind
from qa_tui.domain.session_rules import apply, open_session, replay
from qa_tui.domain.shown import CitedLine, Shown
from qa_tui.domain.vote_set import Use
from qa_tui.steps.half_day import plans_of
from qa_tui.steps.plan import brief, partner_of, playing_order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from qa_tui.domain.cycle import Cycle
    from qa_tui.domain.disagreement import ActualScore, Judgement
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.session import Ballot, CallRound
    from qa_tui.domain.shown import Read


class LiveStore(Protocol):
    """What a live session needs of the store."""

    def approved(self, plan: str) -> dict[str, ApprovedExcerpt]: ...
    def plan_criterion(self, plan: str) -> Criterion: ...
    def second_of(self, plan: str) -> str | None: ...
    def start(
        self,
        session: str,
        plan: str,
        first: events.Event,
        now: datetime,
        people: Sequence[str] = (),
        held_on: date | None = None,
    ) -> None: ...
    def append(self, session: str, event: events.Event, source: events.Source, phase: str, now: datetime) -> None: ...
    def events(self, session: str) -> tuple[events.Event, ...]: ...
    def excerpt(self, excerpt: str) -> ApprovedExcerpt: ...
    def sealed_score(self, excerpt: str) -> ActualScore: ...
    def lapse(self, excerpt: str, why: str) -> None: ...
    def opened_at(self, session: str) -> datetime: ...
    def cycles(self) -> tuple[Cycle, ...]: ...


PASSED_OVER = "a session passed this call over: it is not played again"


class LiveSession:
    """The one owner of a running session's state."""

    def __init__(self, store: LiveStore, session_id: str, state: Session, clock: Callable[[], datetime]) -> None:
        self.id = session_id
        self.state = state
        self._store = store
        self._clock = clock

    @classmethod
    def start(
        cls,
        store: LiveStore,
        plan: str,
        session_id: str,
        seats: int,
        clock: Callable[[], datetime],
        *,
        held_on: date | None = None,
        people: Sequence[str] = (),
    ) -> LiveSession | Rejected:
        """Open a session on the approved excerpts of `plan`, and of the one that a half-day plays after it.

        `held_on` is the day of a session that was held on paper, and whose votes are entered afterwards. `people` are the names of a QA calibration in the order of the
        seats: with them seats are linked with names, and the room is told so first.
        """
        from qa_tui.anonymise import VERSION

        calls: list[events.CallBrief] = []
        reserve: list[events.CallBrief] = []
        parts = plans_of(store, plan)
        for part in parts:
            criterion = store.plan_criterion(part)
            approved = tuple(store.approved(part).values())
            if any(excerpt.seal.engine != VERSION for excerpt in approved if not excerpt.is_played):
                return Rejected(
                    "the rules of hiding have changed since an excerpt was approved: open the plan (3) and look at it again"
                )
            order = playing_order(approved, part)
            if len(order) < FEWEST_CALLS:
                on = f" on {criterion.name}" if len(parts) > 1 else ""
                return Rejected(f"a session plays at least {FEWEST_CALLS} calls{on}; {len(order)} are approved so far")
            calls += [brief(criterion, excerpt, partner_of(excerpt, approved)) for excerpt in order]
            kept = [excerpt for excerpt in approved if excerpt.use is Use.RESERVE]
            reserve += [brief(criterion, excerpt, partner_of(excerpt, approved)) for excerpt in kept]
        opened = events.Opened(seats, tuple(calls), tuple(reserve), held_on is not None, bool(people))
        state = open_session(opened)
        if isinstance(state, Rejected):
            return state
        store.start(session_id, plan, opened, clock(), people, held_on)
        return cls(store, session_id, state, clock)

    @classmethod
    def resume(cls, store: LiveStore, session_id: str, clock: Callable[[], datetime]) -> LiveSession | Rejected:
        """The session as its recorded events leave it."""
        state = replay(store.events(session_id))
        return state if isinstance(state, Rejected) else cls(store, session_id, state, clock)

    def minutes(self) -> float:
        """Minutes since the session was opened; 0 where the clock has been set back behind that."""
        return max(0.0, (self._clock() - self._store.opened_at(self.id)).total_seconds() / 60)

    def send(self, event: events.Event, source: events.Source = "key") -> Session | Rejected:
        """Apply and commit one event. A rejected event changes nothing; an error of the store neither."""
        state = apply(self.state, event)
        if isinstance(state, Session):
            self._store.append(self.id, event, source, self.state.phase.value, self._clock())
            passed, self.state = self.state.round.brief.excerpt, state
            if isinstance(event, events.Skipped):
                self._store.lapse(passed, PASSED_OVER)
        return state

    def view(self) -> HiddenRound | TalliedRound | RevealedRound:
        """What the room may see now."""
        view = room_view(self.state)
        if isinstance(view, TalliedRound) and self.state.round.is_revealed and self.state.phase is Phase.SCORE:
            actual = self._store.sealed_score(self.state.round.brief.excerpt)
            return RevealedRound(view, actual, judge_shown(self.state.round, actual.value))
        return view

    def shown(self, read: Read | None = None, heard: int | None = None) -> Shown:
        """All that may be seen now: `read` is the part of the excerpt that is on, `heard` the index of the turn that is heard."""
        reading = {Phase.EXCERPT: self.excerpt, Phase.PARTNER: self.partner}.get(self.state.phase)
        excerpt = reading().hearing(heard) if reading is not None else None
        judgement = judge_shown(self.state.round, None)
        return Shown(self.state, self.view(), judgement, excerpt, read, self.cited())

    def reveal(self) -> RevealedRound | Rejected:
        """Commit the reveal, then read the sealed score."""
        state = self.send(events.ScoreRevealed())
        if isinstance(state, Rejected):
            return state
        view = self.view()
        assert isinstance(view, RevealedRound)
        return view

    def excerpt(self) -> ShownExcerpt:
        """The current call's excerpt: safe turns only."""
        return self._shown(self.state.round.brief.excerpt)

    def partner(self) -> ShownExcerpt:
        """The good call of the same type, to be read after QA's score."""
        return self._shown(self.state.round.brief.partner)

    def cited(self) -> tuple[CitedLine, ...]:
        """The lines that were noted, call by call, while pairs say them better."""
        if self.state.phase is not Phase.SAY_IT_BETTER:
            return ()
        found = []
        for call, played in self.state.numbered():
            of = self._shown(played.brief.excerpt)
            turns = dict(enumerate(of.turns, of.first_line))
            # What a customer said is answered better: the agent's next line belongs to it.
            answers = {
                next(
                    (n for n in range(number + 1, of.first_line + len(of.turns)) if turns[n].speaker == "agent"), number
                )
                for number in played.cited
                if number in turns and turns[number].speaker == "customer"
            }
            found += [
                CitedLine(call, number, turns[number].speaker, turns[number].text)
                for number in sorted({*played.cited, *answers})
                if number in turns
            ]
        return tuple(found)

    def _shown(self, excerpt: str) -> ShownExcerpt:
        approved = self._store.excerpt(excerpt)
        return ShownExcerpt(approved.turns, approved.first_line)


def judge_round(played: CallRound, actual: float | None) -> Judgement:
    """The first blind ballot of a round, judged: the one that counts."""
    return _judge(played, played.first_ballot, actual)


def judge_shown(played: CallRound, actual: float | None) -> Judgement:
    """The latest ballot of a round, judged: the one whose bars the room sees. It enters no statistic."""
    return _judge(played, played.ballots[-1] if played.ballots else None, actual)


def _judge(played: CallRound, ballot: Ballot | None, actual: float | None) -> Judgement:
    """Everybody on a seat counts for the quorum, whatever they answered."""
    if ballot is None:
        return judge_excerpt((), played.brief.scale, actual)
    return judge_excerpt(
        ballot.levels(),
        played.brief.scale,
        actual,
        not_applicable=ballot.count(VoteKind.NOT_APPLICABLE),
        present=len(ballot.counted),
    )
