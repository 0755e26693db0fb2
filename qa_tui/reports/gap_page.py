"""The page a supervisor takes into the planning meeting: steps 1 and 2 on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.gaps import Verdict
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.cautions import criterion_cautions, report_cautions
from qa_tui.reports.figures.registry import CRITERION, SEGMENT
from qa_tui.reports.gap_json import agent_status
from qa_tui.reports.gap_sentences import headline, verdict_sentence
from qa_tui.reports.page import Bar, Page, Section, Table
from qa_tui.reports.words import (
    as_sentence,
    change_words,
    concentration,
    count_of,
    evaluator_words,
    low_text,
    percent,
    sure_share,
    what_to_do,
)

if TYPE_CHECKING:
    from qa_tui.domain.gaps import CriterionGap, GapReport

DETAILED = 3
"""Criteria from the lowest that have a section of their own, beside the topic and the clustered ones."""


def gap_page(report: GapReport, title: str, *, with_names: bool = False) -> Page:
    """The gap report as a page. Agents appear as counts, by name only `with_names`."""
    return Page(
        title=safe_line(title, 120),
        answer=headline(report),
        facts=_facts(report),
        sections=(
            Section("Criteria, the lowest first", _paragraphs(report), (_criteria(report),)),
            *(_criterion(gap, report, with_names=with_names) for gap in report.criteria if _is_detailed(gap, report)),
            _meanings(),
        ),
    )


def _is_detailed(gap: CriterionGap, report: GapReport) -> bool:
    return gap.rank <= DETAILED or gap.id == report.topic or gap.verdict is Verdict.CLUSTERED


def _facts(report: GapReport) -> tuple[str, ...]:
    scope, rows = report.scope, report.rows
    return (
        f"Calls of {report.window.words()}",
        f"Scope: {safe_line(scope.words(), 120)}",
        f"{count_of(report.calls, 'call')} of {count_of(report.agents, 'agent')}",
        f"Threshold {scope.threshold}, at least {scope.minimum_calls} scored calls per agent and criterion",
        f"Lines of the class at {scope.lines.mixed} and {scope.lines.universal} %",
        f"Scores read {rows.read:,}: used {rows.used:,}, rejected {rows.rejected:,}",
        f"Outside the window {rows.outside_window:,}, left out {rows.left_out:,}",
    )


def _paragraphs(report: GapReport) -> tuple[str, ...]:
    said = list(report_cautions(report))
    if report.under_minimum:
        few = len(report.under_minimum)
        under = f"under {report.scope.minimum_calls} scored calls on every criterion"
        said.append(f"{count_of(few, 'agent has', 'agents have')} {under} and {'is' if few == 1 else 'are'} left out.")
    if report.chosen:
        others = "; ".join(safe_line(text, 120) for text in report.chosen.alternatives)
        said.append(f"The topic was chosen by a person. Alternatives at that time: {others or 'none'}.")
    return tuple(said)


def _criteria(report: GapReport) -> Table:
    rows = []
    for gap in report.criteria:
        rows.append(
            (
                gap.rank,
                safe_line(gap.name, 80),
                Bar(gap.team_mean, report.scope.threshold),
                low_text(gap),
                Bar(gap.low_share, places=0),
                change_words(gap),
                sure_share(gap),
                what_to_do(gap),
            )
        )
    header = (
        "rank", "criterion", "team mean", f"agents below {report.scope.threshold}", "share below, %",
        "change", "how sure", "what to do",
    )  # fmt: skip
    return Table("Every criterion of the scorecard, from the lowest team mean", header, tuple(rows))


def _criterion(gap: CriterionGap, report: GapReport, *, with_names: bool) -> Section:
    threshold = report.scope.threshold
    tables = []
    if gap.segments:
        rows = tuple(
            (
                safe_line(s.dimension, 40), safe_line(s.segment, 60), s.agents, s.low, Bar(s.mean, threshold),
                "-" if s.lift is None else f"{s.lift:.1f} x", concentration(s, gap.eligible_agents),
            )
            for s in gap.segments
        )  # fmt: skip
        header = ("dimension", "segment", "agents", "low agents", "mean", "times its share", "concentrated?")
        tables.append(Table(f"{safe_line(gap.name, 80)}: where the low agents are", header, rows))
    if with_names:
        agents = tuple(
            (
                safe_line(a.agent, 40), safe_line(a.name, 60), a.scored, Bar(a.mean, threshold),
                f"{percent(a.low, 0)} to {percent(a.high, 0)}", agent_status(a),
            )
            for a in gap.agents
        )  # fmt: skip
        columns = ("agent", "name", "scored calls", "mean", "likely between", "status")
        tables.append(Table(f"{safe_line(gap.name, 80)}: agents, private", columns, agents))
    said = (
        verdict_sentence(gap, report),
        *criterion_cautions(gap, report),
        f"{as_sentence(evaluator_words(gap, report))}.",
    )
    return Section(f"{gap.rank}. {safe_line(gap.name, 80)}", said, tuple(tables))


def _meanings() -> Section:
    rows = tuple((f.title, f.means, f.formula, f.source) for f in (*CRITERION, *SEGMENT))
    table = Table(
        "Figures, their formulas in words, and where the rules come from",
        ("figure", "means", "formula", "source"),
        rows,
    )
    return Section("What the figures mean", (), (table,))
