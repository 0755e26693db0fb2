"""What comes into practice from elsewhere: a local model's situation, a learning system's export, and nothing at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.practice.card import CardScreen
from tests.screens.story import running
from tests.unit.local_model.test_local_model import GOOD, says, stub

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home
from tests.screens.test_practice import approve_all, assign_all, on_practice, with_session


async def test_a_local_model_is_asked_only_after_the_text_was_read(demo_home: Home) -> None:
    with stub(says(json.dumps(GOOD))) as (url, asked):
        demo_home.settings.parent.mkdir(parents=True, exist_ok=True)
        demo_home.settings.write_text(f"local_model: on\nmodel_url: {url}\nmodel_name: m\n", encoding="utf-8")
        async with running(with_session(demo_home), (120, 40)) as story:
            await on_practice(story)
            await story.press("enter")
            await story.waits(lambda: isinstance(story.app.screen, CardScreen), "the card")
            await story.press("L")
            await story.sees("This is sent to m at")
            await story.press("n")
            await story.waits(lambda: isinstance(story.app.screen, CardScreen), "the card")
            assert asked == []
            await story.press("L")
            await story.sees("This is sent to m at")
            await story.press("y")
            await story.sees("I waited for it all day.")
            await story.sees("in review. A machine draft.")
    assert len(asked) == 1


async def test_without_the_setting_there_is_no_model(demo_home: Home) -> None:
    async with running(with_session(demo_home), (120, 40)) as story:
        await on_practice(story)
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, CardScreen), "the card")
        await story.press("L")
        await story.sees("No local model is switched on")


async def test_without_any_session(home: Home) -> None:
    from qa_tui import compose

    async with running(compose.services(home), (80, 24)) as story:
        await story.press("5")
        await story.sees("No session has been held yet: practice comes of one.")
        await story.press("A", "S", "r", "w", "D", "f", "c", "e", "u", "enter", "left_square_bracket")
        await story.press("6")
        await story.sees("No session has been held yet: there is nothing to measure.")
        await story.press("n", "e", "E", "h")
        await story.sees("No session has been held yet.")


async def test_completions_come_from_a_learning_system(demo_home: Home, tmp_path: Path) -> None:
    """Names that are nearly somebody's are asked about; a course of another name is chosen; what is left out is said."""
    export = tmp_path / "lms.csv"
    export.write_text(
        'Learner,Completion date,Score %\n"Weber, Jonas",2026-10-31,84\nTom Okafro,2026-10-31,90\nNobody,2026-10-31,50\n',
        encoding="utf-8",
    )
    courses = tmp_path / "courses.csv"
    courses.write_text("agent_id,course,completed_on,score\nA05,AL autumn,2026-10-31,81\n", encoding="utf-8")

    async def takes(path: Path) -> None:
        await story.press("f")
        await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "which file")
        await story.type(str(path))
        await story.press("enter")

    async with running(with_session(demo_home, days_later=2), (120, 40)) as story:
        await on_practice(story)
        await story.press("f")
        await story.sees("Nothing is assigned yet.")
        await approve_all(story)
        await story.sees("S assigns")
        await assign_all(story)
        await story.sees("0 of 4 done.")
        await takes(tmp_path / "nowhere.csv")
        await story.sees("there is no such file")
        await takes(export)
        await story.sees("Is Tom Okafor meant?")
        await story.press("y")
        await story.sees("1 row is left out; 2 noted")
        await story.press("escape")
        await story.sees("2 of 4 done")
        await takes(export)
        await story.sees("Is Tom Okafor meant?")
        await story.press("n")
        await story.sees("left out; 0 noted")
        await story.press("escape")
        await takes(courses)
        await story.sees("Which of these courses is this practice?")
        await story.press("enter")
        await story.sees("1 noted. u takes it back.")
        await story.sees("3 of 4 done")
        await story.press("u")
        await story.sees("2 of 4 done")
