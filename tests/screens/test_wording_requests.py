"""Another wording, from the ledger's flag to the rubric's next file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.readers.rubric import read_rubric
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.screens.plan.screen import PlanScreen
from tests.screens.story import demo, running
from tests.screens.walks import answers

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from qa_tui.paths import Home
    from tests.screens.story import Story


async def open_empathy(story: Story) -> None:
    await story.has_read()
    await story.press("d")
    await story.sees("Wording unclear: Empathy")
    await story.press("enter")
    await story.sees("No other wording is asked for yet: w asks for one.")


async def choose(story: Story, text: str) -> None:
    await story.waits(lambda: isinstance(story.app.screen, ChooseDialog), "the choice")
    await story.type(text)
    await story.press("enter")


def only_rubric(folder: Path) -> Path:
    (found,) = folder.glob("rubric_*.yaml")
    return found


async def retype(story: Story, title: str, text: str) -> None:
    await story.sees(title)
    await story.press("ctrl+u")
    await answers(story, title, text)


async def test_from_the_flag_to_the_next_rubric(
    demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(demo(demo_home), (120, 40)) as story:
        await open_empathy(story)
        await story.press("w")
        await choose(story, "level 3")
        await retype(story, "Proposed wording", "says a set phrase, and nothing of this call")
        await answers(story, "Who decides?", "rubric owner")
        await story.sees("Another wording of level 3")
        await story.sees("flagged by the ledger; rubric owner decides")
        await story.press("m")
        await choose(story, "sent")
        await story.sees("Sent to rubric owner")
        await story.press("m")
        await choose(story, "accepted")
        await answers(story, "From which day is it scored with?", "")
        await story.sees("The rubric's next version")
        await story.press("enter")
        await story.sees("Written:")
        written = only_rubric(tmp_path)
        rubric, problems = read_rubric(written, written.name)
        assert rubric is not None, problems
        empathy = rubric.criterion("empathy")
        assert empathy is not None
        assert empathy.level_text(3.0) == "says a set phrase, and nothing of this call"
        await story.press("m")
        await story.sees("No request on this wording is open.")
        await story.press("t")
        await story.waits(lambda: isinstance(story.app.screen, PlanScreen), "the plan")
        assert story.app.criterion == "empathy"


async def test_a_request_that_is_rejected(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await open_empathy(story)
        await story.press("w")
        await choose(story, "question")
        await retype(story, "Proposed wording", "does the agent answer the feeling")
        await answers(story, "Who decides?", "rubric owner")
        await story.sees("Another wording of the question")
        await story.press("m")
        await choose(story, "rejected")
        await answers(story, "Why not?", "too short")
        await story.sees(": too short.")
