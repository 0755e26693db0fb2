"""Every phase, key and size of the room: no agent, customer or call, and no score before the reveal; ctrl+q is the only way out."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain import session_events as events
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.session import Phase
from qa_tui.domain.session_events import Vote, VoteKind
from qa_tui.paths import Home
from qa_tui.steps.live import LiveSession
from qa_tui.steps.loaded import Loaded
from qa_tui.tui.screens.room.screen import RoomScreen
from qa_tui.tui.widgets.line_view import LineView
from tests.builders import JUDGING, NOW, clock
from tests.plans import approved_plan
from tests.screens.story import Story, running
from tests.secret_team import SCORE_TEXTS, SECRET_WORDS, write_secret_team

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.session_events import Event
    from qa_tui.store.sessions import SessionStore

SIZES = ((80, 24), (120, 40), (160, 50), (60, 20))
BEFORE_REVEAL = (Phase.OPENING, Phase.BRIEF, Phase.EXCERPT, Phase.VOTE, Phase.VOTES_IN, Phase.HOW_YOU_VOTED)
SPECIAL = (
    *("escape", "tab", "shift+tab", "enter", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right", *(f"f{n}" for n in range(1, 13))),
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase if letter != "q"),
    *("ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right", "shift+up", "shift+down", "alt+left", "ctrl+home", "ctrl+end"),
)  # fmt: skip
KEYS = (*SPECIAL, *string.digits, *string.ascii_letters, *string.punctuation, *"²٣éß漢№")


def steps_to(phase: Phase) -> list[Event]:
    """Events from the opening to `phase` on the first call."""
    votes = [events.Cast(seat, Vote(VoteKind.LEVEL, 100.0 if seat < 2 else 0.0)) for seat in range(4)]
    road: list[tuple[Phase, list[Event]]] = [
        (Phase.OPENING, []),
        (Phase.TRIAL, [events.Moved("trial")]),
        (Phase.TRIAL_SHOWN, [*votes, events.VotesTaken()]),
        (Phase.BRIEF, [events.Moved("opening"), events.Moved("brief")]),
        (Phase.EXCERPT, [events.Moved("excerpt")]),
        (Phase.VOTE, [events.Moved("vote")]),
        (Phase.VOTES_IN, [*votes, events.VotesTaken()]),
        (Phase.HOW_YOU_VOTED, [events.DistributionShown()]),
        (Phase.SCORE, [events.ScoreRevealed()]),
        (Phase.PARTNER, [events.Moved("partner")]),
        (Phase.SAY_IT_BETTER, [events.Moved("score"), events.Continued(), *_rest(votes)]),
        (Phase.WRAP_UP, [events.Moved("wrap_up")]),
    ]
    taken: list[Event] = []
    for reached, needed in road:
        taken += needed
        if reached is phase:
            return taken
    raise ValueError(phase)


def _rest(votes: list[events.Cast]) -> list[Event]:
    one: list[Event] = [
        *(events.Moved(to) for to in ("brief", "excerpt", "vote")), *votes, events.VotesTaken(),
        events.DistributionShown(), events.ScoreRevealed(), events.Continued(),
    ]  # fmt: skip
    return [*one[1:], *one[1:], *one[1:]]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_secret_team(tmp_path_factory.mktemp("team") / "files")


@pytest.fixture(scope="module")
def loaded(team: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    cache = tmp_path_factory.mktemp("cache")
    found = compose.load_here(LoadRequest((str(team),), NOW.date()), Home(cache, cache, cache, cache))
    assert isinstance(found, Loaded)
    return found


async def enter(story: Story, loaded: Loaded, phase: Phase) -> None:
    """The room's screen at `phase`, not black."""
    store: SessionStore = story.app.services.store()  # type: ignore[assignment]
    plan = "p1" if store.newest_plan() or store.sessions() else approved_plan(store, loaded)
    live = LiveSession.start(store, plan, story.app.services.new_id(), 4, clock)
    assert isinstance(live, LiveSession)
    for event in steps_to(phase):
        live.send(event)
    assert live.state.phase is phase
    story.app.enter_room(live, is_new=False)
    await story.waits(lambda: isinstance(story.app.screen, RoomScreen), "the room")
    await story.press("enter")


async def leave(story: Story) -> None:
    while len(story.app.screen_stack) > 1:
        story.app.pop_screen()
    await story.pilot.pause()


def everything(story: Story) -> str:
    """What is drawn from the room's screen up, what it holds beyond its edge, and every byte that a second window is told."""
    above = False
    parts = []
    for screen in story.app.screen_stack:
        above = above or isinstance(screen, RoomScreen)
        if above:
            parts += [strip.text for strip in screen._compositor.render_strips()]
            parts += [view.text() for view in screen.query(LineView)]
    parts += [str(note.message) for note in story.app._notifications]
    public = story.app.services.log.parent.parent / "data" / "present.db"
    parts.append(public.read_bytes().decode("utf-8", "replace"))
    return "\n".join([*parts, story.app.title, story.app.sub_title])


def leaked(text: str, *, is_revealed: bool) -> list[str]:
    words = SECRET_WORDS if is_revealed else (*SECRET_WORDS, *SCORE_TEXTS)
    return [word for word in words if word.casefold() in text.casefold()]


@pytest.mark.parametrize(
    ("phase", "size"),
    [
        *((phase, size) for phase in (*BEFORE_REVEAL, Phase.SCORE, Phase.WRAP_UP) for size in SIZES),
        *((phase, (80, 24)) for phase in (Phase.TRIAL, Phase.TRIAL_SHOWN, Phase.PARTNER, Phase.SAY_IT_BETTER)),
    ],
)
async def test_no_key_leaks_or_leaves(phase: Phase, size: tuple[int, int], loaded: Loaded, home: Home) -> None:
    async with running(compose.services(home), size) as story:
        story.app.loaded = loaded
        for key in KEYS:
            if not (len(story.app.screen_stack) == 2 and story.room.phase is phase and not story.room._is_black):
                await leave(story)
                await enter(story, loaded, phase)
            await story.tap(key)
            assert any(isinstance(screen, RoomScreen) for screen in story.app.screen_stack), f"{key} left the room"
            is_revealed = story.room.live.state.round.is_revealed
            shown = everything(story)
            assert not leaked(shown, is_revealed=is_revealed), f"{key} in {phase}"
            assert not [word for word in JUDGING if word in shown.casefold()], f"{key} in {phase}"


async def test_the_score_is_there_after_the_reveal(loaded: Loaded, home: Home) -> None:
    """The search above would find it."""
    async with running(compose.services(home)) as story:
        await enter(story, loaded, Phase.SCORE)
        assert set(leaked(everything(story), is_revealed=False)) & set(SCORE_TEXTS)


async def test_an_error_behind_the_room_is_logged_without_its_words_and_told_later(loaded: Loaded, home: Home) -> None:
    secret = f"{SECRET_WORDS[0]} {SCORE_TEXTS[0]}"

    def fail(*_: object) -> Loaded:
        raise ValueError(secret)

    async with running(replace(compose.services(home), load=fail)) as story:
        story.app.loaded = loaded
        await enter(story, loaded, Phase.VOTE)
        story.app.open_request(loaded.request)
        await story.waits(home.log.exists, "the log")
        await story.press("5")
        assert story.app.is_in_room
        assert not leaked(everything(story), is_revealed=False)
        logged = home.log.read_text(encoding="utf-8")
        assert "ValueError" in logged
        assert not leaked(logged, is_revealed=False)
        await story.press("ctrl+q", "enter")
        await story.waits(lambda: story.room._is_black, "black")
        await story.press("ctrl+q")
        await story.sees("That did not work (ValueError)")
        assert secret not in story.text


async def test_ctrl_q_goes_black_first_and_only_then_leaves(loaded: Loaded, home: Home) -> None:
    async with running(compose.services(home)) as story:
        await enter(story, loaded, Phase.VOTE)
        await story.press("ctrl+q")
        await story.sees("Pause the session?")
        await story.press("escape")
        assert not story.room._is_black
        await story.press("ctrl+q", "enter")
        await story.waits(lambda: story.room._is_black, "black")
        await story.press("ctrl+q")
        await story.waits(lambda: not story.app.is_in_room, "the private screen")


async def test_a_session_begins_black(loaded: Loaded, home: Home) -> None:
    async with running(compose.services(home)) as story:
        approved_plan(story.app.services.store(), loaded)  # type: ignore[arg-type]
        await story.press("4", "enter")
        await story.waits(lambda: story.app.is_in_room, "the room")
        assert story.room._is_black
