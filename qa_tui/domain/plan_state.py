"""What a person decided about a plan: kept with it, and enough to make the same plan again. Calls by their keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from qa_tui.domain.agenda import Length
from qa_tui.domain.scope import Window
from qa_tui.domain.vote_set import FEWEST_LOWS, MOST_LOWS

SEATS = 12


class Permission(StrEnum):
    """Whether the agent of a call agreed that it is played."""

    NOT_ASKED = "not_asked"
    AGREED = "agreed"
    PRESENT = "present"
    """Agreed, and will be in the room."""
    DECLINED = "declined"
    """The call leaves the pool; nothing says why."""


@dataclass(frozen=True, slots=True)
class PlanState:
    """Everything that is not computed."""

    lows: int = FEWEST_LOWS
    pinned: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    length: Length = Length.SESSION
    seats: int = SEATS
    invited: str = ""
    """Key of the group that is invited; empty where nobody said."""
    session: date | None = None
    """Day of the session; None proposes one."""
    selection: Window | None = None
    """Days whose scores chose the criterion; None where nobody kept them."""
    objective: str = ""
    """As a person wrote it; empty takes the rubric's."""
    permissions: tuple[tuple[str, Permission], ...] = ()
    patterns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Failure patterns that a person named or merged: (name, behaviours)."""

    def permission(self, call_key: str) -> Permission:
        return dict(self.permissions).get(call_key, Permission.NOT_ASKED)

    def with_permission(self, call_key: str, permission: Permission) -> PlanState:
        kept = {**dict(self.permissions), call_key: permission}
        return replace(self, permissions=tuple(sorted(kept.items())))

    def pinning(self, call_key: str) -> PlanState:
        return replace(self, pinned=self.pinned | {call_key}, excluded=self.excluded - {call_key})

    def leaving_out(self, call_key: str) -> PlanState:
        return replace(self, pinned=self.pinned - {call_key}, excluded=self.excluded | {call_key})

    def with_lows(self, by: int) -> PlanState:
        return replace(self, lows=min(max(self.lows + by, FEWEST_LOWS), MOST_LOWS))

    @property
    def declined(self) -> frozenset[str]:
        return frozenset(key for key, permission in self.permissions if permission is Permission.DECLINED)

    def as_json(self) -> dict[str, Any]:
        return {
            "lows": self.lows,
            "pinned": sorted(self.pinned),
            "excluded": sorted(self.excluded),
            "length": self.length.value,
            "seats": self.seats,
            "invited": self.invited,
            "session": self.session.isoformat() if self.session else None,
            "selection": [self.selection.start.isoformat(), self.selection.end.isoformat()] if self.selection else None,
            "objective": self.objective,
            "permissions": [[key, permission.value] for key, permission in self.permissions],
            "patterns": [[name, list(behaviours)] for name, behaviours in self.patterns],
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> PlanState:
        return cls(
            lows=body["lows"],
            pinned=frozenset(body["pinned"]),
            excluded=frozenset(body["excluded"]),
            length=Length(body["length"]),
            seats=body["seats"],
            invited=body.get("invited", ""),
            session=date.fromisoformat(body["session"]) if body["session"] else None,
            selection=_window(body.get("selection")),
            objective=body["objective"],
            permissions=tuple((key, Permission(permission)) for key, permission in body["permissions"]),
            patterns=tuple((name, tuple(behaviours)) for name, behaviours in body["patterns"]),
        )


def _window(body: list[str] | None) -> Window | None:
    return Window(date.fromisoformat(body[0]), date.fromisoformat(body[1])) if body else None
