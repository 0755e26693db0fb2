"""Talkdesk Explore, dataset "QM Evaluation Analysis": agents in one cell, versions counted from 0, dates without zeros."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain.problem import Problem, Severity
from qa_tui.readers.evaluations.export import Export, ExportFile, ScoreRecord
from qa_tui.readers.evaluations.table_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.importing import ImportMapping

NAME = "Talkdesk QM evaluations"
_HEADERS = frozenset({"evaluation id", "evaluation max score", "evaluation obtained score", "evaluation version"})
_AGENT = re.compile(r"(?P<name>.*?)\s*\((?P<email>[^()]*)\)\s*\[(?P<id>[^\]]*)\]$")
_CALLS = ("interaction id", "contact id", "call id", "conversation id", "recording id")
_ELEMENT = ("evaluation element text", "question", "question text")
_ELEMENT_SCORE = re.compile(r"^(?:evaluation )?(?:element|question|answer)s? (?:obtained )?score$")
_ELEMENT_MAXIMUM = re.compile(r"^(?:evaluation )?(?:element|question|answer)s? max(?:imum)? score$")
_AUTOMATIC = "AI Scored Evaluation"


def sniff(file: ExportFile) -> bool:
    return file.headers >= _HEADERS


def read(files: Sequence[ExportFile], mapping: ImportMapping, *, accept: bool) -> Export:
    del mapping, accept
    export = Export([], [])
    rows = list(rows_of(files, export))
    headers = frozenset().union(*(file.headers for file in files))
    element = next((name for name in _ELEMENT if name in headers), None)
    score = next((name for name in headers if _ELEMENT_SCORE.match(name)), None)
    maximum = next((name for name in headers if _ELEMENT_MAXIMUM.match(name)), None)
    if element is None or score is None:
        message = (
            "holds one total per evaluation and no score per question. Totals hide which criterion fails (one automatic fail "
            "makes them 0). Add the fields of the question and its score to the report and export it again."
        )
        export.problems.append(Problem(Severity.ERROR, files[0].shown, message, 1, "Evaluation Obtained Score"))
        return export
    call = next((name for name in _CALLS if name in headers), None)
    if call is None:
        message = "has no id of the call: every evaluation counts as one call, and no transcript can be found for it."
        export.problems.append(Problem(Severity.WARNING, files[0].shown, message, 1))
    for row, place in rows:
        found = _AGENT.match(row.get("agent", ""))
        evaluator = row.get("evaluator id", "") or row.get("evaluator name", "")
        export.add(
            [
                ScoreRecord(
                    call_id=(row.get(call, "") if call else "") or row["evaluation id"],
                    agent_id=row.get("agent id", "")
                    or (found["id"] or found["email"] if found else row.get("agent", "")),
                    agent_name=row.get("agent name", "") or (found["name"] if found else ""),
                    criterion=row.get(element, ""),
                    score=row.get(score, ""),
                    max_score=row.get(maximum, "") if maximum else "",
                    called_at=row.get("interaction date/time", "") or row.get("call date/time", ""),
                    evaluated_at=row.get("evaluation date/time", ""),
                    evaluator_id=evaluator,
                    evaluation_id=row["evaluation id"],
                    evaluation_version=row["evaluation version"],
                    form=row.get("form name", ""),
                    team=row.get("team", "") or row.get("team name", ""),
                    scored_by="automation" if evaluator == _AUTOMATIC else "person",
                )
            ],
            place,
        )
    return export
