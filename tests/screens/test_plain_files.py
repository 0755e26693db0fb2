"""Files as a small centre has them: no rubric, no roster, agents by name or by a bare id. They lead to the first vote, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain.attendance import Presence
from qa_tui.domain.loading import LoadRequest
from qa_tui.tui.dialogs.lines_entry import LinesDialog
from tests.builders import NOW
from tests.plain_team import IDS, PEOPLE, write_plain_team
from tests.plans import approve_picks, drafted
from tests.practice_data import hold_session
from tests.screens.story import Story, running
from tests.screens.walks import store_of

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
        await story.sees("Ready, though no level has a text. Press 4 to start the session.")
        await story.press("4", "enter")
        await story.sees("The session is ready")
        await story.press("enter", "enter")
        await story.sees("WHAT WE LISTEN FOR")
        levels = [line.split()[0] for line in story.text.splitlines() if re.match(r" {3,6}[0-9](\.\d+)?  ", line)]
        assert levels == list("54321")
        await story.goes_to_vote()
        await story.press("9")
        await story.sees("There is no level 9 here")
        await story.press("ctrl+q", "y", "ctrl+q", "3")
        await story.sees("A session is open: 4 goes on with it.")


async def test_without_a_rubric_a_person_writes_what_a_good_answer_does(tmp_path: Path, home: Home) -> None:
    folder = write_plain_team(tmp_path / "team")
    request = LoadRequest((str(folder),), NOW.date(), accept=True)
    async with running(compose.services(home), (100, 30), request) as story:
        await story.has_read()
        hold_a_session(story)
        await story.press("5", "A")
        await story.sees("lacks what a good answer does, which no rubric says: open it with v; w writes it.")
        await story.press("enter", "w")
        await story.type("good answer")
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, LinesDialog), "the lines")
        await story.type("says back what the customer said")
        await story.press("ctrl+s")
        await story.sees("In a scored practice scenario every agent says back what the customer said")
        await story.press("a", "enter")
        await story.sees("approved by supervisor")


def hold_a_session(story: Story) -> None:
    store, found = store_of(story), story.app.loaded
    assert found is not None
    criterion = found.rubric.criterion("listening")
    assert criterion is not None
    store.make_plan("p1", story.app.workspace, criterion, NOW)
    approve_picks(store, "p1", found, drafted(found).vote_set.picks)
    hold_session(store, "p1", "s1", compose.now())
    (agent,) = store.agent_keys(PEOPLE[:1]).values()
    store.keep_attendance("s1", {agent: Presence.PRESENT}, compose.now())
