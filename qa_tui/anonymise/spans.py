"""The values that travel through the anonymiser. Their `repr` never shows what they hide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.domain.transcript import Turn

PersonRole = Literal["agent", "customer", "other"]
Status = Literal["ok", "review", "blocked"]
Mode = Literal["balanced", "strict"]
Reason = Literal["", "error", "late", "language", "detector", "verification"]
"""Why a call is blocked."""


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Somebody whose name must not be shown."""

    id: str
    role: PersonRole
    names: tuple[str, ...]
    ids: tuple[str, ...] = ()
    """Employee numbers, logins and the like."""

    def __repr__(self) -> str:
        return f"Person(role={self.role!r}, {len(self.names)} names)"


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """All that is known about the people of a call and their colleagues."""

    people: tuple[Person, ...]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other values by kind: phone, email, account and so on."""

    def __repr__(self) -> str:
        return f"Known({len(self.people)} people)"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the ORIGINAL text of one turn that is hidden."""

    turn: int
    start: int
    end: int
    kind: str
    placeholder: str
    rule: str
    """Which rule found it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found, before placeholders are numbered."""

    turn: int
    start: int
    end: int
    kind: str
    """agent, customer, name, number, email, handle, or a kind of `Known.values`."""
    rule: str
    person: str = ""
    """Id of a known person; or, for an unknown name, the folded name, so that the same name gets the same placeholder."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the rules found in a call, or why they could not look."""

    found: tuple[Found, ...]
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Safe turns, where something was hidden, and whether they may be shown."""

    turns: tuple[Turn, ...]
    spans: tuple[Span, ...]
    withheld: tuple[int, ...]
    """Turns whose text was replaced whole, because a check of the output failed."""
    status: Status
    reason: Reason = ""


class Detector(Protocol):
    """An additional opinion: it can only add to what is hidden."""

    def find(self, turns: Sequence[Turn]) -> Sequence[Found]: ...


class NamedDetector(Detector, Protocol):
    """A detector that an approval can be bound to."""

    @property
    def name(self) -> str:
        """Which one it is, with its version."""
