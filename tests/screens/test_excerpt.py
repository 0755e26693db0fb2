"""The excerpt editor at the keyboard: hide a word, a line or everywhere, show a mask for a reason, undo, and what lapses."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.settings import Settings
from qa_tui.tui.screens.plan.excerpt import ExcerptScreen
from qa_tui.tui.widgets.line_view import LineList
from tests.builders import NOW
from tests.screens.story import Story, running
from tests.secret_team import write_secret_team

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home

SAID = (
    ("agent", "Thanks for calling, this is {name}, how can I help?"),
    ("customer", "My Fibretron is broken, and the Fibretron is new. My dog barks and the dog bites."),
    ("agent", "Alright, she told me so and I saw the dog."),
)


def write_team(folder: Path, agents: int = 6) -> Path:
    """The secret team with other words in its calls; `agents` of them."""
    write_secret_team(folder)
    for path in (folder / "transcripts").iterdir():
        body = json.loads(path.read_text(encoding="utf-8"))
        name = body["people"]["agent"][0]
        body["turns"] = [{"speaker": speaker, "text": text.format(name=name)} for speaker, text in SAID]
        path.write_text(json.dumps(body), encoding="utf-8")
    for name in ("scores.csv", "roster.csv"):
        rows = list(csv.reader((folder / name).read_text(encoding="utf-8").splitlines()))
        place = rows[0].index("agent_id")
        kept = [rows[0], *(row for row in rows[1:] if row[place] in {f"AGQX{n}" for n in (0, 1, 2, 3, 4, 5)[:agents]})]
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(kept)
    return folder


async def open_first(story: Story) -> None:
    await story.has_read()
    await story.press("3")
    await story.sees("to approve")
    await story.press("enter")
    await story.sees("as it was said")


def request(folder: Path) -> LoadRequest:
    return LoadRequest((str(folder),), NOW.date())


async def test_a_word_is_hidden_here_or_everywhere_and_shown_again(tmp_path: Path, home: Home) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await open_first(story)
        await story.sees("My dog barks and the dog bites.")
        await story.press("down", *["right"] * 10, "w")
        await story.sees("My [hidden] barks and the dog bites.")
        await story.press("w")
        await story.sees("My dog barks and the dog bites.")
        await story.press("W")
        await story.sees("My [hidden] barks and the [hidden] bites.")
        await story.sees("I saw the [hidden].")
        await story.press("u")
        await story.sees("My dog barks and the dog bites.")
        await story.press("x")
        await story.sees("2 CUSTOMER  [hidden]")
        await story.press("x", "u", "u", "u", "u", "u")
        await story.sees("There is nothing to take back.")
        await story.sees("My dog barks and the dog bites.")


async def test_a_mask_is_shown_for_a_reason_and_a_known_name_never(tmp_path: Path, home: Home) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await open_first(story)
        await story.press(*["right"] * 5, "l")
        await story.sees("it stays hidden")
        await story.press("down", "right")
        await story.sees("(hidden: unknown word)")
        await story.press("l")
        await story.sees('Show "Fibretron"?')
        await story.press("enter")
        await story.sees("Write it in a few words")
        await story.type("our own product")
        await story.press("enter")
        await story.sees("My Fibretron is broken, and the [hidden] is new")
        await story.press("u", "L")
        await story.sees('Show "Fibretron" in all 2 places?')
        await story.type("our own product")
        await story.press("enter")
        await story.sees("My Fibretron is broken, and the Fibretron is new")
        await story.press("down", "p")
        await story.sees("Alright, [they] told me so")
        await story.press("a")
        await story.sees("5 to approve")
        await story.press("g", "enter")
        await story.sees("Approved.")
        await story.sees("My Fibretron is broken, and the Fibretron is new")
        await story.sees("Alright, [they] told me so")


async def test_an_approval_lapses_when_the_roster_changes_and_the_edits_stay(tmp_path: Path, home: Home) -> None:
    folder = write_team(tmp_path / "team")
    async with running(compose.services(home), (120, 40), request(folder)) as story:
        await open_first(story)
        await story.press("down", "x", "a")
        await story.sees("5 to approve")
    with (folder / "roster.csv").open("a", encoding="utf-8") as stream:
        stream.write("AGQX9,Somebody Newcomer,one\n")
    async with running(compose.services(home), (120, 40), request(folder)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("! look again")
        await story.sees("1 of them changed since")
        await story.press("enter")
        await story.sees("The roster has changed since this was approved.")
        await story.sees("2 CUSTOMER  [hidden]")
        await story.press("a")
        await story.sees("5 to approve")


async def test_a_session_does_not_start_on_what_has_changed(tmp_path: Path, home: Home) -> None:
    folder = write_team(tmp_path / "team")
    async with running(compose.services(home), (120, 40), request(folder)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("to approve")
        await story.approves(6)
        await story.sees("Ready. Press 4")
        path = next((folder / "transcripts").iterdir())
        path.write_text(path.read_text(encoding="utf-8").replace("the dog bites", "my llama bites"), encoding="utf-8")
        await story.press("4", "enter")
        await story.sees("Since the excerpts were approved the transcript changed")
        assert not story.app.is_in_room
        await story.press("enter")
        await story.sees("1 excerpt has changed since the approval")
        assert not story.app.is_in_room
        await story.press("3")
        await story.sees("! look again")


async def test_a_small_team_is_warned_once_and_the_decision_is_kept(tmp_path: Path, home: Home) -> None:
    folder = write_team(tmp_path / "team", agents=4)
    async with running(compose.services(home), (120, 40), request(folder)) as story:
        await open_first(story)
        await story.sees("only 4 agents took calls in this window")
        await story.press("a")
        await story.sees("Only 4 agents took calls in this window")
        await story.press("escape")
        await story.sees("Read every line beside the bar")
        await story.press("a")
        await story.sees("Kept with the plan")
        await story.type("all four agreed to it")
        await story.press("enter")
        await story.waits(lambda: len(decided(story)) == 1, "the decision")
        await story.approves(1)
        await story.waits(
            lambda: len(story.app.services.store().excerpts_of(plan_of(story))) == 2, "the second approval"
        )
        assert decided(story) == ["all four agreed to it"]


def plan_of(story: Story) -> str:
    plan = story.app.services.store().newest_plan()
    assert plan is not None
    return plan


def decided(story: Story) -> list[str]:
    store = story.app.services.store()
    plan = store.open_plan(story.app.workspace, "listening")
    return [decision.reason for decision in store.decisions(plan)] if plan else []


async def test_a_second_detector_that_is_set_and_missing_blocks_with_the_reason(tmp_path: Path, home: Home) -> None:
    folder = write_team(tmp_path / "team")
    home.config.mkdir(parents=True)
    home.settings.write_text("presidio_model: no_such_model\n", encoding="utf-8")
    services = compose.services(home)
    assert services.settings == replace(Settings(), presidio_model="no_such_model")
    async with running(services, (120, 40), request(folder)) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("to approve")
        await story.press("enter")
        await story.sees("the second detector that is set could not look at it")
        assert "dog" not in story.text
        await story.press("a")
        await story.sees("Choose another call.")


async def test_leaving_while_the_call_is_checked_breaks_nothing(tmp_path: Path, home: Home) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("to approve")
        await story.press("enter")
        await story.waits(lambda: isinstance(story.app.screen, ExcerptScreen), "the editor")
        await story.press("1")
        await story.sees("On no criterion are 60 % of the agents")
        story.app.redraw()
        await story.pilot.pause(0.5)
        await story.press("3")
        await story.sees("to approve")
        assert story.app._exception is None


async def test_an_excerpt_that_was_opened_for_another_plan_is_left_and_what_was_done_is_kept(
    tmp_path: Path, home: Home
) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await open_first(story)
        await story.press("down", "x")
        await story.sees("2 CUSTOMER  [hidden]")
        story.app.change_scope(replace(story.app.scope, window_days=60))
        await story.sees("The plan is another one now.")
        await story.sees("to approve")
        assert not isinstance(story.app.screen, ExcerptScreen)
        await story.press("enter")
        await story.sees("2 CUSTOMER  [hidden]")


async def test_a_neutral_word_is_shown_again_for_a_reason_and_everywhere_takes_itself_back(
    tmp_path: Path, home: Home
) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await open_first(story)
        await story.press("down", "down", "p")
        await story.sees("Alright, [they] told me so")
        await story.press("right", "l")
        await story.sees('Show "she"?')
        await story.type("said of the dog")
        await story.press("enter")
        await story.sees("Alright, she told me so")
        await story.press("up", *["right"] * 10, "W")
        await story.sees("My [hidden] barks and the [hidden] bites.")
        await story.press("W")
        await story.sees("My dog barks and the dog bites.")


async def test_lines_are_wrapped_anew_when_the_window_becomes_smaller(tmp_path: Path, home: Home) -> None:
    async with running(compose.services(home), (120, 40), request(write_team(tmp_path / "team"))) as story:
        await open_first(story)
        rows = story.app.screen.query_one("#turns", LineList)
        before = " ".join(rows.text().split())
        await story.pilot.resize_terminal(60, 20)
        await story.waits(lambda: rows.count > len(SAID), "more lines")
        await story.pilot.pause()
        assert "…" not in rows.text()
        assert all(word in rows.text() for word in before.split() if word.isalpha())
