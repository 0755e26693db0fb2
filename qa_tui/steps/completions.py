"""Puts what a learning system says beside the assignments: nobody's practice is noted for somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.completion import NameProposal
from qa_tui.domain.cycle import course_code
from qa_tui.domain.practice import Attempt, record
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.session import Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qa_tui.domain.completion import Completion
    from qa_tui.domain.practice import Assignment
    from qa_tui.domain.practice_board import PracticeBoard, PracticeRow

ALIKE_FROM = 80
UNSCORED_BY = "learning system"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an export changes."""

    changed: tuple[Assignment, ...]
    left_out: tuple[str, ...]
    """One sentence for each row that changes nothing, with why."""
    proposals: tuple[NameProposal, ...]
    """Names that nobody has exactly: a person says yes before they count."""
    courses: tuple[str, ...] = ()
    """Names of courses, where none is known to be this practice: a person says which one is before anything counts."""


def take_completions(
    board: PracticeBoard,
    completions: Sequence[Completion],
    today: date,
    confirmed: Mapping[str, str] | None = None,
    *,
    course: str | None = None,
) -> Taken:
    """The assignments with the attempts of `completions`.

    Args:
        board: whose assignments.
        completions: as read, in the order of the file.
        today: nothing later can have been done.
        confirmed: name as written -> name on the board, as a person confirmed them.
        course: what this practice is called there; None takes the cycle's own code, or a name that holds the criterion's.
    """
    rows = [row for row in board.rows if row.assignment is not None]
    others = tuple(sorted({c.course for c in completions if c.course and not _is_course(board, c.course, course)}))
    if others and not any(c.course and _is_course(board, c.course, course) for c in completions):
        return Taken((), (), (), others)
    by_id = {row.trainee.agent.casefold(): row for row in rows if row.trainee.agent}
    by_name = {_plain(row.trainee.name): row for row in rows}
    doubled = {
        _plain(row.trainee.name)
        for row in rows
        if sum(_plain(r.trainee.name) == _plain(row.trainee.name) for r in rows) > 1
    }
    said = confirmed or {}
    changed: dict[str, Assignment] = {}
    left_out: list[str] = []
    proposals: dict[str, NameProposal] = {}
    for completion in completions:
        where = f"line {completion.line}: " if completion.line else ""
        written = completion.agent_name or completion.agent_id
        if completion.course and not _is_course(board, completion.course, course):
            left_out.append(f"{where}of another course, {safe_line(completion.course, 60)}.")
            continue
        row = _row_of(completion, by_id, by_name, doubled, said)
        if row is not None and _is_somebody_else(completion, row, by_name):
            left_out.append(
                f"{where}the id is {safe_line(row.trainee.name, 60)}'s and the name is {safe_line(completion.agent_name, 60)}: nobody's practice is noted."
            )
            continue
        if row is None and _plain(written) in doubled:
            left_out.append(f"{where}{safe_line(written, 60)} is two people here: the file must say which, by id.")
            continue
        if row is None:
            proposal = _alike(written, rows)
            if proposal is not None:
                proposals[written] = proposal
            else:
                left_out.append(f"{where}{safe_line(written, 60)} has no assignment in this cycle.")
            continue
        assert row.assignment is not None
        attempt = Attempt(completion.on, completion.score, completion.by or UNSCORED_BY, completion.is_complete)
        taken = record(changed.get(row.trainee.key, row.assignment), attempt, today)
        if isinstance(taken, Rejected):
            left_out.append(f"{where}{safe_line(row.trainee.name, 60)}: {taken.reason}.")
        else:
            changed[row.trainee.key] = taken
    return Taken(tuple(changed.values()), tuple(left_out), tuple(proposals.values()))


def _is_course(board: PracticeBoard, written: str, course: str | None) -> bool:
    if course is not None:
        return written.casefold() == course.casefold()
    cycle, plain = board.cycle, written.casefold()
    return plain == course_code(cycle).casefold() or cycle.criterion_name.casefold() in plain


def _is_somebody_else(completion: Completion, row: PracticeRow, by_name: Mapping[str, PracticeRow]) -> bool:
    """Whether a row that was found by its id has the name of another trainee."""
    named = by_name.get(_plain(completion.agent_name)) if completion.agent_name else None
    return named is not None and named.trainee.key != row.trainee.key


def _row_of(
    completion: Completion,
    by_id: Mapping[str, PracticeRow],
    by_name: Mapping[str, PracticeRow],
    doubled: set[str],
    said: Mapping[str, str],
) -> PracticeRow | None:
    if completion.agent_id.casefold() in by_id:
        return by_id[completion.agent_id.casefold()]
    for written in (completion.agent_name, completion.agent_id):
        name = _plain(said.get(written, written))
        if name in by_name and name not in doubled:
            return by_name[name]
    return None


def _plain(name: str) -> str:
    """Without case, with the words in one order: "Weber, Jonas" is "Jonas Weber"."""
    return " ".join(sorted(name.casefold().replace(",", " ").split()))


def _alike(written: str, rows: Sequence[PracticeRow]) -> NameProposal | None:
    from rapidfuzz import fuzz, process

    names = {row.trainee.name: _plain(row.trainee.name) for row in rows}
    found = process.extractOne(_plain(written), names, scorer=fuzz.ratio, score_cutoff=ALIKE_FROM)
    return NameProposal(written, found[2], found[1] / 100) if found else None
