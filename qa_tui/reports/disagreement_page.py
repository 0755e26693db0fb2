"""The ledger as a page: which criterion's wording rooms read differently, and on what that rests. Anonymous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import Flag, OutcomeKind
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.agreement_words import SECOND_VOTES, agreement_sentences, labels_of
from qa_tui.reports.page import Page, Section, Table
from qa_tui.reports.wording_words import request_words
from qa_tui.reports.words import FLAGS, count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.disagreement import CriterionLedger, JudgedRound
    from qa_tui.domain.wording_request import WordingRequest

OUTCOMES = {
    OutcomeKind.AGREED: "agreed",
    OutcomeKind.TWO_READINGS: "two readings stand",
    OutcomeKind.PARKED: "parked",
    OutcomeKind.CHECK_SCORE: "QA's score to be checked",
}
ROUND_HEADER = (
    "date",
    "call",
    "criterion",
    "votes",
    "QA's score",
    "seen as",
    "after the talk",
    "lines",
    "outcome",
    "note",
)


def disagreement_page(entries: Sequence[CriterionLedger], requests: Sequence[WordingRequest] = ()) -> Page:
    """Every criterion with votes, flagged ones first; then the requests for another wording."""
    unclear = [entry.name for entry in entries if entry.flag is Flag.AMBIGUOUS]
    rounds = sum(len(entry.rounds) for entry in entries)
    sessions = {judged.session for entry in entries for judged in entry.rounds}
    overview = Table(
        "Criteria",
        ("criterion", "wording", "calls judged", "split", "flag", "most at the line", "share"),
        tuple(
            (
                entry.name,
                entry.wording_version,
                entry.judged,
                entry.contested,
                FLAGS[entry.flag],
                f"{entry.scale_word(0)} | {entry.scale_word(1)}" if entry.boundary else "",
                f"{entry.boundary_share:.0%}" if entry.boundary_share else "",
            )
            for entry in entries
        ),
    )
    return Page(
        title="Where rooms read the rubric differently",
        answer=f"Wording unclear: {', '.join(unclear)}." if unclear else "No wording is flagged.",
        facts=(
            f"{count_of(rounds, 'call')} in {count_of(len(sessions), 'session')}",
            "Only first, blind votes count",
            "A wording is flagged by its own calls under its own version, never by one call",
        ),
        sections=(
            Section("Criteria", (), (overview,)),
            *(_criterion(entry) for entry in entries),
            *_requests(requests),
        ),
    )


def _requests(requests: Sequence[WordingRequest]) -> tuple[Section, ...]:
    if not requests:
        return ()
    rows = tuple(
        (
            request.criterion_name,
            "the question" if request.level is None else f"level {request.level:g}",
            request.text,
            request.owner,
            request_words(request),
        )
        for request in requests
    )
    table = Table("Wording requests", ("criterion", "text", "proposed wording", "who decides", "state"), rows)
    return (Section("Requests for another wording", (), (table,)),)


def _criterion(entry: CriterionLedger) -> Section:
    rows = tuple(round_row(judged) for judged in entry.rounds)
    heading = f"{safe_line(entry.name, 80)}, wording {entry.wording_version[:6]}: {FLAGS[entry.flag]}"
    return Section(heading, agreement_sentences(entry), (Table(f"Calls on {entry.name}", ROUND_HEADER, rows),))


def round_row(judged: JudgedRound) -> tuple[str | int | float | None, ...]:
    """One call; its votes are in order of level."""
    scale, outcome = judged.scale, judged.outcome
    votes = " ".join(scale.word(level) for level in judged.levels)
    others = [
        f"{count} {what}"
        for count, what in (
            (judged.not_applicable, "does not apply"), (judged.wording, "wording"), (judged.passed, "pass"),
            (judged.no_vote, "no vote"),
        )
        if count
    ]  # fmt: skip
    said = ""
    if outcome is not None:
        level = "" if outcome.level is None else f" {scale.word(outcome.level)}"
        readings = " / ".join(text for text in (outcome.text, outcome.other) if text)
        said = f"{OUTCOMES[outcome.kind]}{level}{': ' if readings else ''}{readings}"
    return (
        f"{judged.day}{' (entered afterwards)' if judged.entered_afterwards else ''}",
        judged.number,
        judged.criterion_name,
        "; ".join([votes, *others]) if votes else "; ".join(others),
        scale.word(judged.actual) if judged.actual in scale.values else f"{judged.actual:.1f}",
        labels_of(judged.judgement.labels),
        SECOND_VOTES.get(judged.second, ""),
        ", ".join(map(str, judged.cited)),
        said,
        judged.note,
    )
