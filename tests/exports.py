"""Exports in the structure of each documented format, written for this project; all hold the same six scores."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.connect_exports import connect, connect_table
from tests.files import write
from tests.six_scores import CALLS, DAY, FIRST, NA, NOT_APPLICABLE, SECOND, level

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class ExportFormat:
    """How to write the six scores in one format."""

    name: str
    files: Callable[[], dict[str, str]]
    """File name -> text."""
    cannot_say: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Cells that this format has no words for."""
    agents: tuple[str, ...] = ("a-1", "a-2", "a-3")

    def write(self, folder: Path) -> list[Path]:
        return [write(folder / name, text) for name, text in self.files().items()]


def genesys_evaluation(call: str, **kept: Any) -> dict[str, Any]:
    """One evaluation of the Quality API; `kept` replaces its fields."""
    options = [
        {"id": f"a{n}", "text": t, "value": v} for n, (t, v) in enumerate((("No", 0), ("Partly", 5), ("Yes", 10)))
    ]
    questions = [
        {
            "id": f"q{n}",
            "contextId": f"q{n}s",
            "text": text,
            "type": "multipleChoiceQuestion",
            "naEnabled": True,
            "answerOptions": options,
        }
        for n, text in enumerate((FIRST, SECOND), 1)
    ]
    scores = []
    for n, criterion in enumerate((FIRST, SECOND), 1):
        value = level(call, criterion)
        number = None if value is None or value == NA else int(10 * value)
        scores.append(
            {
                "questionId": f"q{n}",
                "answerId": None,
                "score": number,
                "markedNA": value == NA,
                "comments": f"note on {call}",
            }
        )
    return {
        "id": f"ev-{call}", "status": "FINISHED", "conversation": {"id": call},
        "evaluationForm": {"id": "form-v3", "name": "Voice QA", "contextId": "form", "questionGroups": [{"id": "g1", "name": "Soft skills", "weight": 60.0, "questions": questions}]},
        "evaluator": {"id": "u-qa", "name": "QA One"}, "agent": {"id": f"a-{call[-1]}", "name": f"Agent {call[-1]}"},
        "calibration": None, "queue": {"id": "q-1", "name": "Billing"}, "mediaType": ["CALL"],
        "conversationDate": f"2026-09-0{DAY[call]}T09:30:00.000Z", "submittedDate": f"2026-09-1{DAY[call]}T08:00:00.000Z",
        "answers": {"totalScore": 0.0, "anyFailedKillQuestions": True, "questionGroupScores": [{"questionGroupId": "g1", "markedNA": False, "questionScores": scores}]},
        **kept,
    }  # fmt: skip


def _genesys() -> dict[str, str]:
    return {"evaluations.json": json.dumps({"entities": [genesys_evaluation(call) for call in CALLS]})}


def zendesk_conversation(call: str, scale: float = 100) -> dict[str, Any]:
    ratings = []
    for key, criterion in (("11", FIRST), ("12", SECOND)):
        value = level(call, criterion)
        score = None if value is None or value == NA else round(scale * value)
        ratings.append(
            {
                "categoryId": key,
                "categoryName": criterion,
                "score": score,
                "weight": 20,
                "critical": False,
                "cause": None,
            }
        )
    review = {
        "id": f"r-{call}", "reviewer": {"email": "qa@example.test", "name": "QA One"},
        "reviewee": {"email": f"a-{call[-1]}", "name": f"Agent {call[-1]}"}, "score": 67, "ratings": ratings,
        "comment": f"note on {call}", "created": f"2026-09-1{DAY[call]}T07:50:00Z", "updated": f"2026-09-1{DAY[call]}T07:59:00Z",
    }  # fmt: skip
    return {"externalId": call, "createdAt": f"2026-09-0{DAY[call]}T09:30:00Z", "workspaceId": "7", "reviews": [review]}


def _zendesk() -> dict[str, str]:
    return {"reviews.json": json.dumps({"conversations": [zendesk_conversation(call) for call in CALLS]})}


MAESTRO_HEADER = "agent_email,agent_id,agent_name,date_graded,gradable_id,grade_type,grader,max_section_score,rubric_id,rubric_name,section_id,section_name,section_score,ticket_created_at"


def maestro_row(call: str, key: str, criterion: str, score: str, maximum: str = "10", kind: str = "grading") -> str:
    day = DAY[call]
    return f"{call}@x.test,a-{call[-1]},Agent {call[-1]},2026-09-1{day}T08:00:00Z,{call},{kind},qa@x.test,{maximum},rub1,Voice QA,{key},{criterion},{score},2026-09-0{day}T09:30:00Z"


def _maestro() -> dict[str, str]:
    rows = []
    for call in CALLS:
        for key, criterion in (("sec1", FIRST), ("sec2", SECOND)):
            value = level(call, criterion)
            if value != NA:
                rows.append(maestro_row(call, key, criterion, "" if value is None else f"{10 * value:g}"))
    totals = "agent_email,agent_id,agent_name,comment,date_graded,gradable_id,grade_type,grader,max_rubric_score,rubric_id,rubric_name,rubric_score,ticket_created_at\n"
    totals += "".join(f"x,a-{c[-1]},Agent,,2026-09-12,{c},grading,qa,20,rub1,Voice QA,0,2026-09-02\n" for c in CALLS)
    return {"section_scores.csv": "\n".join((MAESTRO_HEADER, *rows)) + "\n", "total_scores.csv": totals}


def _maestro_warehouse() -> dict[str, str]:
    answers = "answer_id,answer_type,created_at,gradable_id,gradee_id,grader_email,is_deleted,template_id\n"
    answers += "".join(f"an-{c},grading,2026-09-1{DAY[c]}T08:00:00Z,{c},a-{c[-1]},qa@x.test,false,t1\n" for c in CALLS)
    questions = "question_id,question_index,question,score_max,score_min,score_system,template_id\n"
    questions += f"q1,1,{FIRST},5,1,linear,t1\nq2,2,{SECOND},5,1,linear,t1\n"
    scores = "answer_id,comment,gradable_id,is_na,normalized_score,question_id,raw_score,template_id\n"
    for call in CALLS:
        for key, criterion in (("q1", FIRST), ("q2", SECOND)):
            value = level(call, criterion)
            raw = "" if value is None or value == NA else f"{1 + 4 * value:g}"
            scores += f"an-{call},,{call},{'true' if value == NA else 'false'},,{key},{raw},t1\n"
    return {"answers.csv": answers, "questions.csv": questions, "question_scores.csv": scores}


def playvox_evaluation(call: str, **kept: Any) -> dict[str, Any]:
    answers = []
    for key, criterion in (("q1", FIRST), ("q2", SECOND)):
        value = level(call, criterion)
        number = None if value is None or value == NA else 10 * value
        kind = "na" if value == NA else "points"
        answers.append(
            {
                "question_id": key,
                "answer_id": None,
                "answer_type": kind,
                "value": number,
                "comment": f"<p>note on {call}</p>",
            }
        )
    return {
        "_id": f"ev-{call}", "agent_id": f"a-{call[-1]}", "team_id": "t1", "monitor_id": "u2", "scorecard_id": "sc1",
        "interaction_id": call, "calibration_id": None, "status": "sent", "score": 0, "passed": True,
        "feedback": "<p>Good close</p>", "created_at": f"2026-09-1{DAY[call]}T08:00:00", "updated_at": f"2026-09-1{DAY[call]}T08:05:00",
        "sections": [{"_id": "s1", "score": 10, "answers": answers}], **kept,
    }  # fmt: skip


def playvox_scorecard() -> dict[str, Any]:
    points = [{"_id": f"a{n}", "text": t, "value": v} for n, (t, v) in enumerate((("No", 0), ("Yes", 10)))]
    questions = [{"_id": f"q{n}", "text": text, "answers": points} for n, text in enumerate((FIRST, SECOND), 1)]
    return {
        "_id": "sc1",
        "name": "Voice QA",
        "sections": [{"_id": "s1", "name": "Soft skills", "questions": questions}],
    }


def _playvox() -> dict[str, str]:
    lines = "\n".join(json.dumps(playvox_evaluation(call)) for call in CALLS)
    return {"evaluations.jsonl": lines + "\n", "scorecards.json": json.dumps({"result": [playvox_scorecard()]})}


TALKDESK_HEADER = "Agent,Evaluation Date/Time,Evaluation Element Text,Evaluation ID,Evaluation Max Score,Evaluation Obtained Score,Evaluation Version,Evaluator ID,Evaluator Name,Form ID,Form Name,Interaction ID,Question Score,Question Max Score"


def talkdesk_row(call: str, criterion: str, score: str, version: int = 0, evaluator: str = "u-qa") -> str:
    return f"Agent {call[-1]} (a{call[-1]}@x.test)[a-{call[-1]}],2026-09-1{DAY[call]} 9:05:31,{criterion},ev-{call},100,0,{version},{evaluator},QA One,f1,Voice QA,{call},{score},10"


def _talkdesk() -> dict[str, str]:
    rows = []
    for call in CALLS:
        for criterion in (FIRST, SECOND):
            value = level(call, criterion)
            rows.append(
                talkdesk_row(call, criterion, "N/A" if value == NA else "" if value is None else f"{10 * value:g}")
            )
    return {"qm.csv": "\n".join((TALKDESK_HEADER, *rows)) + "\n"}


def google_result(call: str, **kept: Any) -> dict[str, Any]:
    answers = []
    for key, criterion in (("q1", FIRST), ("q2", SECOND)):
        value = level(call, criterion)
        given = (
            {"key": "na", "naValue": True}
            if value == NA
            else {"key": "x", "score": value, "potentialScore": 1.0, "normalizedScore": value}
        )
        if value is None:
            given = {"strValue": "no rating"}
        answers.append(
            {
                "qaQuestion": f"projects/p/qaScorecards/s/revisions/r/qaQuestions/{key}",
                "questionBody": criterion,
                "answerValue": given,
                "answerSources": [{"sourceType": "MANUAL_EDIT"}],
            }
        )
    return {
        "name": f"projects/p/locations/l/qaScorecardResults/ev-{call}",
        "qaScorecardRevision": "projects/p/locations/l/qaScorecards/s/revisions/r7",
        "conversation": f"projects/p/locations/l/conversations/{call}", "agentId": f"a-{call[-1]}",
        "createTime": f"2026-09-1{DAY[call]}T08:00:00Z", "score": 0.0, "potentialScore": 2.0, "normalizedScore": 0.0,
        "qaAnswers": answers, **kept,
    }  # fmt: skip


def _google() -> dict[str, str]:
    return {"results.json": json.dumps([google_result(call) for call in CALLS])}


EXPORT_FORMATS = (
    ExportFormat("Amazon Connect evaluations", connect),
    ExportFormat("Amazon Connect analytics table", connect_table),
    ExportFormat("Genesys Cloud evaluations", _genesys),
    ExportFormat("Zendesk QA reviews", _zendesk, frozenset({NOT_APPLICABLE})),
    ExportFormat("MaestroQA raw scores", _maestro, frozenset({NOT_APPLICABLE})),
    ExportFormat("MaestroQA raw scores", _maestro_warehouse),
    ExportFormat("Playvox evaluations", _playvox),
    ExportFormat("Talkdesk QM evaluations", _talkdesk),
    ExportFormat("Google CCAI scorecards", _google),
)
