"""After a whole session every byte that was written is searched: no known value where none may be."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.cli import main
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.session import Phase
from tests.builders import NOW
from tests.screens.story import Story, running
from tests.secret_team import CUSTOMER, SCORE_TEXTS, SECRET_WORDS, write_secret_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from qa_tui.paths import Home

CUSTOMER_WORDS = tuple(CUSTOMER.split())
TEAM_WORDS = tuple(word for word in SECRET_WORDS if word not in CUSTOMER_WORDS)
SAID = "My name is Perpetua"
"""Words of a transcript as they were said."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+")
"""A moment's seconds may look like a score."""


async def hold_a_session(story: Story) -> None:
    """Approve all, vote on every call, and type names wherever something can be typed."""
    await story.has_read()
    await story.press("3")
    await story.sees("Not ready: 6 to approve")
    await story.approves(6)
    await story.sees("Ready. Press 4")
    await story.press("4", "enter")
    await story.sees("The session is ready")
    await story.press("enter", "enter")
    call = 0
    while story.room.phase is not Phase.SAY_IT_BETTER:
        await story.goes_to_vote()
        await story.press("1", "1", "5", "1", *"-" * 8, "enter")
        await story.waits(lambda: story.room.phase is Phase.VOTES_IN, "votes in")
        await story.press("r", "n")
        await story.sees("In the room's words, no names.")
        await story.type("Zebulon would say it anew")
        await story.press("enter")
        await story.sees("known of the team or the calls")
        await story.press("k")
        await story.press("h")
        await story.waits(lambda: "[Name 2] would say it anew" in story.room.live.state.round.note, "the note, masked")
        await story.press("s", "s", "3" if call else "2")
        if call:
            await story.sees("What, who takes it (a role)")
            await story.type(f"{CUSTOMER_WORDS[0]} must be rung, CALLQX00")
        else:
            await story.sees("Two readings stand: A")
            await story.type("ottoline restated it")
        await story.press("enter")
        await story.sees("known of the team or the calls")
        await story.press("h")
        if not call:
            await story.sees("Two readings stand: B")
            await story.type("only a half of it")
            await story.press("enter")
        await story.waits(lambda: story.room.live.state.round.outcome is not None, "the outcome")
        await story.press("enter")
        call += 1
    await story.press("enter", "enter", "enter")
    await story.sees("The session is finished and everything is kept")
    await story.press("ctrl+q")
    await story.waits(lambda: not story.app.is_in_room, "the private screen")


def written(home: Home) -> Iterator[tuple[Path, bytes]]:
    folders = {home.data, home.cache, home.logs, home.config}
    for path in sorted({path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()}):
        yield path, path.read_bytes()


def holding(words: tuple[str, ...], body: bytes) -> list[str]:
    lowered = body.lower()
    return [w for w in words if w.lower().encode() in lowered or w.lower().encode("utf-16-le") in lowered]


async def test_no_known_value_is_written_where_none_may_be(
    tmp_path: Path, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    team = write_secret_team(tmp_path / "team")
    async with running(compose.services(home), (120, 40), LoadRequest((str(team),), NOW.date())) as story:
        await hold_a_session(story)

    files = list(written(home))
    assert {path.name for path, _ in files} >= {"qa_tui.db", "complete.json"}
    for path, body in files:
        assert not holding((*CUSTOMER_WORDS, SAID), body), f"{path} names the customer or holds words as they were said"
        if path.is_relative_to(home.cache):
            # The matrix and the report on it are about agents; both are private and go with `qa-tui cache clear`.
            if path.name not in {"complete.json", "call_id_bytes.npy"} and not path.name.startswith("report-"):
                assert not holding(TEAM_WORDS, body), f"{path} names the team"
        else:
            assert not holding(TEAM_WORDS, body), f"{path} names the team"

    with closing(sqlite3.connect(home.database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of our own tables
            holds_score = any(
                score in MOMENT.sub("", str(value)) for row in rows for value in row for score in SCORE_TEXTS
            )
            assert holds_score == (table == "sealed_scores"), table

    report = tmp_path / "gaps.html"
    for command in (
        ["session", "export"],
        ["session", "show", "--json"],
        ["disagreements"],
        ["disagreements", "--json"],
        ["report", "gaps", str(team), "-o", str(report)],
    ):
        assert main(command) == 0, command
        said = capsys.readouterr()
        assert not holding(SECRET_WORDS, said.out.encode()), command
    assert not holding(SECRET_WORDS, report.read_bytes())


def test_the_search_would_find_it(tmp_path: Path) -> None:
    """The names are in the files that were read."""
    team = write_secret_team(tmp_path / "team")
    everything = b"".join(path.read_bytes() for path in team.rglob("*") if path.is_file())
    assert set(holding((*SECRET_WORDS, SAID), everything)) >= {"Zebulon", "Perpetua", SAID}
