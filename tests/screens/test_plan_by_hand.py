"""The plan in a person's hands: wishes, a call that is typed or played, one that is left out, and an objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from tests.screens.story import running

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home
    from qa_tui.tui.screens.plan.screen import PlanScreen
from tests.screens.test_excerpt import open_first, plan_of, request, write_team


async def test_wishes_are_kept_and_the_plan_drafted_anew(tmp_path: Path, home: Home) -> None:
    folder = write_team(tmp_path / "team")
    async with running(compose.services(home), (120, 40), request(folder)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("79 of 90 min")
        await story.press("l")
        await story.sees("of 210 min")
        await story.press("s")
        await story.sees("How many are in the room?")
        await story.press("backspace", "backspace", "8", "enter")
        await story.sees("8 x 210 min")
        await story.press("space")
        await story.waits(lambda: story.app.screen.shown_rows[0].candidate.call_id != "CALLQX00", "another call")  # type: ignore[attr-defined]
        await story.press("m")
        await story.sees("may this call be played?")
        await story.press("down", "enter")
        await story.sees("Permission: agreed")
        await story.press("o")
        await story.sees("Empty takes the rubric's")
        await story.press("enter")
        await story.press("D")
        await story.sees("Day of the session")
        await story.press("escape", "plus")
        await story.sees("2 of 4 low calls")
    async with running(compose.services(home), (120, 40), request(folder)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("8 x 210 min")
        assert story.app.screen.state.lows == 4  # type: ignore[attr-defined]


async def test_a_call_without_a_transcript_is_typed_or_played(tmp_path: Path, home: Home) -> None:
    folder = write_team(tmp_path / "team")
    for path in sorted((folder / "transcripts").iterdir())[1:]:
        path.unlink()
    async with running(compose.services(home), (120, 40), request(folder)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("of at least 3 calls to vote on")
        await story.press("p")
        await story.sees("A call without a transcript")
        await story.press("enter")
        await story.sees("How does the room hear it?")
        await story.press("enter")
        await story.sees("One turn a line")
        await story.type("A: Hello, Zebulon here, how can I help you today?")
        await story.press("ctrl+s")
        await story.sees("1 AGENT     Hello, [")
        await story.press("a")
        await story.sees("approved")
        await story.press("p")
        await story.sees("A call without a transcript")
        await story.press("down", "enter")
        await story.sees("How does the room hear it?")
        await story.press("down", "enter")
        await story.sees("Is no name and no voice heard")
        await story.press("y")
        await story.sees("you play it")


async def test_a_held_key_approves_nothing_that_was_not_opened(tmp_path: Path, home: Home) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await open_first(story)
        await story.press(*"aaaaaaa")
        await story.sees("Not ready: 5 to approve")
        await story.pilot.pause(0.3)
        assert len(story.app.services.store().approved(plan_of(story))) == 1


async def test_a_call_that_is_left_out_and_taken_again_is_still_approved(tmp_path: Path, home: Home) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("6 to approve")
        await story.approves(6)
        await story.sees("Ready. Press 4")
        plan: PlanScreen = story.app.screen  # type: ignore[assignment]
        call = plan.shown_rows[0].candidate.call_id
        await story.press("g", "space")
        await story.waits(lambda: plan.shown_rows[0].candidate.call_id != call, "another plan")
        plan.rows.cursor = [row.candidate.call_id for row in plan.shown_rows].index(call)
        await story.press("space")
        await story.sees("Ready. Press 4")


async def test_an_objective_names_nobody_on_the_team(tmp_path: Path, home: Home) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("to approve")
        await story.press("o")
        await story.sees("Empty takes the rubric's")
        await story.press("end")
        await story.type(" unlike Zebulon")
        await story.press("enter")
        await story.sees("known of the team or the calls")
        await story.press("escape")
        await story.sees("Empty takes the rubric's")
        await story.press("enter")
        await story.sees("known of the team or the calls")
        await story.press("h")
        await story.waits(lambda: "unlike [Name 2]" in story.app.screen.state.objective, "the masked objective")  # type: ignore[attr-defined]
