"""Genesys Cloud evaluations (Quality API): raw points, whose maximum stands in the form that travels with them."""

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

NAME = "Genesys Cloud evaluations"
_WRAPPERS = ("entities", "evaluations")
_UNFINISHED = frozenset({"pending", "inprogress", "in_progress", "inreview"})


def sniff(file: ExportFile) -> bool:
    return any(_is_evaluation(value) for value, _, _ in every([file], *_WRAPPERS))


def _is_evaluation(value: dict[str, Any]) -> bool:
    return "questionGroupScores" in obj(value, "answers") and "conversation" in value


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    del mapping, accept
    evaluations = [(v, file, line) for v, file, line in every(files, *_WRAPPERS) if _is_evaluation(v)]
    forms = {
        text(form, "id"): form
        for value, _, _ in evaluations
        if (form := obj(value, "evaluationForm")) and text(form, "id") and items(form, "questionGroups")
    }
    export = Export([], [])
    formless = 0
    for value, file, line in evaluations:
        own = obj(value, "evaluationForm")
        form = own if items(own, "questionGroups") else forms.get(text(own, "id"), {})
        if not form:
            formless += 1
            continue
        records = _records(value, form)
        if text(value, "status").casefold() in _UNFINISHED:
            export.left_out += len(records)
            continue
        export.add(records, Place(file.shown, line))
    if formless:
        message = (
            "has no form with its questions, so that the maximum points are unknown; these evaluations are left out. "
            "Export them together with their evaluationForm."
        )
        export.problems.append(Problem(Severity.ERROR, NAME, message, None, "evaluationForm", formless))
    if export.left_out:
        message = f"{export.left_out} scores of unfinished evaluations are left out."
        export.problems.append(Problem(Severity.NOTE, NAME, message, None, "status", export.left_out))
    return export


def _records(value: dict[str, Any], form: dict[str, Any]) -> list[ScoreRecord]:
    questions = {
        text(question, "id"): (group, question)
        for group in items(form, "questionGroups")
        for question in items(group, "questions")
    }
    stable = {key: text(question, "contextId") or key for key, (_, question) in questions.items()}
    names = question_names((key, text(group, "name"), text(q, "text")) for key, (group, q) in questions.items())
    agent, evaluator = obj(value, "agent"), obj(value, "evaluator")
    kind = "retracted" if text(value, "status").casefold() == "retracted" else ""
    records = []
    for group_score in items(value, "answers", "questionGroupScores"):
        for score in items(group_score, "questionScores"):
            key = text(score, "questionId")
            options = (
                {text(o, "id"): number(o, "value") for o in items(questions[key][1], "answerOptions")}
                if key in questions
                else {}
            )
            points = [option for option in options.values() if option is not None]
            if not points or max(points) <= 0:
                continue
            given = number(score, "score")
            given = options.get(text(score, "answerId")) if given is None else given
            marks = (score.get("markedNA"), score.get("systemMarkedNA"), group_score.get("markedNA"))
            not_applicable = any(map(is_true, marks))
            records.append(
                ScoreRecord(
                    call_id=text(obj(value, "conversation"), "id"),
                    agent_id=text(agent, "id"),
                    agent_name=text(agent, "name"),
                    criterion=names[key],
                    criterion_id=stable[key],
                    score="" if not_applicable else plain(given),
                    max_score=plain(max(points)),
                    not_applicable="yes" if not_applicable else "",
                    called_at=text(value, "conversationDate"),
                    evaluated_at=text(value, "submittedDate", "releaseDate", "changedDate"),
                    evaluator_id=text(evaluator, "id", "name"),
                    evaluation_id=text(value, "id"),
                    evaluation_type="calibration" if value.get("calibration") else kind,
                    form=text(form, "name"),
                    form_id=text(form, "contextId", "id", "name"),
                    form_version=text(form, "id"),
                    queue=text(obj(value, "queue"), "name"),
                    comment=text(score, "comments"),
                )
            )
    return records
