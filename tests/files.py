"""Files as people have them, written for a test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.domain.loading import LoadRequest
from qa_tui.paths import find_home
from qa_tui.readers.fingerprint import fingerprint
from qa_tui.readers.load import load as read_here
from qa_tui.steps.load import load
from qa_tui.steps.loaded import Loaded, Unusable
from tests.builders import NOW

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "call_id,agent_id,called_at,criterion,score,max_score"
RUBRIC = """\
name: Voice QA
criteria:
  - id: listening
    name: Active listening
    aliases: ["Q4 - listens"]
    scale: {min: 1, max: 5}
    levels: {1: Interrupts., 5: Restates and checks.}
  - id: closing
    name: Closing
    scale: {values: ["no", "yes"]}
"""


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def read(*paths: Path, rubric: Path | None = None, roster: Path | None = None, **kept: object) -> Loaded | Unusable:
    """What the readers make of these files, in this process: the program reads them in another one."""
    request = LoadRequest(
        tuple(map(str, paths)), NOW.date(), rubric=str(rubric) if rubric else None, roster=str(roster) if roster else None,
        **kept,  # type: ignore[arg-type]
    )  # fmt: skip
    home = find_home(None)
    request = replace(request, remembered=compose.remembered_mappings(home))
    return load(request, home.cache, read_here, fingerprint)


def loaded(*paths: Path, rubric: Path | None = None, roster: Path | None = None, **kept: object) -> Loaded:
    found = read(*paths, rubric=rubric, roster=roster, **kept)
    assert isinstance(found, Loaded), found.problems
    return found


def table(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)) + "\n"


def said(found: Loaded | Unusable) -> list[str]:
    """Every problem as a command would print it."""
    return [f"{p.severity.value}: {p.where()}: {p.message}" for p in found.problems]


def calls(found: Loaded) -> set[str]:
    return {found.matrix.call_id(row) for row in range(found.matrix.evaluations)}


def cells(found: Loaded) -> dict[tuple[str, str], float]:
    """(call, criterion) -> points on the criterion's own scale, NaN where there is no score, -inf not applicable."""
    matrix = found.matrix
    return {
        (matrix.call_id(row), name): matrix.value(row, column)
        for row in range(matrix.evaluations)
        for column, name in enumerate(matrix.criteria)
    }
