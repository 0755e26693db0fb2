"""What the room reads, phase by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.analysis.excerpt_agreement import judge_excerpt
from qa_tui.domain import session_events as events
from qa_tui.domain.disagreement import Outcome, OutcomeKind
from qa_tui.domain.room_view import HiddenRound, RevealedRound, TalliedRound, room_view
from qa_tui.domain.rubric import Scale
from qa_tui.domain.session import Session
from qa_tui.domain.session_rules import replay
from qa_tui.steps.live import judge_shown
from qa_tui.tui.glyphs import ASCII, UNICODE
from qa_tui.tui.lines import cut_middle, plain, width, wrap
from qa_tui.tui.screens.room import view, votes
from qa_tui.tui.screens.room.page import Page
from tests.builders import (
    FIVE,
    JUDGING,
    NO_VOTE,
    NOT_APPLICABLE,
    THREE,
    TO_VOTE,
    WORDING,
    ballots,
    level,
    make_actual,
    make_brief,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.tui.lines import Line

NARROW = Page(76, 17)
SPLIT = [5, 5, 5, 5, 4, 2, 2, 2, 2, 2]


def session(*cast: events.Vote, more: tuple[events.Event, ...] = (), scale: Scale = FIVE) -> Session:
    opened = events.Opened(len(cast), (make_brief(scale=scale),))
    found = replay([opened, *TO_VOTE, *ballots(*cast), events.VotesTaken(), *more])
    assert isinstance(found, Session)
    return found


def tally(*cast: events.Vote, outcome: Outcome | None = None, scale: Scale = FIVE) -> tuple[TalliedRound, Session]:
    more: tuple[events.Event, ...] = (events.DistributionShown(),)
    if outcome:
        more = (*more, events.ScoreRevealed(), events.OutcomeAgreed(outcome))
    state = session(*cast, more=more, scale=scale)
    found = room_view(state)
    assert isinstance(found, TalliedRound)
    return found, state


def levels(values: Sequence[float]) -> list[events.Vote]:
    return [level(value) for value in values]


def shown(lines: list[Line]) -> str:
    return "\n".join(plain(one) for one in lines)


def how(*cast: events.Vote, scale: Scale = FIVE) -> str:
    found, state = tally(*cast, scale=scale)
    return shown(votes.how_you_voted(found, judge_shown(state.round, None), NARROW, UNICODE))


def revealed(values: list[int], actual: float, outcome: Outcome | None = None, *each: float) -> str:
    found, state = tally(*levels(values), outcome=outcome)
    whole = RevealedRound(found, make_actual(actual, *each), judge_shown(state.round, actual))
    return shown(votes.score(whole, Page(96, 17), UNICODE))


def test_the_split_room_of_the_method() -> None:
    said = how(*levels(SPLIT), WORDING, NO_VOTE)
    assert "The room sees this two ways: five at 4-5, five at 2." in said
    assert "Any two people here are on average 1.6 levels apart." in said
    assert "Most of it is the line" not in said, "no line carries more than half"
    assert "One voice from each side." in said
    assert "wording: 1 · no vote: 1" in said


def test_three_readings_are_not_called_two() -> None:
    said = how(*levels([5] * 4 + [3] * 4 + [1] * 4))
    assert "The room sees this in more than two ways: four at 5, four at 3, four at 1." in said
    tenths = Scale.of_levels(*(place / 10 for place in range(11)))
    assert "two ways: two at 0.6-0.7, two at 0-0.1." in how(*levels([0.0, 0.1, 0.6, 0.7]), scale=tenths)
    uneven = Scale.of_levels(0, 50, 80, 100)
    assert "two ways: four at 50-80, four at 0." in how(*levels([0] * 4 + [50, 50, 80, 80]), scale=uneven)


def test_a_line_that_carries_more_than_half_is_named() -> None:
    assert "Most of it is the line between 0 and 1." in how(*levels([0, 0, 0, 0, 1, 1, 1, 1]), scale=THREE)


def test_a_room_that_agrees_is_told_so() -> None:
    assert "You see it much the same way." in how(*levels([4, 4, 4, 4, 4, 3]))


def test_few_votes_say_little() -> None:
    assert "Too few votes to say more than what you see." in how(*levels([5, 1, 3]))


def test_no_level_is_marked_before_qas_score() -> None:
    assert UNICODE.score not in how(*levels(SPLIT))
    assert UNICODE.score in revealed(SPLIT, 2.0)


def test_qas_score_says_who_gave_it() -> None:
    assert "QA's score: 2 · one human scorer" in revealed(SPLIT, 2.0)
    assert "QA's score: 2.5 · 2 evaluators: 2 and 3" in revealed(SPLIT, 2.5, None, 2.0, 3.0)


def test_a_gap_is_said_without_blame() -> None:
    assert "The room is around 4, QA gave 1. What did each see?" in revealed([4, 4, 4, 4, 4, 4, 4, 4], 1.0)
    assert "The room is between 3 and 4, QA gave 1. What did each see?" in revealed([4, 4, 4, 4, 3, 3, 3, 3], 1.0)


def test_an_outcome_is_repeated_in_words() -> None:
    agreed = Outcome(OutcomeKind.AGREED, "because line 7 takes up half of it", level=3.0)
    assert "Outcome: agreed 3: because line 7 takes up half of it" in revealed(SPLIT, 2.0, agreed)
    two = Outcome(OutcomeKind.TWO_READINGS, "Restating one part is enough.", "It needs the whole.")
    assert "two readings stand. A: Restating one part is enough. · B: It needs the whole." in revealed(SPLIT, 2.0, two)


@pytest.mark.parametrize("actual", [1.0, 2.0, 3.0, 4.0, 5.0])
@pytest.mark.parametrize("given", [SPLIT, [4] * 8, [4, 4, 4, 4, 4, 4, 1], [1, 2, 3, 4, 5, 1, 2, 3], [5, 5]])
def test_no_word_that_judges_people(given: list[int], actual: float) -> None:
    said = (how(*levels(given)) + revealed(given, actual)).casefold()
    assert not [word for word in JUDGING if word in said]


def test_the_vote_shows_the_rubric_and_who_is_in() -> None:
    found = replay([events.Opened(12, (make_brief(),)), *TO_VOTE, *ballots(level(4), NO_VOTE)])
    assert isinstance(found, Session)
    hidden = room_view(found)
    assert isinstance(hidden, HiddenRound)
    said = shown(view.vote(hidden, 2, NARROW, UNICODE))
    assert "Write your level. Card face down. On three: turn." in said
    assert " 1●  2– [3·] 4· " in said
    assert " 1*  2- [3.] 4. " in shown(view.vote(hidden, 2, NARROW, ASCII))


def test_sixty_seats_take_more_lines_and_none_is_lost() -> None:
    found = replay([events.Opened(60, (make_brief(),)), *TO_VOTE])
    assert isinstance(found, Session)
    hidden = room_view(found)
    assert isinstance(hidden, HiddenRound)
    rows = view.seats(hidden, 0, NARROW, UNICODE)
    assert all(width(row) <= 76 for row in rows)
    assert shown(rows).split()[-1] == "60·"


def test_levels_that_begin_alike_are_told_apart_by_their_ends_where_there_is_little_room() -> None:
    texts = (
        "Lets the caller finish and restates the issue, but does not check that it is right.",
        "Lets the caller finish, restates the issue in own words, and checks it.",
    )
    assert cut_middle(texts[0], 48) == "Lets the caller … not check that it is right."
    assert cut_middle(texts[1], 48) == "Lets the caller … in own words, and checks it."
    assert cut_middle("short enough", 48) == "short enough"
    assert cut_middle("x" * 60, 48) == "x" * 60
    assert all(len(cut_middle(text, cells)) <= cells for text in texts for cells in range(16, 60))


def test_a_number_and_its_percent_sign_stay_together() -> None:
    assert wrap("with them 16 of 24 (67 %, same answer)", 22) == ["with them 16 of 24", "(67 %, same answer)"]


def test_votes_in_gives_totals_only() -> None:
    state = session(*levels([4, 4, 2]), WORDING, NO_VOTE)
    found = room_view(state)
    assert isinstance(found, TalliedRound)
    said = shown(votes.votes_in(found, NARROW))
    assert "5 in: 3 levels, 1 wording, 1 no vote." in said
    assert "4" not in said.replace("5 in", "")


def test_a_big_screen_sets_levels_apart_and_draws_thick_bars() -> None:
    found, state = tally(*levels(SPLIT))
    wide = Page(150, 43)
    drawn = votes.how_you_voted(found, judge_shown(state.round, None), wide, UNICODE)
    assert sum("█" in plain(one) for one in drawn) == 6, "two lines for each level that has votes"
    spaced = view.levels(make_brief(), wide)
    close = view.levels(make_brief(), NARROW)
    assert len(spaced) == len(close) + 4, "an empty line between five levels"


def test_a_room_that_says_it_does_not_apply() -> None:
    state = session(*[NOT_APPLICABLE] * 6)
    found = room_view(state)
    assert isinstance(found, TalliedRound)
    judgement = judge_excerpt((), FIVE, 2.0, not_applicable=6)
    said = shown(votes.score(RevealedRound(found, make_actual(2.0), judgement), NARROW, UNICODE))
    assert "Most say it does not apply, QA gave 2. What did each see?" in said
