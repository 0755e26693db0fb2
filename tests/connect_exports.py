"""Exports of Amazon Connect: evaluations as JSON, and the flattened analytics table."""

from __future__ import annotations

import json
from typing import Any

from tests.six_scores import CALLS, DAY, FIRST, NA, SECOND, level


def connect_evaluation(call: str, **facts: Any) -> dict[str, Any]:
    """One evaluation as Connect writes it; `facts` replace its metadata."""
    questions = []
    for key, criterion in (("q1", FIRST), ("q2", SECOND)):
        value = level(call, criterion)
        score: dict[str, Any] = (
            {} if value is None else {"notApplicable": True} if value == NA else {"percentage": 100 * value}
        )
        questions.append(
            {
                "questionRefId": key,
                "sectionRefId": "s2",
                "questionType": "SINGLESELECT",
                "questionText": criterion,
                "answer": {
                    "values": [{"valueText": "Yes", "selected": True}],
                    "notes": f"note on {call}",
                    "metadata": {"notApplicable": value == NA},
                },
                "score": {**score, "automaticFail": False},
            }
        )
    questions.append(
        {
            "questionRefId": "q3",
            "sectionRefId": "s2",
            "questionType": "TEXT",
            "questionText": "Outcome",
            "answer": {"value": "Refund"},
            "score": {"notApplicable": True},
        }
    )
    return {
        "schemaVersion": "3.1",
        "evaluationId": f"ev-{call}",
        "metadata": {
            "contactId": call,
            "agentId": f"a-{call[-1]}",
            "evaluationDefinitionTitle": "Voice QA",
            "evaluationDefinitionVersion": 2,
            "evaluator": "qa.one",
            "creator": "qa.two",
            "evaluationStartTimestamp": f"2026-09-1{DAY[call]}T10:00:00.000Z",
            "evaluationSubmitTimestamp": f"2026-09-1{DAY[call]}T10:09:00.000Z",
            "score": {"percentage": 0},
            "autoEvaluated": False,
            "resubmitted": False,
            "evaluationSource": "MANUAL",
            **facts,
        },
        "sections": [{"sectionRefId": "s2", "sectionTitle": "Listening", "parentSectionRefId": "s1"}],
        "questions": questions,
    }  # fmt: skip


def connect() -> dict[str, str]:
    return {f"2026-09-1{DAY[c]}-{c}-v3_1.json": json.dumps(connect_evaluation(c)) for c in CALLS}


CONNECT_TABLE_HEADER = (
    "evaluationid,contactid,instanceid,agentid,evaluationdefinitiontitle,evaluator,evaluationstarttimestamp,"
    "evaluationsubmittimestamp,evaluationformtotalscorepercentage,questionrefid,sectionrefid,sectiontitle,parentsectionrefid,"
    "questiontext,questionanswervalue,questionanswervaluerefid,questionanswerscorepercentage"
)


def connect_table_row(call: str, key: str, criterion: str, answer: str, score: str) -> str:
    day = f"2026-09-1{DAY[call]}"
    return f"ev-{call},{call},i-1,a-{call[-1]},Voice QA,qa.one,{day}T10:00:00Z,{day}T10:09:00Z,62.5,{key},s2,Listening,s1,{criterion},{answer},o,{score}"


def connect_table() -> dict[str, str]:
    rows = []
    for call in CALLS:
        for key, criterion in (("q1", FIRST), ("q2", SECOND)):
            value = level(call, criterion)
            answer = {1.0: "Yes", 0.5: "Partly", 0.0: "No", NA: "N/A", None: ""}[value]
            score = "" if value is None or value == NA else f"{100 * value:g}"
            rows.append(connect_table_row(call, key, criterion, answer, score))
    return {"ef.csv": "\n".join((CONNECT_TABLE_HEADER, *rows)) + "\n"}
