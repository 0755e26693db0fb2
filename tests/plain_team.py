"""A small centre's files as it has them: one table of calls, no rubric, no roster, transcripts as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.files import write

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ("Finn Otto", "Kim Lee", "Bob Miles", "Dev Patel", "Ella Stone", "Gina Rossi", "Hugo Kern", "Ines Cabral")
IDS = tuple(f"K{n:02}" for n in range(1, 9))
TYPES = ("Returns", "Billing", "Delivery")
CALLS_EACH = 12


def write_plain_team(folder: Path, agents: tuple[str, ...] = PEOPLE, *, odd_score: str = "") -> Path:
    """Eight agents with twelve calls each; listening is what all of them lack. `odd_score` is the last call's."""
    rows = ["Call ID;Agent;Date;Contact reason;Listening;Tone"]
    for number, agent in enumerate(agents):
        for call in range(CALLS_EACH):
            listening = (1, 2, 3, 2, 5, 3)[(number + call) % 6]
            day = f"{1 + (number + 2 * call) % 28:02}/09/2026"
            kind = TYPES[call % 3]
            rows.append(f"5{number}{call:02};{agent};{day};{kind};{listening};{4 + (number + call) % 2}")
    if odd_score:
        rows[-1] = ";".join((*rows[-1].split(";")[:4], odd_score, "4"))
    write(folder / "scores.csv", "\n".join(rows) + "\n")
    for number in range(len(agents)):
        for call in range(CALLS_EACH):
            said = (
                f"Agent: Good morning, {PEOPLE[number].split()[0]} speaking, how can I help?\n"
                "Customer: I was charged twice for it and nobody answers my mails.\n"
                f"Agent: Right, I will ask {PEOPLE[(number + 1) % 8].split()[0]} about it. What is the order number?\n"
                "Customer: I gave it to you already, you did not listen to me.\n"
            )
            write(folder / "calls" / f"call_5{number}{call:02}.txt", said)
    return folder
