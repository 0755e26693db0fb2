"""The scope of steps 1 and 2: dates, segments and minimum, each of which can be taken back; and two windows side by side."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qa_tui.tui.screens.calls.screen import CallsScreen
from qa_tui.tui.screens.comparison.screen import ComparisonScreen
from qa_tui.tui.screens.heat.screen import HeatScreen
from qa_tui.tui.screens.scores.screen import ScoresScreen
from qa_tui.tui.screens.segments.screen import SegmentsScreen
from tests.screens.story import Story, demo, running

if TYPE_CHECKING:
    from qa_tui.paths import Home
    from qa_tui.tui.widgets.line_view import LineList


def line_of(rows: LineList, name: str) -> str:
    return next(line for line in rows.text().splitlines() if name in line)


async def shows(story: Story, end: date, minimum: int = 10) -> None:
    def there() -> bool:
        report = story.app.report
        return report is not None and (report.window.end, report.scope.minimum_calls) == (end, minimum)

    await story.waits(there, f"the window up to {end}")


async def test_windows_go_forward_and_back_and_everything_can_be_taken_back(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("]")
        await shows(story, date(2026, 10, 31))
        await story.sees("1-30 Oct 2026")
        assert story.app.report is not None
        listening = story.app.report.criterion("active_listening")
        assert listening is not None
        assert listening.change is not None
        assert listening.change.agents == 21
        await story.press("minus")
        await shows(story, date(2026, 10, 31), 9)
        await story.sees("min 9, not 10")
        await story.press("u")
        await shows(story, date(2026, 10, 31))
        await story.press("u")
        await shows(story, date(2026, 10, 1))
        await story.press("u")
        await story.sees("There is no earlier scope to go back to.")


async def test_other_dates_are_typed_and_wrong_ones_explained(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("w")
        await story.sees("Which days?")
        await story.press("end", *["backspace"] * 30)
        await story.type("2026-09-31 to 2026-10-02")
        await story.press("enter")
        await story.sees("There is no such day.")
        await story.press("end", *["backspace"] * 30)
        await story.type("2026-09-08 to 2026-09-21")
        await story.press("enter")
        await shows(story, date(2026, 9, 22))
        await story.sees("8-21 Sep 2026")
        assert story.app.report is not None
        assert story.app.report.window.days == 14


async def test_a_window_without_calls_says_how_to_go_back(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("[")
        await story.sees("No scored call lies in 2-31 Aug 2026. Press u to go back")
        await story.press("u")
        await shows(story, date(2026, 10, 1))


async def test_criteria_are_sorted_by_anything_but_the_overall_score(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        screen = story.app.screen
        assert isinstance(screen, ScoresScreen)
        seen = {}
        for _ in range(5):
            seen[screen.head.text().split("mean")[0].strip()] = [gap.id for gap in screen.criteria()]
            await story.press("s")
        assert set(seen) == {"", "by most agents below", "by largest fall", "by name", "by most not applicable"}
        assert seen["by most agents below"][:2] == ["active_listening", "empathy"]
        assert seen["by name"] == sorted(seen["by name"], key=lambda name: next(
            gap.name for gap in screen.criteria() if gap.id == name
        ).casefold())  # fmt: skip
        assert [gap.rank for gap in screen.criteria()] == list(range(1, 13))


async def test_the_heat_turns_through_dimensions_and_hides_one(demo_home: Home) -> None:
    async with running(demo(demo_home), (100, 30)) as story:
        await story.has_read()
        await story.press("h")
        assert isinstance(story.app.screen, HeatScreen)
        await story.sees("Every criterion by shift")
        assert "6/7!" in line_of(story.app.screen.rows, "Compliance wording")
        await story.press("right")
        await story.sees("Every criterion by queue")
        await story.press("x")
        await story.sees("Every criterion by tenure")
        await story.press("right")
        await story.sees("Every criterion by shift")
        await story.press("enter")
        assert isinstance(story.app.screen, SegmentsScreen)
        await story.sees("hidden, tested all the same: queue")
        assert "queue" not in story.app.screen.segments.text()
        await story.press("X")
        await story.waits(lambda: "queue" in story.app.screen.segments.text(), "the queues")  # type: ignore[attr-defined]


async def test_two_windows_stand_side_by_side(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("v")
        await story.sees("No scored call lies in 2-31 Aug 2026.")
        assert isinstance(story.app.screen, ComparisonScreen)
        await story.press("]")
        await story.sees("1-30 Oct 2026 against 1-30 Sep 2026: 3 rose and 0 fell clearly, of 12")
        line = line_of(story.app.screen.rows, "Active listening")
        assert "+10.1" in line
        assert "14 then, 8 now" in line
        await story.press("V")
        await story.sees("Compare with which days?")
        await story.press("end", *["backspace"] * 30)
        await story.type("15 to 2026-09-30")
        await story.press("enter")
        await story.sees("against 16-30 Sep 2026")


async def test_the_header_names_the_scope_on_every_screen(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("2", "f")
        await story.sees("scope: shift early")
        for key in ("1", "h", "escape", "3", "2"):
            await story.press(key)
            await story.sees("scope: shift early")
        await story.press("u")
        await story.sees("scope: everyone")


async def test_segments_and_agents_are_sorted(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("2")
        screen = story.app.screen
        assert isinstance(screen, SegmentsScreen)
        await story.press("s")
        await story.sees("Sorted by lowest mean.")
        means = [segment.mean for segment in screen.shown_segments()]
        assert means == sorted(means, key=lambda mean: mean or 0.0)
        await story.press("tab", "s")
        await story.sees("Sorted by name.")
        names = [agent.name for agent in screen.shown_agents()]
        assert names == sorted(names)
        await story.press("end", "enter")
        await story.sees(f"of {names[-1]}")


async def test_settings_change_keys_and_numbers_and_what_is_wrong_is_said(demo_home: Home) -> None:
    demo_home.settings.parent.mkdir(parents=True)
    text = "threshold: 75\nkeys: {scores.calls: f5, scores.sort: e, heat: Q}\nminimum_calls: many\n"
    demo_home.settings.write_text(text, encoding="utf-8")
    async with running(demo(demo_home), (140, 40)) as story:
        await story.has_read()
        await story.sees("e is export (export) on Scores; the usual key is kept.")
        await story.sees("minimum_calls: expected a whole number from 1 to 1000, found 'many'; 10 is used.")
        await story.sees("line 75, not 70")
        await story.press("c")
        assert isinstance(story.app.screen, ScoresScreen)
        await story.press("Q")
        assert isinstance(story.app.screen, HeatScreen)
        await story.press("escape", "f5")
        assert isinstance(story.app.screen, CallsScreen)
        await story.press("i")
        await story.sees("Percent of the call")
