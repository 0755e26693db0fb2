"""One session as a page: how the room voted, what it agreed, what it parked; and the short form for everybody who was there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qa_tui.domain.attendance import attendance_words
from qa_tui.domain.disagreement import OutcomeKind
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.agreement_words import SECOND_VOTES, in_steps, labels_of
from qa_tui.reports.disagreement_page import ROUND_HEADER, round_row
from qa_tui.reports.page import Bar, Page, Section, Table
from qa_tui.reports.words import as_sentence, count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.attendance import Presence
    from qa_tui.domain.disagreement import JudgedRound
    from qa_tui.domain.parking import CardCount
    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.domain.session import Session


def session_page(
    summary: SessionSummary, state: Session, rounds: Sequence[JudgedRound], there: Sequence[Presence] = ()
) -> Page:
    """Everything that was recorded, anonymous."""
    split = sum(judged.judgement.is_contested for judged in rounds)
    corrections = sum(played.corrections for played in state.rounds)
    facts = [
        f"{summary.when}, {count_of(state.seats, 'seat')}",
        f"{count_of(len(rounds), 'call')} of {state.of} with QA's score shown",
        *(["Votes were taken on paper and entered afterwards"] if state.entered_afterwards else []),
        *_unrevealed(state),
        *([f"{count_of(corrections, 'vote')} put right after the votes were in"] if corrections else []),
        *([f"Attendance: {attendance_words(there)}"] if there else []),
        *(_cards("Fair", state.fair) + _cards("Useful", state.useful)),
    ]
    overview = Table("Calls", ROUND_HEADER, tuple(round_row(judged) for judged in rounds))
    return Page(
        title=f"Session on {safe_line(summary.criterion, 120)}",
        answer=f"{split} of {count_of(len(rounds), 'call')} split the room." if rounds else "No call was finished.",
        facts=tuple(facts),
        sections=(Section("Calls", (), (overview,)), *(_call(judged) for judged in rounds), *_open_ends(state)),
    )


def _unrevealed(state: Session) -> list[str]:
    """Calls that the room voted on and whose score was not shown: they enter no statistic, and are not lost."""
    said = []
    for number, played in state.numbered():
        first = played.first_ballot
        if first is None or first.is_empty or played.is_revealed:
            continue
        votes = " ".join(played.brief.scale.word(level) for level in sorted(first.levels()))
        said.append(
            f"Call {number} was voted on ({votes or 'no level'}), and QA's score was not shown: it is in no figure"
        )
    return said


def _cards(what: str, count: CardCount | None) -> list[str]:
    return [] if count is None else [f"{what}: {count.yes} of {count.answered} cards said yes"]


def _call(judged: JudgedRound) -> Section:
    """How the room voted on one call."""
    scale, votes = judged.scale, Counter(judged.levels)
    after = Counter(judged.second_levels)
    total = len(judged.levels) or 1
    bars = tuple(
        (
            scale.word(level),
            votes[level],
            *((after[level],) if judged.second_levels else ()),
            Bar(100 * votes[level] / total, places=0),
        )
        for level in reversed(scale.vote_levels())
    )
    header = ("level", "votes", *(("after the talk",) if judged.second_levels else ()), "share")
    said = [f"{as_sentence(labels_of(judged.judgement.labels))}."]
    if judged.judgement.disagreement is not None:
        steps = in_steps(judged.judgement.disagreement, scale)
        said.append(f"Any two people differ by {steps:.1f} levels on average.")
    if judged.second:
        said.append(f"{as_sentence(SECOND_VOTES[judged.second])}.")
    heading = f"Call {judged.number}: {safe_line(judged.criterion_name, 80)}"
    return Section(heading, tuple(said), (Table(f"Votes on call {judged.number}", header, bars),))


def _open_ends(state: Session) -> tuple[Section, ...]:
    sections = []
    if state.parked:
        rows = tuple((item.text, item.topic.value, item.owner, item.until) for item in state.parked)
        sections.append(Section("Parked", (), (Table("Parked", ("what", "about", "who takes it", "by"), rows),)))
    if state.barriers:
        rows_of = tuple((topic.value, count) for topic, count in state.barriers)
        sections.append(
            Section("What stops people doing the top level", (), (Table("By cards", ("what", "cards"), rows_of),))
        )
    return tuple(sections)


def takeaway_page(summary: SessionSummary, rounds: Sequence[JudgedRound], state: Session) -> Page:
    """What everybody who was there takes along: what was agreed, what stays open. No votes, no scores."""
    agreed, stands = [], []
    for judged in rounds:
        outcome = judged.outcome
        if outcome is None:
            continue
        if outcome.kind is OutcomeKind.AGREED:
            level = "" if outcome.level is None else f"{judged.scale.word(outcome.level)}: "
            agreed.append((judged.number, judged.criterion_name, f"{level}{outcome.text}"))
        elif outcome.kind is OutcomeKind.TWO_READINGS:
            stands.append((judged.number, judged.criterion_name, f"A: {outcome.text} · B: {outcome.other}"))
    parked = [(item.text, item.owner, item.until) for item in state.parked]
    parked += [
        (judged.outcome.text, "", "")
        for judged in rounds
        if judged.outcome is not None and judged.outcome.kind is OutcomeKind.PARKED
    ]
    sections = []
    if agreed:
        sections.append(
            Section("What we agreed", (), (Table("Agreed", ("call", "criterion", "reading"), tuple(agreed)),))
        )
    if stands:
        sections.append(
            Section("Two readings stand", (), (Table("Readings", ("call", "criterion", "readings"), tuple(stands)),))
        )
    if parked:
        sections.append(
            Section("Who answers what", (), (Table("Parked", ("what", "who takes it", "by"), tuple(parked)),))
        )
    return Page(
        title=f"What we take along: {safe_line(summary.criterion, 120)}",
        answer="Practice the same criterion on a call of your own within a week.",
        facts=(summary.day,),
        sections=tuple(sections) or (Section("What we agreed", ("Nothing was noted.",)),),
    )
