"""Turns in, safe turns out: every rule's findings merged, numbered consistently, replaced and checked.

Pure and deterministic. Whatever goes wrong inside becomes the status `blocked`, because an excerpt that could not be
checked is not shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui.anonymise.answers import find_answers
from qa_tui.anonymise.birth_dates import find_birth_dates
from qa_tui.anonymise.bridges import bridged
from qa_tui.anonymise.codes import find_codes
from qa_tui.anonymise.cues import find_by_cue
from qa_tui.anonymise.known_values import find_known
from qa_tui.anonymise.language import is_english
from qa_tui.anonymise.long_tokens import set_aside
from qa_tui.anonymise.names import find_names
from qa_tui.anonymise.near_names import find_near
from qa_tui.anonymise.passwords import find_passwords
from qa_tui.anonymise.patterns import find_patterns
from qa_tui.anonymise.places import find_places
from qa_tui.anonymise.pronouns import NEUTRAL, find_pronouns
from qa_tui.anonymise.spans import Findings, Found, Result, Span, Status
from qa_tui.anonymise.spoken_codes import find_spoken_codes
from qa_tui.anonymise.unknown_words import find_unknown_words
from qa_tui.anonymise.verify import find_unsafe
from qa_tui.domain.transcript import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qa_tui.anonymise.spans import Detector, Known, Mode, Reason
    from qa_tui.domain.transcript import Stretch, Turn

VERSION = 6
"""Part of what an approval is bound to: raise it when the same text would be made safe differently."""

WITHHELD = "[withheld]"
_WORDS = {
    "agent": "Agent", "customer": "Customer", "name": "Name", "number": "Number", "phone": "Number", "account": "Number",
    "email": "Email", "link": "Link", "handle": "Handle", "postcode": "Postcode", "hidden": "hidden", "address": "Address",
    "secret": "Password", "birth date": "Birth date", "unknown": "hidden", **{word: word for word in NEUTRAL},
}  # fmt: skip


LONGEST_SECONDS = 10.0
"""A call that takes longer to check is not shown."""


class _LateError(Exception):
    """The time for this call is over."""


def anonymise(
    turns: Sequence[Turn],
    known: Known,
    *,
    mode: Mode = "strict",
    manual: Sequence[Found | Span] = (),
    extra: Sequence[Detector] = (),
    lifted: Sequence[Stretch] = (),
    neutral: bool = False,
    is_late: Callable[[], bool] = lambda: False,
) -> Result:
    """Hide everything that could say who the agent, the customer or a third person is.

    Args:
        turns: the turns of one call, or a part of it.
        known: names and values of this call's people and of their colleagues.
        mode: `strict` is what a room may see: words that no dictionary has are hidden as well.
        manual: stretches that a person wants hidden as well.
        extra: further detectors; they only add.
        lifted: masks that a person took away, with a reason. What is known, and long numbers, stay hidden: the line is withheld.
        neutral: put he, she, sir and the like in neutral words.
        is_late: asked between the rules; where it says yes, the call is blocked.

    Returns:
        `ok`; `review` where nobody is known, so that names can only be guessed; `blocked`, with the reason, where a rule
        failed or ran out of time, the call is not in English, or a line that is left still holds something identifying.
    """
    return conceal(
        turns,
        known,
        detect(turns, known, mode=mode, extra=extra, is_late=is_late),
        manual=manual,
        lifted=lifted,
        neutral=neutral,
    )


def detect(
    turns: Sequence[Turn],
    known: Known,
    *,
    mode: Mode = "strict",
    extra: Sequence[Detector] = (),
    is_late: Callable[[], bool] = lambda: False,
) -> Findings:
    """All that the rules find: the slow half, which a person's own hiding does not change."""
    try:
        if not is_english(turns):
            return Findings((), "language")
        spoken, found = set_aside(turns)
        for find in (
            find_by_cue,
            find_names,
            find_patterns,
            find_codes,
            find_spoken_codes,
            find_places,
            find_passwords,
            find_birth_dates,
            find_answers,
        ):
            found += _in_time(find(spoken), is_late)
        found += _in_time(find_known(spoken, known), is_late)
        found += _in_time(find_near(spoken, known), is_late)
        if mode == "strict":
            found += _in_time(find_unknown_words(spoken), is_late)
    except _LateError:
        return Findings((), "late")
    except Exception:  # noqa: BLE001 - fail closed: what could not be checked is not shown, and no text may reach a log
        return Findings((), "error")
    try:
        for detector in extra:
            found += _in_time(detector.find(turns), is_late)
    except _LateError:
        return Findings((), "late")
    except Exception:  # noqa: BLE001 - as above: somebody else's code, and its message may hold the text
        return Findings((), "detector")
    return Findings(tuple(found))


def _in_time(found: Iterable[Found], is_late: Callable[[], bool]) -> list[Found]:
    kept = list(found)
    if is_late():
        raise _LateError
    return kept


def conceal(
    turns: Sequence[Turn],
    known: Known,
    findings: Findings,
    *,
    manual: Sequence[Found | Span] = (),
    lifted: Sequence[Stretch] = (),
    neutral: bool = False,
) -> Result:
    """The safe turns: what was found and what a person hides, less what a person lifted; checked at the end."""
    if findings.reason:
        return _blocked(turns, findings.reason)
    try:
        found = bridged(_merged(_without(findings.found, lifted), turns), turns)
        by_hand = [
            entry if isinstance(entry, Found) else Found(entry.turn, entry.start, entry.end, entry.kind, entry.rule)
            for entry in manual
        ]
        neutrals = _without(list(find_pronouns(turns)), lifted) if neutral else []
        spans = _numbered(_merged([*found, *by_hand, *neutrals], turns), known)
        safe = tuple(_replaced(turn, [s for s in spans if s.turn == n]) for n, turn in enumerate(turns))
        left = [
            _replaced(turn, [replace(s, placeholder=" ") for s in spans if s.turn == n]) for n, turn in enumerate(turns)
        ]
        withheld = find_unsafe(safe, [turn.text for turn in left], known)
        safe = _without_labels(safe)
        safe = tuple(replace(turn, text=WITHHELD) if n in withheld else turn for n, turn in enumerate(safe))
    except Exception:  # noqa: BLE001 - fail closed, as in `detect`
        return _blocked(turns, "error")
    if withheld:
        return Result(safe, tuple(spans), withheld, "blocked", "verification")
    status: Status = "ok" if any(person.names for person in known.people) else "review"
    return Result(safe, tuple(spans), withheld, status)


def _blocked(turns: Sequence[Turn], reason: Reason) -> Result:
    return Result((), (), tuple(range(len(turns))), "blocked", reason)


def _without(found: Sequence[Found], lifted: Sequence[Stretch]) -> list[Found]:
    """What is left where masks were lifted: nothing that touches one of them."""
    return [
        f for f in found if not any(f.turn == turn and f.start < end and start < f.end for turn, start, end in lifted)
    ]


_ORDER = (
    "hidden", "agent", "customer", "email", "link", "secret", "address", "birth date", "postcode", "handle", "phone", "account", "number", "name",
    "unknown", *NEUTRAL,
)  # fmt: skip


def _merged(found: Sequence[Found], turns: Sequence[Turn]) -> list[Found]:
    """Overlapping findings as one, of the kind that says most."""

    def rank(entry: Found) -> int:
        return _ORDER.index(entry.kind) if entry.kind in _ORDER else len(_ORDER)

    merged: list[Found] = []
    for entry in sorted(found, key=lambda f: (f.turn, f.start, -f.end)):
        text = turns[entry.turn].text
        if not 0 <= entry.start < entry.end <= len(text):
            continue
        last = merged[-1] if merged else None
        if last and last.turn == entry.turn and (entry.start < last.end or _same_person_beside(last, entry, text)):
            best = _saying_most(last, entry, rank)
            merged[-1] = replace(best, start=last.start, end=max(last.end, entry.end))
        else:
            merged.append(entry)
    return merged


_PEOPLE = frozenset({"agent", "customer", "name"})


def _saying_most(one: Found, other: Found, rank: Callable[[Found], int]) -> Found:
    """Of two overlapping findings the one that says what the whole is: an address that holds a name is an address."""
    longer, shorter = sorted((one, other), key=lambda found: found.start - found.end)
    is_inside = (
        longer.start <= shorter.start
        and shorter.end <= longer.end
        and longer.end - longer.start > shorter.end - shorter.start
    )
    if is_inside and shorter.kind in _PEOPLE and longer.kind not in _PEOPLE | {"unknown", "number"}:
        return longer
    return min((one, other), key=rank)


def _same_person_beside(last: Found, entry: Found, text: str) -> bool:
    """First name and surname of one person, or a name found by a cue beside a known one."""
    between = text[last.end : entry.start]
    names = _PEOPLE
    return (
        between.isspace()
        and last.kind in names
        and entry.kind in names
        and (last.person == entry.person or "name" in {last.kind, entry.kind})
    )


def _numbered(found: Sequence[Found], known: Known) -> list[Span]:
    """The same person gets the same placeholder throughout; the speakers come first, others are numbered from 2."""
    speakers = {role: [p.id for p in known.people if p.role == role] for role in ("agent", "customer")}
    seen: dict[tuple[str, str], str] = {}
    others = 1
    spans = []
    for entry in found:
        key = (entry.kind, entry.person) if entry.kind in {"agent", "customer", "name"} else (entry.kind, "")
        if key not in seen:
            word = _WORDS.get(entry.kind, "Hidden")
            if entry.kind == "name":
                others += 1
                seen[key] = f"[{word} {others}]"
            elif entry.kind in speakers and len(speakers[entry.kind]) > 1 and any(k[0] == entry.kind for k in seen):
                others += 1
                seen[key] = f"[Name {others}]"
            else:
                seen[key] = f"[{word}]"
        spans.append(Span(entry.turn, entry.start, entry.end, entry.kind, seen[key], entry.rule))
    return spans


def _without_labels(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Speakers who are no role are numbered: what a file calls them may be a name."""
    others = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker not in ROLES))
    numbered = {speaker: f"speaker {n}" for n, speaker in enumerate(others, 1)}
    return tuple(replace(turn, speaker=numbered.get(turn.speaker, turn.speaker)) for turn in turns)


def _replaced(turn: Turn, spans: Sequence[Span]) -> Turn:
    text = turn.text
    for span in sorted(spans, key=lambda s: -s.start):
        text = text[: span.start] + span.placeholder + text[span.end :]
    return replace(turn, text=text)
