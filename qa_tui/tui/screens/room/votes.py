"""How the room voted, and QA's score beside it, in lines. Words that judge people never stand here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import OutcomeKind
from qa_tui.tui.glyphs import bar
from qa_tui.tui.lines import EMPTY, joined, line, paragraph, wrap_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.disagreement import Judgement, Outcome
    from qa_tui.domain.room_view import RevealedRound, TalliedRound
    from qa_tui.domain.rubric import Scale
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Word
    from qa_tui.tui.screens.room.page import Page

NAMED_LINE = 0.5
"""Share of the disagreement from which a line between two levels is named."""


AFTER_TALKING = (line(("After talking. The first vote is kept, and it alone is counted.", "muted")),)
TOO_FEW = "Too few votes to say more than what you see."


def number(value: float, scale: Scale) -> str:
    """A score in words; one between two levels with one decimal."""
    return scale.word(value) if value in scale.values else f"{value:.1f}".removesuffix(".0")


def votes_in(view: TalliedRound, page: Page) -> list[Line]:
    """Totals only."""
    count = len(view.levels)
    parts = [f"{count} level" if count == 1 else f"{count} levels"]
    parts += [f"{n} {word}" for n, word in _others(view)]
    total = count + sum(n for n, _ in _others(view))
    return [
        EMPTY,
        *paragraph(f"{total} in: {', '.join(parts)}.", page.width, "strong"),
        EMPTY,
        line("Cards stay up."),
    ]


def _others(view: TalliedRound) -> list[tuple[int, str]]:
    found = [
        (view.passed, "pass"),
        (view.not_applicable, "does not apply"),
        (view.wording, "wording"),
        (view.no_vote, "no vote"),
    ]
    return [(n, word) for n, word in found if n]


def bars(view: TalliedRound, page: Page, glyphs: Glyphs, actual: float | None = None) -> list[Line]:
    """A bar per level, the highest first, thick where there is room; QA's score is marked only where it is given."""
    scale, values = view.brief.scale, [value for value, _ in view.brief.levels]
    most = max((view.levels.count(value) for value in values), default=0)
    room = max(8, min(60 if page.cells >= 110 else 36, page.cells - 30))
    is_thick = page.has_room_for(3 * len(values) + 14)
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
            words.append((f"  {glyphs.score} QA's score {number(actual, scale)}", "accent"))
        lines.append(tuple(words))
        if is_thick:
            lines += [line(" " * 7 + drawn), EMPTY]
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
    steps = judgement.disagreement * (scale.maximum - scale.minimum) / scale.vote_step
    return f"Any two people here are on average {steps:.1f} levels apart."


def _count(people: int) -> str:
    """A number of people in words, so that it is not read as a level."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[people] if people < len(words) else str(people)


def _side(votes: Sequence[float], scale: Scale) -> str:
    low, high = min(votes), max(votes)
    return scale.word(low) if low == high else f"{scale.word(low)}-{scale.word(high)}"


def _is_of_one_mind(side: Sequence[float], scale: Scale) -> bool:
    """Whether votes are on one level or on two neighbouring ones."""
    levels = scale.vote_levels()
    if not set(levels).issuperset(side):
        return max(side) - min(side) <= scale.step + 1e-9
    return levels.index(max(side)) - levels.index(min(side)) <= 1


def _camps(levels: Sequence[float], camps: tuple[float, float], scale: Scale) -> str:
    """Two sides, where each is of one mind; else every level that was voted for."""
    below, above = [v for v in levels if v <= camps[0]], [v for v in levels if v >= camps[1]]
    if all(_is_of_one_mind(side, scale) for side in (below, above)):
        sides = ", ".join(f"{_count(len(side))} at {_side(side, scale)}" for side in (above, below))
        return f"The room sees this two ways: {sides}."
    each = ", ".join(f"{_count(levels.count(v))} at {scale.word(v)}" for v in sorted(set(levels), reverse=True))
    return f"The room sees this in more than two ways: {each}."


CLOSE = 2
"""Levels between the highest and the lowest vote of a room whose votes lie close together."""


def _alike(levels: Sequence[float], scale: Scale) -> str:
    if not levels or _is_of_one_mind(levels, scale):
        return "You see it much the same way."
    apart, half = max(levels) - min(levels), (scale.maximum - scale.minimum) / 2
    if apart > CLOSE * scale.vote_step + 1e-9 or apart > half + 1e-9:
        return "Your votes are spread out, and no side stands against another."
    return "Your votes lie close together, and no side stands against another."


def talk(view: TalliedRound, judgement: Judgement, page: Page) -> list[Line]:
    """What the distribution says, in the room's words, before anybody knows QA's score."""
    scale = view.brief.scale
    said: list[str] = []
    if not judgement.is_labelled:
        said.append(TOO_FEW)
    elif "applicability_contested" in judgement.labels:
        said.append("Some gave a level, some say it does not apply. What decides whether it does?")
    elif judgement.camps is not None:
        said.append(_camps(view.levels, judgement.camps, scale))
    elif judgement.is_contested:
        said.append("The room reads this in many ways.")
    elif "lone_dissent" in judgement.labels:
        said.append("Nearly all see it alike; one sees it differently. What could a careful listener have noticed?")
    else:
        said.append(_alike(view.levels, scale))
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
        lines += paragraph(sentence, page.width) if sentence else []
    return lines


def trial_shown(view: TalliedRound, page: Page, glyphs: Glyphs) -> list[Line]:
    """What a vote looks like, shown once with votes on nothing."""
    return [
        *paragraph(
            "This was a trial: nothing of it is kept. This is how you will see your votes.", page.width, "muted"
        ),
        EMPTY,
        *bars(view, page, glyphs),
    ]


def line_numbers(lines: Sequence[int]) -> str:
    """Numbers of lines as people write them: "7, 12-14"."""
    parts: list[list[int]] = []
    for number in lines:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def noted(view: TalliedRound, page: Page) -> list[Line]:
    """The lines that were cited and the room's note."""
    lines: list[Line] = []
    if view.cited:
        lines += paragraph(f"Lines that decided: {line_numbers(view.cited)}", page.width)
    if view.note:
        lines += paragraph(f"Note: {view.note}", page.width)
    return lines


def how_you_voted(view: TalliedRound, judgement: Judgement, page: Page, glyphs: Glyphs) -> list[Line]:
    lead = AFTER_TALKING if view.again else ()
    notes = noted(view, page)
    return [
        *lead,
        *bars(view, page, glyphs),
        EMPTY,
        *talk(view, judgement, page),
        *([EMPTY] if notes else []),
        *notes,
    ]


ENDS = (
    ("1", "Agreed: a level, because of a line"),
    ("2", "Two readings stand"),
    ("3", "Parked, with owner and date"),
    ("4", "QA's score to be checked"),
)
ENDS_IN_SHORT = (("1", "agreed"), ("2", "two readings"), ("3", "parked"), ("4", "QA's score to be checked"))


def score(view: RevealedRound, page: Page, glyphs: Glyphs) -> list[Line]:
    """QA's score beside the votes, what lies between, and the outcome."""
    tally, actual, judgement = view.tally, view.actual, view.judgement
    scale, wide = tally.brief.scale, page.width
    by = actual.given_by
    if len(actual.each) > 1 and not actual.automatic:
        by = f"{len(actual.each)} evaluators: {' and '.join(number(v, scale) for v in actual.each)}"
    lines = [*(AFTER_TALKING if tally.again else ()), *bars(tally, page, glyphs, actual.value), EMPTY]
    given = f" ({', '.join(actual.originals)})" if actual.originals else ""
    lines += paragraph(f"QA's score: {number(actual.value, scale)}{given} · {by}", wide, "strong")
    lines += paragraph(_between(tally, judgement, actual.value), wide)
    lines.append(EMPTY)
    if tally.outcome is None:
        lines.append(line("How does this call end?"))
        if page.has_room_for(len(lines) + len(ENDS)):
            lines += [line((f"  {key} ", "accent"), said) for key, said in ENDS]
        else:
            lines += [line(part) for part in wrap_parts(tuple(f"{key} {said}" for key, said in ENDS_IN_SHORT), wide)]
    else:
        lines += paragraph(f"Outcome: {outcome_words(tally.outcome, scale)}", wide, "strong")
    return [*lines, *noted(tally, page)]


def _middle(votes: Sequence[float], scale: Scale) -> str:
    """Where half of the votes lie on either side, in words."""
    lower, upper = sorted(votes)[(len(votes) - 1) // 2], sorted(votes)[len(votes) // 2]
    if lower == upper:
        return f"around {scale.word(upper)}"
    return f"between {scale.word(lower)} and {scale.word(upper)}"


def _between(tally: TalliedRound, judgement: Judgement, actual: float) -> str:
    scale = tally.brief.scale
    votes = tally.levels
    if not judgement.is_labelled:
        return TOO_FEW
    if "gap_major" in judgement.labels and tally.not_applicable > len(votes):
        return f"Most say it does not apply, QA gave {number(actual, scale)}. What did each see?"
    if judgement.is_contested:
        return "The room sees this in more than one way. What did each see?"
    if judgement.labels & {"gap_minor", "gap_major"}:
        return f"The room is {_middle(votes, scale)}, QA gave {number(actual, scale)}. What did each see?"
    if "lone_dissent" in judgement.labels:
        middle = sorted(votes)[len(votes) // 2]
        alone = max(votes, key=lambda v: abs(v - middle))
        others = [v for v in votes if v != alone]
        return f"Nearly all at {_side(others, scale)}; one sees it differently. What could a careful listener at {scale.word(alone)} have noticed?"
    return _alike(votes, scale)


def outcome_words(found: Outcome, scale: Scale) -> str:
    """The outcome of a call in one line."""
    match found.kind:
        case OutcomeKind.AGREED:
            level = f" {scale.word(found.level)}" if found.level is not None else ""
            return f"agreed{level}: {found.text}"
        case OutcomeKind.TWO_READINGS:
            return f"two readings stand. A: {found.text} · B: {found.other}"
        case OutcomeKind.PARKED:
            return f"parked: {found.text}"
        case OutcomeKind.CHECK_SCORE:
            return f"QA's score is to be checked: {found.text}"
