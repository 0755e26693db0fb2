"""Files as a small centre has them: no rubric, no roster, agents by name or by a bare id. They lead to the first vote, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from tests.builders import NOW
from tests.plain_team import IDS, PEOPLE, write_plain_team
from tests.screens.story import running

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home


@pytest.mark.parametrize("agents", [PEOPLE, IDS], ids=["names", "ids"])
async def test_a_session_starts_on_a_table_and_transcripts_alone(
    tmp_path: Path, home: Home, agents: tuple[str, ...]
) -> None:
    folder = write_plain_team(tmp_path / "team", agents)
    request = LoadRequest((str(folder),), NOW.date(), accept=True)
    async with running(compose.services(home), (100, 30), request) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("to approve")
        found = re.search(r"(\d+) to approve", story.text)
        assert found is not None
        await story.approves(int(found[1]))
        await story.sees("Press 4 to start the session.")
        await story.press("4", "enter")
        await story.sees("The session is ready")
        await story.press("enter", "enter")
        await story.sees("WHAT WE LISTEN FOR")
        levels = [line.split()[0] for line in story.text.splitlines() if re.match(r" {3,6}[0-9](\.\d+)?  ", line)]
        assert levels == list("54321")
        await story.goes_to_vote()
        await story.press("9")
        await story.sees("There is no level 9 here")
