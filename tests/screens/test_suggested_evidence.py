"""Where the scores name no evidence, the rubric's signals suggest it, and the screen says that it is a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.tui.screens.plan.screen import PlanScreen
from tests.builders import NOW
from tests.files import table, write
from tests.screens.story import running

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home

RUBRIC = """\
name: V
criteria:
  - {id: tone, name: Tone, scale: {min: 0, max: 5}, signals: ["let me make sure I understand"]}
"""


async def test_a_suggested_passage_is_marked_and_called_one(home: Home, tmp_path: Path) -> None:
    rows = [f"C{n},A{n % 8},2026-09-{n % 28 + 1:02d},Tone,{n % 5},5" for n in range(96)]
    folder = tmp_path / "team"
    write(folder / "s.csv", table(*rows))
    write(folder / "r.yaml", RUBRIC)
    calm = "".join(f"Agent: Line number {n} of a long call.\nCustomer: And an answer to it.\n" for n in range(8))
    for n in range(96):
        write(folder / "calls" / f"C{n}.txt", calm + "Agent: Let me make sure I understand you.\nCustomer: Yes.\n")
    async with running(compose.services(home), (110, 40), LoadRequest((str(folder),), NOW.date())) as story:
        await story.has_read()
        await story.press("c")
        await story.sees("scored calls")
        await story.press("enter")
        await story.sees("Suggested by the rubric's signals: the scores do not say where the evidence is.")
        await story.press("escape", "escape", "3")
        await story.waits(lambda: isinstance(story.app.screen, PlanScreen), "the plan")
        await story.press("enter")
        await story.sees("These lines: suggested by the rubric's signals.")
        await story.sees("Let me make sure I understand you.")
