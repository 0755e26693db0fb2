"""The import dialog: proposals are taken with Enter, changed with the arrows, and remembered for files of the same headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.tui.dialogs.importing.dialog import ImportDialog
from qa_tui.tui.dialogs.problems import ProblemsDialog
from tests.builders import NOW
from tests.files import loaded, table, write
from tests.screens.story import Story, running
from tests.workbooks import STRANGER_CALLS, strangers_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home


def request(*paths: Path) -> LoadRequest:
    return LoadRequest(tuple(map(str, paths)), NOW.date())


async def asked(story: Story) -> ImportDialog:
    await story.waits(lambda: isinstance(story.app.screen, ImportDialog), "the import dialog")
    await story.pilot.pause()
    assert isinstance(story.app.screen, ImportDialog)
    return story.app.screen


async def test_a_strangers_workbook_opens_with_one_enter_and_without_any_the_next_time(
    home: Home, tmp_path: Path
) -> None:
    book = strangers_workbook(tmp_path / "sept.xlsx")
    async with running(compose.services(home), (110, 36), request(book)) as story:
        await asked(story)
        for seen in ("every row is a call of its own", "column Agent Name", "criterion Empathy (%)", "As proposed"):
            await story.sees(seen)
        await story.press("enter")
        await story.has_read()
        assert story.pressed == 1
        report = story.app.report
        assert report is not None
        assert story.app.loaded is not None
        assert report.calls == STRANGER_CALLS
        assert {gap.name for gap in report.criteria} == {"Active Listening", "Empathy", "Verification", "Closing"}
        assert set(story.app.loaded.matrix.agents) == {f"A{n}" for n in range(1, 7)}, "joined to the roster by name"
    async with running(compose.services(home), (110, 36), request(book)) as story:
        await story.has_read()
        assert story.pressed == 0
    assert loaded(book).matrix.evaluations == STRANGER_CALLS, "commands use what was decided"


async def test_another_answer_is_chosen_with_the_arrows(home: Home, tmp_path: Path) -> None:
    rows = [f"C{n},A{n % 3},03/0{n % 9 + 1}/2026,Tone,{n % 5},5" for n in range(40)]
    file = write(tmp_path / "s.csv", table(*rows))
    async with running(compose.services(home), (110, 36), request(file)) as story:
        await asked(story)
        await story.sees("day first or month first")
        await story.press("right", "enter")
        await story.has_read()
        assert story.app.loaded is not None
        days = {str(story.app.loaded.matrix.local_time(n))[:10] for n in range(40)}
        assert days == {f"2026-0{n}-03" for n in range(1, 10)}


async def test_a_column_that_is_understood_can_be_left_out(home: Home, tmp_path: Path) -> None:
    rows = [f"C{n},A{n % 8},2026-09-{n % 28 + 1:02d},Tone,{n % 5},5,{'ab'[n % 2]}" for n in range(120)]
    file = write(tmp_path / "s.csv", table(*rows, header="call_id,agent_id,called_at,criterion,score,max_score,site"))
    async with running(compose.services(home), (110, 36), request(file)) as story:
        await story.has_read()
        await story.press("m")
        dialog = await asked(story)
        await story.sees("Everything was understood.")
        while "site" not in dialog.choices.line_at(dialog.choices.cursor)[1][0]:
            await story.press("down")
        await story.press("x", "enter")
        await story.waits(lambda: not isinstance(story.app.screen, ImportDialog), "the dialog is closed")
        await story.waits(
            lambda: story.app.loaded is not None and story.app.loaded.matrix.dimension_names == (), "read without it"
        )


async def test_what_has_no_proposal_must_be_chosen_before_enter_takes_it(home: Home, tmp_path: Path) -> None:
    rows = [f"C{n},{'xy'[n % 2]}q{n % 4},2026-09-{n % 28 + 1:02d},Tone,{n % 5},5" for n in range(40)]
    file = write(tmp_path / "s.csv", table(*rows, header="call_id,zz,called_at,criterion,score,max_score"))
    async with running(compose.services(home), (80, 24), request(file)) as story:
        dialog = await asked(story)
        await story.sees("choose with ← →")
        await story.press("enter")
        assert story.app.screen is dialog
        await story.press("right", "enter")
        await story.waits(lambda: story.app.loaded is not None, "read")
        assert story.app.loaded is not None
        assert set(story.app.loaded.matrix.agents) == {"xq0", "yq1", "xq2", "yq3"}


async def test_leaving_the_dialog_opens_nothing_and_keeps_nothing(home: Home, tmp_path: Path) -> None:
    book = strangers_workbook(tmp_path / "sept.xlsx")
    async with running(compose.services(home), (110, 36), request(book)) as story:
        await asked(story)
        await story.press("escape")
        assert story.app.loaded is None
        await story.sees("First time here?")
    assert compose.remembered_mappings(home) == ()


async def test_a_file_of_which_nothing_is_understood_is_a_problem_and_no_question(home: Home, tmp_path: Path) -> None:
    async with running(compose.services(home), request=request(write(tmp_path / "x.csv", "a,b\nx,z\n"))) as story:
        await story.waits(lambda: isinstance(story.app.screen, ProblemsDialog), "the problems")


async def test_reading_shows_how_far_it_is_and_esc_stops_it(home: Home, tmp_path: Path) -> None:
    line = "C{0},A{1},2026-09-{2:02d},Tone,{3},5\n"
    for part in range(3):
        rows = "".join(line.format(f"{part}-{n}", n % 50, n % 28 + 1, n % 5) for n in range(400_000))
        write(tmp_path / "big" / f"{part}.csv", f"call_id,agent_id,called_at,criterion,score,max_score\n{rows}")
    async with running(compose.services(home), (110, 36), request(tmp_path / "big")) as story:
        await story.sees("esc stops")
        await story.press("escape")
        await story.sees("Reading was stopped. Nothing has changed.")
        assert story.app.loaded is None
        await story.sees("First time here?")


async def test_files_with_the_same_headers_are_asked_about_once(home: Home, tmp_path: Path) -> None:
    head = "call;agent;call date;Listening"
    for month in ("08", "09"):
        rows = [f"C{month}{n};A{n % 3};2026-{month}-{n % 28 + 1:02};{n % 5 + 1}" for n in range(60)]
        write(tmp_path / f"{month}.csv", table(*rows, header=head))
    async with running(compose.services(home), (110, 36), request(tmp_path / "08.csv", tmp_path / "09.csv")) as story:
        dialog = await asked(story)
        subjects = [choice.subject for choice in dialog._choices]
        assert len(subjects) == len(set(subjects))
        await story.sees("1 question has a proposal")
        await story.press("enter")
        await story.has_read()
        assert story.app.loaded is not None
        assert story.app.loaded.matrix.evaluations == 120
