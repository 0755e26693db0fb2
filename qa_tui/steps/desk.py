"""The facilitator's desk for one plan: an excerpt is opened as it was left, and kept at every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.steps.excerpt import draft, draft_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from qa_tui.domain.excerpt import ApprovedExcerpt
    from qa_tui.domain.plan import Candidate
    from qa_tui.domain.problem import Problem
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Transcript
    from qa_tui.steps.excerpt import Draft, ExcerptStore, Read


@dataclass(frozen=True, slots=True)
class Desk:
    """One plan's desk. Nothing that lies on it outlives a change of criterion, scope or files: it is opened anew."""

    store: ExcerptStore
    plan: str
    criterion: Criterion
    read: Read
    typed: Mapping[str, Transcript]
    """Call id -> turns that a person typed; they are kept nowhere as they were said."""

    def open(self, candidate: Candidate, excerpt: ApprovedExcerpt | None) -> Draft | Problem | None:
        """The excerpt with what was done to it so far; None where its lines were typed and are gone.

        The score, the role and the file are those of `candidate`, never those of an earlier look.
        """
        kept = self.store.history_of(self.plan, candidate.call_id)
        if kept is None and excerpt is not None:
            kept = excerpt.history()
        if candidate.transcript:
            return draft(candidate, self.read, self.criterion, kept)
        typed = self.typed.get(candidate.call_id)
        return draft_of(candidate, typed, self.criterion, kept) if typed else None

    def keep(self, changed: Draft, now: datetime) -> None:
        """Keep what was done to an excerpt; an approval of what it was before is taken back."""
        self.store.keep_history(self.plan, changed.candidate.call_id, changed.history(), now)
        self.store.withdraw(self.plan, changed.candidate.call_id)
