"""Playvox evaluations, with the scorecards that hold the questions and the points of their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.evaluations.export import Export, ExportFile, ScoreRecord
from qa_tui.readers.evaluations.forms import question_names
from qa_tui.readers.json_values import every, items, number, plain, text, without_tags
from qa_tui.readers.tables.opened import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.importing import ImportMapping

NAME = "Playvox evaluations"
_WRAPPERS = ("result", "results", "evaluations", "scorecards", "data")
_NOT_APPLICABLE = frozenset({"na", "n/a", "not_applicable", "not applicable"})


def sniff(file: ExportFile) -> bool:
    return any(_is_evaluation(v) or _is_scorecard(v) for v, _, _ in every([file], *_WRAPPERS))


def _is_evaluation(value: dict[str, Any]) -> bool:
    return "scorecard_id" in value and any("answers" in section for section in items(value, "sections"))


def _is_scorecard(value: dict[str, Any]) -> bool:
    return "_id" in value and any("questions" in section for section in items(value, "sections"))


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    del mapping, accept
    values = list(every(files, *_WRAPPERS))
    cards = {text(value, "_id"): value for value, _, _ in values if _is_scorecard(value)}
    export = Export([], [])
    cardless = 0
    for value, file, line in values:
        if not _is_evaluation(value):
            continue
        card = cards.get(text(value, "scorecard_id"))
        if card is None:
            cardless += 1
        else:
            export.add(_records(value, card), Place(file.shown, line))
    if cardless:
        message = (
            "names a scorecard that is not among the files, so that questions and maximum points are unknown; these "
            "evaluations are left out. Export the scorecards as well and open both together."
        )
        export.problems.append(Problem(Severity.ERROR, NAME, message, None, "scorecard_id", cardless))
    return export


def _key(value: dict[str, Any]) -> str:
    return text(value, "_id", "id", "question_id", "answer_id")


def _records(value: dict[str, Any], card: dict[str, Any]) -> list[ScoreRecord]:
    questions = {
        _key(question): (section, question)
        for section in items(card, "sections")
        for question in items(section, "questions")
    }
    names = question_names(
        (key, text(section, "name", "title"), text(q, "text", "question", "name", "title"))
        for key, (section, q) in questions.items()
    )
    records = []
    for section in items(value, "sections"):
        for answer in items(section, "answers"):
            key = text(answer, "question_id")
            options = {_key(o): o for o in items(questions[key][1], "answers")} if key in questions else {}
            points = [p for o in options.values() if (p := number(o, "value", "points", "score")) is not None]
            if not points or max(points) <= 0:
                continue
            chosen = options.get(text(answer, "answer_id"), {})
            said = (text(answer, "answer_type"), text(chosen, "text", "name", "answer"))
            given = number(answer, "value")
            not_applicable = any(word.casefold() in _NOT_APPLICABLE for word in said)
            records.append(
                ScoreRecord(
                    call_id=text(value, "interaction_id", "_id"),
                    agent_id=text(value, "agent_id"),
                    criterion=names[key],
                    criterion_id=key,
                    score="" if given is None or not_applicable else f"{plain(given)}/{plain(max(points))}",
                    not_applicable="yes" if not_applicable else "",
                    called_at=text(value, "interaction_date"),
                    evaluated_at=text(value, "updated_at", "created_at"),
                    evaluator_id=text(value, "monitor_id"),
                    evaluation_id=text(value, "_id"),
                    evaluation_type="calibration" if text(value, "calibration_id") else "",
                    form=text(card, "name", "title"),
                    comment=without_tags(text(answer, "comment") or text(value, "feedback")),
                    team=text(value, "team_id"),
                )
            )
    return records
