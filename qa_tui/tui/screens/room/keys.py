"""Which key means what in the room, per phase. Nothing else does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.domain.session_events import Vote, VoteKind

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Scale

WORDS = {
    Phase.OPENING: "enter first call · + - seats · b black",
    Phase.BRIEF: "enter excerpt · b black",
    Phase.EXCERPT: "Read aloud by two volunteers. · space page · enter vote · b black",
    Phase.VOTE: "{levels} level · a pass · x does not apply · w wording doesn't tell me · - no vote · ⌫ undo · ←→ move · space excerpt · enter votes in",
    Phase.VOTES_IN: "r how you voted · b black",
    Phase.HOW_YOU_VOTED: "s QA's score · v vote again · n room note · enter next · b black",
    Phase.SCORE: "1-4 outcome · n room note · enter next · b black",
    Phase.WRAP_UP: "enter finish · b black",
    Phase.CLOSED: "",
}


def is_digit(key: str) -> bool:
    """Whether `key` is one of 0-9; other scripts' digits and superscripts are not levels."""
    return len(key) == 1 and key in "0123456789"


def level_of(key: str, scale: Scale) -> float | None:
    """The level that a digit votes for: the level of that number, else its place on the scale; 0 is 10 on 1-10."""
    levels = scale.vote_levels()
    if scale.is_binary and key in {"y", "n"}:
        return levels[1] if key == "y" else levels[0]
    if not is_digit(key):
        return None
    number = int(key)
    if scale.names or scale.is_continuous:
        return levels[number - 1] if 1 <= number <= len(levels) else None
    if number == 0 and 10.0 in levels and 0.0 not in levels:
        return 10.0
    return float(number) if float(number) in levels else None


def vote_of(key: str, scale: Scale) -> Vote | None:
    """The vote that a key stands for."""
    kinds = {"a": VoteKind.PASS, "x": VoteKind.NOT_APPLICABLE, "w": VoteKind.WORDING, "-": VoteKind.NO_VOTE}
    if key in kinds:
        return Vote(kinds[key])
    level = level_of(key, scale)
    return None if level is None else Vote(VoteKind.LEVEL, level)


def level_keys(scale: Scale) -> str:
    """What to press for a level, in words."""
    levels = scale.vote_levels()
    if scale.is_binary and scale.names:
        return "y/n"
    if scale.names or scale.is_continuous:
        return f"1-{len(levels)}"
    last = "0" if levels[-1] == 10 else f"{levels[-1]:g}"
    return f"{levels[0]:g}-{last}"


def words(phase: Phase, scale: Scale) -> tuple[str, ...]:
    """The keys of a phase, one by one."""
    return tuple(part for part in WORDS[phase].replace("{levels}", level_keys(scale)).split(" · ") if part)
