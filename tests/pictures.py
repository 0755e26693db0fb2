"""The pictures of the README, drawn from the demo: `python -m tests.pictures` writes them anew."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.paths import find_home
from tests.screens.story import Story, demo, running
from tests.screens.test_demo_story import Clock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

FOLDER = Path(__file__).parents[1] / "qa_tui" / "demo"
SIZES = {"scores": (100, 28), "votes": (96, 24), "outcome": (100, 32)}


async def scores(story: Story) -> None:
    await story.sees("Train: Active listening")


async def votes(story: Story) -> None:
    """The room has voted and sees how; QA's score is still sealed."""
    await story.sees("Train: Active listening")
    await story.press("3")
    await story.sees("Not ready: 8 to approve")
    await story.approves(8)
    await story.press("4", "enter")
    await story.sees("The session is ready")
    await story.press("enter", "enter")
    await story.goes_to_vote()
    await story.press(*"555542222222", "enter")
    await story.waits(lambda: story.room.phase is Phase.VOTES_IN, "votes in")
    await story.press("r")
    await story.sees("The room sees this two ways")


async def outcome(story: Story) -> None:
    await story.sees("Train: Active listening")
    await story.press("6")
    await story.sees("Verdict: effective")


PICTURES: dict[str, Callable[[Story], Awaitable[None]]] = {"scores": scores, "votes": votes, "outcome": outcome}


async def draw(name: str, home: Path) -> str:
    """One picture as SVG, which asks nobody for a font."""
    async with running(demo(find_home(str(home)), Clock()), SIZES[name]) as story:
        await PICTURES[name](story)
        await story.pilot.pause()
        picture = story.app.export_screenshot(title="qa-tui")
    return re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", "", picture, flags=re.DOTALL)


def words_of(picture: str) -> list[str]:
    """What stands in a picture, line by line."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture)


def main() -> None:
    for name in PICTURES:
        with tempfile.TemporaryDirectory() as home:
            (FOLDER / f"{name}.svg").write_text(asyncio.run(draw(name, Path(home))), encoding="utf-8")


if __name__ == "__main__":
    main()
