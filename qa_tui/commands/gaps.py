"""`qa-tui gaps`: steps 1 and 2."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, put, put_json, put_table, say, say_problems
from qa_tui.commands.reading import ask, criterion_of
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.cautions import criterion_cautions, report_cautions
from qa_tui.reports.gap_json import agent_status, gap_json
from qa_tui.reports.gap_sentences import headline, verdict_sentence
from qa_tui.reports.words import (
    as_sentence,
    change_words,
    concentration,
    count_of,
    evaluator_words,
    low_text,
    mean_text,
    percent,
    share_text,
    sure_share,
    what_to_do,
)
from qa_tui.steps.gaps import find_gaps

if TYPE_CHECKING:
    import argparse

    from qa_tui.commands.reading import Question
    from qa_tui.domain.gaps import CriterionGap, GapReport
    from qa_tui.domain.scope import Scope


SHOWN_AGENTS = 12


def run(options: argparse.Namespace) -> Exit:
    answered = answer(options)
    if isinstance(answered, Exit):
        return answered
    asked, report = answered
    if report.calls == 0:
        if options.json:
            put_json(gap_json(report, asked.loaded.problems))
        return Exit.NOT_ENOUGH_DATA
    criterion = criterion_of(asked.loaded.rubric, options.criterion) if options.criterion else None
    if isinstance(criterion, Exit):
        return criterion
    status = Exit.OK if any(gap.eligible_agents for gap in report.criteria) else Exit.NOT_ENOUGH_DATA
    if options.json:
        put_json(gap_json(report, asked.loaded.problems, criterion))
        return status
    chosen = report.criterion(criterion) if criterion else None
    if chosen:
        _print_criterion(report, chosen)
    else:
        _print_report(report)
    say_problems(asked.loaded.problems)
    return status


def answer(options: argparse.Namespace) -> tuple[Question, GapReport] | Exit:
    """The question of a command line and its gap report, with what persons said about these files in the app.

    A window without scored calls is said; the report is there all the same, where any call has a date.
    """
    asked = ask(options)
    if isinstance(asked, Exit):
        return asked
    report = find_gaps(asked.loaded, asked.scope)
    if report is None or report.calls == 0:
        say(nothing_there(asked.scope))
    if report is None:
        return Exit.NOT_ENOUGH_DATA
    return asked, replace(report, choices=compose.choices_of(asked.home, asked.loaded.request))


def nothing_there(scope: Scope) -> str:
    """Why there may be no scored call, and what to change."""
    if len(scope.segments) > 1:
        together = " and ".join(f"{dimension}={segment}" for dimension, segment in scope.segments)
        return (
            f"There is no scored call of {safe_line(together, 120)} together in this window. Leave one --segment out."
        )
    if scope.segments:
        return "There is no scored call of this segment in this window. Use --as-of or --days to look at another one."
    return "There is no scored call in this window. Use --as-of to look at another one."


def _print_report(report: GapReport) -> None:
    put(headline(report))
    put(
        f"{report.window.words()} · {count_of(report.calls, 'call')} · {count_of(report.agents, 'agent')} · at least "
        f"{count_of(report.scope.minimum_calls, 'scored call')} each"
    )
    put(f"scope: {safe_line(report.scope.words(), 120)}")
    for said in report_cautions(report):
        put(said)
    put()
    rows = []
    for gap in report.criteria:
        rows.append(
            [
                str(gap.rank), gap.name, mean_text(gap, report.scope.threshold), change_words(gap), low_text(gap), share_text(gap), sure_share(gap),
                what_to_do(gap),
            ]
        )  # fmt: skip
    put_table(
        ["", "criterion", "team mean", "change", f"below {report.scope.threshold}", "share", "sure", "what to do"],
        rows,
        right=(0, 2, 3, 4, 5, 6),
    )
    if report.under_minimum:
        few = report.under_minimum
        names = ", ".join(f"{agent}: {scored}" for agent, _, scored in few[:SHOWN_AGENTS])
        more = f" and {len(few) - SHOWN_AGENTS} more; --json names all of them" if len(few) > SHOWN_AGENTS else ""
        put()
        put(f"Left out for too few scored calls: {safe_line(names, 400)}{more}")


def _print_criterion(report: GapReport, gap: CriterionGap) -> None:
    put(verdict_sentence(gap, report))
    for said in (*criterion_cautions(gap, report), *report_cautions(report)):
        put(said)
    put(as_sentence(f"{evaluator_words(gap, report)}."))
    put()
    rows = [
        [
            s.dimension, s.segment, str(s.agents), str(s.low), percent(s.mean), percent(s.lift),
            concentration(s, gap.eligible_agents),
        ]
        for s in gap.segments
    ]  # fmt: skip
    put_table(
        ["dimension", "segment", "agents", "low", "mean", "x its share", "concentrated?"], rows, right=(2, 3, 4, 5)
    )
    put()
    agents = [
        [
            a.agent,
            a.name,
            str(a.scored),
            percent(a.mean),
            f"{percent(a.low, 0)} to {percent(a.high, 0)}",
            agent_status(a),
        ]
        for a in gap.agents
    ]
    put_table(["agent", "name", "calls", "mean", "likely between", ""], agents, right=(2, 3))
