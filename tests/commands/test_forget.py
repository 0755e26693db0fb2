"""`qa-tui forget`: what must go is gone, from the tables and from the bytes; what belongs to nobody stays countable."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.cli import main
from qa_tui.domain import session_events as events
from qa_tui.domain.attendance import Presence
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.session import Session
from qa_tui.domain.session_events import Vote, VoteKind
from qa_tui.domain.session_rules import replay
from qa_tui.steps.live import LiveSession
from qa_tui.steps.loaded import Loaded
from tests.builders import NOW, clock, make_plan_in
from tests.plans import approved_plan
from tests.secret_team import write_secret_team

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home
    from qa_tui.store.sessions import SessionStore


def one_call(level: float, seats: int = 3) -> list[events.Event]:
    return [
        *(events.Moved(phase) for phase in ("brief", "excerpt", "vote")),
        *(events.Cast(seat, Vote(VoteKind.LEVEL, level)) for seat in range(seats)),
        events.VotesTaken(), events.DistributionShown(), events.ScoreRevealed(), events.Continued(),
    ]  # fmt: skip


def hold(store: SessionStore, name: str, plan: str, *, is_closed: bool = True) -> None:
    live = LiveSession.start(store, plan, name, 3, clock)
    assert isinstance(live, LiveSession)
    one = one_call(live.state.round.brief.scale.vote_levels()[-1])
    for event in [*one, *(len(live.state.rounds) - 1) * one[1:]]:
        assert isinstance(live.send(event), Session), event
    if is_closed:
        live.send(events.Moved("wrap_up"))
        live.send(events.Closed())


def dump(home: Home) -> list[str]:
    store = compose.open_store(home.database, writing=False)
    lines = list(store.database.connection.iterdump())
    broken = store.database.rows("PRAGMA foreign_key_check")
    store.database.close()
    assert not broken
    return lines


def all_bytes(home: Home) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.data.rglob("*")) if path.is_file())


@pytest.fixture
def recorded(home: Home) -> Home:
    """Three sessions: two that are finished, one that is open."""
    store = compose.open_store(home.database, writing=True)
    for number in range(3):
        hold(store, f"session-{number}", make_plan_in(store, plan=f"plan-{number}", calls=3), is_closed=number < 2)
    for session in ("session-0", "session-1"):
        keys = store.agent_keys(("A1", "A2"))
        store.keep_attendance(session, dict.fromkeys(keys.values(), Presence.PRESENT), NOW)
    store.link_seats("session-1", ["Ann Vale", "Bo Lindt", "Cy Dunn"])
    store.database.close()
    (home.database.parent / f"{home.database.name}.before-009").write_bytes(b"session-0 as it was")
    return home


def run(home: Home, *options: str) -> int:
    return main(["forget", *options, "--home", str(home.data.parent)])


def test_without_yes_it_only_says_what_would_go(recorded: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = dump(recorded)
    assert run(recorded, "--session", "session-0", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["is_deleted"], told["sessions"], told["plans"]) == (False, 1, 1)
    assert run(recorded, "--agent", "A1") == 0
    assert capsys.readouterr().out == (
        "Would be deleted: 2 presences. Nothing was; --yes does it, and it cannot be taken back.\n"
    )
    assert dump(recorded) == before


def test_a_session_goes_with_everything_that_hangs_on_it(recorded: Home) -> None:
    assert b"session-0" in all_bytes(recorded)
    assert run(recorded, "--session", "session-0", "--yes") == 0
    left = all_bytes(recorded)
    assert b"plan-0" not in left, "neither in free pages nor in the copy before a migration"
    assert {text.split("(")[0] for text in dump(recorded) if "session-0" in text} <= {
        'INSERT INTO "cycles" VALUES',
        'INSERT INTO "cycle_sessions" VALUES',
    }, "a cycle is called by its first session, and has another one"
    assert b"session-1" in left
    assert b"Ann Vale" in left
    assert run(recorded, "--session", "session-1", "--yes") == 0
    assert b"Ann Vale" not in all_bytes(recorded)
    assert b"session-1" not in all_bytes(recorded)
    dump(recorded)


def test_an_open_session_is_finished_first(recorded: Home, capsys: pytest.CaptureFixture[str]) -> None:
    before = dump(recorded)
    tomorrow = (NOW + timedelta(days=1)).date().isoformat()
    for asked in (("--session", "session-2"), ("--before", tomorrow)):
        assert run(recorded, *asked, "--yes") == 3
        assert "session-2 is still open. Finish it first" in capsys.readouterr().err
    assert dump(recorded) == before


def test_a_name_is_told_its_id(recorded: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(recorded, "--agent", "maya lindqvist", "--demo") == 3
    said = capsys.readouterr().err
    assert "no agent has the id 'maya lindqvist'; in the files that is the name of A01: --agent A01" in said
    assert run(recorded, "--agent", "Nobody At All", "--demo") == 0
    assert "Agents are known by the ids of the score files." in capsys.readouterr().out


def test_before_a_day(recorded: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(recorded, "--before", "2020-01-01", "--yes") == 0
    assert capsys.readouterr().out.startswith("Nothing is recorded of that.")
    store = compose.open_store(recorded.database, writing=True)
    store.database.connection.execute("UPDATE sessions SET opened_at = '2026-01-05T10:00:00' WHERE id = 'session-0'")
    make_plan_in(store, plan="never-played", calls=3)
    store.database.connection.execute("UPDATE plans SET made_at = '2026-01-04T10:00:00' WHERE id = 'never-played'")
    store.database.close()
    assert run(recorded, "--before", "2026-02-01", "--yes", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sessions"], told["plans"]) == (1, 2)
    assert b"never-played" not in all_bytes(recorded)


def test_what_is_not_there_is_said(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "--session", "x", "--yes") == 0
    assert "nothing has been recorded" in capsys.readouterr().err
    compose.open_store(home.database, writing=True).database.close()
    assert run(home, "--session", "x") == 3
    assert "there is no session 'x'" in capsys.readouterr().err


def test_an_agent_is_forgotten_and_the_votes_stay(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    team = write_secret_team(tmp_path / "team")
    loaded = compose.load_here(LoadRequest((str(team),), NOW.date(), accept=True), home)
    assert isinstance(loaded, Loaded)
    store = compose.open_store(home.database, writing=True)
    plan = approved_plan(store, loaded)
    hold(store, "s1", plan)
    kept = store.excerpts_of(plan)
    keys = {store.call_key(loaded.matrix.call_label(code)): code for code in range(loaded.matrix.call_id_ends.size)}
    key = next(key for key, excerpt in kept.items() if excerpt.turns)
    row = loaded.matrix.call.tolist().index(keys[key])
    agent = loaded.matrix.agents[loaded.matrix.agent[row]]
    store.keep_attendance("s1", dict.fromkeys(store.agent_keys((agent,)).values(), Presence.PRESENT), NOW)
    store.database.close()
    assert run(home, str(team), "--agent", agent, "--yes", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["presences"], told["excerpts"] >= 1, told["files_not_read"]) == (1, True, [])
    assert key.encode() not in all_bytes(home)
    store = compose.open_store(home.database, writing=False)
    state = replay(store.events("s1"))
    assert isinstance(state, Session)
    assert state.votes() > 0, "they belong to nobody"
    assert store.excerpt(kept[key].id).turns == ()
    assert store.sealed_score(kept[key].id).value >= 0
    store.database.close()
    assert main(["disagreements", "--home", str(home.data.parent)]) == 0
    assert main(["session", "show", "s1", "--home", str(home.data.parent)]) == 0


def test_files_that_cannot_be_read_are_named(
    recorded: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(recorded, str(tmp_path / "gone.csv"), "--agent", "A1", "--yes") == 0
    assert "gone.csv could not be read: excerpts of calls in it were not looked for" in capsys.readouterr().err
