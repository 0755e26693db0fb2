"""MaestroQA: the raw-score CSVs of one export, or the tables of its warehouse, joined. Totals are never used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.evaluations.export import Export, ExportFile, ScoreRecord
from qa_tui.readers.evaluations.table_rows import rows_of
from qa_tui.readers.json_values import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_tui.domain.importing import ImportMapping
    from qa_tui.readers.tables.opened import Place

NAME = "MaestroQA raw scores"
_TOTALS = frozenset({"gradable_id", "rubric_score", "max_rubric_score"})
_SECTIONS = frozenset({"gradable_id", "section_name", "section_score", "max_section_score"})
_QUESTIONS = frozenset({"gradable_id", "question_score", "max_question_score"})
_ANSWERS = frozenset({"answer_id", "answer_type", "gradable_id", "gradee_id"})
_QUESTION_SCORES = frozenset({"answer_id", "question_id", "raw_score"})
_QUESTION_TEXTS = frozenset({"question_id", "score_min", "score_max"})
_FORMS = (_TOTALS, _SECTIONS, _QUESTIONS, _ANSWERS, _QUESTION_SCORES, _QUESTION_TEXTS)
_TRUE = frozenset({"true", "t", "1", "yes"})


def sniff(file: ExportFile) -> bool:
    return any(form <= file.headers for form in _FORMS)


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    del mapping, accept

    def those(form: frozenset[str]) -> list[ExportFile]:
        return [file for file in files if form <= file.headers]

    export = Export([], [])
    questions, sections = those(_QUESTIONS), those(_SECTIONS)
    asked: set[tuple[str, str]] = set()
    for record, place in _raw(questions, "question", export):
        asked.add((record.call_id, record.form_version))
        export.add([record], place)
    covered = 0
    for record, place in _raw(sections, "section", export):
        if (record.call_id, record.form_version) in asked:
            covered += 1
        else:
            export.add([record], place)
    if covered:
        message = f"{covered} section scores are left out: the questions of these evaluations are there as well."
        export.problems.append(Problem(Severity.NOTE, sections[0].shown, message, None, None, covered))
        export.left_out += covered
    if those(_QUESTION_SCORES):
        _join_warehouse(those(_QUESTION_SCORES), those(_ANSWERS), those(_QUESTION_TEXTS), export)
    if not export.records and not export.problems:
        names = ", ".join(file.shown for file in files)
        message = (
            "holds totals or lists only. Expected the section scores or question scores of the same export beside it."
        )
        export.problems.append(Problem(Severity.ERROR, names, message))
    return export


def _raw(files: Sequence[ExportFile], level: str, export: Export) -> Iterator[tuple[ScoreRecord, Place]]:
    rows = list(rows_of(files, export))
    maxima = {row.get(f"{level}_id", ""): row[f"max_{level}_score"] for row, _ in rows if row[f"max_{level}_score"]}
    for row, place in rows:
        score = row[f"{level}_score"]
        maximum = row[f"max_{level}_score"] or maxima.get(row.get(f"{level}_id", ""), "")
        if score and not maximum:
            message = f"has a score without its maximum (max_{level}_score); the row is left out."
            export.problems.append(Problem(Severity.WARNING, place.file, message, place.line, f"max_{level}_score"))
            export.left_out += 1
            continue
        yield (
            ScoreRecord(
                call_id=row["gradable_id"],
                agent_id=row.get("agent_id", "") or row.get("agent_email", ""),
                agent_name=row.get("agent_name", ""),
                criterion=row.get(f"{level}_name", "") or row.get(f"{level}_text", "") or row.get(level, ""),
                criterion_id=row.get(f"{level}_id", ""),
                # As one text, so that a section above its own maximum is known to hold a bonus.
                score=f"{score}/{maximum}" if score and maximum else score,
                called_at=row.get("ticket_created_at", ""),
                evaluated_at=row.get("date_graded", ""),
                evaluator_id=row.get("grader", ""),
                evaluation_type=row.get("grade_type", ""),
                form=row.get("rubric_name", ""),
                form_version=row.get("rubric_id", ""),
            ),
            place,
        )


def _join_warehouse(
    scores: Sequence[ExportFile], answers: Sequence[ExportFile], texts: Sequence[ExportFile], export: Export
) -> None:
    """Question scores with the answer they belong to and the question's scale: percent = (raw - min) / (max - min)."""
    answer_of = {row["answer_id"]: row for row, _ in rows_of(answers, export)}
    text_of = {row["question_id"]: row for row, _ in rows_of(texts, export)}
    unjoined = 0
    for row, place in rows_of(scores, export):
        answer, question = answer_of.get(row["answer_id"]), text_of.get(row["question_id"])
        if answer is None or question is None:
            unjoined += 1
            continue
        if answer.get("is_deleted", "").casefold() in _TRUE:
            export.left_out += 1
            continue
        low, high, raw = (_number(question["score_min"]), _number(question["score_max"]), _number(row["raw_score"]))
        if high is None or low is None or high <= low:
            continue
        export.add(
            [
                ScoreRecord(
                    call_id=answer["gradable_id"],
                    agent_id=answer["gradee_id"],
                    criterion=question.get("question", "") or question.get("description", "") or row["question_id"],
                    criterion_id=row["question_id"],
                    score="" if raw is None else f"{plain(raw - low)}/{plain(high - low)}",
                    not_applicable="yes" if row.get("is_na", "").casefold() in _TRUE else "",
                    evaluated_at=answer.get("reported_at", "") or answer.get("created_at", ""),
                    evaluator_id=answer.get("grader_email", ""),
                    evaluation_id=row["answer_id"],
                    evaluation_type=answer["answer_type"],
                    form_version=answer.get("template_id", ""),
                    comment=row.get("comment", ""),
                )
            ],
            place,
        )
    if unjoined:
        message = "question scores have no answer or no question in the other files; they are left out."
        export.problems.append(Problem(Severity.WARNING, scores[0].shown, message, None, "answer_id", unjoined))
        export.left_out += unjoined


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
