"""What the room sees, in lines. It is handed only types that cannot hold an agent or a call, and a score only after it was shown.

Words that judge people never stand here: nobody is wrong, strict or an outlier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.room_view import Mark
from qa_tui.domain.session import Phase
from qa_tui.tui.lines import EMPTY, cut, cut_middle, hanging, line, paragraph, width
from qa_tui.tui.screens.room.votes import line_numbers, outcome_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.room_view import HiddenRound
    from qa_tui.domain.session import Session
    from qa_tui.domain.session_events import CallBrief
    from qa_tui.domain.shown import CitedLine
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Word
    from qa_tui.tui.screens.room.page import Page

TITLES = {
    Phase.OPENING: "OPENING",
    Phase.TRIAL: "TRIAL VOTE",
    Phase.TRIAL_SHOWN: "TRIAL VOTE",
    Phase.BRIEF: "WHAT WE LISTEN FOR",
    Phase.EXCERPT: "EXCERPT",
    Phase.VOTE: "VOTE",
    Phase.VOTES_IN: "VOTES IN",
    Phase.HOW_YOU_VOTED: "HOW YOU VOTED",
    Phase.SCORE: "QA'S SCORE",
    Phase.PARTNER: "A GOOD CALL OF THIS KIND",
    Phase.SAY_IT_BETTER: "SAY IT BETTER",
    Phase.WRAP_UP: "WRAP-UP",
    Phase.CLOSED: "FINISHED",
}
PLACES = {
    Phase.OPENING: "the opening",
    Phase.TRIAL: "the trial vote",
    Phase.TRIAL_SHOWN: "the trial vote",
    Phase.BRIEF: "what we listen for",
    Phase.EXCERPT: "the excerpt",
    Phase.VOTE: "vote",
    Phase.VOTES_IN: "votes in",
    Phase.HOW_YOU_VOTED: "how you voted",
    Phase.SCORE: "QA's score",
    Phase.PARTNER: "the good partner",
    Phase.SAY_IT_BETTER: "say it better",
    Phase.WRAP_UP: "the wrap-up",
}
WITHOUT_CALL = frozenset(
    {Phase.OPENING, Phase.TRIAL, Phase.TRIAL_SHOWN, Phase.SAY_IT_BETTER, Phase.WRAP_UP, Phase.CLOSED}
)
PROMISE = (
    "We count votes, not people. No vote is stored with a name.",
    "Nothing here goes into anyone's appraisal.",
    "A call that went badly is our material, not somebody's fault. Some calls are good, some are not.",
    "If you recognise a call, keep it to yourself and pass.",
)


CALIBRATION = (
    "This is a QA calibration: raters compare how they read the rubric.",
    "Seats are linked with names here. Whoever runs it sees how each of us votes over many calls; nobody else does.",
    "Nothing here goes into anyone's appraisal.",
    "If you scored one of these calls, say so and pass.",
)


def black(is_new: bool, session: Session, message: str, page: Page) -> list[Line]:  # noqa: FBT001 - the one fact that changes the words
    """The black screen on which a session starts, pauses and ends."""
    if session.phase is Phase.CLOSED:
        said = "The session is finished and everything is kept. Take the picture off the projector, then press ctrl+q."
    elif is_new:
        said = "The session is ready. Turn the projector on: the room sees this page first. Enter begins, ctrl+q goes back."
    else:
        votes = session.first_votes()
        second = session.votes() - votes
        again = f" and {second} of a second vote" if second else ""
        safe = f"1 vote{again} is safe" if votes == 1 else f"{votes} votes{again} are safe"
        place = PLACES[session.phase]
        said = (
            f"Session paused. Enter goes on at call {session.number}, {place}. {safe}. ctrl+q leaves the room screen."
        )
    return [
        EMPTY,
        EMPTY,
        *paragraph(said, page.width, "muted", 2),
        EMPTY,
        *paragraph(message, page.width, "muted", 2),
    ]


def waiting(words: str, page: Page) -> list[Line]:
    """The black screen while the room waits for something."""
    return [EMPTY, EMPTY, *paragraph(words, page.width, "muted", 2), EMPTY, *paragraph("enter", page.width, "muted", 2)]


def opening(session: Session, page: Page) -> list[Line]:
    lines: list[Line] = [line(("Read this aloud.", "accent")), EMPTY]
    for sentence in CALIBRATION if session.is_calibration else PROMISE:
        lines += paragraph(sentence, page.width, "strong")
        lines.append(EMPTY)
    names = dict.fromkeys(played.brief.criterion_name for played in session.rounds)
    asked = "one question" if len(names) == 1 else f"{len(names)} questions"
    lines += paragraph(f"{session.of} calls, {asked}: {' and '.join(names)}.", page.width)
    lines += [
        EMPTY,
        line(f"Seats: {session.seats}", ("   A seat is a place in the row, not a person.", "muted")),
    ]
    if session.apart:
        apart = line_numbers([seat + 1 for seat in session.apart])
        lines.append(line((f"Counted apart: seats {apart}. They are in no count that is shown.", "muted")))
    lines += [EMPTY, line(("Back row: can you read this line?", "muted"))]
    return lines


def levels(brief: CallBrief, page: Page, *, lead: str = "", is_short: bool = False) -> list[Line]:
    """The question and every level, the highest first; apart from one another where there is room, each on one line where it `is_short`."""
    wide = page.width
    lines = [line((lead, "accent")), EMPTY] if lead else []
    lines += paragraph(f"{brief.criterion_name}: {brief.asks}" if brief.asks else brief.criterion_name, wide, "strong")
    lines.append(EMPTY)
    texts = dict(brief.levels)
    values = [value for value, _ in brief.levels]
    is_spaced = not is_short and page.has_room_for(3 * len(values) + 12)
    for place in range(len(values) - 1, -1, -1):
        value = values[place]
        text = texts[value]
        if is_spaced and place < len(values) - 1:
            lines.append(EMPTY)
        if not text and 0 < place < len(values) - 1:
            text = f"between {brief.scale.word(values[place - 1])} and {brief.scale.word(values[place + 1])}"
        lead_word = f"{brief.scale.word(value):>4}  "
        if is_short:
            # Neighbouring levels often begin alike, and differ in their last words.
            text = cut_middle(text, wide - len(lead_word))
        said = hanging((lead_word, "accent"), text or "(no text in the rubric)", wide)
        lines += [cut((*said[0], (" …", "muted")), wide)] if is_short and len(said) > 1 else said
    return lines


def seats(view: HiddenRound, cursor: int, page: Page, glyphs: Glyphs) -> list[Line]:
    """The row of seats: who has voted, never what."""
    marks = {Mark.IN: glyphs.vote_in, Mark.NO_VOTE: glyphs.no_vote, Mark.MISSING: glyphs.no_vote_yet}
    lines: list[Line] = []
    current: list[Word] = []
    for seat, mark in enumerate(view.marks):
        text = f"{seat + 1}{marks[mark]}"
        shown: Word = (f"[{text}]", "accent") if seat == cursor else (f" {text} ", "" if mark is Mark.IN else "muted")
        if width((*current, shown)) > page.width - 2:
            lines.append(tuple(current))
            current = []
        current.append(shown)
    return [*lines, tuple(current)]


def vote(view: HiddenRound, cursor: int, page: Page, glyphs: Glyphs) -> list[Line]:
    """Rubric and seats while votes are taken."""
    if view.phase is Phase.TRIAL:
        lead = "A trial, on no call: write any level. Card face down. On three: turn."
        return _with_seats(view.brief, lead, seats(view, cursor, page, glyphs), page)
    lead = (
        "Vote again. Write your level, card face down. On three: turn."
        if view.again
        else "Write your level. Card face down. On three: turn."
    )
    return _with_seats(view.brief, lead, seats(view, cursor, page, glyphs), page)


def _with_seats(brief: CallBrief, lead: str, row: list[Line], page: Page) -> list[Line]:
    """The seats below the rubric; above it where both do not fit: whoever types must see where a vote goes.

    Then every level has one line: the room has heard all of it, and must see that the level is there.
    """
    rubric = levels(brief, page, lead=lead)
    if len(rubric) + 1 + len(row) <= page.height:
        return [*rubric, EMPTY, *row]
    return [*row, EMPTY, *levels(brief, page, lead=lead, is_short=True)]


def say_it_better(cited: Sequence[CitedLine], page: Page) -> list[Line]:
    """What pairs do, and the lines that were cited, as many as there is room for; of the others their numbers."""
    steps = (
        "In pairs. Take an agent's line that decided, or the one after a customer's.",
        "Write what you would say instead, as a customer would hear it.",
        "Two pairs read theirs out. The room says which behaviour it heard.",
    )
    lines: list[Line] = [line(("Read this aloud.", "accent")), EMPTY]
    for number, step in enumerate(steps, 1):
        lines += hanging((f"{number}  ", "accent"), step, page.width)
    lines.append(EMPTY)
    if not cited:
        said = (
            "No lines were noted while the room talked: each pair takes one that it remembers, and reads it out first."
        )
        return [*lines, *paragraph(said, page.width)]
    return lines + _cited_lines(cited, page.width, page.height - len(lines))


def _cited_lines(cited: Sequence[CitedLine], cells: int, room: int) -> list[Line]:
    lines: list[Line] = []
    call = 0
    for place, said in enumerate(cited):
        block = [line((f"Call {said.call}", "strong"))] if said.call != call else []
        block += hanging((f"{said.number:>3} {said.speaker[:8].upper():9} ", "accent"), said.text, cells)
        is_last = place == len(cited) - 1
        if len(lines) + len(block) > room - (not is_last):
            left = ", ".join(f"{other.number} of call {other.call}" for other in cited[place:])
            return [*lines, *paragraph(f"Lines {left}", cells, "muted")]
        lines += block
        call = said.call
    return lines


def wrap_up(session: Session, page: Page) -> list[Line]:
    """What was agreed and what stays open."""
    lines: list[Line] = [line(("What we agreed, and what stays open", "accent")), EMPTY]
    for number, played in session.numbered():
        said = "no outcome noted"
        if played.outcome is not None:
            said = outcome_words(played.outcome, played.brief.scale)
        lines += hanging((f"Call {number}  ", "strong"), said, page.width)
        if played.note:
            lines += paragraph(f"Note: {played.note}", page.width, "muted", 8)
    for item in session.parked:
        lines += hanging(("Parked  ", "strong"), item.words(), page.width)
    if session.barriers:
        said = ", ".join(f"{topic} {count}" for topic, count in session.barriers)
        lines += hanging(("What stops us  ", "strong"), said, page.width)
    return [
        *lines,
        EMPTY,
        *paragraph("Practice: the same criterion on a call of your own, within a week. Note the date now.", page.width),
    ]


def head(session: Session, shown: tuple[int, int] | None, *, is_again: bool) -> tuple[Line, Line]:
    """Left and right of the room's top line."""
    title = TITLES[session.phase]
    if session.phase in WITHOUT_CALL:
        return line((title, "title")), ()
    right: list[str] = [title + (" AGAIN" if is_again and session.phase is Phase.VOTE else "")]
    if shown and shown[1] > 1:
        right.append(f"page {shown[0] + 1} of {shown[1]}")
    if session.phase is Phase.VOTE and session.ballot is not None:
        right.append(f"{session.seats - session.ballot.missing} of {session.seats} in")
    return line((f"Call {session.number} of {session.of}", "strong")), line(("   ".join(right), "title"))
