"""The fictional team of the bundled data, and the truth planted in its scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2026, 9, 1)
AFTER_DAYS = 28
SEED = 20261001

EVALUATORS = (("QA1", 55), ("QA2", 27), ("QA3", 18))
CALL_TYPES = {
    "billing": ("Billing dispute", "Cancellation"),
    "technical": ("Technical fault", "Account access"),
    "orders": ("Delivery", "Complaint"),
}
QUEUES = tuple(CALL_TYPES)


@dataclass(frozen=True, slots=True)
class Member:
    """One agent of the fictional team."""

    id: str
    name: str
    shift: str
    queue: str
    hired_on: date
    calls: int
    left_on: date | None = None


_NAMES = (
    "Maya Lindqvist", "Tom Okafor", "Priya Raman", "Jonas Weber", "Grace Mbeki", "Luis Herrera", "Hannah Doyle", "Ivan Petrov",
    "Chloe Martin", "Samuel Osei", "Aisha Karim", "Ben Carter", "Noor Haddad", "Erik Dahl", "Mei Tanaka", "Rosa Silva",
    "Will Turner", "Fatima Zahra", "Declan Byrne", "Olga Nowak", "Kofi Boateng", "Julia Rossi", "Drew Patterson", "Anya Sharma",
)  # fmt: skip
_HIRED = (
    date(2026, 8, 3), date(2023, 5, 15), date(2026, 2, 2), date(2024, 11, 4), date(2026, 7, 20), date(2025, 12, 1),
    date(2021, 3, 8), date(2026, 1, 12), date(2022, 9, 19), date(2026, 7, 27), date(2026, 3, 16), date(2024, 2, 26),
    date(2026, 8, 10), date(2020, 6, 1), date(2026, 4, 7), date(2025, 3, 3), date(2026, 8, 24), date(2023, 10, 9),
    date(2026, 5, 4), date(2026, 7, 13), date(2022, 1, 17), date(2025, 11, 10), date(2024, 8, 5), date(2026, 6, 1),
)  # fmt: skip
_LEFT = {"A08": date(2026, 9, 26), "A21": date(2026, 9, 29)}
_SHIFTS = ("early", "late", "night")
FEW_CALLS = "A17"


def team() -> tuple[Member, ...]:
    """24 agents: three shifts of eight, queues across the shifts, and one agent with too few calls."""
    members = []
    for n, (name, hired) in enumerate(zip(_NAMES, _HIRED, strict=True)):
        agent = f"A{n + 1:02d}"
        calls = 6 if agent == FEW_CALLS else 19 + (n * 7) % 4
        members.append(Member(agent, name, _SHIFTS[n // 8], QUEUES[(n + n // 8) % 3], hired, calls, _LEFT.get(agent)))
    return tuple(members)


@dataclass(frozen=True, slots=True)
class Truth:
    """How the team does on one criterion."""

    low: tuple[str, ...]
    """Agents below 70 %, by construction."""
    others: float
    """Mean percent of everybody else."""
    lows: float = 59.0
    """Mean percent of the low agents."""
    not_applicable: float = 0.0
    gain: float = 1.0
    """Points by which the mean of a trained agent moves in the days after."""


def _agents(*numbers: int) -> tuple[str, ...]:
    return tuple(f"A{n:02d}" for n in numbers)


TRAINED_ON: dict[date, tuple[str, ...]] = {
    date(2026, 10, 1): _agents(1, 2, 4, 5, 9, 10, 12, 13),
    date(2026, 10, 2): _agents(11, 14, 16, 18, 19, 20, 23, 24),
}
"""Day of a session on active listening -> who was there."""
ABSENT: dict[date, tuple[str, ...]] = {date(2026, 10, 1): _agents(6), date(2026, 10, 2): ()}
UNTRAINED_GAIN = 1.0

TRUTH: dict[str, Truth] = {
    "greeting": Truth(_agents(4, 20), 90.0),
    "verification": Truth(
        _agents(
            13,
        ),
        92.0,
        62.0,
    ),
    # 16 of 23: universal.
    "active_listening": Truth(_agents(1, 2, 4, 5, 6, 8, 10, 12, 13, 14, 16, 18, 19, 20, 21, 23), 77.0, 56.0, gain=13.5),
    # 11 of 23: mixed.
    "empathy": Truth(_agents(2, 3, 5, 6, 9, 12, 13, 16, 19, 20, 23), 79.0, 61.0, 0.04),
    "diagnosis": Truth(_agents(1, 7, 15, 22), 80.0, 63.0),
    "knowledge": Truth(_agents(3, 10, 14), 83.0, 62.0),
    "explanation": Truth(_agents(8, 16, 21), 81.0, 63.0),
    # One agent far below: a coaching case, not a training topic.
    "call_control": Truth(
        _agents(
            14,
        ),
        84.0,
        42.0,
    ),
    "hold_transfer": Truth(_agents(3, 11, 18, 24), 84.0, 58.0, 0.3),
    # 7 of 23, six of them in the night shift: clustered.
    "compliance": Truth(_agents(7, 18, 19, 20, 22, 23, 24), 86.0, 55.0, 0.05),
    "resolution": Truth(_agents(6, 9, 15), 80.0, 64.0),
    "closing": Truth(_agents(4, 10), 91.0, 60.0),
}
BLANKS = 0.008
