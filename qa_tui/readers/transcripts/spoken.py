"""What transcript readers gather: who said what when, in any order; and the transcript that becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qa_tui.domain.safe_text import safe_block, safe_line
from qa_tui.domain.transcript import AGENT, CUSTOMER, ROLES, Transcript, Turn, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_CHARACTERS = 8_000
_GREETING = re.compile(
    r"thank(?:s| you) for calling|how (?:can|may) i help|my name is|you(?:'re| are) speaking (?:to|with)", re.IGNORECASE
)
_GREETING_TURNS = 8
_DESK = re.compile(r"(?:customer|client|member) (?:service|care|support|experience)", re.IGNORECASE)
_AGENT_WORDS = frozenset(
    {"agent", "advisor", "adviser", "representative", "rep", "operator", "csr", "employee", "associate", "internal"}
)
_CUSTOMER_WORDS = frozenset({"customer", "caller", "client", "member", "guest", "user", "patient", "external"})
_SYSTEM_WORDS = frozenset({"system", "ivr", "acd", "bot", "voicemail"})
_LABEL = re.compile(r"(?:speaker|spk|channel|ch|participant)?[ _-]?(?:\d{1,3}|[a-z])|unknown|speaker", re.IGNORECASE)
_SPACE_BEFORE = re.compile(r"\s+([.,?!;:%])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of speech. Times are seconds."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None
    words: tuple[Word, ...] = ()


@lru_cache(maxsize=1_000)
def role_of(label: str) -> str:
    """The role that a label names; else the label itself, such as "spk_0", for a person to say who that is."""
    plain = safe_line(label, 40).strip().casefold()
    words = set(re.split(r"[^a-z]+", plain))
    if words & _AGENT_WORDS or _DESK.search(plain):
        return AGENT
    if words & _CUSTOMER_WORDS:
        return CUSTOMER
    if words & _SYSTEM_WORDS:
        return "system"
    return plain or "unknown"


def is_label(who: str) -> bool:
    """Whether a speaker is only numbered or lettered, and not a person's name."""
    return bool(_LABEL.fullmatch(who.strip()))


def seconds(value: Any, per: float = 1.0) -> float | None:
    """A time of `per` units a second, written as a number or as text."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
        return round(value / per, 3)
    return None


def timed_words(entries: Iterable[tuple[Any, float | None, float | None]]) -> tuple[Word, ...]:
    """Words that have both their times."""
    return tuple(
        Word(safe_line(str(text).strip(), 80), start, end)
        for text, start, end in entries
        if start is not None and end is not None and str(text).strip()
    )


def by_speaker(words: Sequence[tuple[str, str, float | None, float | None]], gap: float = 4.0) -> list[Spoken]:
    """Turns rebuilt from (speaker, word, start, end): a new one at every change of speaker and after every long silence."""
    turns: list[Spoken] = []
    current: list[tuple[str, str, float | None, float | None]] = []

    def close() -> None:
        if current:
            times = [w for w in current if w[2] is not None]
            text = _SPACE_BEFORE.sub(r"\1", " ".join(w[1].strip() for w in current))
            first = times[0][2] if times else None
            last = times[-1][3] if times else None
            turns.append(Spoken(current[0][0], text, first, last, timed_words((w[1], w[2], w[3]) for w in current)))
            current.clear()

    before: float | None = None
    for word in words:
        silent = before is not None and word[2] is not None and word[2] - before > gap
        if current and (word[0] != current[0][0] or silent):
            close()
        current.append(word)
        before = word[3] if word[3] is not None else before
    close()
    return turns


def greeters(heard: Sequence[Spoken] | Sequence[Turn]) -> list[str]:
    """Speakers who say what agents say at the start of a call, the first first."""
    return [piece.speaker for piece in heard[:_GREETING_TURNS] if _GREETING.search(piece.text)]


def _named_roles(heard: Sequence[Spoken]) -> dict[str, str]:
    """Role of each speaker who is called by name: who greets as agents do, else who speaks first, is the agent."""
    named = list(dict.fromkeys(p.speaker for p in heard if role_of(p.speaker) not in ROLES and not is_label(p.speaker)))
    if any(role_of(p.speaker) == AGENT for p in heard):
        return dict.fromkeys(named, CUSTOMER)
    greeting = next((speaker for speaker in greeters(heard) if speaker in named), None)
    agent = greeting or next(iter(named), None)
    return {name: AGENT if name == agent else CUSTOMER for name in named}


def transcript_of(
    source: str, call_id: str, spoken: Sequence[Spoken], agent_names: tuple[str, ...] = ()
) -> Transcript | None:
    """The transcript of these pieces by time, cleaned; None where nobody said anything.

    A speaker is a role, or a label such as "spk_0", never a name: names are kept as names of the agent or the customer.
    """
    heard = [piece for piece in spoken if piece.text.strip()]
    if not heard:
        return None
    if all(piece.start is not None for piece in heard):
        heard = sorted(heard, key=lambda piece: piece.start or 0.0)
    named = _named_roles(heard)
    turns = tuple(
        Turn(
            named.get(p.speaker) or role_of(p.speaker),
            safe_block(" ".join(p.text.split()), MOST_CHARACTERS),
            p.start,
            p.end,
        )
        for p in heard
    )
    words = tuple(p.words for p in heard) if any(p.words for p in heard) else ()
    names = {role: tuple(safe_line(n, 80) for n, r in named.items() if r == role) for role in (AGENT, CUSTOMER)}
    return Transcript(safe_line(call_id, 200), turns, (*agent_names, *names[AGENT]), names[CUSTOMER], source, words)
