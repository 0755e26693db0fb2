"""Excerpts that are heard: asked for call by call, in the room by keys of their own, and never needed."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.audio.playing import PlayerProcess
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.session import Phase
from qa_tui.steps.excerpt import Draft, check, draft, make_safe
from qa_tui.steps.sound import cut_of, drop_clips, find_clip, keep_clip, make_clip
from qa_tui.store.public_file import PublicReader
from qa_tui.tui.screens.room.page import Page
from qa_tui.tui.screens.room.screen import RoomScreen
from tests.builders import NOW
from tests.plans import approved_plan, drafted
from tests.recordings import give_clips
from tests.screens.story import running
from tests.screens.test_nothing_leaks import enter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from qa_tui.paths import Home
    from qa_tui.steps.loaded import Loaded
    from qa_tui.store.sessions import SessionStore
    from tests.screens.story import Story

pytestmark = pytest.mark.usefixtures("silent_device")


@asynccontextmanager
async def opened(home: Home, recorded_team: Path, size: tuple[int, int] = (100, 40)) -> AsyncIterator[Story]:
    services = compose.services(home)
    async with running(services, size, LoadRequest((str(recorded_team),), NOW.date(), accept=True)) as story:
        yield story


def clips_in(home: Home) -> list[Path]:
    return sorted(home.clips.glob("*")) if home.clips.is_dir() else []


async def to_desk(story: Story) -> None:
    await story.sees("below 70")
    await story.press("3")
    await story.sees("to approve")
    await story.press("home", "enter")
    await story.sees("as it was said")


async def test_enter_is_a_no_and_the_default_is_the_transcript(home: Home, recorded_team: Path) -> None:
    async with opened(home, recorded_team) as story:
        await to_desk(story)
        await story.sees("Transcript only; there is a recording (s).")
        await story.press("a")
        await story.sees("May the room hear this call")
        await story.press("enter")
        await story.sees("✓ approved")
        assert clips_in(home) == []
        await story.press("home", "enter")
        await story.sees("Transcript only; there is a recording (s).")
        assert story.app.store().is_recording_allowed("CALLQX00") is False  # type: ignore[union-attr]


async def test_with_a_yes_the_clip_is_made_heard_and_taken_back(home: Home, recorded_team: Path) -> None:
    async with opened(home, recorded_team) as story:
        await to_desk(story)
        await story.press("a")
        await story.sees("Colleagues can know a voice")
        await story.press("y")
        await story.sees("The sound of this excerpt is ready")
        (clip,) = clips_in(home)
        assert clip.stat().st_mode & 0o777 == 0o600
        await story.press("home", "enter")
        await story.sees("Approved. With sound (s).")
        await story.press("s")
        await story.sees("What the room will hear")
        await story.press("space")
        await story.sees("Sound: playing 0:00")
        await story.press("m")
        await story.sees("muted")
        await story.press("right", "space")
        await story.sees("Sound: paused")
        await story.press("n")
        await story.sees("May the room hear this call")
        await story.press("n")
        await story.sees("Transcript only; there is a recording (s).")
        await story.waits(lambda: clips_in(home) == [], "the clip is gone")


async def test_a_change_takes_the_clip_with_the_approval(home: Home, recorded_team: Path) -> None:
    async with opened(home, recorded_team) as story:
        await to_desk(story)
        await story.press("s", "y")
        await story.sees("Its sound is made when you approve it.")
        await story.press("a")
        await story.sees("The sound of this excerpt is ready")
        assert len(clips_in(home)) == 1
        await story.press("home", "enter")
        await story.sees("Approved. With sound (s).")
        await story.press("x")
        await story.sees("it needs your approval again")
        assert clips_in(home) == []


@asynccontextmanager
async def in_room(home: Home, recorded: Loaded, phase: Phase) -> AsyncIterator[Story]:
    async with running(compose.services(home), (100, 30)) as story:
        give_clips(story.app.services, recorded)
        await enter(story, recorded, phase)
        yield story


def player_of(story: Story) -> PlayerProcess:
    hearing = story.room.sound._hearing
    assert hearing is not None
    assert isinstance(hearing._player, PlayerProcess)
    return hearing._player


def public_body(home: Home) -> dict[str, object]:
    reader = PublicReader(home.public)
    try:
        found = reader.look()
        assert isinstance(found, dict)
        return found
    finally:
        reader.close()


async def test_the_room_hears_the_excerpt_and_sees_which_line_it_is(home: Home, recorded: Loaded) -> None:
    async with in_room(home, recorded, Phase.EXCERPT) as story:
        await story.sees("a play, pause")
        await story.sees("Sound: ready 0:00 of")
        await story.press("a")
        await story.sees("Sound: playing")
        await story.sees(" >1 AGENT")
        await story.press("right", "right", "right", "right")
        await story.sees(" >2 CUSTOMER")
        told = public_body(home)["excerpt"]
        assert isinstance(told, dict)
        assert told["heard"] == 1
        for path in clips_in(home):
            assert path.name[:12].encode() not in home.public.read_bytes()
        assert b".wav" not in home.public.read_bytes()
        await story.press("b")
        await story.waits(lambda: not story.room.sound.is_playing, "black is silent")
        await story.press("enter")
        await story.sees("Sound: paused")
        await story.press("space")
        assert story.room.phase is Phase.EXCERPT, "space reads on"
        await story.press("a")
        await story.sees("Sound: playing")
        await story.goes_to_vote()
        await story.waits(lambda: not story.room.sound.is_playing, "nobody hears it while votes are taken")
        assert "Sound" not in story.text
        await story.press("a")
        assert story.room.live.state.ballot is not None
        assert story.room.live.state.ballot.missing == 3, "here the key is a vote"


async def test_it_is_silent_at_once_whatever_was_told_last(home: Home, recorded: Loaded) -> None:
    async with in_room(home, recorded, Phase.EXCERPT) as story:
        await story.sees("Sound: ready")
        for leave, back in (("b", "enter"), ("ctrl+q", "n")):
            await story.tap("a")
            await story.press(leave)
            before = await settled(story)
            assert await settled(story) == before, leave
            await story.press(back)
            await story.waits(lambda: not story.room.sound.is_playing, "and stays so until somebody asks for it")


async def settled(story: Story) -> float:
    """The second at which the player stands, told by the player itself half a second from now."""
    hearing = story.room.sound._hearing
    assert hearing is not None
    await story.pilot.pause(0.5)
    return hearing.heard.at if hearing.heard is not None else 0.0


async def test_pages_that_the_sound_skipped_have_not_been_read(
    home: Home, recorded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomScreen, "_room_on_screen", lambda _: Page(38, 6))
    async with running(compose.services(home), (60, 20)) as story:
        give_clips(story.app.services, recorded)
        await enter(story, recorded, Phase.EXCERPT)
        await story.waits(lambda: story.room.sound.keys() != (), "the clip")
        pages = len(story.room.pages())
        assert pages > 2
        await story.press("a")
        await story.waits(lambda: story.room.sound.is_playing, "it plays")
        hearing = story.room.sound._hearing
        assert hearing is not None
        hearing.skip(hearing.clip.seconds - 1)
        await story.waits(lambda: story.room.page == pages - 1, "the last line is heard")
        await story.press("enter")
        assert "not been read yet" in story.room.message


async def test_the_demo_leaves_own_clips_alone(home: Home, recorded: Loaded) -> None:
    services = compose.services(home)
    give_clips(services, recorded)
    services.close()
    assert len(clips_in(home)) == 6
    demo = compose.demo_services(home)
    sound = demo.sound()
    assert sound is not None
    drop_clips(demo.store(), sound.clips)
    demo.close()
    assert len(clips_in(home)) == 6


def test_a_clip_follows_its_approval_into_a_copy_and_out_of_the_store(home: Home, recorded: Loaded) -> None:
    services = compose.services(home)
    sound = services.sound()
    assert sound is not None
    try:
        store: SessionStore = services.store()  # type: ignore[assignment]
        plan = approved_plan(store, recorded)
        pick = drafted(recorded).vote_set.picks[0]
        call = pick.candidate.call_id
        excerpt = store.approved(plan)[store.call_key(call)]
        desk = draft(pick.candidate, compose.read_transcript)
        assert isinstance(desk, Draft)
        safe = make_safe(desk, check(recorded, desk.transcript, pick.candidate.agent))
        made = make_clip(sound.clips, excerpt, cut_of(desk, safe), recorded.recordings[call])
        assert not isinstance(made, str)
        assert not keep_clip(store, sound.clips, excerpt.id, made, NOW), "nobody said that it may be heard"
        store.allow_recording(call, is_allowed=True, now=NOW)
        made = make_clip(sound.clips, excerpt, cut_of(desk, safe), recorded.recordings[call])
        assert not isinstance(made, str)
        assert keep_clip(store, sound.clips, excerpt.id, made, NOW)
        criterion = recorded.rubric.criterion("listening")
        assert criterion is not None
        store.make_plan("p2", "secret", criterion, NOW)
        store.copy_excerpts("p1", "p2", services.new_id, NOW)
        copy = store.approved("p2")[store.call_key(call)]
        assert find_clip(store, sound.clips, copy.id) is not None
        store.lapse(excerpt.id, "changed")
        assert find_clip(store, sound.clips, excerpt.id) is None, "an approval that has lapsed is not heard"
        store.withdraw("p2", call)
        store.withdraw("p1", call)
        assert store.clip_keys() == frozenset()
    finally:
        services.close()
