"""Which of the six steps have what they need: what the second line of every private screen marks with a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.gap_app import GapApp
from qa_tui.tui.navigation import ready_steps

if TYPE_CHECKING:
    from qa_tui.domain.cycle import Cycle


class StepsApp(GapApp):
    """Owner of the dots."""

    _has_approved_plan = False
    _of_cycles: frozenset[str] = frozenset()
    """Steps 5 and 6, where they have what they need."""

    def ready_steps(self) -> frozenset[str]:
        """Modes of the steps that have what they need."""
        has_transcripts = self.loaded is not None and bool(self.loaded.transcripts)
        return self._of_cycles | ready_steps(
            has_report=self.report is not None, has_transcripts=has_transcripts, is_planned=self._has_approved_plan
        )

    def note_plan(self, *, is_ready: bool) -> None:
        """The plan says whether a session could start."""
        self._has_approved_plan = is_ready

    def note_cycles(self) -> tuple[Cycle, ...]:
        """The cycles of this workspace, the one that began last first.

        A finished session is enough for practice, and one whose re-score is over for the outcome.
        """
        store, today = self.store(), self.services.clock().date()
        known = tuple(c for c in store.cycles() if c.workspace == self.workspace) if store else ()
        finished = [c for c in known if not any(held.is_open for held in c.sessions)]
        has_answer = any(cycle.answer_on <= today for cycle in finished)
        self._of_cycles = frozenset({"practice"} if finished else ()) | frozenset({"outcome"} if has_answer else ())
        return known
