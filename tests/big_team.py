"""A team of any size as files: a universal gap on listening, a shift-bound one on compliance, and transcripts of some calls."""

from __future__ import annotations

import csv
import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CRITERIA = ("Listening", "Empathy", "Compliance", "Resolution", "Closing", "Greeting")
TYPES = ("Billing", "Delivery", "Cancellation", "Technical fault", "Complaint")
SHIFTS = ("early", "late", "night")
BEHAVIOURS = ("lets the caller finish", "restates the issue", "checks that it is right")
FIRST_DAY = date(2026, 9, 1)


def write_big_team(folder: Path, agents: int, calls: int, transcripts: int, seed: int = 1) -> Path:
    """Scores (1 to 5) of `calls` calls on six criteria, roster, rubric, and `transcripts` calls in words; the same for a seed."""
    draw = random.Random(seed)  # noqa: S311 - test data
    (folder / "transcripts").mkdir(parents=True)
    lines = ["name: Voice QA", "version: 1", "criteria:"]
    for name in CRITERIA:
        lines += [
            f"  - id: {name.casefold()}",
            f"    name: {name}",
            "    scale: {min: 1, max: 5}",
            f"    asks: How good is the {name.casefold()}?",
            f"    levels: {{{', '.join(f'{n}: Level {n} of it.' for n in range(1, 6))}}}",
            f"    behaviours: [{', '.join(BEHAVIOURS)}]",
        ]
    (folder / "rubric.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    skill = {f"A{n:05}": draw.gauss(0, 0.3) for n in range(agents)}
    shifts = {agent: SHIFTS[n % 3] for n, agent in enumerate(skill)}
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["agent_id", "shift"], *shifts.items()])
    with (folder / "scores.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["call_id", "agent_id", "called_at", "call_type", "criterion", "score", "max_score"])
        for number in range(calls):
            agent = f"A{number % agents:05}"
            day, kind = FIRST_DAY + timedelta(draw.randrange(30)), draw.choice(TYPES)
            for criterion in CRITERIA:
                low = criterion == "Listening" or (criterion == "Compliance" and shifts[agent] == "night")
                level = min(max(round(draw.gauss(2.9 if low else 4.4, 1) + skill[agent]), 1), 5)
                writer.writerow([f"C{number:06}", agent, day.isoformat(), kind, criterion, level, 5])
    for number in sorted(draw.sample(range(calls), transcripts)):
        turns = [
            {"speaker": ("agent", "customer")[turn % 2], "text": f"{draw.choice(BEHAVIOURS)}, and so on, {turn}."}
            for turn in range(12)
        ]
        body = json.dumps({"call_id": f"C{number:06}", "turns": turns})
        (folder / "transcripts" / f"C{number:06}.json").write_text(body, encoding="utf-8")
    return folder
