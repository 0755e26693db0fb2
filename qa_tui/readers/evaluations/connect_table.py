"""The flattened table of Amazon Connect's analytics sample. It writes a score of 0 as a blank, which is found and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.importing import LEAVE_OUT, About, Doubt
from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.evaluations.export import Export, ExportFile, ScoreRecord
from qa_tui.readers.evaluations.table_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.importing import ImportMapping

NAME = "Amazon Connect analytics table"
SCORE = "questionanswerscorepercentage"
BLANK_IS_ZERO = "blank is zero"
_HEADERS = frozenset({"evaluationid", "contactid", "agentid", "questionrefid", "questiontext", SCORE})
_NOT_APPLICABLE = frozenset({"n/a", "na", "not applicable"})


def sniff(file: ExportFile) -> bool:
    return file.headers >= _HEADERS


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    export = Export([], [])
    rows = [(row, place) for row, place in rows_of(files, export) if row["questiontext"] or row[SCORE]]
    scored = {row["questionrefid"] for row, _ in rows if row[SCORE]}
    suspects = {
        n
        for n, (row, _) in enumerate(rows)
        if not row[SCORE]
        and row["questionrefid"] in scored
        and row.get("questionanswervalue", "")
        and row["questionanswervalue"].casefold() not in _NOT_APPLICABLE
    }
    has_zeros = any(float(row[SCORE]) == 0 for row, _ in rows if _is_number(row[SCORE]))
    is_defect = bool(suspects) and not has_zeros
    restore = is_defect and (accept or mapping.answer(About.ZEROS, SCORE) == BLANK_IS_ZERO)
    for n, (row, place) in enumerate(rows):
        if not row[SCORE] and not row.get("questionanswervalue", "") and row["questionrefid"] not in scored:
            continue
        answer = row.get("questionanswervalue", "")
        export.add(
            [
                ScoreRecord(
                    call_id=row["contactid"],
                    agent_id=row["agentid"],
                    criterion=row["questiontext"] or row["questionrefid"],
                    criterion_id=row["questionrefid"],
                    score="0" if restore and n in suspects else row[SCORE],
                    max_score="100",
                    not_applicable="yes" if answer.casefold() in _NOT_APPLICABLE else "",
                    evaluated_at=row.get("evaluationsubmittimestamp", ""),
                    evaluator_id=row.get("evaluator", ""),
                    evaluation_id=row["evaluationid"],
                    form=row.get("evaluationdefinitiontitle", ""),
                )
            ],
            place,
        )
    if is_defect:
        first = rows[min(suspects)]
        said = (
            f'{len(suspects)} answers such as "{first[0]["questionanswervalue"][:30]}" have no score, and no score is 0: '
            "this table writes 0 as blank"
        )
        what = "They are read as 0." if restore else "They count as not scored, so that means are too high."
        export.problems.append(
            Problem(Severity.WARNING, first[1].file, f"{said}. {what}", first[1].line, SCORE, len(suspects))
        )
        if not restore and mapping.answer(About.ZEROS, SCORE) is None:
            question = f"{said} (90%). Read these blanks as 0?"
            export.doubts.append(Doubt(About.ZEROS, SCORE, BLANK_IS_ZERO, 0.9, question, (LEAVE_OUT,)))
    return export


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
