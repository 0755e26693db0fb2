"""Google CCAI Insights quality scorecards (`QaScorecardResult`): normalised scores, one answer per question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.readers.evaluations.export import Export, ExportFile, ScoreRecord
from qa_tui.readers.json_values import every, is_true, items, number, obj, plain, text
from qa_tui.readers.tables.opened import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.importing import ImportMapping

NAME = "Google CCAI scorecards"
_WRAPPERS = ("qaScorecardResults", "qa_scorecard_results")


def sniff(file: ExportFile) -> bool:
    return any(_is_result(value) for value, _, _ in every([file], *_WRAPPERS))


def _is_result(value: dict[str, Any]) -> bool:
    return bool(items(value, "qaAnswers") or items(value, "qa_answers")) and "conversation" in value


def _last(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    del mapping, accept
    export = Export([], [])
    for value, file, line in every(files, *_WRAPPERS):
        if _is_result(value):
            export.add(_records(value), Place(file.shown, line))
    return export


def _records(value: dict[str, Any]) -> list[ScoreRecord]:
    records = []
    for answer in items(value, "qaAnswers") or items(value, "qa_answers"):
        given = obj(answer, "answerValue") or obj(answer, "answer_value")
        not_applicable = is_true(given.get("naValue", given.get("na_value")))
        normalised = number(given, "normalizedScore", "normalized_score")
        score, potential = number(given, "score"), number(given, "potentialScore", "potential_score")
        if normalised is None and score is not None and potential:
            normalised = score / potential
        if normalised is None and not not_applicable:
            continue
        sources = items(answer, "answerSources") or items(answer, "answer_sources")
        edited = any("MANUAL" in text(source, "sourceType", "source_type") for source in sources)
        question = text(answer, "questionBody", "question_body")
        records.append(
            ScoreRecord(
                call_id=_last(text(value, "conversation")),
                agent_id=text(value, "agentId", "agent_id"),
                criterion=question or _last(text(answer, "qaQuestion", "qa_question")),
                criterion_id=_last(text(answer, "qaQuestion", "qa_question")),
                score="" if not_applicable or normalised is None else plain(normalised * 100),
                max_score="100",
                not_applicable="yes" if not_applicable else "",
                called_at=text(value, "conversationStartTime", "conversation_start_time"),
                evaluated_at=text(value, "createTime", "create_time"),
                evaluation_id=_last(text(value, "name")),
                form_version=_last(text(value, "qaScorecardRevision", "qa_scorecard_revision")),
                comment=text(obj(answer, "qaAnswerRationale"), "rationale"),
                scored_by="person" if edited else "automation",
            )
        )
    return records
