"""Steps 5 and 6 at the keyboard: from a finished session to a card in somebody's hand, and to why there is no answer yet."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from qa_tui.demo.facts import team
from qa_tui.domain.attendance import Presence
from qa_tui.domain.practice import CardState
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.dialogs.lines_entry import LinesDialog
from qa_tui.tui.screens.outcome.history import HistoryScreen
from qa_tui.tui.screens.practice.card import CardScreen
from qa_tui.tui.screens.practice.screen import PracticeScreen
from qa_tui.tui.widgets.line_view import LineList, LineView
from tests.practice_data import hold_session
from tests.screens.story import Story, demo, running
from tests.screens.walks import store_of

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home
    from qa_tui.steps.services import Services

HELD = datetime(2026, 10, 29, 10, 0, tzinfo=timezone(timedelta(hours=1)))
THERE = ("A01", "A02", "A04", "A05")


def with_session(home: Home, days_later: int = 0) -> Services:
    """The demo with one more session on active listening, and a clock that stands some days after it."""
    services = demo(home, lambda: HELD + timedelta(days=days_later))
    store = services.store()
    plan = store.cycles()[0].sessions[0].plan
    hold_session(store, plan, "new", HELD)  # type: ignore[arg-type]  # the demo's own store
    keys = store.agent_keys((*THERE, "A06"))
    found = {keys[agent]: Presence.ABSENT if agent == "A06" else Presence.PRESENT for agent in keys}
    store.keep_attendance("new", found, HELD)
    return services


async def on_practice(story: Story) -> None:
    await story.has_read()
    await story.press("5")
    await story.waits(lambda: isinstance(story.app.screen, PracticeScreen), "practice")


async def approve_all(story: Story) -> None:
    await story.press("A")
    await story.sees("that you have not opened here?")
    await story.press("y")
    await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "who approves")
    await story.press("enter")
    await story.sees("S assigns")


async def assign_all(story: Story) -> None:
    await story.press("S")
    await story.sees("Assign the approved cards to 4 agents?")
    await story.press("y")


async def test_from_a_finished_session_to_practice_done(
    demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(with_session(demo_home), (120, 40)) as story:
        await on_practice(story)
        await story.sees("2 cards to approve (A), then S assigns them to 4 agents. 1 agent for the next session.")
        await story.sees("For the next session: Luis Herrera")
        await story.press("S")
        await story.sees("Approve the cards first (A).")
        await approve_all(story)
        await story.sees("S assigns the approved cards to 4 agents.")
        await assign_all(story)
        await story.sees("0 of 4 done.")
        await story.sees("Thu 5 Nov")
        store = store_of(story)
        assert len(store.assignments("new")) == 4
        await story.press("r")
        await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "the score")
        for text, said in (
            ("eighty", "Expected a percent first"),
            ("200 JK", "a percent, 0 to 100"),
            ("84 JK 2030-01-01", "has not come yet"),
            ("84 JK 1.2.26", "Expected the day as"),
        ):
            await story.press("ctrl+u")
            await story.type(text)
            await story.press("enter")
            await story.sees(said)
            await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "the score again")
        await story.press("ctrl+u")
        await story.type("84 JK 2026-10-29")
        await story.press("enter")
        await story.sees("1 of 4 done (1 reached 80 %).")
        (done,) = [a for a in store.assignments("new") if a.attempts]
        assert (done.score, done.attempts[0].by, done.attempts[0].on.isoformat()) == (84.0, "JK", "2026-10-29")
        await story.press("u")
        await story.sees("0 of 4 done.")
        for _ in range(4):
            await story.press("u")
        await story.sees("There is nothing to take back.")
        await story.sees("2 cards to approve (A)")
        await approve_all(story)
        await story.sees("S assigns")
        await assign_all(story)
        await story.sees("0 of 4 done.")
        await story.press("c")
        await story.sees("Copied: Practice on Active listening")
        await story.press("e")
        await story.waits(lambda: isinstance(story.app.screen, ChooseDialog), "what to write")
        await story.press("down", "enter")
        await story.sees("Folder for the sheets")
        await story.press("enter")
        await story.waits(
            lambda: (tmp_path / "practice").is_dir() and len(list((tmp_path / "practice").iterdir())) == 4, "the sheets"
        )


async def test_a_card_is_read_written_anew_and_looked_at_again(demo_home: Home) -> None:
    async with running(with_session(demo_home), (120, 40)) as story:
        await on_practice(story)
        await approve_all(story)
        await story.sees("S assigns the approved cards")
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, CardScreen), "the card")
        assert sum(isinstance(screen, CardScreen) for screen in story.app.screen_stack) == 1
        await story.press("w")
        await story.waits(lambda: isinstance(story.app.screen, ChooseDialog), "which part")
        await story.type("begins")
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, LinesDialog), "the lines")
        await story.press("ctrl+end")
        await story.type(" Ask Maya Lindqvist.")
        await story.press("ctrl+s")
        await story.sees("This holds something that is known of the team or the calls")
        await story.press("h")
        await story.sees("in review")
        store = store_of(story)
        (card,) = [card for card in store.cards("new") if card.state is CardState.IN_REVIEW]
        assert "Maya" not in str(card.as_json())
        assert card.scenario.generator == "person"
        await story.press("x")
        await story.waits(lambda: isinstance(story.app.screen, EntryDialog), "why")
        await story.type("too long")
        await story.press("enter")
        await story.sees("rejected: too long")
        await story.press("escape")
        await story.waits(lambda: isinstance(story.app.screen, PracticeScreen), "practice")
        await story.press("v")
        await story.sees("rejected: too long")
        await story.press("escape")
        await story.waits(lambda: isinstance(story.app.screen, PracticeScreen), "practice")
        await assign_all(story)
        await story.waits(lambda: len(store.assignments("new")) == 4, "assignments")
        assert {a.card for a in store.assignments("new")} == {
            c.id for c in store.cards("new") if c.state is CardState.APPROVED
        }


async def test_days_that_are_over_need_another_day_with_a_reason(demo_home: Home) -> None:
    async with running(with_session(demo_home, days_later=9), (120, 40)) as story:
        await on_practice(story)
        await approve_all(story)
        await story.sees("S assigns the approved cards")
        await assign_all(story)
        await story.sees("The 5 to 7 days are over")
        await story.type("2026-11-12")
        await story.press("enter")
        await story.sees("another day")
        await story.type("2026-11-12 cards came late")
        await story.press("enter")
        await story.sees("0 of 4 done.")
        await story.press("6")
        await story.sees("Day 0 of 14: no verdict yet")
        await story.sees("13-26 Nov 2026")


async def test_an_early_look_shows_no_effect(demo_home: Home) -> None:
    async with running(with_session(demo_home, days_later=12), (120, 40)) as story:
        await story.has_read()
        await story.press("6")
        await story.sees("Day 0 of 14: no verdict yet, and no figure: an early one would be believed.")
        assert "Verdict" not in story.text
        await story.press("n")
        await story.sees("The next cycle begins when this one has its answer, on")
        await story.press("left_square_bracket")
        await story.sees("Improved by 11.5 points")
        await story.press("n")
        await story.sees("Close this cycle and go on to the next?")
        await story.press("y")
        await story.sees("Closed. The newest scores choose the next topic")
        assert store_of(story).cycles()[1].closed_on == (HELD + timedelta(days=12)).date()


async def test_the_answer_and_the_history(demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(demo(demo_home), (120, 40)) as story:
        await story.has_read()
        await story.press("6")
        await story.sees("Improved by 11.5 points (likely 6 to 17). Over the line: the team is at 72.8")
        await story.sees("15 up, 0 down, 1 as before; the same 16 agents")
        await story.sees("is specific to this")
        await story.press("e")
        await story.sees("For management")
        await story.press("enter")
        await story.waits((tmp_path / "outcome.html").exists, "the page")
        page = (tmp_path / "outcome.html").read_text(encoding="utf-8")
        assert not [member.name for member in team() if member.name in page]
        await story.press("h")
        await story.waits(lambda: isinstance(story.app.screen, HistoryScreen), "the history")
        await story.sees("Effective: +11.5 points")
        await story.sees("Practice done: 14 of 15.")


async def test_a_page_of_a_card_turns_at_the_first_key(demo_home: Home) -> None:
    async with running(with_session(demo_home), (60, 20)) as story:
        await on_practice(story)
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, CardScreen), "the card")
        card = story.app.screen.query_one("#card", LineList)
        assert card.count > 2 * card.size.height, "three pages"
        await story.press("pagedown")
        first = round(card.scroll_y)
        assert first == card.size.height - 1
        await story.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert card.cursor == card.count - 1
        await story.press("pageup", "pageup", "pageup", "pageup", "pageup")
        assert (round(card.scroll_y), card.cursor) == (0, 0)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (160, 50)])
async def test_both_screens_at_every_size(size: tuple[int, int], demo_home: Home) -> None:
    async with running(demo(demo_home), size) as story:
        await on_practice(story)
        await story.sees("14 of 15 done")
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, CardScreen), "the card")
        await story.press("escape", "6")
        await story.sees("Improved by 11.5 points")


@pytest.mark.parametrize(("size", "cards"), [((60, 20), 1), ((80, 24), 1), ((80, 30), 3)])
async def test_a_low_window_keeps_its_lines_for_the_people(size: tuple[int, int], cards: int, demo_home: Home) -> None:
    async with running(with_session(demo_home), (120, 40)) as story:
        await on_practice(story)
        await story.pilot.resize_terminal(*size)
        await story.sees("Cards")
        below = story.app.screen.query_one("#below", LineView)

        def lines() -> list[str]:
            return [one for one in below.text().splitlines() if one.strip()]

        await story.waits(lambda: len(lines()) == cards + 1, f"{cards} lines of cards and who is absent")
        assert "Billing dispute" in below.text()
