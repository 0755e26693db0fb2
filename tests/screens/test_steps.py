"""Steps 1 and 2 on the screen: the same numbers as the command gives, and the keys that move through them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qa_tui.cli import main
from qa_tui.tui.screens.calls.one_call import CallScreen
from qa_tui.tui.screens.calls.screen import CallsScreen
from qa_tui.tui.screens.ledger.screen import LedgerEntryScreen, LedgerScreen
from qa_tui.tui.screens.outcome.screen import OutcomeScreen
from qa_tui.tui.screens.plan.screen import PlanScreen
from qa_tui.tui.screens.practice.screen import PracticeScreen
from qa_tui.tui.screens.scores.screen import ScoresScreen
from qa_tui.tui.screens.segments.screen import SegmentsScreen
from qa_tui.tui.screens.session.screen import SessionScreen
from tests.screens.story import Story, demo, running

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from qa_tui.paths import Home


def on(story: Story) -> type:
    return type(story.app.screen)


async def test_the_numbers_on_screens_1_and_2_are_those_of_the_command(
    demo_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["demo", "--write", str(tmp_path / "d")])
    files = [str(tmp_path / "d" / name) for name in ("scores.csv", "roster.csv", "rubric.yaml")]
    main(["gaps", files[0], "--roster", files[1], "--rubric", files[2], "--json"])
    body: dict[str, Any] = json.loads(capsys.readouterr().out)
    async with running(demo(demo_home), (160, 50)) as story:
        await story.has_read()
        lines = story.app.screen.query_one(ScoresScreen.rows.selector).text().splitlines()  # type: ignore[attr-defined]
        assert len(lines) == len(body["criteria"]) == 12
        for line, criterion in zip(lines, body["criteria"], strict=True):
            assert criterion["name"] in line
            assert f"{criterion['team_mean']:.1f}" in line
            assert f"{criterion['low_agents']} of {criterion['eligible_agents']}" in line
            assert f"{criterion['low_share']:.0f} %" in line
        await story.press("down", "down", "down", "enter")
        await story.sees("Compliance wording. Coach shift night: 7 of 23 agents (30 %) are below 70")
        assert isinstance(story.app.screen, SegmentsScreen)
        shown = story.app.screen.segments.text().splitlines()
        compliance = next(criterion for criterion in body["criteria"] if criterion["id"] == "compliance")
        assert len(shown) == len(compliance["segments"])
        for line, segment in zip(shown, compliance["segments"], strict=True):
            assert f"{segment['dimension']} = {segment['segment']}" in line
            assert f"{segment['mean']:.1f}" in line
            assert f"{segment['lift']:.1f} x" in line
            assert ("yes: by chance" in line) == (segment["concentration"] == "yes")


async def test_keys_1_to_6_go_to_the_six_steps_and_escape_goes_back(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        steps = (ScoresScreen, SegmentsScreen, PlanScreen, SessionScreen, PracticeScreen, OutcomeScreen)
        for key, screen in enumerate(steps, 1):
            await story.press(str(key))
            assert on(story) is screen
        await story.press("5")
        await story.sees("14 of 15 done (11 reached")
        await story.press("6")
        await story.sees("Improved by 11.5 points")
        await story.press("d")
        assert on(story) is LedgerScreen
        await story.press("enter")
        assert on(story) is LedgerEntryScreen
        await story.press("escape", "escape")
        assert on(story) is OutcomeScreen


async def test_from_a_criterion_to_a_call_with_its_evidence(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("c")
        assert on(story) is CallsScreen
        await story.press("slash")
        await story.type("C10201")
        await story.press("enter")
        await story.sees("1 scored call with")
        await story.press("enter")
        assert on(story) is CallScreen
        await story.sees("call C10201, scored by")
        await story.press("escape", "escape")
        assert on(story) is ScoresScreen


async def test_the_range_of_calls_moves_with_brackets(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        await story.press("c")
        await story.sees("Active listening: 4")
        all_calls = story.text
        await story.press("[", "[", "[", "[", "[")
        await story.sees("below 60 %")
        assert story.text != all_calls
        await story.press("=")
        await story.waits(lambda: "below 60 %" not in story.text, "all calls again")


async def test_a_segment_becomes_the_scope_and_everyone_comes_back(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        await story.press("2", "f")
        await story.waits(lambda: story.app.scope.segments == (("shift", "early"),), "the scope")
        await story.waits(lambda: story.app.report is not None and story.app.report.agents == 8, "eight agents")
        await story.sees("scope: shift early")
        await story.press("F")
        await story.waits(lambda: story.app.report is not None and story.app.report.agents == 24, "everyone")


async def test_help_is_on_every_screen_and_says_its_keys(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        for step in "123456":
            await story.press(step, "question_mark")
            await story.sees("Help for this screen")
            await story.press("escape")
        await story.press("f1")
        await story.sees("Help for this screen")


async def test_everything_can_be_found_by_name(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        await story.press("ctrl+p")
        await story.pilot.pause()
        await story.type("disagr")
        await story.pilot.pause()
        await story.press("enter")
        await story.waits(lambda: on(story) is LedgerScreen, "the ledger")


async def test_the_excerpt_is_moved_hidden_and_approved_again(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("Not ready: 8 to approve")
        await story.press("enter")
        await story.sees("16 lines,")
        await story.press("[")
        await story.sees("16 lines,")
        await story.press("down", "down", "[")
        await story.sees("14 lines,")
        await story.press("x")
        await story.sees("[hidden]")
        await story.press("a")
        await story.sees("goes on: read these lines")
        await story.press("a")
        await story.sees("Not ready: 7 to approve")
        await story.press("g", "enter")
        await story.sees("Approved.")
        await story.sees("[hidden]")
        await story.press("x")
        await story.sees("needs your approval again")
        await story.press("escape")
        await story.sees("Not ready: 8 to approve")


async def test_what_is_left_out_of_the_plan_is_not_played_and_comes_back_as_it_was_approved(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("Not ready: 8 to approve")
        await story.approves(1)
        await story.sees("7 to approve")
        store = story.app.services.store()
        plan = store.newest_plan()
        assert plan is not None
        await story.press("g", "space")
        await story.sees("left out")
        await story.waits(lambda: not store.approved(plan), "an excerpt that no session plays")
        await story.press("G", "space")
        left_out = [row.candidate.call_id for row in story.app.screen.shown_rows if not row.is_chosen]  # type: ignore[attr-defined]
        assert left_out


async def test_a_small_terminal_breaks_nothing(demo_home: Home) -> None:
    for size in ((60, 20), (40, 10), (300, 80)):
        async with running(demo(demo_home), size) as story:
            await story.has_read()
            for key in (
                "enter",
                "tab",
                "enter",
                "escape",
                "3",
                "4",
                "5",
                "6",
                "d",
                "enter",
                "escape",
                "escape",
                "1",
                "p",
            ):
                await story.press(key)
            assert story.app._exception is None
