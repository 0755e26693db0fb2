"""Scenario cards from what a session played: the same session gives the same cards, byte for byte. live.md 8.3."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.analysis.failure_patterns import missing_behaviours
from qa_tui.domain.plan import LOW_BELOW, objective
from qa_tui.domain.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Turn

MOODS = ("calm, wants it settled", "impatient", "upset, and says so")
MOST_PRESSURE = 3
PRESSURE_AFTER_FAILURE = 2
FEWEST_WORDS = 4
"""Words beside placeholders, from which a turn can open a scenario."""
TELLING_WORDS = 8
"""Words from which a turn says what the call is about."""
MOST_EXAMPLE = 2
"""Turns that show how it sounds when it goes well."""
_PLACEHOLDER = re.compile(r"\[[^\]]*\]")
SPOKEN = {"agent": "[name]", "customer": "[name]", "hidden": "..."}
"""Placeholders that are no kind of thing."""
CLOSING = "The customer has been heard and knows what happens next, or five minutes are over."


@dataclass(frozen=True, slots=True)
class PlayedCall:
    """One call of a session, as far as it may be handed out."""

    excerpt: str
    call_type: str
    turns: tuple[Turn, ...]
    first_line: int
    percent: float
    """QA's score."""
    level: float
    """The same on the criterion's scale."""
    cited: tuple[int, ...]
    """Numbers of the lines that made the room decide."""


def draft_scenarios(
    criterion: Criterion, calls: Sequence[PlayedCall], partners: Sequence[PlayedCall]
) -> tuple[Scenario, ...]:
    """One scenario for each low call that can be played, those of the commonest call type first.

    Args:
        criterion: as the session used it.
        calls: what the room voted on, in the order it was played.
        partners: the good calls that were approved with them.
    """
    low = [call for call in calls if call.percent < LOW_BELOW and _failure(call) is not None]
    counts = {call.call_type: sum(c.call_type == call.call_type for c in low) for call in low}
    ordered = sorted(low, key=lambda call: (-counts[call.call_type], call.call_type, call.excerpt))
    good = [call for call in (*partners, *calls) if call.percent >= 80 and call.turns]
    return tuple(_scenario(criterion, call, good) for call in ordered)


def _scenario(criterion: Criterion, call: PlayedCall, good: Sequence[PlayedCall]) -> Scenario:
    failure = _failure(call)
    assert failure is not None
    before = [n for n in range(failure) if call.turns[n].speaker == "customer"]
    said_before = [n for n in before if len(_PLACEHOLDER.findall(call.turns[n].text)) <= 1] or before
    after = [n for n in range(failure + 1, len(call.turns)) if call.turns[n].speaker == "customer"]
    opening = _opening(call, before, after)
    # In the order of the call; an answer presses nobody who has not asked.
    later = [n for n in after if (opening is None or n > opening) and _is_playable(call, n)]
    pressing = [n for n in later if not _answers_question(call, n)] or later
    pressure = [_playable(call.turns[n].text) for n in pressing[:PRESSURE_AFTER_FAILURE]]
    lacking = missing_behaviours(criterion, call.level) or criterion.behaviours
    fitting = sorted((g for g in good if g.call_type == call.call_type), key=lambda g: (-g.percent, g.excerpt))
    run = _run_of_agent(call, failure)
    not_these = {call.turns[n].text.casefold() for n in run}
    examples = (_lines(good_one, _telling_turns(criterion, good_one, not_these)) for good_one in fitting)
    described = [level for level in criterion.levels if level.text.strip()]
    lowest = [level.text for level in described if level.value < criterion.scale.maximum][:2]
    return Scenario(
        criterion=criterion.id,
        criterion_name=criterion.name,
        wording_version=criterion.wording_version,
        call_type=call.call_type,
        pattern="; ".join(lacking),
        mood=MOODS[min(len(pressure), MOST_PRESSURE - 1)],
        situation=_lines(call, [n for n in said_before if opening is not None and n < opening]),
        opening_line=_playable(call.turns[opening].text) if opening is not None else "",
        pressure_points=tuple(pressure),
        exit=CLOSING,
        objective=objective(criterion),
        behaviours=criterion.behaviours,
        top_level=criterion.level_text(criterion.scale.maximum),
        red_flags=tuple(lowest),
        failure_example=_lines(call, run),
        high_example=next(filter(None, examples), ""),
        levels=tuple(
            (criterion.scale.word(value), criterion.level_text(value))
            for value in reversed(criterion.scale.vote_levels())
        ),
        excerpt=call.excerpt,
    )


def _failure(call: PlayedCall) -> int | None:
    """Index of the agent's turn in which the call went wrong: the first cited one, else the first that answers the customer."""
    agent = [n for n, turn in enumerate(call.turns) if turn.speaker == "agent"]
    cited = [n for n in agent if call.first_line + n in call.cited]
    answers = [n for n in agent if any(turn.speaker == "customer" for turn in call.turns[:n])]
    return next(iter((*cited, *answers, *agent)), None)


def _opening(call: PlayedCall, before: Sequence[int], after: Sequence[int]) -> int | None:
    """The customer's last turn before the failure that says something of its own, else the first after it.

    Where there is none, a short one, and then one that answers a question, will do; None where all of them are little more than
    placeholders.
    """
    telling = [n for n in (*reversed(before), *after) if _words(call, n) >= FEWEST_WORDS and _is_playable(call, n)]
    own = [n for n in telling if not _answers_question(call, n)]
    # Before the failure first, and there whole sentences first; an answer only where there is nothing else.
    ordered = sorted(own, key=lambda n: (n in after, _words(call, n) < TELLING_WORDS))
    return next(iter((*ordered, *telling)), None)


def _words(call: PlayedCall, turn: int) -> int:
    """Words beside placeholders."""
    return len(_PLACEHOLDER.sub(" ", call.turns[turn].text).split())


def _is_playable(call: PlayedCall, turn: int) -> bool:
    """Whether somebody can say it who was not there: it is not mostly names and numbers."""
    return _words(call, turn) >= FEWEST_WORDS * len(_PLACEHOLDER.findall(call.turns[turn].text))


def _answers_question(call: PlayedCall, turn: int) -> bool:
    """Whether somebody has just been asked, or may have been before the excerpt begins: alone, an answer opens nothing."""
    if turn == 0:
        return call.first_line > 1
    return call.turns[turn - 1].speaker == "agent" and call.turns[turn - 1].text.rstrip().endswith("?")


def _playable(text: str) -> str:
    """Placeholders as words that are made up while it is played: `[Name 2]` becomes `[name]`."""
    return _PLACEHOLDER.sub(lambda found: _made_up(found[0]), text)


def _made_up(placeholder: str) -> str:
    what = placeholder.strip("[]").rstrip(" 0123456789").lower()
    return SPOKEN.get(what, f"[{what}]")


def _telling_turns(criterion: Criterion, call: PlayedCall, not_these: AbstractSet[str]) -> list[int]:
    """The agent's turns in which the rubric's signals are heard; where none is, the longest ones, in order.

    What went wrong in another call, `not_these`, is no example of how it goes well: every agent asks for a number.
    """
    agent = [n for n in _agent_turns(call) if call.turns[n].text.casefold() not in not_these]
    heard = [n for n in agent if any(s.casefold() in call.turns[n].text.casefold() for s in criterion.signals)]
    longest = sorted(agent, key=lambda n: (-len(call.turns[n].text), n))
    return sorted((heard or longest)[:MOST_EXAMPLE])


def _run_of_agent(call: PlayedCall, failure: int) -> list[int]:
    """The agent's turn, and those right after it until the customer speaks."""
    end = failure
    while end < len(call.turns) and call.turns[end].speaker != "customer":
        end += 1
    return list(range(failure, end))


def _agent_turns(call: PlayedCall) -> list[int]:
    return [n for n, turn in enumerate(call.turns) if turn.speaker == "agent"]


def _lines(call: PlayedCall, turns: Sequence[int]) -> str:
    return "\n".join(_playable(call.turns[n].text) for n in turns)


def deal_cards(
    cards: Sequence[str], agents: Sequence[str], own: Mapping[str, frozenset[str]] | None = None
) -> dict[str, str]:
    """Agent -> card for everybody who can have one, so that neighbours in the list differ and a second dealing is the same.

    Args:
        cards: ids, at least one.
        agents: keys, in the order of their desks or names.
        own: agent -> cards that were built from a call of theirs, which they never get.
    """
    seed = hashlib.sha256("\x1f".join((*cards, *agents)).encode()).digest()[0]
    dealt: dict[str, str] = {}
    for place, agent in enumerate(agents):
        barred = (own or {}).get(agent, frozenset())
        turn = [cards[(seed + place + step) % len(cards)] for step in range(len(cards))]
        fitting = [card for card in turn if card not in barred]
        if fitting:
            dealt[agent] = fitting[0]
    return dealt
