"""`qa-tui outcome`: step 6."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.cycle_files import CycleFiles, open_cycle
from qa_tui.commands.exits import Exit, put, put_json, put_table, say, say_problems
from qa_tui.domain.outcome import EffectVerdict, Measured
from qa_tui.paths import find_home
from qa_tui.reports.outcome_json import outcome_json
from qa_tui.reports.outcome_page import outcome_page
from qa_tui.reports.page import cell_text

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.cycle_records import CycleRecords
    from qa_tui.domain.outcome import CycleOutcome
    from qa_tui.reports.page import Cell


def run(options: argparse.Namespace) -> Exit:
    with open_cycle(options) as found:
        answered = found if isinstance(found, Exit) else answer(options, found)
    if isinstance(answered, Exit):
        return answered
    if options.json:
        put_json(outcome_json(answered, with_names=options.names))
    else:
        _print(answered, with_names=options.names)
    is_answered = isinstance(answered.found, Measured) and answered.found.verdict is not EffectVerdict.NO_VERDICT
    return Exit.OK if is_answered else Exit.NOT_ENOUGH_DATA


def answer(options: argparse.Namespace, found: CycleFiles, records: CycleRecords | None = None) -> CycleOutcome | Exit:
    """The outcome of a cycle, or a status after saying why there is none; `records` where they have been read already."""
    from qa_tui.steps.cycle_records import read_records
    from qa_tui.steps.outcome import find_outcome

    if found.loaded is None:
        say("error: the files of this workspace are not known or cannot be read. Name them: `qa-tui outcome PATH ...`.")
        return Exit.BAD_INPUT
    settings, problems = compose.settings_of(find_home(options.home))
    say_problems(problems)
    today = options.as_of or compose.now().date()
    known = records or read_records(found.store, found.cycle, found.loaded)
    return find_outcome(known, found.loaded, settings.scope(), today, settings)


def _print(outcome: CycleOutcome, *, with_names: bool) -> None:
    page = outcome_page(outcome, with_names=with_names)
    put(page.answer)
    put()
    for fact in page.facts:
        put(fact)
    for section in page.sections:
        put()
        put(section.heading)
        for paragraph in section.paragraphs:
            put(paragraph)
        for table in section.tables:
            numbers = [n for n in range(len(table.header)) if all(not isinstance(row[n], str) for row in table.rows)]
            put_table(table.header, [[_text(cell) for cell in row] for row in table.rows], right=numbers)


def _text(cell: Cell) -> str:
    """Numbers with one decimal, so that they stand under each other."""
    return f"{cell:.1f}" if isinstance(cell, float) else cell_text(cell)
