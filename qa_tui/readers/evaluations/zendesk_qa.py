"""Zendesk QA (Klaus) reviews: ratings per category, on the category's own scale or already in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.evaluations.export import Export, ExportFile, ScoreRecord
from qa_tui.readers.json_values import every, items, number, obj, plain, text
from qa_tui.readers.tables.opened import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.importing import ImportMapping

NAME = "Zendesk QA reviews"
_HIGHEST_SCALE = 10
"""No rating scale of the tool has more steps: a larger rating is a percent."""


def sniff(file: ExportFile) -> bool:
    return any(_is_conversation(v) for v, _, _ in every([file], "conversations")) or any(
        _is_category(v) for v, _, _ in every([file], "categories")
    )


def _is_conversation(value: dict[str, Any]) -> bool:
    return "externalId" in value and any("ratings" in review for review in items(value, "reviews"))


def _is_category(value: dict[str, Any]) -> bool:
    return "maxRating" in value and "name" in value


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    del mapping, accept
    steps = {text(c, "id"): number(c, "maxRating") for c, _, _ in every(files, "categories") if _is_category(c)}
    ratings = [
        (conversation, review, rating, Place(file.shown, line))
        for conversation, file, line in every(files, "conversations")
        if _is_conversation(conversation)
        for review in items(conversation, "reviews")
        for rating in items(review, "ratings")
    ]
    given = [score for _, _, rating, _ in ratings if (score := number(rating, "score")) is not None]
    highest = max((step for step in steps.values() if step), default=_HIGHEST_SCALE)
    are_percent = max(given, default=0) > highest
    export = Export([], [])
    if not are_percent and not steps and given:
        message = (
            "has ratings up to "
            f"{max(given):g} and no categories with their scale (maxRating), so that nobody can say what a rating is out of. "
            "Export the categories as well and open both files together."
        )
        export.problems.append(Problem(Severity.ERROR, NAME, message, None, "ratings"))
        return export
    unlisted = 0
    for conversation, review, rating, place in ratings:
        maximum = 100.0 if are_percent else steps.get(text(rating, "categoryId"))
        if maximum:
            export.add([_record(conversation, review, rating, maximum)], place)
        else:
            unlisted += 1
    if unlisted:
        message = f"{unlisted} ratings are of categories that the categories file does not have; they are left out."
        export.problems.append(Problem(Severity.WARNING, NAME, message, None, "categoryId", unlisted))
        export.left_out += unlisted
    return export


def _record(
    conversation: dict[str, Any], review: dict[str, Any], rating: dict[str, Any], maximum: float
) -> ScoreRecord:
    agent, evaluator = obj(review, "reviewee"), obj(review, "reviewer")
    return ScoreRecord(
        call_id=text(conversation, "externalId"),
        agent_id=text(agent, "email", "name"),
        agent_name=text(agent, "name"),
        criterion=text(rating, "categoryName") or text(rating, "categoryId"),
        criterion_id=text(rating, "categoryId"),
        score=plain(number(rating, "score")),
        max_score=plain(maximum),
        called_at=text(conversation, "createdAt"),
        evaluated_at=text(review, "updated", "created"),
        evaluator_id=text(evaluator, "email", "name"),
        evaluation_id=text(review, "id"),
        comment=text(rating, "cause") or text(review, "comment"),
        form=text(review, "scorecard"),
    )
