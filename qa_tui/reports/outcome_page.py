"""The outcome as a page for management. Agents are counted; they are named only where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import __version__
from qa_tui.domain.outcome import EffectVerdict, Measured
from qa_tui.domain.safe_text import safe_line
from qa_tui.reports.outcome_words import (
    BASELINES,
    VERDICTS,
    compared_words,
    outcome_sentence,
    sensitivity_words,
    windows_words,
)
from qa_tui.reports.page import Bar, Page, Section, Table
from qa_tui.reports.words import as_sentence, count_of

if TYPE_CHECKING:
    from qa_tui.domain.outcome import CycleOutcome, Effect
    from qa_tui.reports.page import Cell

FEW = "Under five agents can be compared: their means would be theirs to read, and are not given here."
BINS = ((20, "over 20 up"), (10, "10 to 20 up"), (5, "5 to 10 up"), (0, "0 to 5 up"), (-5, "up to 5 down"))
LOWEST_BIN = "more than 5 down"
FEWEST_SHOWN = 3


def outcome_page(outcome: CycleOutcome, *, with_names: bool = False) -> Page:
    """The sentence first, then what it rests on."""
    cycle, found = outcome.cycle, outcome.found
    days = ", ".join(held.held_on.isoformat() for held in cycle.sessions)
    facts = (
        f"{cycle.criterion_name}, wording {cycle.wording_version}",
        f"{count_of(len(cycle.sessions), 'session')}: {days}",
        f"Baseline {windows_words(outcome.baselines)}: {BASELINES[outcome.baseline_kind]}",
        f"Re-score {windows_words(outcome.posts)}",
        f"qa-tui {__version__}; {'private: it names agents' if with_names else 'anonymised: yes'}",
    )
    sections = _measured(outcome, found, with_names=with_names) if isinstance(found, Measured) else ()
    return Page(f"Outcome: {cycle.criterion_name}", outcome_sentence(outcome), facts, sections)


def _measured(outcome: CycleOutcome, found: Measured, *, with_names: bool) -> tuple[Section, ...]:
    others, limit = found.others, outcome.threshold
    if found.verdict is EffectVerdict.NO_VERDICT and not with_names:
        return (Section("What changed", (FEW, *sensitivity_words(outcome))),)
    rows: list[tuple[Cell, ...]] = [
        ("team", Bar(found.before, limit), Bar(found.after, limit), *_effect(found.effect), len(found.changes))
    ]
    if others is not None:
        rows += [
            (f"other criteria ({others.criteria})", Bar(others.before), Bar(others.after), *_effect(others.effect), others.effect.agents),
            ("specific to this", None, None, *_effect(others.specific), others.specific.agents),
        ]  # fmt: skip
    if found.untrained is not None:
        rows.append(("more than agents in no session", None, None, *_effect(found.untrained), found.untrained.agents))
    header = ("what", "before", "after", "change", "from", "to", "agents")
    verdict = f"Verdict: {VERDICTS[found.verdict]}. {compared_words(found)}."
    sections = [
        Section(
            "What changed",
            (verdict, *sensitivity_words(outcome)),
            (Table("Change in percent points", header, tuple(rows)),),
        )
    ]
    if found.diagnoses:
        holding = tuple(
            f"{as_sentence(d.cause.value)}: {' '.join(d.evidence)} {d.what_next}" for d in found.diagnoses if d.holds
        )
        others_said = tuple(
            f"Not so, {d.cause.value}: {' '.join(d.evidence)}" for d in found.diagnoses if not d.holds and d.evidence
        )
        sections.append(Section("What the records say about why", (*holding, *others_said)))
    sections.append(_people(found, limit) if with_names else _spread(found))
    return tuple(sections)


def _effect(effect: Effect) -> tuple[float, float | None, float | None]:
    low, high = effect.interval or (None, None)
    return round(effect.points, 1), None if low is None else round(low, 1), None if high is None else round(high, 1)


def _people(found: Measured, limit: int) -> Section:
    rows = tuple(
        (
            safe_line(c.agent, 60), safe_line(c.name, 60), Bar(c.before, limit), Bar(c.after, limit), round(c.change, 1),
            c.calls_before, c.calls_after,
        )
        for c in found.changes
    )  # fmt: skip
    lost = tuple((safe_line(lost.agent, 60), safe_line(lost.name, 60), lost.why.value) for lost in found.lost)
    tables = [Table("Agents", ("agent", "name", "before", "after", "change", "calls before", "calls after"), rows)]
    if lost:
        tables.append(Table("Not compared", ("agent", "name", "why"), lost))
    return Section("Every agent", (), tuple(tables))


def _spread(found: Measured) -> Section:
    """How many changed by how much, in wide steps; of one or two people it only says so."""
    counts = dict.fromkeys([name for _, name in BINS] + [LOWEST_BIN], 0)
    for change in found.changes:
        counts[next((name for least, name in BINS if change.change >= least), LOWEST_BIN)] += 1
    rows = tuple((name, str(count) if count >= FEWEST_SHOWN else "1 or 2") for name, count in counts.items() if count)
    return Section("How many changed by how much", (), (Table("Agents", ("change in points", "agents"), rows),))
