"""Step 6 in lines: before and after as two dots on one scale, everybody's change, and what the answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.reports.outcome_words import BASELINES, VERDICTS, compared_words, likely, sensitivity_words, windows_words
from qa_tui.reports.plan_words import day_words
from qa_tui.reports.words import as_sentence, count_of, signed
from qa_tui.tui.glyphs import spark
from qa_tui.tui.lines import EMPTY, column, cut, hanging, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.diagnosis import Diagnosis
    from qa_tui.domain.outcome import AgentChange, CycleOutcome, Effect, Measured, NotYet
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line, Word

NEEDS = (
    "The scores of the same people on the same criterion, of the two weeks after the last day of practice.",
    "A baseline from days that did not choose the criterion: else part of any gain is only the return to the mean.",
    "At least 5 agents with 3 scored calls in both windows, and who was in the session.",
)
LABEL, FIGURE = 10, 7
MOST_SPARKS = 60


def dumbbell(
    label: str, before: float, after: float, effect: Effect, threshold: int | None, width: int, glyphs: Glyphs
) -> list[Line]:
    """Two dots on a scale of 0 to 100 with the line between them; where it does not fit beside them, the change stands below."""
    change: list[Word] = [(f"{signed(effect.points):>7}", "strong"), (f"  ({likely(effect, is_signed=True)})", "muted")]
    beside = 40
    cells = max(12, min(60, width - LABEL - 2 * FIGURE - beside))
    fits = width >= LABEL + 2 * FIGURE + cells + beside
    first, last = sorted((before, after))
    places = [round(value / 100 * (cells - 1)) for value in (first, last)]
    drawn = [" "] * cells
    for place in range(places[0], places[1]):
        drawn[place] = glyphs.light
    if threshold is not None:
        at = round(threshold / 100 * (cells - 1))
        drawn[at] = glyphs.limit
    drawn[round(before / 100 * (cells - 1))] = glyphs.dot
    drawn[round(after / 100 * (cells - 1))] = glyphs.vote_in
    row: list[Word] = [
        column(label, LABEL, "accent"),
        (f"{before:>{FIGURE - 1}.1f} ", ""),
        ("".join(drawn), ""),
        (f" {after:<{FIGURE - 1}.1f}", "strong"),
    ]
    return [line(*row, *change)] if fits else [line(*row), line(" " * LABEL, *change)]


def measured_lines(outcome: CycleOutcome, found: Measured, width: int, glyphs: Glyphs) -> list[Line]:
    """Everything under the sentence."""
    lines = dumbbell("team", found.before, found.after, found.effect, outcome.threshold, width, glyphs)
    if found.others is not None:
        others = found.others
        lines += dumbbell("others", others.before, others.after, others.effect, None, width, glyphs)
        specific = (
            f"so about {signed(others.specific.points)} ({likely(others.specific, is_signed=True)}) is specific to this"
        )
        lines += [*hanging((" " * LABEL, ""), specific, width), EMPTY]
    changes = [change.change for change in reversed(found.changes)]
    low, high = min(changes[0], 0.0), max(changes[-1], 0.1)
    shown = spark(tuple(changes[:MOST_SPARKS]), glyphs, low, high + 1e-6)
    lines.append(cut((column("agents", LABEL, "accent"), (f"{shown}  ", ""), (compared_words(found), "muted")), width))
    lines.append(EMPTY)
    lines.append(line("Verdict: ", (VERDICTS[found.verdict], "strong")))
    for sentence in sensitivity_words(outcome):
        lines += hanging(("- ", "muted"), sentence, width)
    lines += diagnosis_lines(found.diagnoses, width)
    return [
        *lines,
        EMPTY,
        *calendar_lines(outcome, width),
        EMPTY,
        *people_lines(found.changes, outcome.threshold, width, glyphs),
        *lost_lines(found, width),
    ]


def diagnosis_lines(diagnoses: Sequence[Diagnosis], width: int) -> list[Line]:
    """The strongest first, each with its evidence."""
    if not diagnoses:
        return []
    lines = [EMPTY, line(("What the records say about why", "accent"))]
    for diagnosis in diagnoses:
        if diagnosis.holds:
            lines.append(line((as_sentence(diagnosis.cause.value), "strong")))
            for sentence in (*diagnosis.evidence, diagnosis.what_next):
                lines += hanging(("  - ", "muted"), sentence, width)
    for diagnosis in diagnoses:
        if not diagnosis.holds and diagnosis.evidence:
            lines += hanging((f"Not so, {diagnosis.cause.value}: ", "muted"), " ".join(diagnosis.evidence), width)
    return lines


def calendar_lines(outcome: CycleOutcome, width: int) -> list[Line]:
    """When what was measured."""
    days = ", ".join(day_words(held.held_on) for held in outcome.cycle.sessions)
    rows = (
        ("Baseline", f"{windows_words(outcome.baselines)}: {BASELINES[outcome.baseline_kind]}"),
        ("Sessions", days),
        ("Re-score", windows_words(outcome.posts)),
    )
    lines: list[Line] = []
    for name, text in rows:
        lines += hanging((f"{name:<{LABEL}}", "muted"), text, width)
    return lines


def people_lines(changes: Sequence[AgentChange], threshold: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Every agent, the most improved first."""
    lines = [
        cut(
            (column("agent", 26, "muted"), column("before", 8, "muted", right=True), column("after", 10, "muted", right=True),
             column("change", 9, "muted", right=True), column("calls", 9, "muted", right=True)),
            width,
        )
    ]  # fmt: skip
    for change in changes:
        below = glyphs.low if change.after < threshold - 1e-9 else " "
        lines.append(
            cut(
                (
                    column(change.name, 26),
                    column(f"{change.before:.1f}", 8, right=True),
                    column(f"{change.after:.1f} {below}", 10, right=True),
                    column(signed(change.change), 9, "strong", right=True),
                    column(f"{change.calls_before}, {change.calls_after}", 9, "muted", right=True),
                ),
                width,
            )
        )
    return lines


def lost_lines(found: Measured, width: int) -> list[Line]:
    if not found.lost:
        return []
    lines = [EMPTY, line((f"Not compared: {count_of(len(found.lost), 'agent')}", "accent"))]
    for lost in found.lost:
        lines += hanging((f"  {lost.name}: ", ""), lost.why.value, width)
    return lines


def not_yet_lines(outcome: CycleOutcome, found: NotYet, width: int, glyphs: Glyphs) -> list[Line]:
    """How far the window is, and nothing of the scores in it."""
    lines: list[Line] = []
    if found.of:
        lines += [
            line(
                column("re-score", LABEL, "accent"),
                glyphs.full * found.day,
                (glyphs.few * (found.of - found.day), "muted"),
                f"  day {found.day} of {found.of}",
            ),
            EMPTY,
        ]
    when = [EMPTY, *paragraph(f"The answer can be read on {day_words(outcome.answer_on)}.", width)] if found.of else []
    return [*lines, *calendar_lines(outcome, width), *when]


def needs(width: int) -> list[Line]:
    lines = [line(("What it needs", "accent")), EMPTY]
    for need in NEEDS:
        lines += hanging(("- ", "muted"), need, min(width, 100))
    return lines
