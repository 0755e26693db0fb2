"""What is said of scores that were read well and are not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.importing import COUNTED, LEFT_OUT, About, Doubt

if TYPE_CHECKING:
    from qa_tui.domain.importing import ImportMapping
    from qa_tui.scores.build import Built

ZEROED_CALLS = "zeroed calls"
MOST_ZEROED = 10
"""Percent of the evaluations that automatic fails may have zeroed before a person is asked."""

COUNTED_ALL_THE_SAME = frozenset({"all_zero", "agent"})
"""Findings that only say something."""
SET_ASIDE = {
    "duplicate": "the same call, evaluator and criterion came again later; the newest row is used.",
    "undecided": (
        "the same call, evaluator and criterion came with different scores, and nothing says which is newer; none of them is "
        "used. Add a column evaluated_at, or delete the wrong rows."
    ),
    "agent": "the rows of this call name two agents: it counts as a call of each. Correct the wrong one, if one is.",
    "auto_fail": (
        "an automatic fail set all scores of this evaluation to zero; they say nothing about these criteria and are left out."
    ),
    "all_zero": (
        "every score of this evaluation is zero, and no column says whether an automatic fail did that. It counts as it "
        "stands; a column auto_fail (yes, or the criterion that failed) would tell."
    ),
}


def many_zeroed(built: Built, settled: ImportMapping, *, accept: bool) -> tuple[Doubt, ...]:
    """The question whether so many zeroed evaluations are to be left out; none where they are few, or it was answered."""
    share = 100 * built.zeroed / max(built.matrix.evaluations, 1)
    if share <= MOST_ZEROED or accept or settled.answer(About.AUTO_FAIL, ZEROED_CALLS) is not None:
        return ()
    question = (
        f"automatic fails set all scores to zero in {built.zeroed:,} of {built.matrix.evaluations:,} evaluations ({share:.0f} %). "
        f"Leave their other criteria out, as the method asks, or count the zeros?"
    )
    return (Doubt(About.AUTO_FAIL, ZEROED_CALLS, LEFT_OUT, 0.9, question, (COUNTED,), is_blocking=True),)


def said_of_agent(doubt: Doubt) -> str:
    return f"{doubt.question} Not joined until a person says so. Use --accept, or --mapping FILE."


def said_of_zeroed(doubt: Doubt) -> str:
    return f"{doubt.question} Use --accept to leave them out, or --mapping FILE to count them."
