"""`session` and `disagreements`: what was recorded, read without getting in the way of who writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.paths import Home
    from tests.commands.conftest import Said


def test_nothing_recorded_is_said_so(run: Callable[..., Said]) -> None:
    assert run("session", "list").err.startswith("No session has been held yet.")
    said = run("disagreements")
    assert said.status == 4
    assert "No call has been voted on yet" in said.err
    assert run("disagreements", "--json").json == {"criteria": [], "wording_requests": []}


def test_the_sessions_of_the_demo(run: Callable[..., Said]) -> None:
    body = run("session", "list", "--demo", "--json").json
    assert [session["votes"] for session in body["sessions"]] == [32, 32, 32, 32, 32]
    assert not any(session["open"] for session in body["sessions"])


def test_the_ledger_of_the_demo_flags_one_boundary(run: Callable[..., Said]) -> None:
    (entry,) = run("disagreements", "--demo", "--criterion", "empathy", "--json").json["criteria"]
    assert (entry["criterion"], entry["judged"], entry["contested"]) == ("empathy", 12, 5)
    assert entry["flag"] == "ambiguous"
    assert entry["boundary"] == [3, 4]
    assert entry["boundary_share"] > 0.5
    contested = [round_ for round_ in entry["rounds"] if "contested" in round_["labels"]]
    assert len(contested) == 5
    assert all("aligned" in r["labels"] or "lone_dissent" in r["labels"] for r in entry["rounds"] if r not in contested)
    said = run("disagreements", "--demo")
    assert "wording unclear" in said.out
    assert "3 | 4" in said.out


def test_one_session_shown_and_exported(run: Callable[..., Said], recorded: str) -> None:
    said = run("session", "show", recorded)
    assert "call 1: votes" in said.out
    body = run("session", "show", recorded, "--json").json
    assert (body["phase"], body["seats"]) == ("score", 4)
    assert body["rounds"][0]["votes"] == [1, 1, 5, 5]
    events = run("session", "export", recorded).json["events"]
    assert [event["kind"] for event in events][:2] == ["opened", "moved"]
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))


def test_a_session_that_is_not_there(run: Callable[..., Said], recorded: str) -> None:
    said = run("session", "show", recorded + "x")
    assert said.status == 3
    assert "there is no session 's1x'" in said.err


def test_an_open_session_can_be_read_while_another_program_writes(
    run: Callable[..., Said], recorded: str, home: Home
) -> None:
    writer = compose.open_store(home.database, writing=True)
    assert run("session", "show", recorded).status == 0
    writer.database.close()


def test_no_vote_is_tied_to_a_seat_in_what_is_shown(run: Callable[..., Said], recorded: str) -> None:
    assert "seat" not in run("session", "show", recorded).out.replace("4 seats", "")
