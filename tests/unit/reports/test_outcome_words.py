"""The outcome's sentences: each says what is so, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qa_tui.domain.cycle import Cycle, CycleSession
from qa_tui.domain.measuring import Baseline
from qa_tui.domain.outcome import (
    AgentChange,
    Change,
    CycleOutcome,
    Effect,
    EffectVerdict,
    Loss,
    LostAgent,
    Measured,
    NotYet,
    OtherCriteria,
    Rebound,
)
from qa_tui.domain.scope import Window
from qa_tui.reports.outcome_json import outcome_json
from qa_tui.reports.outcome_page import outcome_page
from qa_tui.reports.outcome_words import outcome_sentence, sensitivity_words

SELECTION = Window(date(2026, 9, 1), date(2026, 10, 1))
SESSION = CycleSession("s1", "p1", date(2026, 10, 1), is_open=False, selection=SELECTION)
CYCLE = Cycle("c1", "w", "listening", "Listening", "w1", (SESSION,))
CHANGES = tuple(AgentChange(f"A{n}", f"Name {n}", 58.0, 67.0 + n % 2, 5, 5) for n in range(18))
OTHERS = OtherCriteria(7, 74.0, 75.1, Effect(1.1, (0.0, 2.2), 18), Effect(8.0, (2.1, 13.9), 18))
FOUND = Measured(
    EffectVerdict.EFFECTIVE, Effect(9.1, (4.2, 14.0), 18), None, 58.1, 67.2, 13, 9, CHANGES, (), 9.1, OTHERS, None, 8.2, None, (),
)  # fmt: skip
OUTCOME = CycleOutcome(
    CYCLE, Baseline.SPLIT, (Window(date(2026, 9, 17), date(2026, 10, 1)),), (Window(date(2026, 10, 9), date(2026, 10, 23)),),
    date(2026, 10, 23), 70, 8.0, FOUND, 20, 15, 18,
)  # fmt: skip


def said(**changes: object) -> str:
    return outcome_sentence(replace(OUTCOME, found=replace(FOUND, **changes)))  # type: ignore[arg-type]


def test_the_sentence_of_the_design() -> None:
    assert outcome_sentence(OUTCOME) == (
        "Improved by 9.1 points (likely 4 to 14), at the lower end of what we call effective. "
        "Not there yet: the team is at 67.2, the line is 70; 9 of 18 still below (were 13)."
    )
    assert sensitivity_words(OUTCOME) == [
        "With this group a true change under about 8 could easily be missed.",
        "Practice done: 15 of 18.",
    ]


@pytest.mark.parametrize(
    ("verdict", "effect", "begins"),
    [
        (EffectVerdict.EFFECTIVE, Effect(12.0, (5.0, 19.0), 18), "Improved by 12.0 points (likely 5 to 19). "),
        (
            EffectVerdict.EFFECTIVE, Effect(12.0, (9.0, 15.0), 18),
            "Improved by 12.0 points (likely 9 to 15), and even the lower end of that reaches the aim. ",
        ),
        (
            EffectVerdict.GENERAL_SHIFT, Effect(9.0, (4.0, 14.0), 18),
            "Up by 9.0 points (likely 4 to 14); the other criteria moved by +1.1, so +8.0 (likely +2.1 to +13.9) is specific to this",
        ),
        (EffectVerdict.NOT_EFFECTIVE, Effect(1.0, (-4.0, 6.0), 18), "Hardly moved: +1.0 (likely -4.0 to +6.0); effective begins at 8. "),
        (EffectVerdict.NOT_EFFECTIVE, Effect(6.0, (5.5, 6.5), 18), "Up by 6.0 points (likely 6 to 6), which is less than the 8 from which we call it effective. "),
        (EffectVerdict.DECLINED, Effect(-5.0, (-9.0, -1.0), 18), "Declined by 5.0 points (likely -9 to -1). "),
        (EffectVerdict.INCONCLUSIVE, Effect(5.0, (-1.0, 11.0), 18), "Cannot tell: +5.0 (likely -1.0 to +11.0) leaves it open. This group is too small to show 8 points"),
    ],
)  # fmt: skip
def test_every_verdict(verdict: EffectVerdict, effect: Effect, begins: str) -> None:
    assert said(verdict=verdict, effect=effect).startswith(begins)


def test_what_is_still_needed() -> None:
    open_ = {"verdict": EffectVerdict.INCONCLUSIVE, "effect": Effect(5.0, (-1.0, 11.0), 18)}
    assert "About 4 more scored calls of each per fortnight would show 8 points." in said(**open_, more_calls=4)
    assert "About 1 more scored call of each" in said(**open_, more_calls=1)


def test_a_cohort_of_three_has_no_verdict_and_its_means_are_its_own() -> None:
    changed = replace(FOUND, verdict=EffectVerdict.NO_VERDICT, effect=Effect(9.0, (1.0, 17.0), 3), changes=CHANGES[:3])
    few = replace(OUTCOME, found=changed)
    assert outcome_sentence(few) == "No verdict: 3 agents with scores before and after, and it takes 5."
    page, body = outcome_page(few), outcome_json(few)
    assert page.tables == ()
    assert (body["verdict"], body["paired"], body["change"], body["post"]["mean"]) == ("too_few", 3, None, None)
    assert outcome_page(few, with_names=True).tables


def test_a_baseline_that_chose_the_people_gives_no_effect() -> None:
    words = said(verdict=EffectVerdict.INCONCLUSIVE, effect=Effect(9.0, (4.0, 14.0), 18), is_overlapping=True)
    assert "The days before the session also chose these people or this topic" in words
    enough = said(verdict=EffectVerdict.INCONCLUSIVE, effect=Effect(9.0, (-1.0, 19.0), 18), more_calls=0)
    assert "There are enough calls to show 8 points" in enough


def test_one_or_two_people_are_not_counted_out() -> None:
    assert outcome_page(OUTCOME).sections[-1].tables[0].rows == (("10 to 20 up", "9"), ("5 to 10 up", "9"))
    alone = replace(OUTCOME, found=replace(FOUND, changes=(*CHANGES, replace(CHANGES[0], after=20.0))))
    assert ("more than 5 down", "1 or 2") in outcome_page(alone).sections[-1].tables[0].rows


def test_a_team_just_under_the_line_is_not_said_to_be_on_it() -> None:
    assert "the team is at 69.9, the line is 70" in said(after=69.97)
    assert "Over the line: the team is at 70.0" in said(after=70.0)


def test_what_is_taken_off_lost_or_not_alike_is_said() -> None:
    lost = (LostAgent("Z", "Zoe", Loss.LEFT), *(LostAgent(f"Y{n}", f"Y{n}", Loss.FEW_AFTER) for n in range(5)))
    changed = replace(
        FOUND, rebound=Rebound(0.2, 1.6), lost=lost, unpaired=7.5, not_alike=(Change("form version", "card 1", "card 2"),),
        untrained=Effect(3.0, (-2.0, 8.0), 18),
    )  # fmt: skip
    words = " ".join(sensitivity_words(replace(OUTCOME, found=changed)))
    assert "comes back by about 1.6 points without any training. That has been taken off" in words
    assert "6 of 24 trained cannot be compared: 1 left, 5 under 3 scored calls after." in words
    assert "More than a fifth is missing: everybody's means, paired or not, differ by +7.5." in words
    assert "Not the same before and after, form version: card 1; card 2." in words
    assert "Against agents who were in no session: +3.0 (likely -2.0 to +8.0)" in words
    assert "Zoe" not in words


def test_without_practice_nothing_is_said_to_be_done() -> None:
    assert not [text for text in sensitivity_words(replace(OUTCOME, asked=0, practised=0)) if "Practice" in text]


def test_before_the_answer_there_is_no_number_of_it() -> None:
    early = replace(OUTCOME, found=NotYet("Day 6 of 14: no verdict yet.", 6, 14))
    body = outcome_json(early)
    assert (body["verdict"], body["day"], body["of"]) == (None, 6, 14)
    assert "effect" not in body
    page = outcome_page(early)
    assert (page.answer, page.sections) == ("Day 6 of 14: no verdict yet.", ())


def test_management_sees_counts_and_nobody() -> None:
    for with_names in (False, True):
        page = outcome_page(OUTCOME, with_names=with_names)
        text = str(page)
        assert ("Name 3" in text) is with_names
        assert ("anonymised: yes" in text) is not with_names
        assert ("changes" in outcome_json(OUTCOME, with_names=with_names)) is with_names
