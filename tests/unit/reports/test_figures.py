"""One contract for all figures: a title of its own, whole sentences, a value and counts on every team."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.calls import CallRow
from qa_tui.domain.people import Agent
from qa_tui.reports import figures
from qa_tui.reports.figures.figure import Asked, Figure, explain
from qa_tui.reports.figures.registry import AGENT, CALL, CRITERION, SEGMENT, explain_all
from tests.builders import BLANK, NA, calls_of, make_matrix, report_of, team

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = (*CRITERION, *SEGMENT, *AGENT, *CALL)
ROSTER = [Agent(f"A{n:02d}", dimensions=(("shift", ("night", "day")[n % 2]),)) for n in range(23)]
TEAMS = {
    "a usual team": team(16, 23),
    "four agents": team(2, 4),
    "few calls": team(5, 9, calls=4),
    "nothing applies": [c for n in range(5) for c in calls_of(f"A{n:02d}", *[NA] * 10)],
    "nothing is scored": [c for n in range(5) for c in calls_of(f"A{n:02d}", *[BLANK] * 10)],
}


def asked_of(name: str) -> Iterator[Asked]:
    report = report_of(make_matrix(TEAMS[name]), roster=ROSTER)
    (gap,) = report.criteria
    yield Asked(report, gap)
    yield from (Asked(report, gap, segment=segment) for segment in gap.segments[:2])
    yield from (Asked(report, gap, agent=agent) for agent in gap.agents[:2])
    yield Asked(report, gap, call=CallRow(0, "C1", "A", "Ann", "2026-09-01", 40.0, "2 of 5", "", "Q1", False, "", None))


def test_every_file_has_its_line_in_the_registry() -> None:
    modules = {m.name for m in pkgutil.iter_modules(figures.__path__)} - {"figure", "registry"}
    found = {importlib.import_module(f"qa_tui.reports.figures.{name}").FIGURE.title for name in modules}
    assert found == {figure.title for figure in ALL}
    assert len(ALL) == len(modules)


@pytest.mark.parametrize("figure", ALL, ids=lambda figure: figure.title)
def test_its_texts_are_sentences(figure: Figure) -> None:
    for text in (figure.means, figure.formula, figure.source):
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith("."), text
        assert "{" not in text


@pytest.mark.parametrize("name", TEAMS)
@pytest.mark.parametrize("figure", ALL, ids=lambda figure: figure.title)
def test_it_has_a_value_and_counts_on_every_team(figure: Figure, name: str) -> None:
    for asked in asked_of(name):
        found = explain(figure, asked)
        assert found.value
        assert found.rests_on.endswith("."), found.rests_on
        for text in (found.value, found.rests_on):
            assert "nan" not in text
            assert "None" not in text


def test_what_is_pointed_at_comes_first() -> None:
    titles = [[figure.title for figure in explain_all(asked)] for asked in asked_of("a usual team")]
    assert titles[0][0] == "What to do"
    assert titles[1][0] == "Low agents here"
    assert titles[-2][0] == "Agent's mean"
    assert titles[-1][0] == "Percent of the call"
