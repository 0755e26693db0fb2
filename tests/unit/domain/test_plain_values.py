"""Frozen values written plainly and read back."""

from __future__ import annotations

import json

from qa_tui.domain.choices import Choices, TopicChoice
from qa_tui.domain.gaps import GapReport, RowCounts
from qa_tui.domain.plain_values import PlainForm
from qa_tui.domain.rubric import Rubric
from qa_tui.domain.scope import ClassLines, Scope, Window
from tests.builders import DAY, calls_of, make_criterion, make_matrix, team


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
