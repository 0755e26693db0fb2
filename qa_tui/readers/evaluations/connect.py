"""Amazon Connect evaluations: one JSON file per submitted evaluation, as Connect writes them to a bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.evaluations.export import Export, ExportFile, ScoreRecord
from qa_tui.readers.evaluations.forms import question_names
from qa_tui.readers.json_values import every, is_true, items, number, obj, plain, text
from qa_tui.readers.tables.opened import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.importing import ImportMapping

NAME = "Amazon Connect evaluations"
_DELETED = "_DELETED.json"


def sniff(file: ExportFile) -> bool:
    return any(_is_evaluation(value) for value, _, _ in every([file]))


def _is_evaluation(value: dict[str, Any]) -> bool:
    return "evaluationId" in value and bool(obj(value, "metadata")) and isinstance(value.get("questions"), list)


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    del mapping, accept
    evaluations = [(value, file, line) for value, file, line in every(files) if _is_evaluation(value)]
    deleted = {
        text(value, "evaluationId") for value, file, _ in evaluations if (file.name or file.shown).endswith(_DELETED)
    }
    export = Export([], [])
    for value, file, line in evaluations:
        records = _records(value)
        if text(value, "evaluationId") in deleted:
            export.left_out += len(records)
            continue
        export.add(records, Place(file.shown, line))
    if deleted:
        message = f"{len(deleted)} evaluations have been deleted in Connect; their scores are left out."
        export.problems.append(Problem(Severity.NOTE, NAME, message, None, None, len(deleted)))
    return export


def _records(value: dict[str, Any]) -> list[ScoreRecord]:
    facts = obj(value, "metadata")
    sections = {text(s, "sectionRefId"): text(s, "sectionTitle") for s in items(value, "sections")}
    questions = [q for q in items(value, "questions") if text(q, "questionType") != "TEXT"]
    names = question_names(
        (text(q, "questionRefId"), sections.get(text(q, "sectionRefId"), ""), text(q, "questionText"))
        for q in questions
    )
    automatic = is_true(facts.get("autoEvaluated")) or text(facts, "evaluationSource") == "AUTOMATED"
    return [
        ScoreRecord(
            call_id=text(facts, "contactId"),
            agent_id=text(facts, "agentId"),
            criterion=names[text(question, "questionRefId")],
            criterion_id=text(question, "questionRefId"),
            score=plain(number(obj(question, "score"), "percentage")),
            max_score="100",
            not_applicable=_not_applicable(question),
            evaluated_at=text(facts, "evaluationSubmitTimestamp", "evaluationStartTimestamp"),
            evaluator_id=text(facts, "evaluator", "creator"),
            evaluation_id=text(value, "evaluationId"),
            evaluation_type="calibration" if text(facts, "calibrationSessionId", "CalibrationSessionId") else "",
            form=text(facts, "evaluationDefinitionTitle"),
            form_id=text(facts, "evaluationDefinitionId"),
            form_version=text(facts, "evaluationDefinitionVersion"),
            comment=text(obj(question, "answer"), "notes"),
            scored_by="automation" if automatic else "person",
        )
        for question in questions
    ]


def _not_applicable(question: dict[str, Any]) -> str:
    marks = (obj(question, "score").get("notApplicable"), obj(question, "answer", "metadata").get("notApplicable"))
    return "yes" if any(map(is_true, marks)) else ""
