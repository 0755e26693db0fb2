"""What a group has voted on is what its votes say: not what was planned, passed over or still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.steps.live import LiveSession
from qa_tui.steps.other_groups import played_before
from tests.builders import NOW, ballots, clock, level, make_plan_in

if TYPE_CHECKING:
    from qa_tui.store.sessions import SessionStore


def test_a_call_is_voted_on_when_somebody_has(store: SessionStore) -> None:
    plan = make_plan_in(store, calls=4)
    criterion = store.plan_criterion(plan)
    live = LiveSession.start(store, plan, "s1", 2, clock)
    assert isinstance(live, LiveSession)

    def voted() -> set[str]:
        found = played_before(store, "test", criterion.id, NOW.date())
        excerpts = store.excerpts_of(plan)
        return {excerpts[key].id for key in found.voted} if found else set()

    assert voted() == set(), "nothing has been played yet"
    for place in ("brief", "excerpt", "vote"):
        live.send(events.Moved(place))
    passed = live.state.round.brief.excerpt
    live.send(ballots(level(2))[0])
    live.send(events.Skipped())
    for place in ("excerpt", "vote"):
        live.send(events.Moved(place))
    for cast in ballots(level(2), level(3)):
        live.send(cast)
    played = live.state.round.brief.excerpt
    for event in (events.VotesTaken(), events.DistributionShown(), events.ScoreRevealed(), events.Continued()):
        live.send(event)
    assert passed != played
    assert voted() == {played}
