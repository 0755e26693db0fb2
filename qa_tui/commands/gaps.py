"""`qa-tui gaps`: steps 1 and 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put, put_json, put_table, say, say_problems
from qa_tui.commands.reading import ask, criterion_of
from qa_tui.reports.gap_json import gap_json
from qa_tui.reports.words import (
    concentration,
    evaluator_words,
    headline,
    percent,
    verdict_sentence,
    version_words,
    what_to_do,
)
from qa_tui.steps.gaps import find_gaps

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.gaps import CriterionGap, GapReport


def run(options: argparse.Namespace) -> Exit:
    asked = ask(options)
    if isinstance(asked, Exit):
        return asked
    report = find_gaps(asked.loaded, asked.scope)
    if report is None or report.calls == 0:
        say("There is no scored call in this window. Use --as-of to look at another one.")
        if report is not None and options.json:
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


def _print_report(report: GapReport) -> None:
    put(headline(report))
    put(
        f"{report.window.words()} · {report.calls:,} calls · {report.agents} agents · at least {report.scope.minimum_calls} scored calls each"
    )
    if version_words(report):
        put(version_words(report))
    put()
    rows = []
    for gap in report.criteria:
        share = f"{gap.low_agents} of {gap.eligible_agents}"
        rows.append(
            [str(gap.rank), gap.name, percent(gap.team_mean), share, f"{percent(gap.low_share, 0)} %", what_to_do(gap)]
        )
    put_table(
        ["", "criterion", "team mean", f"below {report.scope.threshold}", "share", "what to do"],
        rows,
        right=(0, 2, 3, 4),
    )
    if report.under_minimum:
        names = ", ".join(f"{agent}: {scored}" for agent, _, scored in report.under_minimum)
        put()
        put(f"Left out for too few scored calls: {names}")


def _print_criterion(report: GapReport, gap: CriterionGap) -> None:
    put(verdict_sentence(gap, report))
    put(f"{evaluator_words(gap, report)}.".capitalize())
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
    agents = [[a.agent, a.name, str(a.scored), percent(a.mean), a.status.value] for a in gap.agents]
    put_table(["agent", "name", "calls", "mean", ""], agents, right=(2, 3))
