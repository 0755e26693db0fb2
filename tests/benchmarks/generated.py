"""Seeded score files of any size: `python -m tests.benchmarks.generated FOLDER ROWS`. Nobody in them is real.

A thousand agents, twenty criteria on scales from 1 to 10, ninety days; skills differ between agents, nights are harder, three
scores in a hundred are not applicable. Long CSV and Parquet hold a row for each score, wide CSV one for each call.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

AGENTS, DAYS, EVALUATORS = 1_000, 90, 40
TOPS = np.array([5, 1, 5, 5, 5, 2, 10, 10, 10, 1, 5, 5, 5, 1, 1, 10, 2, 5, 5, 5])
CRITERIA = (
    "Opening", "Caller verified", "Listening", "Acknowledging", "Steering the call", "Putting on hold", "Product facts",
    "Right answer", "Finding the cause", "Solved at once", "Taking charge", "Voice", "Plain words", "Legal notice",
    "Data kept safe", "Notes", "Handing over", "Offer made", "Ending", "Promise kept",
)  # fmt: skip
DIMENSIONS = {
    "queue": ("Bills", "Repairs", "Orders", "Leaving", "Damages"),
    "shift": ("Early", "Late", "Night"),
    "site": ("North", "South", "East", "West"),
}
HEADER = ("call_id", "agent_id", "agent_name", "called_at", *DIMENSIONS, "evaluator_id")
_CALLS_AT_ONCE = 20_000


@dataclass(frozen=True, eq=False, slots=True)
class Calls:
    """A part of the calls of one file."""

    known: list[list[str]]
    """Columns of `HEADER`."""
    scores: npt.NDArray[np.int64]
    """[calls, criteria] points; -1 not applicable."""


def generate(rows: int, seed: int = 5) -> list[Calls]:
    """`rows` scores of `rows / 20` calls."""
    calls = rows // len(CRITERIA)
    random = np.random.default_rng(seed)
    skill = random.normal(0, 0.08, AGENTS)
    ease = random.uniform(0.6, 0.93, len(CRITERIA))
    usual = {name: random.integers(0, len(labels), AGENTS) for name, labels in DIMENSIONS.items()}
    seconds = np.sort(random.integers(0, DAYS * 86_400, calls)) + np.datetime64("2026-08-01", "s").astype(np.int64)
    parts = []
    for start in range(0, calls, _CALLS_AT_ONCE):
        number = np.arange(start, min(start + _CALLS_AT_ONCE, calls))
        agent = number % AGENTS
        segments = {
            name: np.where(
                random.random(number.size) < 0.85, usual[name][agent], random.integers(0, len(labels), number.size)
            )
            for name, labels in DIMENSIONS.items()
        }
        night = (segments["shift"] == 2)[:, None] * 0.04
        chance = np.clip(
            ease + skill[agent][:, None] - night + random.normal(0, 0.15, (number.size, len(CRITERIA))), 0, 1
        )
        points = np.where(TOPS == 1, random.random(chance.shape) < chance, np.rint(chance * TOPS)).astype(np.int64)
        points[random.random(points.shape) < 0.03] = -1
        times = seconds[number].astype("datetime64[s]").astype(str).tolist()
        known = [
            [f"K{n:08d}" for n in number],
            [f"P{n:04d}" for n in agent],
            [f"Agent {chr(65 + n % 26)}{chr(97 + n // 26 % 26)} No{n}" for n in agent],
            [time.replace("T", " ") for time in times],
            *([labels[code] for code in segments[name]] for name, labels in DIMENSIONS.items()),
            [f"Q{n:02d}" for n in random.integers(0, EVALUATORS, number.size)],
        ]
        parts.append(Calls(known, points))
    return parts


def write_long(parts: list[Calls], path: Path) -> None:
    tails = [
        [f",{name},{score if score >= 0 else ''},{top}\n" for score in range(-1, top + 1)]
        for name, top in zip(CRITERIA, TOPS, strict=True)
    ]
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join((*HEADER, "criterion", "score", "max_score")) + "\n")
        for part in parts:
            for row, scores in zip(zip(*part.known, strict=True), part.scores.tolist(), strict=True):
                head = ",".join(row)
                stream.write("".join([head + tails[n][score + 1] for n, score in enumerate(scores)]))


def write_wide(parts: list[Calls], path: Path) -> None:
    names = [f"{name} (0-{top})" for name, top in zip(CRITERIA, TOPS, strict=True)]
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join((*HEADER, *names)) + "\n")
        for part in parts:
            for row, scores in zip(zip(*part.known, strict=True), part.scores.tolist(), strict=True):
                stream.write(",".join((*row, *(str(score) if score >= 0 else "" for score in scores))) + "\n")


def write_parquet(parts: list[Calls], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    writer: Any = None
    for part in parts:
        times = len(CRITERIA)
        columns: dict[str, Any] = {
            name: np.repeat(column, times) for name, column in zip(HEADER, part.known, strict=True)
        }
        score = part.scores.ravel()
        columns["criterion"] = np.tile(CRITERIA, score.size // times)
        columns["score"] = pa.array(score, mask=score < 0)
        columns["max_score"] = np.tile(TOPS, score.size // times)
        table = pa.table(columns)
        writer = writer or parquet.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    writer.close()


WRITERS = {"long.csv": write_long, "wide.csv": write_wide, "parquet": write_parquet}


def file_of(folder: Path, rows: int, kind: str) -> Path:
    """The file of one kind (a key of `WRITERS`) and size in `folder`, written when it is not there yet."""
    path = folder / f"{rows}.{kind}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        WRITERS[kind](generate(rows), path)
    return path


def main() -> None:
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    for kind in WRITERS:
        path = file_of(folder, rows, kind)
        print(f"{path} {path.stat().st_size >> 20:,} MB")


if __name__ == "__main__":
    main()
