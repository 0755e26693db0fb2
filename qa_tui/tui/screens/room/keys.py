"""Which key means what in the room, per phase. Nothing else does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.session import Phase
from qa_tui.domain.session_events import Vote, VoteKind

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Scale
    from qa_tui.domain.session import Session

_READ_ALOUD = "Read aloud by two volunteers."
_READ_HIDDEN = 'Read aloud by two volunteers; for [ ] say "blank".'
_VOTE = "{levels} level · enter votes in · ? help · a pass · x does not apply · w wording doesn't tell me · - no vote · ⌫ undo · ←→ move · t count hands · : one line"
WORDS = {
    Phase.OPENING: "enter first call · t trial vote · + - seats · l seats of leaders, QA · b black · ctrl+q pause · ? help",
    Phase.TRIAL: f"{_VOTE} · esc back",
    Phase.TRIAL_SHOWN: "enter back to the opening · b black",
    Phase.BRIEF: "enter excerpt · + - seats · u the call before · k another call · b black · ctrl+q pause · ? help",
    Phase.EXCERPT: f"{_READ_ALOUD} · space page · enter vote · k another call · b black · ? help",
    Phase.VOTE: f"{_VOTE} · space excerpt",
    Phase.VOTES_IN: "r how you voted · u vote goes on · c put right · b black · ? help",
    Phase.HOW_YOU_VOTED: "s QA's score · v vote again · n room note · l lines cited · p parking lot · enter next · b black · ? help",
    Phase.SCORE: "1-4 outcome · g good partner · n room note · l lines cited · p parking lot · enter next · b black · ? help",
    Phase.PARTNER: f"{_READ_ALOUD} · space page · p parking lot · enter back · b black · ? help",
    Phase.SAY_IT_BETTER: "enter wrap-up · p parking lot · u the call before · b black · ? help",
    Phase.WRAP_UP: "c what stops us, by cards · f fair, useful, by cards · p parking lot · u the call before · enter finish · b black · ? help",
    Phase.CLOSED: "",
}

KEEPS_THE_PAGE = (
    "b black: nothing to see until Enter",
    "k another call, quietly (asks twice; until the vote was shown)",
    "T the clock in place of the page (asks twice)",
    "W votes by seat, while the room looks at another window (asks twice)",
    "ctrl+q pause; the screen goes black first",
)
"""Keys that mean the same in every phase, as help tells them."""


def is_digit(key: str) -> bool:
    """Whether `key` is one of 0-9; other scripts' digits and superscripts are not levels."""
    return len(key) == 1 and key in "0123456789"


BY_PLACE = "1234567890cdefghijlmopqrsvz"
"""Keys of the levels from the lowest up, where their numbers are no digits; letters that mean nothing else in a vote."""
TEN = "d"
"""Key of level 10 on a scale that has a level 0 as well."""


def _keys_of(scale: Scale) -> dict[str, float]:
    """Key -> level. A level whose number is a digit has that digit, on 1-10 also 0 for 10; else keys go by place."""
    levels = scale.vote_levels()
    is_literal = not scale.names and all(v.is_integer() and 0 <= v <= 10 for v in levels)
    if not is_literal:
        return dict(zip(BY_PLACE, levels, strict=False))
    ten = TEN if 0.0 in levels else "0"
    return {f"{level:g}" if level < 10 else ten: level for level in levels}


def level_of(key: str, scale: Scale) -> float | None:
    """The level that a key votes for."""
    levels = scale.vote_levels()
    if scale.is_binary and key in {"y", "n"}:
        return levels[1] if key == "y" else levels[0]
    return _keys_of(scale).get(key)


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
    keys = list(_keys_of(scale))
    if keys[0] == "0" and keys[-1] == TEN:
        return f"{keys[0]}-{keys[-2]}, {TEN} is 10"
    if len(keys) > len("1234567890"):
        return f"1-9, 0, {'c' if keys[-1] == 'c' else f'c-{keys[-1]}'}"
    if scale.names or keys[:9] == [f"{level:g}" for level in levels[:9]]:
        return f"{keys[0]}-{keys[-1]}"
    return f"{keys[0]}-{keys[-1]} for {', '.join(scale.word(level) for level in levels)}"


COUNTING = "0-9 how many · space next · ⌫ back · esc stop counting"


def words(state: Session, *, is_counting: bool = False, has_hidden: bool = False) -> tuple[str, ...]:
    """The keys of the phase that is on, one by one; what makes no sense now is left out.

    `has_hidden` says that the page that is read has words in brackets: whoever reads it aloud wants something to say.
    """
    brief = state.round.brief
    told = COUNTING if is_counting else WORDS[state.phase].replace("{levels}", level_keys(brief.scale))
    told = told.replace(_READ_ALOUD, _READ_HIDDEN if has_hidden else _READ_ALOUD)
    is_second = state.phase is Phase.VOTE and len(state.round.ballots) > 1
    if is_second and state.ballot is not None and not any(state.ballot.entries):
        told = told.replace("⌫ undo", "⌫ no second vote")
    hidden = set()
    if not brief.partner:
        hidden.add("g good partner")
    if state.ballot is not None and state.ballot.is_tally:
        hidden.add("c put right")
    if state.phase is Phase.BRIEF and not any(played.shown for played in state.rounds[: state.current]):
        hidden.add("u the call before")
    return tuple(part for part in told.split(" · ") if part and part not in hidden)
