"""Hostile text in every file and field shows literally, on every screen, and breaks nothing."""

from __future__ import annotations

import csv
import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.cli import main
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.session import Phase
from tests.builders import NOW
from tests.screens.story import Story, running

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home

MARKUP = ("[/", "[b]", "[@click=app.quit]go[/]", "[red on blue]", "{0}", "%s", "\\[", "$accent")
CONTROL = (
    "\x1b[2J\x1b[31m",
    "\x1b]0;owned\x07",
    "\x9b31m",
    "\x08\x08",
    "\u202edesrever\u202c",
    "\u2066\u2069",
    "\ufeff",
)
NASTY = " ".join(MARKUP) + "".join(CONTROL)
HUGE = "A" * 1_000_000


def nasty(word: str) -> str:
    return f"{word}{NASTY}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "team"
    (found / "transcripts").mkdir(parents=True)
    levels = {n: nasty(f"level {n} ") for n in range(1, 6)}
    criterion = {
        "id": "listening", "name": nasty("Listening"), "scale": {"min": 1, "max": 5}, "asks": nasty("Heard? "),
        "levels": levels, "behaviours": [nasty("restates ")],
    }  # fmt: skip
    rubric = json.dumps({"name": nasty("Rubric"), "criteria": [criterion]}).replace('"levels": {"1"', '"levels": {"1"')
    for n in range(1, 6):
        rubric = rubric.replace(f'"{n}": "level', f'{n}: "level')
    (found / "rubric.yaml").write_text(rubric, encoding="utf-8")
    names = [nasty(f"Name{n} ") for n in range(8)]
    with (found / "roster.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [
                ["agent_id", "agent_name", nasty("shift")],
                *([nasty(f"A{n}"), names[n], nasty(f"night{n % 2}")] for n in range(8)),
            ]
        )
    with (found / "scores.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(
            [
                "call_id",
                "agent_id",
                "called_at",
                "criterion",
                "score",
                "max_score",
                "call_type",
                "evaluator_id",
                "comment",
            ]
        )
        for n in range(8):
            for call in range(12):
                comment = HUGE if call == 0 else nasty("comment ")
                writer.writerow([f"C{n}-{call}{NASTY if n == 7 else ''}", nasty(f"A{n}"), f"2026-09-{call + 10}", nasty("Listening"), 2 if n < 5 else 5, 5, nasty("Billing"), nasty("QA"), comment])  # fmt: skip
        writer.writerow(["C9", nasty("A1"), NASTY, nasty("Listening"), NASTY, 5, "", "", ""])
    for n in range(8):
        turns = [{"speaker": nasty("agent"), "text": nasty(f"Hello {m} ")} for m in range(6)]
        turns.append({"speaker": "customer", "text": HUGE})
        body = {"call_id": f"C{n}-0", "turns": turns, "people": {"agent": [names[n]], "customer": [NASTY]}}
        (found / "transcripts" / f"C{n}-0.json").write_text(json.dumps(body), encoding="utf-8")
    return found


def assert_harmless(story: Story) -> None:
    text = story.text
    bad = {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}}
    assert not bad, {hex(ord(c)) for c in bad}
    assert story.app._exception is None


async def test_every_screen_survives_hostile_files(folder: Path, home: Home) -> None:
    request = LoadRequest((str(folder),), NOW.date())
    async with running(compose.services(home), (120, 40), request) as story:
        await story.has_read()
        assert_harmless(story)
        await story.sees("Listening[/ [b] [@click=app.quit]go[/]")
        for keys in (
            ["p"],
            ["escape", "enter"],
            ["tab"],
            ["enter"],
            ["enter"],
            ["G", "escape", "escape"],
            ["question_mark"],
        ):
            await story.press(*keys)
            await story.pilot.pause()
            assert_harmless(story)
        await story.press("escape", "3")
        await story.sees("Not ready: ")
        assert_harmless(story)
        await story.press("enter")
        await story.sees("as it was said")
        assert_harmless(story)
        await story.sees("Hello 0 [/ [b]")
        await story.press("x", "x", "G", "g")
        assert_harmless(story)


async def test_what_explains_and_finds_survives_hostile_files(folder: Path, home: Home) -> None:
    request = LoadRequest((str(folder),), NOW.date())
    async with running(compose.services(home), (120, 40), request) as story:
        await story.has_read()
        for keys in (
            ["i"], ["down", "down"], ["escape", "h"], ["escape", "v"], ["escape", "y"], ["slash"], ["escape", "t"],
            ["[", "b", "]", "enter", "[", "/", "]", "enter"], ["2", "i"], ["escape", "tab", "i"], ["escape", "f"], ["c", "f"],
            ["down", "down", "enter"], ["slash", "[", "/", "enter"], ["=", "enter", "n", "y"], ["escape", "escape"],
        ):  # fmt: skip
            await story.press(*keys)
            await story.pilot.pause()
            assert_harmless(story)
        for typed in ("[b", "Name1", "night", "C1-1", "$accent"):
            await story.press("ctrl+p")
            await story.pilot.pause()
            await story.type(typed)
            await story.pilot.pause(0.4)
            assert_harmless(story)
            await story.press("escape", "escape")


async def test_the_room_survives_hostile_excerpts_and_notes(folder: Path, home: Home) -> None:
    request = LoadRequest((str(folder),), NOW.date())
    async with running(compose.services(home), (100, 30), request) as story:
        await story.has_read()
        await story.press("3")
        await story.sees("Not ready: ")
        await story.approves(len([row for row in story.app.screen.shown_rows if row.waits]))  # type: ignore[attr-defined]
        await story.press("4", "enter")
        await story.sees("The session is ready")
        await story.press("enter", "enter")
        await story.sees("Heard? [/ [b]")
        assert_harmless(story)
        await story.press("enter")
        assert story.room.phase is Phase.EXCERPT
        await story.sees("Hello 0 [/ [b]")
        assert_harmless(story)
        await story.press("enter", *"5511", *"-" * 8, "enter", "r", "n")
        await story.pilot.pause()
        await story.type("[b]note[/b]")
        await story.press("enter")
        await story.sees("Note: [b]note[/b]")
        await story.press("s", "s", "2")
        await story.sees("Two readings stand: A")
        await story.type("[/]")
        await story.press("enter")
        await story.sees("Two readings stand: B")
        await story.type("[@bell]x")
        await story.press("enter")
        await story.sees("This looks like a name, a number or an address")
        await story.press("k")
        await story.sees("two readings stand. A: [/] · B: [@bell]x")
        assert_harmless(story)


@pytest.mark.parametrize(
    "words", [["check"], ["gaps"], ["gaps", "--criterion", "listening"], ["calls", "--criterion", "listening"]]
)
def test_commands_print_nothing_that_a_terminal_obeys(
    folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([words[0], str(folder), "--as-of", "2026-10-01", *words[1:]]) == 0
    out, err = capsys.readouterr()
    assert not {c for c in out + err if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}}
    assert max(map(len, (out + err).splitlines())) < 2_000
    assert "[b]" in out


def test_redact_prints_nothing_that_a_terminal_obeys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["redact", str(folder / "transcripts" / "C0-0.json"), "--roster", str(folder / "roster.csv")]) in {0, 5}
    out, err = capsys.readouterr()
    assert not {c for c in out + err if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}}
