"""A small team whose names, ids and scores are words that occur nowhere else, so that a leak of any is found by searching."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOW, HIGH = 41.7, 93.1
SCORE_TEXTS = ("41.7", "93.1")
AGENTS = (
    "Zebulon Quartzberg",
    "Ottoline Fizzwick",
    "Peregrine Wuthers",
    "Isambard Plonk",
    "Thessaly Grue",
    "Barnaby Xylos",
)
CUSTOMER = "Perpetua Vandersnoot"
SECRET_WORDS = ("Zebulon", "Quartzberg", "Ottoline", "Fizzwick", "Peregrine", "Wuthers", "Perpetua", "Vandersnoot", "CALLQX", "AGQX")  # fmt: skip
LOW_CALLS = ("CALLQX00", "CALLQX10", "CALLQX20")
"""One call of each of the first three agents, with a transcript, scored `LOW`."""
HIGH_CALLS = ("CALLQX30", "CALLQX40", "CALLQX50")

RUBRIC = """\
name: Secret
version: 1
criteria:
  - id: listening
    name: Listening
    scale: {percent: true}
    asks: Does the agent show that the customer has been heard?
    levels: {0: Interrupts., 100: Restates and checks.}
"""


def write_secret_team(folder: Path) -> Path:
    """Scores, roster, rubric and transcripts under `folder`."""
    (folder / "transcripts").mkdir(parents=True)
    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [["agent_id", "agent_name", "team"], *([f"AGQX{n}", name, "one"] for n, name in enumerate(AGENTS))]
        )
    with (folder / "scores.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["call_id", "agent_id", "called_at", "criterion", "score", "max_score", "call_type"])
        for n in range(len(AGENTS)):
            for call in range(12):
                score = LOW if n < 3 else HIGH
                writer.writerow(
                    [f"CALLQX{n}{call}", f"AGQX{n}", f"2026-09-{call + 10}", "Listening", score, 100, "Billing"]
                )
    for call_id, name in zip((*LOW_CALLS, *HIGH_CALLS), AGENTS, strict=True):
        turns = [
            ("agent", f"Thanks for calling, this is {name}, how can I help?"),
            ("customer", f"My name is {CUSTOMER}. I was charged twice, and I have told you people three times."),
            ("agent", f"Alright {CUSTOMER.split(maxsplit=1)[0]}, so what is the reference? I have {call_id} here."),
            ("customer", "I do not know, you tell me."),
            ("agent", f"Fine. {name.split()[0]} will look into it, that is me."),
        ]
        body = {
            "call_id": call_id,
            "turns": [{"speaker": speaker, "text": text} for speaker, text in turns],
            "people": {"agent": [name], "customer": [CUSTOMER]},
        }
        (folder / "transcripts" / f"{call_id}_AGENT_{name.replace(' ', '_')}.json").write_text(
            json.dumps(body), encoding="utf-8"
        )
    return folder
