"""A practice scenario on one page: two people can play it with the sheet, and no model is needed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from qa_tui.domain.plan import objective_from

PRACTICE_TARGET = 80.0
"""Percent on the same rubric from which a practice counts as reached."""
MINUTES = 15
ATTEMPTS = 3
MOST_PRESSURE_POINTS = 3
TEXTS = {
    "situation": "What came before",
    "opening_line": "The customer begins",
    "pressure_points": "Then the customer says",
    "exit": "It is over when",
    "behaviours": "A good answer",
    "failure_example": "Not like this",
    "high_example": "But like this",
}
"""What a person may write anew, with its heading; everything else comes from the rubric or is counted."""
_LISTS = frozenset({"pressure_points", "behaviours"})
TEMPLATE, PERSON = "template", "person"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is practised. Every text is safe to hand out: it was approved for a room, or comes from the rubric."""

    criterion: str
    criterion_name: str
    wording_version: str
    call_type: str
    pattern: str
    """What the session's low calls lacked, in the rubric's words."""
    mood: str
    situation: str
    """What led up to it: the customer's turns before the opening line, with placeholders."""
    opening_line: str
    pressure_points: tuple[str, ...]
    """What the customer says next, where the calls went wrong."""
    exit: str
    """When the scenario is over."""
    objective: str
    behaviours: tuple[str, ...]
    """What a good answer does."""
    top_level: str
    """Text of the level to be reached."""
    red_flags: tuple[str, ...]
    """Texts of the lowest levels."""
    failure_example: str
    high_example: str
    """How a good call of the same type sounded; empty where there is none: then a person writes one before approving."""
    levels: tuple[tuple[str, str], ...]
    """Every level from the top with its text: the practice is scored on the same rubric."""
    excerpt: str
    """Random id of the excerpt it was built from."""
    generator: str = TEMPLATE
    """What wrote it: the template, a person who changed it, or the name of a local model."""

    @property
    def difficulty(self) -> int:
        """1 to 3: how often the customer presses."""
        return min(max(len(self.pressure_points), 1), 3)

    @property
    def lacks(self) -> str:
        """What must be filled in before anybody can approve it; empty where nothing is missing."""
        if not self.opening_line:
            return "the customer's opening line"
        if not self.high_example:
            return "an example of how it sounds when it goes well"
        if not (self.behaviours or self.top_level):
            return "what a good answer does, which no rubric says"
        return ""

    def text(self, field: str) -> str:
        """One of `TEXTS`, with a line for each line."""
        value = getattr(self, field)
        return "\n".join(value) if isinstance(value, tuple) else str(value)

    def with_text(self, field: str, text: str) -> Scenario:
        """The same with one of `TEXTS` written anew by a person."""
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        value: object = lines if field in _LISTS else "\n".join(lines)
        changed = replace(self, **{field: value})  # type: ignore[arg-type]  # one of the texts above
        if field == "behaviours" and changed != self:
            changed = replace(changed, objective=objective_from(lines, self.top_level))
        return self if changed == self else replace(changed, generator=PERSON)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Scenario:
        lists = {name: tuple(body[name]) for name in ("pressure_points", "behaviours", "red_flags")}
        levels = tuple((word, text) for word, text in body["levels"])
        return cls(**{**body, **lists, "levels": levels})
