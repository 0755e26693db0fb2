"""Opening files from the app: what cannot be used is said, and what was open stays open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.tui.dialogs.problems import ProblemsDialog
from qa_tui.tui.screens.scores.screen import ScoresScreen
from qa_tui.tui.screens.welcome.screen import WelcomeScreen
from tests.builders import NOW
from tests.files import table, write
from tests.screens.story import Story, demo, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from qa_tui.paths import Home
    from qa_tui.steps.loaded import Loaded, Unusable


def good(folder: Path, name: str = "scores.csv") -> Path:
    rows = [f"C{n},A{n % 8},2026-09-{n % 28 + 1:02d},Tone,{n % 5},5" for n in range(120)]
    return write(folder / name, table(*rows))


def is_demo(story: Story) -> bool:
    return story.app.services.is_demo


def request(*paths: Path) -> LoadRequest:
    return LoadRequest(tuple(map(str, paths)), NOW.date())


async def test_a_bad_file_at_the_start_is_said_and_the_picker_is_there(home: Home, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.csv", b"PK\x03\x04")
    async with running(compose.services(home), request=request(bad)) as story:
        await story.sees("bad.csv")
        await story.sees("cannot be read as a workbook")
        assert isinstance(story.app.screen, ProblemsDialog)
        await story.press("escape")
        assert isinstance(story.app.screen, WelcomeScreen)


async def test_a_bad_file_later_leaves_the_loaded_data_as_it_was(demo_home: Home, tmp_path: Path) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        before = story.app.loaded, story.app.report
        for name, content in {"empty.csv": b"", "bin.csv": bytes(range(256)) * 9, "columns.csv": b"a,b\nx,z\n"}.items():
            story.app.open_request(request(write(tmp_path / name, content)))
            await story.sees(name)
            await story.waits(lambda: isinstance(story.app.screen, ProblemsDialog), "the problems")
            await story.sees("what was open stays open")
            await story.press("escape")
            assert (story.app.loaded, story.app.report) == before
        await story.sees("Train: Active listening.")


async def test_a_reader_that_dies_is_said_too(demo_home: Home, tmp_path: Path) -> None:
    services = demo(demo_home)
    big = write(tmp_path / "big.csv", table(*(f"C{n},A{n % 9},2026-09-01,Tone,4,5" for n in range(300_000))))

    def load(asked: LoadRequest, tell: Callable[[str], None]) -> Loaded | Unusable:
        def tell_and_kill(file: str) -> None:
            tell(file)
            if file.endswith("big.csv"):
                services.cancel_load()

        return services.load(asked, tell_and_kill)

    async with running(replace(services, load=load)) as story:
        await story.has_read()
        story.app.open_request(request(big))
        await story.sees("reading was stopped before it was finished")
        assert story.app.report is not None


async def test_the_picker_opens_marked_files_and_remembers_them(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    good(folder)
    write(folder / "roster.csv", "agent_id,agent_name,shift\nA1,Ann Lee,night\nA2,Bob Ray,early\n")
    monkeypatch.chdir(folder)
    async with running(compose.services(home)) as story:
        await story.sees("scores.csv")
        await story.press("down", "down", "down", "space", "space", "enter")
        await story.has_read()
        assert isinstance(story.app.screen, ScoresScreen)
        assert [agent.name for agent in story.app.loaded.roster] == ["Ann Lee", "Bob Ray"]  # type: ignore[union-attr]
    async with running(compose.services(home)) as story:
        await story.has_read()
        assert isinstance(story.app.screen, ScoresScreen), "the last workspace is opened again"
        await story.press("o")
        await story.sees("recent")


async def test_a_whole_folder_and_a_typed_path(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(tmp_path / "somewhere" / "deep")
    monkeypatch.chdir(tmp_path)
    async with running(compose.services(home)) as story:
        await story.press("t")
        await story.sees("Path of a file or folder")
        await story.type(str(tmp_path / "nowhere"))
        await story.press("enter")
        await story.sees("does not exist")
        await story.press("escape")
        await story.press("G", "o")
        await story.has_read()
        assert story.app.loaded is not None


async def test_the_demo_is_in_the_picker_and_keeps_to_its_own_database(
    demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good(tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    async with running(compose.services(demo_home)) as story:
        await story.sees("a fictional team, ready to play with")
        await story.press("enter")
        await story.sees("DEMO · fictional team")
        await story.has_read()
        assert is_demo(story)
        await story.press("o", "G", "enter")
        await story.waits(lambda: "Tone" in story.text, "one's own files")
        assert not is_demo(story)
        assert story.app.workspace == "own/scores.csv"
        assert "DEMO" not in story.text
        names = [name for name, _ in story.app.services.store().workspaces()]
        assert names == ["own/scores.csv"]


async def test_a_new_file_replaces_the_old_answers(demo_home: Home, tmp_path: Path) -> None:
    async with running(demo(demo_home)) as story:
        await story.has_read()
        story.app.open_request(request(good(tmp_path)))
        await story.waits(lambda: "Tone" in story.text, "the other criterion")
        assert "Active listening" not in story.text


async def test_an_open_session_is_all_that_a_plain_start_shows(home: Home) -> None:
    from qa_tui.domain.session_events import Moved
    from qa_tui.steps.live import LiveSession
    from tests.builders import clock, make_plan_in

    store = compose.open_store(home.database, writing=True)
    live = LiveSession.start(store, make_plan_in(store, calls=3), "s1", 5, clock)
    assert isinstance(live, LiveSession)
    live.send(Moved("brief"))
    store.database.close()
    async with running(compose.services(home)) as story:
        await story.waits(lambda: story.app.is_in_room, "the room")
        assert story.room._is_black
        await story.sees("Session paused. Enter goes on at call 1, what we listen for.")


async def test_a_database_that_another_program_uses_is_said_and_nothing_breaks(home: Home) -> None:
    other = compose.open_store(home.database, writing=True)
    async with running(compose.services(home)) as story:
        await story.sees("Another qa-tui is using qa_tui.db")
        await story.press("4")
        await story.sees("The database cannot be opened, so no session can be recorded.")
        await story.press("d")
        await story.pilot.pause()
        assert story.app._exception is None
    other.database.close()


async def test_until_the_answer_is_there_nobody_says_that_there_is_none(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good(tmp_path / "files")
    monkeypatch.setattr("qa_tui.tui.gap_app.GapApp._find", lambda *_: None)
    async with running(compose.services(home), request=request(tmp_path / "files")) as story:
        await story.sees("Working it out")
        assert "No scored call" not in story.text
