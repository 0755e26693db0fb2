"""What a supervisor is challenged on: figures explain themselves, choices are kept, pages are taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.choices import Sampling
from qa_tui.tui.screens.calls.one_call import CallScreen
from qa_tui.tui.screens.calls.screen import CallsScreen
from qa_tui.tui.screens.segments.screen import SegmentsScreen
from tests.screens.story import demo, running

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home


async def test_every_figure_explains_itself(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("i")
        await story.sees("16 of 23 agents; lines at 40 and 60 %.")
        await story.press("down")
        await story.sees("Of teams like this one the share lies between 49 and 84 %.")
        await story.press("escape", "2", "i")
        await story.sees("Low agents here")
        await story.sees("Active listening · shift early")
        await story.press("escape", "tab", "i", "down")
        await story.sees("Likely between")
        await story.sees("Student's t with the agent's own spread")


async def test_any_agents_call_is_five_keys_away(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        seen = []
        for key in ("enter", "tab", "enter", "enter"):
            await story.press(key)
            seen.append(type(story.app.screen))
            if key == "tab":
                await story.press("end")  # any agent: moving the cursor does not count
        assert seen == [SegmentsScreen, SegmentsScreen, CallsScreen, CallScreen]


async def test_from_call_to_call(demo_home: Home) -> None:
    async with running(demo(demo_home), (130, 40)) as story:
        await story.has_read()
        await story.press("c", "enter")
        await story.sees("Call 1 of 474.")
        await story.sees("Other scores of this call")
        await story.press("n", "n")
        await story.sees("Call 3 of 474.")
        await story.press("b", "b", "b")
        await story.sees("That is the first call of the list.")
        await story.press("n", "escape")
        assert isinstance(story.app.screen, CallsScreen)
        assert story.app.screen.rows.cursor == 1


async def test_calls_are_filtered_by_anything(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("c", "f")
        await story.sees("Only calls of")
        await story.type("bill disp")
        await story.press("enter")
        await story.sees("78 scored calls, Billing dispute")
        await story.press("f")
        await story.type("QA3")
        await story.press("enter")
        await story.sees("Billing dispute, scored by QA3")
        await story.press("f")
        await story.type("night")
        await story.press("enter")
        await story.sees("in shift night, Billing dispute, scored by QA3")
        await story.press("f")
        await story.type("bill disp")
        await story.press("enter")
        await story.sees("in shift night, scored by QA3")
        await story.press("=")
        await story.sees("474 scored calls, the lowest first.")
        await story.press("{", "}", "}", "[", "[", "[", "[")
        await story.sees("from 20 % and below 70 %")
        await story.press("=", "slash")
        await story.type("lindqwist")
        await story.press("enter")
        await story.sees('scored calls with "lindqwist"')
        assert isinstance(story.app.screen, CallsScreen)
        assert story.app.screen.rows.count == 19
        await story.press("n")
        await story.sees("Empathy: ")


async def test_a_person_chooses_the_topic_and_takes_it_back(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("down", "t")
        await story.sees("Train Empathy")
        await story.sees("The rule says Active listening.")
        await story.press("enter")
        await story.sees("Write the reason in a few words")
        await story.type("complaints")
        await story.press("enter")
        await story.type("Mia")
        await story.press("enter")
        await story.sees("Train: Empathy. 11 of 23 agents are below 70")
        await story.sees("complaints. The rule says Active listening.")
        assert story.app.report is not None
        assert story.app.report.topic_source == "person"
        choice = story.app.report.chosen
        assert choice is not None
        assert (choice.agreed_by, choice.alternatives[0]) == ("Mia", "Active listening: 16 of 23 below")
        await story.press("]")
        await story.waits(lambda: story.app.report is not None and story.app.report.chosen is None, "another window")
        await story.press("u")
        await story.waits(lambda: story.app.report is not None and story.app.report.chosen is not None, "the choice")
    async with running(demo(demo_home), (120, 40)) as story:  # it is kept
        await story.has_read()
        await story.sees("Train: Empathy.")
        await story.press("t")
        await story.sees("Take back that Empathy was chosen?")
        await story.press("y")
        await story.sees("Train: Active listening.")


async def test_how_calls_were_picked_is_asked_and_kept(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.sees("How these calls were picked is not known.")
        await story.press("P")
        await story.type("targeted")
        await story.press("enter")
        await story.sees("Calls were picked for a reason (targeted)")
        store = story.app.store()
        assert store is not None
        assert store.choices("demo").sampling is Sampling.TARGETED


async def test_the_page_is_written_and_a_wrong_name_explained(demo_home: Home, tmp_path: Path) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        for name, said in (
            ("gaps.doc", "The name says the format"),
            ("nowhere/gaps.html", "cannot be written: no such file"),
        ):
            await story.press("e")
            await story.sees("Export this page")
            await story.press("end", *["backspace"] * 40)
            await story.type(str(tmp_path / name))
            await story.press("enter")
            await story.sees(said)
            await story.press("escape")
        await story.press("e", "end", *["backspace"] * 40)
        await story.type(str(tmp_path / "gaps.html"))
        await story.press("enter")
        await story.sees("Written: ")
        page = (tmp_path / "gaps.html").read_text("utf-8")
        assert "Train: Active listening. 16 of 23 agents are below 70" in page
        assert "Lindqvist" not in page


async def test_the_palette_finds_criteria_segments_agents_and_calls(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        for typed, seen in (
            ("complwor", "Compliance wording. Coach shift night"),
            ("shift nig", "scope: shift night"),
            ("maya lind", "of Maya Lindqvist"),
            ("C10201", 'with "C10201"'),
        ):
            await story.press("ctrl+p")
            await story.pilot.pause()
            await story.type(typed)
            await story.waits(lambda: bool(story.app.screen.query("CommandList")), "the palette")
            await story.pilot.pause(0.4)
            await story.press("enter")
            await story.sees(seen)
            await story.press("1")
            story.app.action_everyone()
            await story.sees("scope: everyone")


async def test_one_criterion_is_found_by_typing(demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("slash")
        await story.sees("Find a criterion")
        await story.type("clos")
        await story.press("enter", "c")
        await story.sees("Closing: ")


async def test_commands_know_what_was_said_in_the_app(home: Home, demo_home: Home) -> None:
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("P")
        await story.type("random")
        await story.press("enter")
        await story.sees("Calls were picked at random.")
        request = story.app.loaded.request if story.app.loaded else None
    assert request is not None
    assert compose.choices_of(home, request).sampling is Sampling.UNKNOWN  # the demo keeps to itself
