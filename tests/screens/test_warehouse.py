"""The app on a table in a warehouse, and on answers that come in stages."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.scope import Scope
from qa_tui.steps.loaded import Loaded
from qa_tui.steps.warehouse_calls import WarehouseCalls
from qa_tui.tui.screens.calls.screen import CallsScreen
from tests.builders import NOW
from tests.files import RUBRIC, write
from tests.screens.story import demo, running
from tests.warehouse.backends import DuckDB
from tests.warehouse.test_same_as_files import rows

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from qa_tui.domain.scope import Window
    from qa_tui.paths import Home
    from qa_tui.scores.standings import Standings
    from qa_tui.scores.window_sums import SumSource, WindowSums


def request(folder: Path) -> LoadRequest:
    address = DuckDB(folder)(rows(calls=2_600))
    return LoadRequest((address,), NOW.date(), rubric=str(write(folder / "rubric.yaml", RUBRIC)))


async def test_calls_of_a_warehouse_are_listed_page_by_page(home: Home, tmp_path: Path) -> None:
    async with running(compose.services(home), request=request(tmp_path)) as story:
        await story.has_read()
        await story.sees("Active listening")
        await story.press("p")
        await story.sees("is asked where it lies")
        await story.press("escape", "c")
        await story.sees("1 to 500")
        await story.press("<")
        await story.sees("Those are the first ones.")
        await story.press(">")
        await story.sees("501 to 1,0")
        await story.press("enter")
        await story.sees("Other scores of this call")
        await story.press("escape")
        await story.press("f")
        await story.sees("Only calls of")
        await story.type("repair")
        await story.press("enter")
        await story.sees(", repair")
        for _ in range(2):
            await story.press(">")
            await story.waits(lambda: _page(story.app.screen) is not None, "the page")
        await story.sees("Those are the last ones.")
        await story.press("slash")
        await story.type("A07")
        await story.press("enter")
        await story.sees('"A07"')


def _page(screen: object) -> object:
    assert isinstance(screen, CallsScreen)
    return screen._page


async def test_a_warehouse_that_went_away_is_said_and_can_be_asked_again(home: Home, tmp_path: Path) -> None:
    async with running(compose.services(home), request=request(tmp_path)) as story:
        await story.has_read()
        await story.sees("Active listening")
        loaded = story.app.loaded
        assert isinstance(loaded, Loaded)
        assert isinstance(loaded.calls, WarehouseCalls)
        loaded.calls.sums.ask.__self__.close()  # type: ignore[attr-defined]
        await story.press("c")
        await story.sees("The warehouse did not answer")
        await story.sees("Press = to ask again.")
        await story.press("=")
        await story.sees("The warehouse did not answer")
        await story.press("escape")
        await story.sees("Active listening")


async def test_an_address_that_leads_nowhere_is_said_in_the_picker(home: Home) -> None:
    async with running(compose.services(home)) as story:
        await story.press("t")
        await story.sees("address of a table")
        await story.type("duckdb:////nowhere/s.db?table=scores")
        await story.press("enter")
        await story.sees("which does not exist")


class Slow:
    """A source whose answers about one evaluator wait until they are let go."""

    def __init__(self, source: SumSource) -> None:
        self._source = source
        self.go = threading.Event()

    def newest_day(self) -> date | None:
        return self._source.newest_day()

    def cells(self) -> int:
        return self._source.cells()

    def of(self, window: Window) -> WindowSums:
        return self._source.of(window)

    def without(self, window: Window, evaluator: str) -> tuple[Standings, ...]:
        assert self.go.wait(30)
        return self._source.without(window, evaluator)


async def test_the_ranking_is_there_before_the_tests_are(demo_home: Home) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        loaded, report = story.app.loaded, story.app.report
        assert isinstance(loaded, Loaded)
        assert report is not None
        slow = Slow(loaded.sums)
        story.app.take(replace(loaded, sums=slow, directory=None))
        await story.waits(lambda: story.app.report is not None, "the ranking")
        ranking = story.app.report
        assert ranking is not None
        assert not ranking.is_whole
        assert [gap.id for gap in ranking.criteria if gap.team_mean is not None][:3] == [
            gap.id for gap in report.criteria if gap.team_mean is not None
        ][:3]
        await story.sees(" ...")
        await story.press("e")
        await story.sees("still being worked out")
        await story.press("enter")
        await story.sees("Working it out ...")
        slow.go.set()
        await story.waits(lambda: bool(story.app.report and story.app.report.is_whole), "the tests")
        assert replace(story.app.report, choices=report.choices) == report  # type: ignore[type-var]
        await story.press("1")
        # A question that nobody waits for any more is left; the newest one is answered.
        slow.go.clear()
        story.app.change_scope(Scope(as_of=report.window.end, minimum_calls=2))
        story.app.change_scope(Scope(as_of=report.window.end, minimum_calls=3))
        slow.go.set()
        await story.waits(
            lambda: bool(story.app.report and story.app.report.is_whole and story.app.report.scope.minimum_calls == 3),
            "the newest answer",
        )
