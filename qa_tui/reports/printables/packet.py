"""What the printables are made of: an approved plan as plain values. Nothing in it names an agent, a customer or a call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.reports.plan_words import level_list

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.agenda import Agenda
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Turn


@dataclass(frozen=True, slots=True)
class PrintedCall:
    """One excerpt on paper."""

    number: int
    """1, 2, 3 in playing order, over all criteria; 0 for a partner or the reserve."""
    call_type: str
    turns: tuple[Turn, ...]
    first_line: int
    qa_score: str
    """As it was sealed: for the guide's last page alone."""
    scored_by: str
    is_played: bool = False
    """The facilitator plays it with a player of their own: there are no lines."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a session does on one criterion."""

    criterion: Criterion
    objective: str
    voted: tuple[PrintedCall, ...]
    partners: tuple[PrintedCall, ...]
    reserve: tuple[PrintedCall, ...]

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        """Levels from the top: (word, what it means)."""
        return level_list(self.criterion)


@dataclass(frozen=True, slots=True)
class Packet:
    """Everything that is printed for one session."""

    parts: tuple[Part, ...]
    """One for each criterion, in playing order."""
    agenda: Agenda
    seats: int
    session: date | None

    @property
    def title(self) -> str:
        return " and ".join(part.criterion.name for part in self.parts)

    @property
    def voted(self) -> tuple[PrintedCall, ...]:
        return tuple(call for part in self.parts for call in part.voted)

    @property
    def has_partners(self) -> bool:
        return any(part.partners for part in self.parts)

    @property
    def cards(self) -> tuple[tuple[str, str], ...]:
        """One card for each level of every scale; the text where all criteria that use it give the same one."""
        texts: dict[str, set[str]] = {}
        for part in self.parts:
            for word, text in part.levels:
                texts.setdefault(word, set()).add(text)
        return tuple((word, found.pop() if len(found) == 1 else "") for word, found in texts.items())

    @property
    def clock(self) -> tuple[tuple[str, str, int], ...]:
        """Each part of the agenda: (from, what, minutes), from 0:00."""
        passed = 0
        rows = []
        for item in self.agenda.items:
            rows.append((f"{passed // 60}:{passed % 60:02}", item.what, item.minutes))
            passed += item.minutes
        return tuple(rows)
