"""Plans for tests: drafted as the app drafts them, and approved as a facilitator would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.scope import Scope
from qa_tui.steps.excerpt import Draft, approve, check, draft, make_safe
from qa_tui.steps.gaps import find_gaps
from qa_tui.steps.plan_draft import draft_plan, lay_ground
from tests.builders import NOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.domain.vote_set import Pick
    from qa_tui.steps.loaded import Loaded
    from qa_tui.store.sessions import SessionStore


def drafted(
    loaded: Loaded, criterion: str = "listening", state: PlanState | None = None, scope: Scope | None = None
) -> PlanDraft:
    """The plan for a criterion; calls are known by their ids."""
    wanted, scope = loaded.rubric.criterion(criterion), scope or Scope()
    assert wanted is not None
    report = find_gaps(loaded, scope)
    ground = lay_ground(loaded, scope, wanted, report.criterion(criterion) if report else None)
    assert ground is not None
    keys = {candidate.call_id: candidate.call_id for candidate in ground.pool.candidates}
    return draft_plan(ground, state or PlanState(), keys, NOW.date())


def approve_picks(store: SessionStore, plan: str, loaded: Loaded, picks: Sequence[Pick]) -> None:
    """Every pick, as it is proposed."""
    for position, pick in enumerate(picks):
        desk = draft(pick.candidate, compose.read_transcript)
        assert isinstance(desk, Draft), desk
        checked = check(loaded, desk.transcript, pick.candidate.agent)
        safe = make_safe(desk, checked)
        result = approve(store, plan, desk, safe, checked, position, f"e{position}", NOW, pick.use)
        assert not isinstance(result, str), result


def approved_plan(store: SessionStore, loaded: Loaded) -> str:
    """The three pairs of the secret team, approved as a facilitator would."""
    criterion = loaded.rubric.criterion("listening")
    assert criterion is not None
    store.make_plan("p1", "secret", criterion, NOW)
    picks = drafted(loaded).vote_set.picks
    assert len(picks) == 6
    approve_picks(store, "p1", loaded, picks)
    return "p1"
