"""Mapping files (YAML): what a person decided about columns, criteria, dates and people, for `--mapping`.

Either plain lines of `column header: field`, or sections:

    columns: {Agt: agent_id, "Team code": dimension:team, Junk: "-"}
    fields: {call_id: each row}
    criteria: {"Listening skills": active_listening, Greeting: new}
    dates: {Date: day first}
    agents: {"A. Vale": A17}
    auto-fails: {zeroed calls: leave out}
    speakers: {SPEAKER_00: agent}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.yaml_file import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = {
    "columns": About.COLUMN,
    "fields": About.FIELD,
    "criteria": About.CRITERION,
    "dates": About.DATES,
    "zeros": About.ZEROS,
    "agents": About.AGENT,
    "auto-fails": About.AUTO_FAIL,
    "speakers": About.SPEAKER,
}


def read_mapping(path: Path, shown: str) -> ImportMapping | Problem:
    """The decisions of a mapping file."""
    body = read_yaml(path, shown)
    if isinstance(body, Problem):
        return body
    if not isinstance(body.value, dict):
        return Problem(Severity.ERROR, shown, "expected lines of `column header: field`.", 1)
    decisions: list[Decision] = []
    for name, value in body.value.items():
        about = SECTIONS.get(str(name))
        if about is not None and isinstance(value, dict):
            decisions += [Decision(about, str(subject), _answer(answer)) for subject, answer in value.items()]
        elif isinstance(value, dict | list):
            message = f'"{safe_line(str(name), 40)}" is not a section; expected {", ".join(SECTIONS)}.'
            return Problem(Severity.ERROR, shown, message, body.line_of((name,)), str(name))
        else:
            decisions.append(Decision(About.COLUMN, str(name), _answer(value)))
    return ImportMapping(tuple(decisions))


def _answer(value: Any) -> str:
    return "-" if value is None else str(value)


def written_mapping(mapping: ImportMapping) -> str:
    """The decisions as the text of a mapping file."""
    import yaml

    body: dict[str, dict[str, str]] = {}
    for section, about in SECTIONS.items():
        if answers := mapping.answers(about):
            body[section] = answers
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=False) if body else ""
