"""What is typed in the room: each line is asked for, looked at by the anonymiser, and becomes an event. All of it is projected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.domain.days import day_of
from qa_tui.domain.parking import CardCount, ParkedItem, Topic
from qa_tui.domain.session import COUNTED, Rejected
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.counts import CountsDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.screens.room.keys import level_keys, vote_of
from qa_tui.tui.screens.room.outcomes import ask_outcome
from qa_tui.tui.screens.room.vote_line import read_votes
from qa_tui.tui.typed_text import ask_each, ask_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.anonymise import Known
    from qa_tui.domain.session import Session
    from qa_tui.tui.app import QaApp

_LINES = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")
Answer = events.Event | str | None
"""An event, a sentence about what is wrong, or nothing."""


async def ask_note(app: QaApp, state: Session, known: Known) -> Answer:
    entry = ask_text(
        app, lambda value: EntryDialog("Room note", "In the room's words, no names.", value), known, state.round.note
    )
    note = await entry
    return None if note is None else events.Noted(note)


async def ask_end(app: QaApp, state: Session, known: Known, key: str) -> Answer:
    found = await ask_outcome(app, key, state.round.brief.scale, known)
    return None if found is None else events.OutcomeAgreed(found)


async def ask_line(
    app: QaApp, title: str, hint: str, value: str, read: Callable[[str], Answer], **kept: bool
) -> Answer:
    """A line that comes back with what is wrong with it until it can be read, or is left."""
    while True:
        text = await app.push_screen_wait(EntryDialog(title, hint, value, **kept))
        if text is None:
            return None
        found = read(text)
        if not isinstance(found, str):
            return found
        hint, value = found, text


async def ask_lines(app: QaApp, state: Session, first: int, last: int) -> Answer:
    """The lines that made people decide; `first` to `last` are on the handout."""
    hint = f"Numbers of lines {first} to {last}, such as {first}, {min(first + 2, last)}-{last}."
    value = ", ".join(map(str, state.round.cited))

    def read(text: str) -> Answer:
        lines = read_lines(text)
        if any(not first <= number <= last for number in lines) or (text and not lines):
            return f"The excerpt has lines {first} to {last}."
        return events.LinesCited(lines)

    return await ask_line(app, "Which lines made you decide?", hint, value, read)


def read_lines(text: str) -> tuple[int, ...]:
    """Every line that a text such as "7, 12-14" names, in order."""
    found: set[int] = set()
    for start, end in _LINES.findall(text):
        found.update(range(int(start), int(end or start) + 1))
    return tuple(sorted(found))


async def ask_parked(app: QaApp, known: Known) -> Answer:
    topics = [(topic, topic.value, "") for topic in Topic]
    topic = await app.push_screen_wait(
        ChooseDialog("Parking lot, 1 of 4: a topic first; the question comes next", topics, app.glyphs)
    )
    if topic is None:
        return None

    def read(until: str) -> Answer:
        try:
            day = day_of(until).isoformat() if until else ""
        except ValueError:
            return "That is not a day such as 2026-10-15. Empty where nobody knows yet."
        text, owner = given
        return events.Parked(ParkedItem(topic, text, owner, day))

    given: tuple[str, ...] = ()
    while True:
        found = await ask_each(app, PARKED, known, given)
        if found is None:
            return None
        given = found
        answer = await ask_line(app, "By when? (4 of 4)", "Such as 2026-10-15. Empty where nobody knows yet.", "", read)
        if answer is not None:
            return answer


PARKED = (
    ("What is open? (2 of 4)", "One sentence, no names."),
    ("Who takes it? (3 of 4)", "A role, such as the rubric's owner."),
)


async def ask_apart(app: QaApp, state: Session) -> Answer:
    """The seats of leaders and of whoever scored."""
    hint = f"Seats 1 to {state.seats} of leaders and of whoever scored the calls, such as {state.seats}. They vote, and are counted apart. Empty: none."
    value = " ".join(str(seat + 1) for seat in state.apart)

    def read(text: str) -> Answer:
        seats = _numbers(text)
        if len(seats) != len(text.replace(",", " ").split()) or any(not 1 <= seat <= state.seats for seat in seats):
            return f"Expected numbers of seats, 1 to {state.seats}."
        return events.SeatsApart(tuple(seat - 1 for seat in seats))

    return await ask_line(app, "Who is counted apart?", hint, value, read)


async def ask_row(app: QaApp, state: Session) -> Answer:
    """All votes in one line; what is typed is not shown."""
    scale = state.round.brief.scale
    taken = state.seats - state.ballot.missing if state.ballot is not None else 0
    in_place = f" It replaces the {taken} that are in." if taken else ""
    hint = f"From seat 1 on ({level_keys(scale)} a x w -), or counted: 5x4 is five at 4. It is not shown.{in_place}"

    def read(text: str) -> Answer:
        row = read_votes(text, scale, state.seats)
        return row if isinstance(row, str) else events.FilledIn(row.votes, row.is_tally)

    return await ask_line(app, "All votes in one line", hint, "", read, is_hidden=True)


async def ask_correction(app: QaApp, state: Session) -> Answer:
    """A vote that a slip of the keys put in. The seat and the level are not shown."""
    if state.ballot is not None and state.ballot.is_tally:
        return Rejected(COUNTED).sentence
    scale = state.round.brief.scale
    hint = f"Seat and level, such as 7 3. Levels: {level_keys(scale)} a x w -. It is not shown."
    told, text = hint, ""
    while True:
        typed = await app.push_screen_wait(EntryDialog("Put a typed vote right", told, text, is_hidden=True))
        if not typed:
            return None
        seat, _, level = typed.strip().partition(" ")
        vote = vote_of(level.strip(), scale)
        is_number = seat.isascii() and seat.isdecimal()
        if is_number and vote is not None and 1 <= int(seat[:6]) <= state.seats:
            break
        is_beyond = is_number and vote is not None
        lacking = f"There is no seat {seat[:6]} here." if is_beyond else "Expected a seat, a space and a level."
        told, text = f"{lacking} {hint}", typed
    reasons = [("slip of the keys", "a slip of the keys", ""), ("", "somebody has changed their mind", "")]
    reason = await app.push_screen_wait(ChooseDialog("Why?", reasons, app.glyphs))
    if reason is None:
        return None
    if not reason:
        return "Who has changed their mind votes again: v, after the room has seen how it voted."
    return events.Corrected(int(seat) - 1, vote, reason)


async def ask_barriers(app: QaApp, state: Session, top: str) -> Answer:
    """What stops people doing the top level, by cards."""
    title = f"What stops you doing {top}? Cards for each."
    known, labels = dict(state.barriers), [topic.value for topic in Topic]
    counted = tuple(known.get(topic, 0) for topic in Topic) if known else None
    counts = await app.push_screen_wait(CountsDialog(title, labels, app.glyphs, most=state.seats, counted=counted))
    return None if counts is None else events.BarriersCounted(tuple(zip(Topic, counts, strict=True)))


async def ask_cards(app: QaApp, state: Session) -> Answer:
    """Whether it was fair, and useful."""
    labels = ("fair: yes", "fair: no", "useful: yes", "useful: no")
    fair, useful = state.fair, state.useful
    counted = (fair.yes, fair.no, useful.yes, useful.no) if fair is not None and useful is not None else None
    title = "Was this fair? Was this useful? Cards for each."
    counts = await app.push_screen_wait(
        CountsDialog(title, labels, app.glyphs, most=state.seats, together=2, counted=counted)
    )
    if counts is None:
        return None
    return events.CardsCounted(CardCount(counts[0], counts[1]), CardCount(counts[2], counts[3]))


def _numbers(text: str) -> list[int]:
    words = text.replace(",", " ").split()
    return [int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 4]
