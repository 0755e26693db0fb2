"""A plan travels as one file, or is taken for another group, and plays the same."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from qa_tui import compose
from qa_tui.cli import main
from qa_tui.domain import session_events as events
from qa_tui.domain.agenda import Length
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.plan_state import Permission, PlanState
from qa_tui.steps.live import LiveSession
from qa_tui.steps.loaded import Loaded
from qa_tui.steps.packet import packet_of
from qa_tui.steps.plan_bundle import as_bytes, bundle_of, copy_plan, take_bundle
from qa_tui.store.database import open_database
from qa_tui.store.sessions import SessionStore
from tests.builders import NOW, clock
from tests.plans import approve_picks, drafted
from tests.secret_team import LOW, SECRET_WORDS, write_secret_team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa_tui.paths import Home


@pytest.fixture
def planned(store: SessionStore, tmp_path: Path, home: Home) -> SessionStore:
    """The secret team's plan, approved."""
    team = write_secret_team(tmp_path / "team")
    loaded = compose.load_here(LoadRequest((str(team),), NOW.date()), home)
    assert isinstance(loaded, Loaded)
    criterion = loaded.rubric.criterion("listening")
    assert criterion is not None
    store.make_plan("p1", "secret", criterion, NOW)
    store.save_state("p1", PlanState(seats=9, length=Length.HALF_DAY, objective="They listen."), NOW)
    approve_picks(store, "p1", loaded, drafted(loaded).vote_set.picks)
    return store


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def test_the_file_names_nobody_and_another_laptop_plays_it(planned: SessionStore, tmp_path: Path) -> None:
    written = as_bytes(bundle_of(planned, "p1"))
    text = written.decode()
    assert not [word for word in SECRET_WORDS if word.casefold() in text.casefold()]
    assert written == as_bytes(bundle_of(planned, "p1"))
    other = SessionStore(open_database(tmp_path / "other" / "qa_tui.db", NOW))
    plan = take_bundle(other, json.loads(text), ids(), NOW)
    assert other.plan_criterion(plan) == planned.plan_criterion("p1")
    assert other.plan_state(plan) == PlanState(seats=9, length=Length.HALF_DAY, objective="They listen.")
    live = LiveSession.start(other, plan, "s1", 4, clock)
    assert isinstance(live, LiveSession)
    assert len(live.state.rounds) == 3
    scores = {other.sealed_score(played.brief.excerpt).value for played in live.state.rounds}
    assert LOW in scores
    packet, original = packet_of(other, plan), packet_of(planned, "p1")
    assert {call.turns for call in packet.voted} == {call.turns for call in original.voted}
    other.database.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: [], "not a plan that qa-tui has written"),
        (lambda body: {**body, "qa_tui_plan": 9}, "has form 9"),
        (lambda body: {**body, "excerpts": []}, "holds no excerpt"),
        (lambda body: {**body, "excerpts": [{}]}, "not whole"),
        (lambda body: {**body, "criterion": "x"}, "not whole"),
        (lambda body: {**body, "length": "a year"}, "not whole"),
        (lambda body: {**body, "seats": None}, "not whole"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    planned: SessionStore, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    before = len(planned.database.rows("SELECT id FROM plans"))
    with pytest.raises(ValueError, match=said):
        take_bundle(planned, change(bundle_of(planned, "p1")), ids(), NOW)
    assert len(planned.database.rows("SELECT id FROM plans")) == before


def test_on_the_command_line(
    planned: SessionStore, tmp_path: Path, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.json").write_bytes(as_bytes(bundle_of(planned, "p1")))
    assert main(["plan", "--import", str(tmp_path / "plan.json")]) == 0
    assert "qa-tui session start" in capsys.readouterr().err
    assert main(["plan", "--export", str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "plan.json").read_bytes()
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    assert main(["plan", "--import", str(tmp_path / "bad.json")]) == 3
    assert "bad.json: this is not a plan" in capsys.readouterr().err
    assert home.database.exists()


def test_a_copy_for_another_group_keeps_approvals_and_scores(planned: SessionStore) -> None:
    live = LiveSession.start(planned, "p1", "s1", 4, clock)
    assert isinstance(live, LiveSession)
    assert planned.last_played("secret", "listening") == ("p1", 1)
    assert planned.last_played("secret", "other") is None
    copy = copy_plan(planned, "p1", "secret", ids(), NOW)
    assert planned.open_plan("secret", "listening") == copy
    assert planned.approved(copy).keys() == planned.approved("p1").keys()
    assert not {e.id for e in planned.approved(copy).values()} & {e.id for e in planned.approved("p1").values()}
    again = LiveSession.start(planned, copy, "s2", 4, clock)
    assert isinstance(again, LiveSession)
    assert {planned.sealed_score(r.brief.excerpt).value for r in again.state.rounds} == {
        planned.sealed_score(r.brief.excerpt).value for r in live.state.rounds
    }
    live.send(events.Moved("brief"))
    assert again.state.phase != live.state.phase


def test_what_a_person_decided_survives_the_disk(planned: SessionStore) -> None:
    state = (
        PlanState(session=NOW.date(), patterns=(("asks twice", ("restates", "checks")),))
        .pinning("a")
        .leaving_out("b")
        .with_permission("c", Permission.DECLINED)
        .with_lows(2)
    )
    planned.save_state("p1", state, NOW)
    assert planned.plan_state("p1") == state
    assert planned.plan_state("p1").declined == frozenset({"c"})
    assert planned.plan_state("none") == PlanState()
    assert replace(state).with_lows(9).lows == 6


def test_a_copy_leaves_out_what_was_passed_over(planned: SessionStore) -> None:
    key, passed = next(iter(planned.approved("p1").items()))
    planned.lapse(passed.id, "a session passed this call over")
    copy = copy_plan(planned, "p1", "secret", ids(), NOW)
    assert key not in planned.excerpts_of(copy)
    assert planned.plan_state(copy).excluded == {key}
    assert planned.excerpts_of(copy).keys() == planned.approved("p1").keys()
