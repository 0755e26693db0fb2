"""The sound of an excerpt on the desk: asked for call by call, made with the approval, and heard before a room hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from qa_tui.steps.sound import INSTALL, cut_of, drop_clips, find_clip, keep_clip, make_clip
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.dialogs.listen import ListenDialog

if TYPE_CHECKING:
    from qa_tui.anonymise import Result
    from qa_tui.domain.clip import Clip
    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.steps.excerpt import Draft
    from qa_tui.steps.sound import Sound
    from qa_tui.steps.store import Store
    from qa_tui.tui.app import QaApp

QUESTION = "May the room hear this call, and not only read it?"
EXPLANATION = (
    "Colleagues can know a voice, whatever is hidden. Yes only where everybody who speaks in it has agreed that it is used in "
    "training. What is hidden in the text is a tone in the sound. The answer is kept for this call; s changes it."
)


class ConsentDialog(ConfirmDialog):
    """A question whose answer is no unless somebody says yes: Enter is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes"),
        Binding("n,enter", "answer(False)", "no"),
    ]
    KEYS = "y yes, with sound · n no, transcript only"


def recording_of(app: QaApp, draft: Draft) -> str:
    """Path of the call's sound; empty where there is none."""
    return app.loaded.recordings.get(draft.candidate.call_id, "") if app.loaded else ""


def words(app: QaApp, draft: Draft, safe: Result) -> str:
    """What the desk says of the sound."""
    store = app.store()
    if not recording_of(app, draft) or store is None:
        return ""
    if isinstance(why_not := cut_of(draft, safe), str):
        return f" Its recording cannot be used: {why_not}."
    is_allowed = store.is_recording_allowed(draft.candidate.call_id)
    return " With sound (s)." if is_allowed else " Transcript only; there is a recording (s)."


async def ask_consent(app: QaApp, store: Store, draft: Draft, safe: Result, *, again: bool = False) -> bool:
    """Whether the call may be heard: asked once for each recording that can be, and kept."""
    if not recording_of(app, draft) or app.services.sound() is None or isinstance(cut_of(draft, safe), str):
        return False
    call = draft.candidate.call_id
    known = store.is_recording_allowed(call)
    if known is not None and not again:
        return known
    answer = await app.push_screen_wait(ConsentDialog(QUESTION, EXPLANATION))
    if answer is None and known is not None:
        return known
    store.allow_recording(call, is_allowed=answer is True, now=app.services.clock())
    return answer is True


def begin_clip(app: QaApp, store: Store, excerpt: ApprovedExcerpt, draft: Draft, safe: Result) -> None:
    """Make the clip of an approval while keys go on; it is said when it is there, or why it is not."""
    sound, recording = app.services.sound(), recording_of(app, draft)
    if sound is None or not recording:
        return
    cut = cut_of(draft, safe)

    def make() -> None:
        made = make_clip(sound.clips, excerpt, cut, recording)
        app.call_from_thread(_made, app, store, sound, excerpt, made)

    app.run_worker(make, thread=True, group="clips", exit_on_error=False)


def _made(app: QaApp, store: Store, sound: Sound, excerpt: ApprovedExcerpt, made: Clip | str) -> None:
    if isinstance(made, str):
        app.tell(made)
    elif keep_clip(store, sound.clips, excerpt.id, made, app.services.clock()):
        app.tell(
            f"The sound of this excerpt is ready: {made.seconds:.0f} seconds. Open it and press s to hear it first."
        )


def take_back(app: QaApp) -> None:
    """An approved excerpt was changed: its approval is gone, and what the room would have heard with it."""
    app.tell("Changed, so it needs your approval again.")
    store, sound = app.store(), app.services.sound()
    if store is not None and sound is not None:
        drop_clips(store, sound.clips)


async def change_sound(app: QaApp, plan: str, draft: Draft, safe: Result | None) -> None:
    """`s`: hear the clip of an approved excerpt; else ask whether there may be one."""
    store, sound = app.store(), app.services.sound()
    if not recording_of(app, draft):
        app.tell("There is no recording of this call among the files: name one by the id of the call.")
        return
    if sound is None:
        app.tell(INSTALL)
        return
    if store is None or safe is None:
        return
    if isinstance(why_not := cut_of(draft, safe), str):
        app.tell(f"No sound for this excerpt: {why_not}. It is read aloud.")
        return
    excerpt = store.approved(plan).get(store.call_key(draft.candidate.call_id))
    found = find_clip(store, sound.clips, excerpt.id) if excerpt else None
    if found is not None and await app.push_screen_wait(ListenDialog(sound, *found)) != "ask again":
        return
    if not await ask_consent(app, store, draft, safe, again=True):
        drop_clips(store, sound.clips)
    elif excerpt is None:
        app.tell("Its sound is made when you approve it.")
    else:
        begin_clip(app, store, excerpt, draft, safe)
