"""A call that has a score and no transcript: its lines are typed, or the facilitator plays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.vote_set import Use
from qa_tui.reports.plan_words import ROLES
from qa_tui.steps.excerpt import approve_played
from qa_tui.steps.plan import unheard_calls
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.dialogs.lines_entry import LinesDialog

if TYPE_CHECKING:
    from qa_tui.domain.plan import Candidate
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Transcript
    from qa_tui.tui.app import QaApp

NO_NAME_HEARD = "Is no name and no voice heard that the room knows, or was permission given?"


async def choose_unheard(app: QaApp, criterion: Criterion) -> Candidate | None:
    """One of the calls without a transcript."""
    if app.loaded is None:
        return None
    calls = unheard_calls(app.loaded, app.scope, criterion)
    if not calls:
        app.tell("Every scored call in this window has a transcript.")
        return None
    options = [
        (call, f"{ROLES[call.role]} {call.percent:.0f} %  {call.call_type}", f"{call.agent} {call.day} {call.call_id}")
        for call in calls
    ]
    return await app.push_screen_wait(ChooseDialog("A call without a transcript", options, app.glyphs))


async def type_or_play(app: QaApp, call: Candidate, plan: str) -> Transcript | bool | None:
    """The typed turns; True where the facilitator plays it, and it is approved so; None where it was left."""
    how = await app.push_screen_wait(
        ChooseDialog(
            "How does the room hear it?",
            [("lines", "I type or paste its lines", ""), ("play", "I play it with a player of my own", "")],
            app.glyphs,
        )
    )
    if how == "lines":
        return await _typed(app, call)
    store = app.store()
    if how != "play" or store is None:
        return None
    agreed = await app.push_screen_wait(ConfirmDialog(NO_NAME_HEARD, "The app briefs, takes the votes and reveals."))
    if agreed is not True:
        return None
    services = app.services
    approve_played(store, plan, call, 0, services.new_id(), services.clock(), Use.VOTE)
    return True


async def _typed(app: QaApp, call: Candidate) -> Transcript | None:
    text = await app.push_screen_wait(LinesDialog("The lines of this call"))
    if not text:
        return None
    found = app.services.read_lines(call.call_id, text)
    if found is None:
        app.tell("There is no turn in this: begin lines with A: or C:.", is_bad=True)
    return found
