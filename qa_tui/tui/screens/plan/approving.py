"""What is asked before a mask is lifted or an excerpt approved: nothing is done by the way, and reasons are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.privacy_words import blocked_words
from qa_tui.steps.excerpt import may_lift
from qa_tui.tui.dialogs.confirm import ConfirmDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.typed_text import ask_text

if TYPE_CHECKING:
    from qa_tui.anonymise import Known, Result
    from qa_tui.domain.identifying import Groups
    from qa_tui.domain.transcript import Stretch
    from qa_tui.steps.excerpt import Checked, Draft
    from qa_tui.steps.store import Store
    from qa_tui.tui.app import QaApp

SMALL_TEAM = "small team"


async def is_looked_at(app: QaApp, safe: Result, detector_problem: str) -> bool:
    """Whether the call could be checked; where nobody is known, that is confirmed a second time."""
    if safe.status == "blocked" and safe.reason != "verification":
        app.tell(f"{blocked_words(safe.reason, detector_problem)} Choose another call.", is_bad=True)
        return False
    if safe.status != "review":
        return True
    answer = await app.push_screen_wait(
        ConfirmDialog(
            "Nobody in this call is known by name", "Names may be left in it. Have you read every line beside the bar?"
        )
    )
    return answer is True


async def ask_why_shown(app: QaApp, draft: Draft, checked: Checked, stretches: tuple[Stretch, ...]) -> str | None:
    """The typed reason to show what these masks hide; None where it was left, or where what they hide is known."""
    if not may_lift(draft, checked, stretches):
        app.tell("This is known of the roster or the call, or it is a long number: it stays hidden.", is_bad=True)
        return None
    turn, start, end = stretches[0]
    word = draft.transcript.turns[turn].text[start:end]
    places = "" if len(stretches) == 1 else f" in all {len(stretches)} places"
    return await ask_text(
        app,
        lambda value: EntryDialog(
            f'Show "{word}"{places}?', "Why can it identify nobody? The reason is kept.", value, is_needed=True
        ),
        checked.known,
    )


async def is_settled(app: QaApp, store: Store, plan: str, groups: Groups, known: Known) -> bool:
    """In a small team everybody knows whose call it is: that it is shown all the same is decided once, and kept."""
    if not groups.is_small_team or any(decision.about == SMALL_TEAM for decision in store.decisions(plan)):
        return True
    reason = await ask_text(
        app,
        lambda value: EntryDialog(
            f"Only {groups.team} agents took calls in this window",
            "Colleagues will know whose call this is, whatever is hidden. Why show it all the same? Kept with the plan.",
            value,
            is_needed=True,
        ),
        known,
    )
    if reason:
        store.decide(plan, SMALL_TEAM, reason, app.services.clock())
    return bool(reason)
