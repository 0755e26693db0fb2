"""Frozen values written plainly and read back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from qa_tui.domain.choices import Choices, TopicChoice
from qa_tui.domain.gaps import GapReport, RowCounts
from qa_tui.domain.plain_values import PlainForm
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import ClassLines, Scope, Window
from tests.builders import DAY, Cell, calls_of, make_criterion, make_matrix, team

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_a_whole_report_comes_back_as_it_was() -> None:
    from qa_tui.analysis.criteria import find_gaps
    from qa_tui.analysis.window_sums import MatrixSums

    criteria = (make_criterion(), make_criterion("tone"))
    cells = [*team(4, 9), *calls_of("A00", 5, 3, criterion="tone")]
    report = find_gaps(MatrixSums(make_matrix(cells, *criteria)), Rubric("r", criteria), (), Scope(), RowCounts(3))
    form = PlainForm({"Scope": Scope, "Window": Window, "Choices": Choices, "TopicChoice": TopicChoice})
    assert report is not None
    written = form.write(GapReport, report)
    # Of one agent alone no interval is known: NaN, which is not equal to itself.
    assert repr(form.read(GapReport, json.loads(json.dumps(written)))) == repr(report)


def test_every_kind_of_field() -> None:
    form = PlainForm({})
    scope = Scope(DAY, (("shift", "night"),), 3, 60, 20, ClassLines(70, 30))
    assert form.read(Scope, form.write(Scope, scope)) == scope
    assert form.read(Scope, form.write(Scope, Scope())) == Scope()
    choice = Choices(topic=TopicChoice("c", "r", "a", DAY, DAY, ("x", "y")))
    assert form.read(Choices, form.write(Choices, choice)) == choice
    assert form.read(ClassLines, form.write(ClassLines, ClassLines(1, 2))) == ClassLines(1, 2)


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        for part in value:
            yield from leaves(part)
    else:
        yield value


def test_what_is_written_is_of_plain_types_alone() -> None:
    """A number of numpy would be packed as bytes."""
    from qa_tui.analysis.criteria import find_gaps
    from qa_tui.analysis.window_sums import MatrixSums

    form = PlainForm({"Scope": Scope, "Window": Window, "Choices": Choices, "TopicChoice": TopicChoice})
    now, before = DAY, DAY - timedelta(days=30)
    cells = [
        Cell(f"{agent}-{day}-{n}", f"A{agent:02d}", float(2 + (agent + n) % 3), day=day, evaluator=f"Q{n % 3}",
             dimensions=(("shift", "night" if agent < 5 else "day"),), form_version=f"f version {n % 2}")
        for agent in range(12) for day in (now, before) for n in range(2 + agent)
    ]  # fmt: skip
    source = MatrixSums(make_matrix(cells))
    for minimum in (1, 10, 50):
        report = find_gaps(source, Rubric("r", (make_criterion(),)), (), Scope(minimum_calls=minimum), RowCounts(3))
        assert report is not None
        assert {type(leaf) for leaf in leaves(form.write(GapReport, report))} <= {int, float, str, bool, type(None)}
        change = report.criteria[0].change
        assert (change is not None and change.interval is not None) is (minimum == 1)
