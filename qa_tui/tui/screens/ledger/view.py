"""The disagreement ledger in lines: per criterion and wording what the rooms' votes say, then every call with its bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.disagreement import Flag, OutcomeKind
from qa_tui.reports.agreement_words import SECOND_VOTES, agreement_sentences, in_steps, labels_of, times_in_100
from qa_tui.reports.wording_words import request_words
from qa_tui.reports.words import FLAGS
from qa_tui.tui.glyphs import bar
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa_tui.domain.disagreement import CriterionLedger, JudgedRound
    from qa_tui.domain.raters import RaterFlag
    from qa_tui.domain.wording_request import WordingRequest
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line

WORDING_FROM = 86
"""Cells from which the wording version has a column of its own."""


def sentence(entries: tuple[CriterionLedger, ...]) -> str:
    if not entries:
        return "No call has been voted on yet. After the first session this page shows where rooms read the rubric differently."
    unclear = [entry.name for entry in entries if entry.flag is Flag.AMBIGUOUS]
    if unclear:
        first = next(entry for entry in entries if entry.flag is Flag.AMBIGUOUS)
        where = f", mostly between {first.scale_word(0)} and {first.scale_word(1)}" if first.boundary else ""
        return (
            f"Wording unclear: {', '.join(unclear)}. {first.contested} of {first.judged} calls split the room{where}."
        )
    return "No wording is flagged. " + said(entries[0])


def said(entry: CriterionLedger) -> str:
    """What happened, in one sentence."""
    votes = "1 vote" if entry.wording_votes == 1 else f"{entry.wording_votes} votes"
    told = f", and {votes} said that the wording doesn't tell" if entry.wording_votes else ""
    if entry.flag is Flag.AMBIGUOUS and entry.contested < entry.needed:
        stayed = entry.persistent_splits
        return f"{stayed} calls stayed split after the talk{told}: that calls for another wording, whatever the counts say."
    if entry.flag is Flag.AMBIGUOUS:
        often = times_in_100(entry.chance or 0.0)
        return f"{entry.contested} of {entry.judged} calls split the room{told}. A clear wording does that {often}."
    needed = f"; not yet a pattern (needs {entry.needed})" if entry.needed <= entry.judged else ""
    return f"{entry.contested} of {entry.judged} calls split the room{told}{needed}."


LINE_FROM = 76
"""Cells from which the line between two levels has a column."""


def _name_width(width: int) -> int:
    return 24 if width >= LINE_FROM else max(12, min(24, width - 35))


def header(width: int) -> Line:
    return cut(
        line(
            column("", 2), column("criterion", _name_width(width), "muted"), column("judged", 7, "muted", right=True),
            column("split", 7, "muted", right=True), "  ", column("flag", 17, "muted"),
            *([column("most at the line", 18, "muted")] if width >= LINE_FROM else []),
            ("wording" if width >= WORDING_FROM else "", "muted"),
        ),
        width,
    )  # fmt: skip


def row(entry: CriterionLedger, width: int, glyphs: Glyphs, *, at_cursor: bool) -> Line:
    line_at = (
        f"{entry.scale_word(0)} | {entry.scale_word(1)}  {100 * entry.boundary_share:.0f} %"
        if entry.boundary and entry.boundary_share
        else ""
    )
    is_flagged = entry.flag is Flag.AMBIGUOUS
    return cut(
        (
            (glyphs.cursor if at_cursor else " ", "accent"),
            (glyphs.attention if is_flagged else " ", "low"),
            column(entry.name, _name_width(width), "strong" if at_cursor else ""),
            column(str(entry.judged), 7, right=True), column(str(entry.contested), 7, right=True), ("  ", ""),
            column(FLAGS[entry.flag], 17, "low" if is_flagged else ""), *([column(line_at, 18)] if width >= LINE_FROM else []),
            (entry.wording_version[:6] if width >= WORDING_FROM else "", "muted"),
        ),
        width,
    )  # fmt: skip


def round_lines(judged: JudgedRound, width: int, glyphs: Glyphs) -> list[Line]:
    """One call: its votes as bars, the labels, the readings."""
    scale = judged.scale
    labels = labels_of(judged.judgement.labels)
    mark = "low" if judged.judgement.is_contested else "accent"
    lines = [line((f"{judged.day}  call {judged.number}  ", "strong"), (labels, mark))]  # type: ignore[arg-type]
    most = max((judged.levels.count(v) for v in scale.vote_levels()), default=0) or 1
    for value in reversed(scale.vote_levels()):
        count = judged.levels.count(value)
        here = f"  {glyphs.score} QA" if value == min(scale.vote_levels(), key=lambda v: abs(v - judged.actual)) else ""
        lines.append(
            cut(
                line(
                    (f"{scale.word(value):>7}  ", "accent"),
                    bar(count / most, 18, glyphs),
                    f"  {count or ''}",
                    (here, "accent"),
                ),
                width,
            )
        )
    if judged.levels_apart:
        given = " ".join(scale.word(level) for level in judged.levels_apart)
        lines.append(line((f"         counted apart: {given}", "muted")))
    if judged.wording:
        lines.append(line((f"         the wording didn't tell: {judged.wording}", "muted")))
    if judged.heard_before:
        told = "these lines were voted on before: with the same people that is memory, with another group evidence"
        lines += hanging(("  heard before: ", "muted"), told, width)
    if judged.second:
        lines += hanging(("  voted again: ", "muted"), SECOND_VOTES[judged.second], width)
    if judged.cited:
        lines.append(line(("  lines: ", "muted"), ", ".join(map(str, judged.cited))))
    if judged.outcome is not None:
        names = {
            OutcomeKind.AGREED: "agreed", OutcomeKind.TWO_READINGS: "reading A", OutcomeKind.PARKED: "parked",
            OutcomeKind.CHECK_SCORE: "QA's score to be checked",
        }  # fmt: skip
        level = "" if judged.outcome.level is None else f" {scale.word(judged.outcome.level)}"
        lines += hanging((f"  {names[judged.outcome.kind]}{level}: ", "muted"), judged.outcome.text or "-", width)
        if judged.outcome.other:
            lines += hanging(("  reading B: ", "muted"), judged.outcome.other, width)
    if judged.note:
        lines += hanging(("  note: ", "muted"), judged.note, width)
    return [*lines, EMPTY]


def request_lines(requests: Sequence[WordingRequest], entry: CriterionLedger, width: int) -> list[Line]:
    """Requests for another wording, each with where it stands; what to press where there is none and one is called for."""
    scale = entry.rounds[0].scale
    lines: list[Line] = []
    for request in requests:
        what = "the question" if request.level is None else f"level {scale.word(request.level)}"
        lines += hanging((f"Another wording of {what}: ", "accent"), request.text, width)
        lines += paragraph(f"{request_words(request)}.", width, "muted", 2)
    if not requests and entry.flag is Flag.AMBIGUOUS:
        lines += paragraph("No other wording is asked for yet: w asks for one.", width, "low")
    return [*lines, EMPTY] if lines else []


def rater_lines(flags: Sequence[RaterFlag], names: Mapping[str, str], entry: CriterionLedger, width: int) -> list[Line]:
    """Private: raters of QA calibrations who differ from the others; nothing where seats were never linked."""
    if not any(judged.people for judged in entry.rounds):
        return []
    scale = entry.rounds[0].scale
    lines: list[Line] = [line(("Raters, in private", "accent"))]
    for flag in flags:
        by = in_steps(abs(flag.mean), scale)
        said = f"{names.get(flag.person, 'somebody')}: {flag.habit}, by {by:.1f} levels on average over {flag.excerpts} calls"
        lines += hanging(("- ", "muted"), said, width)
    if not flags:
        lines.append(line(("No rater stands apart, or there are too few calls (6) to say.", "muted")))
    return [*lines, EMPTY]


def entry_lines(entry: CriterionLedger, width: int, glyphs: Glyphs) -> list[Line]:
    """Everything about one criterion."""
    lines = paragraph(said(entry), width, "strong")
    if entry.boundary and entry.boundary_share:
        lines += paragraph(
            f"{100 * entry.boundary_share:.0f} % of the disagreement lies at the line between {entry.scale_word(0)} and {entry.scale_word(1)}. "
            "To settle it, play calls that QA gave these two levels.", width,
        )  # fmt: skip
    lines.append(EMPTY)
    for sentence_ in agreement_sentences(entry):
        lines += hanging(("- ", "muted"), sentence_, width)
    lines.append(EMPTY)
    for judged in entry.rounds:
        lines += round_lines(judged, width, glyphs)
    return lines
