"""Asks a local model to write a card's call anew: only what a room may see goes out, and nothing unchecked comes in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa_tui.domain.local_model import ModelProblem
from qa_tui.domain.safe_text import safe_block
from qa_tui.domain.scenario import MOST_PRESSURE_POINTS
from qa_tui.steps.typed import look_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.anonymise import Known
    from qa_tui.domain.local_model import ModelServer
    from qa_tui.domain.scenario import Scenario

TASK = (
    "You write practice scenarios for a contact centre. Two colleagues play them; one is the customer. Write the customer's side of "
    "one new call that tests the behaviours, of the same call type and the same mood as the example, in everyday English. "
    "Use no names, no numbers and no companies; keep placeholders in square brackets as they are. Answer with JSON alone."
)
LONGEST = 400
MOST_TOKENS = 700
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["situation", "opening_line", "pressure_points", "exit"],
    "properties": {
        "situation": {"type": "string", "maxLength": LONGEST},
        "opening_line": {"type": "string", "maxLength": LONGEST},
        "pressure_points": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_PRESSURE_POINTS,
            "items": {"type": "string", "maxLength": LONGEST},
        },
        "exit": {"type": "string", "maxLength": LONGEST},
    },
}


def question_of(scenario: Scenario, server: ModelServer) -> dict[str, Any]:
    """The whole body of the request: rubric texts, the anonymised turns of the card, and what the low calls lacked."""
    told = {
        "criterion": scenario.criterion_name,
        "behaviours": list(scenario.behaviours),
        "top_level": scenario.top_level,
        "lacked": scenario.pattern,
        "call_type": scenario.call_type,
        "mood": scenario.mood,
        "example": {
            "situation": scenario.situation,
            "opening_line": scenario.opening_line,
            "pressure_points": list(scenario.pressure_points),
            "exit": scenario.exit,
        },
    }
    return {
        "model": server.model,
        "temperature": 0,
        "seed": 1,
        "max_tokens": MOST_TOKENS,
        "stream": False,
        "messages": [
            {"role": "system", "content": TASK},
            {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "scenario", "strict": True, "schema": SCHEMA},
        },
    }


def refuse_to_send(scenario: Scenario, known: Known) -> str:
    """Why this card is not sent: something on it is known of the team or the calls; empty where it may go."""
    texts = (scenario.situation, scenario.opening_line, *scenario.pressure_points, scenario.exit)
    found = [text for text in texts if text and not look_at(text, known).is_clean]
    return "something on the card looks like a name, a number or an address" if found else ""


def write_anew(
    scenario: Scenario,
    server: ModelServer,
    known: Known,
    ask: Callable[[ModelServer, dict[str, Any]], str | ModelProblem],
) -> Scenario | ModelProblem:
    """The card with the customer's side written by the model; or why it stays as it is.

    Args:
        scenario: as it stands.
        server: of the model.
        known: who and what must not be named, in the question and in the answer.
        ask: sends the question.
    """
    refused = refuse_to_send(scenario, known)
    if refused:
        return ModelProblem(refused)
    question = question_of(scenario, server)
    answer = ask(server, question)
    if isinstance(answer, ModelProblem):
        return answer
    written = _read(answer)
    if isinstance(written, ModelProblem):
        return written
    texts = (written["situation"], written["opening_line"], *written["pressure_points"], written["exit"])
    if not all(look_at(text, known).is_clean for text in texts if text):
        return ModelProblem("its answer holds something that looks like a name, a number or an address")
    prompt = hashlib.sha256(json.dumps(question, ensure_ascii=False).encode()).hexdigest()[:12]
    return replace(
        scenario,
        situation=written["situation"],
        opening_line=written["opening_line"],
        pressure_points=tuple(written["pressure_points"]),
        exit=written["exit"],
        generator=f"model {server.model}, prompt {prompt}",
    )


def _read(answer: str) -> dict[str, Any] | ModelProblem:
    """The four texts, in the form that was asked for and no longer than that."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        body = json.loads(answer[start : end + 1])
    except ValueError:
        return ModelProblem("its answer is no JSON")
    if not isinstance(body, dict) or body.keys() != SCHEMA["properties"].keys():
        return ModelProblem("its answer has other fields than were asked for")
    points = body["pressure_points"]
    if not isinstance(points, list) or not 1 <= len(points) <= MOST_PRESSURE_POINTS:
        return ModelProblem(f"its answer has not 1 to {MOST_PRESSURE_POINTS} lines for the customer")
    texts = [body["situation"], body["opening_line"], *points, body["exit"]]
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
        return ModelProblem("its answer is too long, or no text")
    if not all(text.strip() for text in texts[1:]):
        return ModelProblem("its answer leaves a line empty")
    clean = [safe_block(text.strip(), LONGEST) for text in texts]
    return {"situation": clean[0], "opening_line": clean[1], "pressure_points": clean[2:-1], "exit": clean[-1]}
