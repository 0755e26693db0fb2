"""Who was in the room: noted by name on the screen, kept without names, and never by seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.attendance import Presence
from tests.screens.story import demo, running
from tests.screens.walks import store_of

if TYPE_CHECKING:
    from qa_tui.paths import Home


async def test_attendance_is_noted_and_put_right(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("4", "h", "down", "down", "enter")
        await story.sees("Stop mirroring before you read on.")
        await story.press("a")
        await story.sees("nobody noted yet. 24 not noted.")
        await story.press("A")
        await story.sees("24 present.")
        await story.press("space", "down", "r", "down", "l")
        await story.sees("21 present, 1 remote, 1 came late, 1 absent.")
        store = store_of(story)
        session = store.sessions()[2].id
        kept = store.attendance(session)
        keys = store.agent_keys(["A01", "A02", "A03"])
        assert [kept[keys[agent]] for agent in ("A01", "A02", "A03")] == [
            Presence.ABSENT,
            Presence.REMOTE,
            Presence.LATE,
        ]
        assert not Presence.ABSENT.is_trained
        assert Presence.LATE.is_trained
        rows = [list(row) for row in store.database.rows("SELECT * FROM attendance")]
        assert not any(str(value).startswith("A0") for row in rows for value in row)
        columns = store.database.rows("SELECT name FROM pragma_table_info('attendance')")
        assert "seat" not in {row["name"] for row in columns}
        await story.press("escape", "e")
        await story.sees("Export this page")


async def test_attendance_needs_a_session(home: Home) -> None:
    from qa_tui import compose

    async with running(compose.services(home), (100, 30)) as story:
        await story.press("4", "a")
        await story.sees("Attendance is noted of a session: start one first.")
        await story.press("h")
        await story.sees("No session has been held yet.")
