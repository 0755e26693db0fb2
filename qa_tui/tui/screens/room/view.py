"""What the room sees, in lines. It is handed only types that cannot hold an agent or a call, and a score only after it was shown.

Words that judge people never stand here: nobody is wrong, strict or an outlier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import OutcomeKind
from qa_tui.domain.session import HiddenRound, Mark, Phase, RevealedRound, TalliedRound
from qa_tui.tui.glyphs import bar
from qa_tui.tui.lines import EMPTY, hanging, joined, line, paragraph, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.disagreement import Judgement
    from qa_tui.domain.plan import ShownExcerpt
    from qa_tui.domain.rubric import Scale
    from qa_tui.domain.session import Session
    from qa_tui.domain.session_events import CallBrief
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Word

READING_WIDTH = 96
NAMED_LINE = 0.5
TITLES = {
    Phase.OPENING: "OPENING",
    Phase.BRIEF: "WHAT WE LISTEN FOR",
    Phase.EXCERPT: "EXCERPT",
    Phase.VOTE: "VOTE",
    Phase.VOTES_IN: "VOTES IN",
    Phase.HOW_YOU_VOTED: "HOW YOU VOTED",
    Phase.SCORE: "QA'S SCORE",
    Phase.WRAP_UP: "WRAP-UP",
    Phase.CLOSED: "FINISHED",
}
PROMISE = (
    "We count votes, not people. No vote is stored with a name.",
    "Nothing here goes into anyone's appraisal.",
    "A call that went badly is our material, not somebody's fault. Some calls are good, some are not.",
    "If you recognise a call, keep it to yourself and pass.",
)


def column_width(cells: int) -> int:
    return min(cells, READING_WIDTH)


def black(is_new: bool, session: Session, message: str, cells: int) -> list[Line]:  # noqa: FBT001 - the one fact that changes the words
    """The black screen on which a session starts, pauses and ends."""
    if session.phase is Phase.CLOSED:
        said = "The session is finished and everything is kept. Take the picture off the projector, then press ctrl+q."
    elif is_new:
        said = "The session is ready. From now on the room sees this screen. Enter begins."
    else:
        votes = session.votes()
        safe = "1 vote is safe" if votes == 1 else f"{votes} votes are safe"
        place = TITLES[session.phase].lower()
        said = f"Session paused. Enter goes on at call {session.current + 1}, {place}. {safe}. ctrl+q leaves the room screen."
    return [
        EMPTY,
        EMPTY,
        *paragraph(said, column_width(cells), "muted", 2),
        EMPTY,
        *paragraph(message, column_width(cells), "muted", 2),
    ]


def opening(session: Session, cells: int) -> list[Line]:
    lines: list[Line] = [line(("Read this aloud.", "accent")), EMPTY]
    for sentence in PROMISE:
        lines += paragraph(sentence, column_width(cells), "strong")
        lines.append(EMPTY)
    calls = len(session.rounds)
    lines += paragraph(f"{calls} calls, one question: {session.rounds[0].brief.criterion_name}.", column_width(cells))
    lines += [
        EMPTY,
        line(f"Seats: {session.seats}", ("   + and - change it. A seat is a place in the row, not a person.", "muted")),
    ]
    lines += [EMPTY, line(("Back row: can you read this line?", "muted"))]
    return lines


def levels(brief: CallBrief, cells: int, *, lead: str = "") -> list[Line]:
    """The question and every level, the highest first."""
    wide = column_width(cells)
    lines = [line((lead, "accent")), EMPTY] if lead else []
    lines += paragraph(f"{brief.criterion_name}: {brief.asks}" if brief.asks else brief.criterion_name, wide, "strong")
    lines.append(EMPTY)
    texts = dict(brief.levels)
    values = [value for value, _ in brief.levels]
    for place in range(len(values) - 1, -1, -1):
        value = values[place]
        text = texts[value]
        if not text and 0 < place < len(values) - 1:
            text = f"between {brief.scale.word(values[place - 1])} and {brief.scale.word(values[place + 1])}"
        lines += hanging((f"{brief.scale.word(value):>4}  ", "accent"), text or "(no text in the rubric)", wide)
    return lines


def excerpt_pages(shown: ShownExcerpt, cells: int, height: int) -> list[list[Line]]:
    """The numbered lines of the excerpt, in pages; a turn is never torn apart unless it is taller than a page."""
    pages: list[list[Line]] = [[]]
    for place, turn in enumerate(shown.turns):
        lead = (f"{shown.first_line + place:3} {turn.speaker[:8].upper():9} ", "accent")
        block = hanging(lead, turn.text, column_width(cells))  # type: ignore[arg-type]
        while len(block) > height:
            if pages[-1]:
                pages.append([])
            pages[-1] = block[:height]
            pages.append([])
            block = block[height:]
        if len(pages[-1]) + len(block) > height:
            pages.append([])
        pages[-1] += block
    return [page for page in pages if page] or [[EMPTY]]


def seats(view: HiddenRound, cursor: int, cells: int, glyphs: Glyphs) -> list[Line]:
    """The row of seats: who has voted, never what."""
    marks = {Mark.IN: glyphs.vote_in, Mark.NO_VOTE: glyphs.no_vote, Mark.MISSING: glyphs.no_vote_yet}
    lines: list[Line] = []
    current: list[Word] = []
    for seat, mark in enumerate(view.marks):
        text = f"{seat + 1}{marks[mark]}"
        shown: Word = (f"[{text}]", "accent") if seat == cursor else (f" {text} ", "" if mark is Mark.IN else "muted")
        if width((*current, shown)) > column_width(cells) - 2:
            lines.append(tuple(current))
            current = []
        current.append(shown)
    return [*lines, tuple(current)]


def vote(view: HiddenRound, cursor: int, cells: int, glyphs: Glyphs) -> list[Line]:
    """Rubric and seats while votes are taken."""
    lead = (
        "Vote again. Write your level, card face down. On three: turn."
        if view.again
        else "Write your level. Card face down. On three: turn."
    )
    return [*levels(view.brief, cells, lead=lead), EMPTY, *seats(view, cursor, cells, glyphs)]


def votes_in(view: TalliedRound, cells: int) -> list[Line]:
    """Totals only."""
    count = len(view.levels)
    parts = [f"{count} level" if count == 1 else f"{count} levels"]
    parts += [f"{n} {word}" for n, word in _others(view)]
    total = count + sum(n for n, _ in _others(view))
    return [
        EMPTY,
        *paragraph(f"{total} in: {', '.join(parts)}.", column_width(cells), "strong"),
        EMPTY,
        line("Cards stay up. r shows how you voted."),
    ]


def _others(view: TalliedRound) -> list[tuple[int, str]]:
    found = [
        (view.passed, "pass"),
        (view.not_applicable, "does not apply"),
        (view.wording, "wording"),
        (view.no_vote, "no vote"),
    ]
    return [(n, word) for n, word in found if n]


def bars(view: TalliedRound, cells: int, glyphs: Glyphs, actual: float | None = None) -> list[Line]:
    """A bar per level, the highest first; QA's score is marked only where it is given."""
    scale, values = view.brief.scale, [value for value, _ in view.brief.levels]
    most = max((view.levels.count(value) for value in values), default=0)
    room = max(8, min(36, cells - 30))
    lines: list[Line] = []
    for value in reversed(values):
        count = view.levels.count(value)
        drawn = bar(count / most, room, glyphs) if most else ""
        words: list[Word] = [
            (f"{scale.word(value):>5}  ", "accent"),
            (f"{drawn:<{room}}  " if actual is not None else f"{drawn}  ", ""),
            (str(count) if count else "", "strong"),
        ]
        if actual is not None and _is_here(actual, value, values):
            words.append((f"  {glyphs.score} QA's score {scale.word(actual)}", "accent"))
        lines.append(tuple(words))
    others = joined([f"{word}: {n}" for n, word in _others(view)])
    if others:
        lines.append(line(("       " + others, "muted")))
    return lines


def _is_here(actual: float, value: float, values: Sequence[float]) -> bool:
    return min(values, key=lambda v: (abs(v - actual), -v)) == value


def in_levels(judgement: Judgement, scale: Scale) -> str:
    """How far two people are apart, in steps of the scale."""
    if judgement.disagreement is None:
        return ""
    steps = judgement.disagreement * (scale.maximum - scale.minimum) / scale.step
    return f"Any two people here are on average {steps:.1f} levels apart."


def _count(people: int) -> str:
    """A number of people in words, so that it is not read as a level."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[people] if people < len(words) else str(people)


def _side(votes: Sequence[float], scale: Scale) -> str:
    low, high = min(votes), max(votes)
    return scale.word(low) if low == high else f"{scale.word(low)}-{scale.word(high)}"


def talk(view: TalliedRound, judgement: Judgement, cells: int) -> list[Line]:
    """What the distribution says, in the room's words, before anybody knows QA's score."""
    scale = view.brief.scale
    said: list[str] = []
    if len(view.levels) < 4:
        said.append("Too few votes to say more than what you see.")
    elif judgement.camps is not None:
        below = [v for v in view.first_levels if v <= judgement.camps[0]]
        above = [v for v in view.first_levels if v >= judgement.camps[1]]
        said.append(
            f"The room sees this two ways: {_count(len(above))} at {_side(above, scale)}, {_count(len(below))} at {_side(below, scale)}."
        )
    elif judgement.is_contested:
        said.append("The room reads this in many ways.")
    elif "lone_dissent" in judgement.labels:
        said.append("Nearly all see it alike; one sees it differently. What could a careful listener have noticed?")
    else:
        said.append("You see it much the same way.")
    said.append(in_levels(judgement, scale))
    total = sum(judgement.boundaries.values())
    if total > 0 and judgement.is_contested:
        (lower, upper), most = max(judgement.boundaries.items(), key=lambda entry: entry[1])
        if most / total > NAMED_LINE:
            said.append(f"Most of it is the line between {scale.word(lower)} and {scale.word(upper)}.")
    said.append(
        "Talk about: which line made you decide? One voice from each side."
        if judgement.is_contested
        else "Talk about: which line made you decide?"
    )
    lines: list[Line] = []
    for sentence in said:
        lines += paragraph(sentence, column_width(cells)) if sentence else []
    return lines


def how_you_voted(view: TalliedRound, judgement: Judgement, cells: int, glyphs: Glyphs) -> list[Line]:
    lead = [line(("After talking:", "muted"))] if view.again else []
    note = ["", view.note] if view.note else []
    return [
        *lead,
        *bars(view, cells, glyphs),
        EMPTY,
        *talk(view, judgement, cells),
        *(one for text in note for one in paragraph(f"Note: {text}" if text else "", column_width(cells))),
    ]


def score(view: RevealedRound, cells: int, glyphs: Glyphs) -> list[Line]:
    """QA's score beside the votes, what lies between, and the outcome."""
    tally, actual, judgement = view.tally, view.actual, view.judgement
    scale, wide = tally.brief.scale, column_width(cells)
    by = (
        f"{len(actual.each)} evaluators: {' and '.join(scale.word(v) for v in actual.each)}"
        if len(actual.each) > 1
        else "one human scorer"
    )
    by = "scored automatically, not checked by a person" if actual.automatic else by
    lines = [*bars(tally, cells, glyphs, actual.value), EMPTY]
    lines += paragraph(f"QA's score: {scale.word(actual.value)} · {by}", wide, "strong")
    lines += paragraph(_between(tally, judgement, actual.value), wide)
    lines.append(EMPTY)
    if tally.outcome is None:
        lines.append(line("How does this call end?"))
        lines += [
            line(("  1 ", "accent"), "Agreed: a level, because of a line"),
            line(("  2 ", "accent"), "Two readings stand"),
            line(("  3 ", "accent"), "Parked, with owner and date"),
            line(("  4 ", "accent"), "QA's score to be checked"),
        ]
    else:
        lines += paragraph(f"Outcome: {outcome_words(tally)}", wide, "strong")
    if tally.note:
        lines += paragraph(f"Note: {tally.note}", wide)
    return lines


def _between(tally: TalliedRound, judgement: Judgement, actual: float) -> str:
    scale = tally.brief.scale
    votes = tally.first_levels
    if judgement.is_contested or len(votes) < 4:
        return "The room sees this in more than one way. What did each see?"
    if judgement.labels & {"gap_minor", "gap_major"}:
        middle = sorted(votes)[len(votes) // 2]
        return f"The room is around {scale.word(middle)}, QA gave {scale.word(actual)}. What did each see?"
    if "lone_dissent" in judgement.labels:
        middle = sorted(votes)[len(votes) // 2]
        alone = max(votes, key=lambda v: abs(v - middle))
        return f"Nearly all at {scale.word(middle)}; one sees it differently. What could a careful listener at {scale.word(alone)} have noticed?"
    return "You see it much the same way."


def outcome_words(tally: TalliedRound) -> str:
    """The outcome of a call in one line."""
    found = tally.outcome
    if found is None:
        return ""
    scale = tally.brief.scale
    match found.kind:
        case OutcomeKind.AGREED:
            level = f" {scale.word(found.level)}" if found.level is not None else ""
            return f"agreed{level}. {found.text}"
        case OutcomeKind.TWO_READINGS:
            return f"two readings stand. A: {found.text} B: {found.other}"
        case OutcomeKind.PARKED:
            return f"parked. {found.text}"
        case OutcomeKind.CHECK_SCORE:
            return f"QA's score is to be checked. {found.text}"


def wrap_up(session: Session, cells: int) -> list[Line]:
    """What was agreed and what stays open."""
    lines: list[Line] = [line(("What we agreed, and what stays open", "accent")), EMPTY]
    for number, played in enumerate(session.rounds, 1):
        said = "no outcome noted"
        if played.outcome is not None:
            tally = TalliedRound(number, 0, played.brief, Phase.WRAP_UP, False, (), (), 0, 0, 0, 0, played.outcome)  # noqa: FBT003
            said = outcome_words(tally)
        lines += hanging((f"Call {number}  ", "strong"), said, column_width(cells))
        if played.note:
            lines += paragraph(f"Note: {played.note}", column_width(cells), "muted", 8)
    return [
        *lines,
        EMPTY,
        *paragraph(
            "Practice: the same criterion on a call of your own, within a week. Note the date now.", column_width(cells)
        ),
    ]


def head(session: Session, page: tuple[int, int] | None, *, is_again: bool) -> tuple[Line, Line]:
    """Left and right of the room's top line."""
    title = TITLES[session.phase]
    if session.phase in {Phase.OPENING, Phase.WRAP_UP, Phase.CLOSED}:
        return line((title, "title")), ()
    right: list[str] = [title + (" AGAIN" if is_again and session.phase is Phase.VOTE else "")]
    if page and page[1] > 1:
        right.append(f"page {page[0] + 1} of {page[1]}")
    if session.phase is Phase.VOTE and session.ballot is not None:
        right.append(f"{session.seats - session.ballot.missing} of {session.seats} in")
    return line((f"Call {session.current + 1} of {len(session.rounds)}", "strong")), line(("   ".join(right), "title"))
