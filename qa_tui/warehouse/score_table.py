"""A table of scores as expressions: which column is what, and the scores of some days in a form that every backend can sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from qa_tui.readers.values import BLANK, NOT_APPLICABLE
from qa_tui.scores.window_sums import TREND_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.scope import Window
    from qa_tui.warehouse.connection import Asks, Expression

NEEDED = ("call_id", "agent_id", "criterion", "score", "called_at")
NOT_LOOKED_AT = (
    "auto_fail", "not_applicable", "evaluation_status", "evaluation_type", "evaluation_version", "evaluation_trigger",
    "calibration_id",
)  # fmt: skip
"""Fields that decide which scores count where a file is read, and that no sum looks at."""
_TOO_LARGE = 1e15
_NUMBER = r"^\s*-?[0-9]+([.][0-9]+)?\s*$"


@dataclass(frozen=True, slots=True)
class ScoreColumns:
    """Which column of a table is what."""

    fields: Mapping[str, str]
    """Field -> column; all of `NEEDED` are there."""
    dimensions: Mapping[str, str]
    """Dimension -> column"""
    tidy: frozenset[str] = frozenset()
    """Columns without a blank text or space around one: they are compared as they stand, which an index can serve."""

    def day(self, table: Expression) -> Expression:
        """The date of the call, else that of the evaluation."""
        called = table[self.fields["called_at"]].cast("date")
        evaluated = self.fields.get("evaluated_at")
        return called.coalesce(table[evaluated].cast("date")) if evaluated else called

    def text(self, table: Expression, field: str) -> Expression:
        """A field without the space around it; null where it is blank, or the table has no such column."""
        import ibis

        name = self.fields.get(field)
        return ibis.null("string") if name is None else self.plain(table, name)

    def plain(self, table: Expression, column: str) -> Expression:
        """A column as text without the space around it; null where it is blank."""
        text = table[column].cast("string")
        return text if column in self.tidy else text.strip().nullif("")

    def among(self, table: Expression, field: str, texts: Sequence[str]) -> Expression:
        """The rows whose field is one of `texts`."""
        return table.filter(self.text(table, field).isin(list(texts)))

    def named(self, table: Expression) -> Expression:
        """The rows that name a call and an agent."""
        return table.filter(self.text(table, "call_id").notnull(), self.text(table, "agent_id").notnull())


@dataclass(frozen=True, eq=False, slots=True)
class ScoreTable:
    """One row for each score."""

    table: Expression
    columns: ScoreColumns
    criteria: Mapping[str, Criterion]
    """Label as it stands in the table -> criterion"""
    stated: frozenset[str]
    """Ids of the criteria whose scale a rubric states: nothing else than its levels is a score."""
    last_day: date
    """Calls after it are not counted."""

    @property
    def has_not_applicable(self) -> bool:
        """Whether a score can say so: a number cannot."""
        return bool(self.table[self.columns.fields["score"]].type().is_string())

    def usable(self) -> Expression:
        """The rows of which a file's reader would take the score.

        They have `qa_tui_points`, `qa_tui_top`, `qa_tui_is_na` and `qa_tui_day`.
        """
        import ibis

        table = self.columns.named(self.table)
        criterion = table[self.columns.fields["criterion"]].cast("string")
        points, is_na, is_readable = _points(table[self.columns.fields["score"]])
        table = table.filter(criterion.isin(list(self.criteria)), is_readable)
        table = table.mutate(qa_tui_points=points, qa_tui_is_na=is_na, qa_tui_top=self._top(table, criterion))
        table = table.mutate(qa_tui_day=self.columns.day(table))
        table = table.filter(table["qa_tui_day"] <= ibis.date(self.last_day))
        criterion = table[self.columns.fields["criterion"]].cast("string")
        return table.filter(
            table["qa_tui_points"].isnull() | self._is_fit(criterion, table["qa_tui_points"], table["qa_tui_top"])
        )

    def _is_fit(self, criterion: Expression, points: Expression, top: Expression) -> Expression:
        """Whether the points can be a score on their scale: one of a rubric's levels, else anything from 0 to the maximum."""
        import ibis

        cases = []
        for label, known in self.criteria.items():
            if known.id in self.stated:
                scale = known.scale
                fits = points.isin(list(scale.values)) if scale.values else points.between(scale.minimum, scale.maximum)
                cases.append(((criterion == label) & (top == scale.maximum), fits))
        others = points.between(0.0, top)
        return ibis.cases(*cases, else_=others) if cases else others

    def scores(self, window: Window) -> Expression:
        """The usable scores of a window, one column for each name below and the dimensions `d0`, `d1` ...

        Points are null where nothing was scored; `top` is their maximum, and `floor` is where 0 % is.
        """
        import ibis

        table = self.usable()
        day = table["qa_tui_day"]
        table = table.filter(day >= ibis.date(window.start), day < ibis.date(window.end))
        criterion = table[self.columns.fields["criterion"]].cast("string")
        nothing = ibis.null("string")

        def text(field: str) -> Expression:
            return self.columns.text(table, field)

        form = text("form")
        version = ibis.cases((form.notnull(), form.concat(" version ", text("form_version"))), else_=nothing)
        return table.select(
            call=text("call_id"),
            agent=text("agent_id"),
            criterion=criterion,
            points=table["qa_tui_points"],
            top=table["qa_tui_top"],
            floor=self._floor(criterion, table["qa_tui_top"]),
            is_na=table["qa_tui_is_na"],
            part=_part(table["qa_tui_day"], window),
            evaluator=text("evaluator_id"),
            name=text("agent_name"),
            call_type=text("call_type"),
            comment=text("comment"),
            at=table[self.columns.fields["called_at"]],
            version=version if "form_version" in self.columns.fields else nothing,
            **{f"d{n}": self.columns.plain(table, name) for n, name in enumerate(self.columns.dimensions.values())},
        )

    def _top(self, table: Expression, criterion: Expression) -> Expression:
        import ibis

        name = self.columns.fields.get("max_score")
        stated = self._by_criterion(criterion, {label: c.scale.maximum for label, c in self.criteria.items()})
        if name is None:
            return stated
        # As in files: a maximum that is no number above 0 is none.
        number, _, _ = _points(table[name])
        return ibis.cases(((number > 0) & (number < _TOO_LARGE), number), else_=stated)

    def _floor(self, criterion: Expression, top: Expression) -> Expression:
        """Where 0 % is: above zero only where a rubric counts from the lowest level, on its own scale."""
        import ibis

        ranged = {label: c for label, c in self.criteria.items() if c.percent_of == "range" and c.scale.minimum}
        if not ranged:
            return ibis.literal(0.0)
        floor = self._by_criterion(criterion, {label: c.scale.minimum for label, c in ranged.items()})
        own = self._by_criterion(criterion, {label: c.scale.maximum for label, c in ranged.items()})
        return ibis.cases((top == own, floor), else_=ibis.literal(0.0))

    def _by_criterion(self, criterion: Expression, values: Mapping[str, float]) -> Expression:
        import ibis

        return ibis.cases(
            *((criterion == label, ibis.literal(float(value))) for label, value in values.items()),
            else_=ibis.null("float64"),
        )


def find_unreadable(table: Expression, score: str, ask: Asks) -> list[str]:
    """Some texts of the column of scores that are no number, blank or "not applicable"; none in a column of numbers."""
    if not table[score].type().is_string():
        return []
    _, _, is_readable = _points(table[score])
    found = ask(table.filter(~is_readable).select(text=table[score]).distinct().limit(5))
    return sorted(found["text"].to_pylist())


def _points(score: Expression) -> tuple[Expression, Expression, Expression]:
    """Points, null where there are none; whether the score is "not applicable"; and whether it can be understood at all."""
    import ibis

    no, yes = ibis.literal(value=False), ibis.literal(value=True)
    if score.type().is_floating():
        # "Not a number" is how some tools write that there is none.
        return ibis.cases((score.isnan(), ibis.null("float64")), else_=score.cast("float64")), no, yes
    if not score.type().is_string():
        return score.cast("float64"), no, yes
    plain = score.strip().lower()
    is_number = score.re_search(_NUMBER)
    number = ibis.cases((is_number, score), else_=ibis.null("string")).cast("float64")
    is_na = plain.isin(sorted(NOT_APPLICABLE)).fill_null(no)
    return number, is_na, plain.isnull() | plain.isin(sorted(BLANK)) | is_na | is_number


def _part(day: Expression, window: Window) -> Expression:
    """Which part of the window a day lies in, from 0."""
    import ibis

    ends = [window.start + timedelta(days=-(-part * window.days // TREND_PARTS)) for part in range(1, TREND_PARTS)]
    return ibis.cases(*((day < ibis.date(end), part) for part, end in enumerate(ends)), else_=TREND_PARTS - 1)


def labels_in(table: Expression, column: str, ask: Asks) -> tuple[str, ...]:
    """Distinct texts of a column, in order."""
    found = ask(table.select(label=table[column].cast("string")).distinct())
    return tuple(sorted(text for text in found["label"].to_pylist() if text is not None))
