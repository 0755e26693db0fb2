"""Votes typed in one line: seat after seat ("3442 33-2"), or counted ("2x3 5x4 1x-": two at 3, five at 4, one without a vote)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.tui.screens.room.keys import level_keys, vote_of

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Scale
    from qa_tui.domain.session_events import Vote

_COUNTED = re.compile(r"(\d{1,2})[x×*:](\S)")
_BLANKS = re.compile(r"[\s,;]+")
OTHERS = "a x w -"


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A row of votes, one for each seat that was named or counted."""

    votes: tuple[Vote, ...]
    is_tally: bool


def read_votes(text: str, scale: Scale, seats: int) -> VoteRow | str:
    """The votes of a line, or what is wrong with it in words that give no vote away: they are projected.

    Any count ("5x4") makes the whole line a count; "x" for "does not apply" stands alone or among seats without digits on
    both sides.
    """
    words = [word for word in _BLANKS.split(text.strip()) if word]
    if not words:
        return "There is no vote in it."
    counted = [_COUNTED.fullmatch(word) for word in words]
    row = _tally(counted, scale) if any(counted) else _seats(words, scale)
    if isinstance(row, str):
        return row
    if len(row.votes) > seats:
        return f"{len(row.votes)} votes for {seats} seats."
    return row


def _tally(counted: list[re.Match[str] | None], scale: Scale) -> VoteRow | str:
    votes: list[Vote] = []
    for place, found in enumerate(counted, 1):
        if found is None:
            return f"Part {place} of {len(counted)} is no count such as 5x4."
        vote = vote_of(found[2], scale)
        if vote is None:
            return f"Count {place} has no level: {level_keys(scale)}, or one of {OTHERS}."
        votes += [vote] * int(found[1])
    return VoteRow(tuple(sorted(votes, key=lambda vote: (vote.kind.value, -(vote.level or 0)))), is_tally=True)


def _seats(words: list[str], scale: Scale) -> VoteRow | str:
    votes: list[Vote] = []
    for letter in "".join(words):
        vote = vote_of(letter, scale)
        if vote is None:
            return f"Seat {len(votes) + 1} has no level: {level_keys(scale)}, or one of {OTHERS}."
        votes.append(vote)
    return VoteRow(tuple(votes), is_tally=False)
