"""A data set that has been read: what every later step works on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.loading import FileReading, LoadRequest
from qa_tui.domain.people import Agent
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.scores.window_sums import SumSource
    from qa_tui.steps.calls import CallSource


@dataclass(frozen=True, eq=False, slots=True)
class Loaded:
    """The matrix and all facts around it. Never compared, only identified."""

    request: LoadRequest
    matrix: CallMatrix
    rubric: Rubric
    roster: tuple[Agent, ...]
    transcripts: dict[str, str]
    """Call id -> path."""
    problems: tuple[Problem, ...]
    files: tuple[FileReading, ...]
    rows: RowCounts
    sums: SumSource
    """Of the scores of the matrix, as steps 1 and 2 want them."""
    calls: CallSource
    directory: Path | None = None
    """Where the matrix lies, and what is worked out from it may be kept."""
    recordings: Mapping[str, str] = field(default_factory=dict)
    """Call id -> path."""
    is_sample: bool = False
    """The matrix holds a few calls of a warehouse: only `sums` and `calls` speak for all of them."""

    @property
    def names(self) -> dict[str, str]:
        """Agent id -> name, as the roster has them, else the scores."""
        scored = zip(self.matrix.agents, self.matrix.agent_names, strict=True)
        return {**dict(scored), **{agent.id: agent.name for agent in self.roster if agent.name}}


@dataclass(frozen=True, eq=False, slots=True)
class Unusable:
    """Nothing usable was read; the problems say why."""

    request: LoadRequest
    problems: tuple[Problem, ...]
    files: tuple[FileReading, ...]
    needs_person: bool = False
    """A column mapping waits for a person's yes."""

    @property
    def can_be_asked(self) -> bool:
        """Whether something of a file was understood, so that answers could make it usable."""
        asked = [file for file in self.files if file.needs_person]
        return any(file.columns or any(doubt.proposal for doubt in file.doubts) for file in asked)


def problems_of(facts: dict[str, Any]) -> tuple[Problem, ...]:
    return tuple(Problem(**{**body, "severity": Severity(body["severity"])}) for body in facts["problems"])


def files_of(facts: dict[str, Any]) -> tuple[FileReading, ...]:
    return tuple(FileReading.from_json(body) for body in facts["files"])


def loaded_from(request: LoadRequest, matrix: CallMatrix, facts: dict[str, Any], directory: Path) -> Loaded:
    from qa_tui.analysis.window_sums import MatrixSums
    from qa_tui.steps.calls import MatrixCalls
    from qa_tui.steps.kept_sums import KeptSums

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    roster = tuple(
        Agent(agent, name, day(hired), day(left), tuple((d, s) for d, s in dimensions))
        for agent, name, hired, left, dimensions in facts["roster"]
    )
    transcripts = dict(facts["transcripts"])
    return Loaded(
        request=request,
        matrix=matrix,
        rubric=Rubric.from_json(facts["rubric"]),
        roster=roster,
        transcripts=transcripts,
        recordings=dict(facts["recordings"]),
        problems=problems_of(facts),
        files=files_of(facts),
        rows=RowCounts(read=facts["read"], rejected=facts["rejected"], left_out=facts["left_out"]),
        sums=KeptSums(MatrixSums(matrix)),
        calls=MatrixCalls(matrix, {agent.id: agent.name for agent in roster}, transcripts),
        directory=directory,
    )
