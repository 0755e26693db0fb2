"""All criteria by the segments of one dimension: where it is low, at one glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType

from qa_tui.tui.screens.heat import view
from qa_tui.tui.screens.scoped import SCOPE_WORDS, ScopedScreen
from qa_tui.tui.widgets.line_view import LineList, LineView

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.gaps import CriterionGap
    from qa_tui.reports.figures.figure import Asked
    from qa_tui.tui.lines import Line


class HeatScreen(ScopedScreen):
    """Criteria down, segments across; left and right go to another dimension."""

    MODE = "segments"
    WORDS = (
        "Every criterion by every segment of one dimension: low agents of all its agents, then the mean, with ▼ where it is below "
        "the line. ! says that the criterion's low agents sit there more than chance explains. Agents count as on Scores.\n\n"
        "← → another dimension · enter: this criterion's segments and agents · x: hide this dimension, X: show all again\n\n"
        f"{SCOPE_WORDS}"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "segments", id="heat.segments"),
        Binding("left", "turn(-1)", "dimension before", key_display="←", show=False, id="heat.before"),
        Binding("right", "turn(1)", "next dimension", key_display="→", id="heat.next"),
        Binding("x", "hide", "hide dimension", show=False, id="dimension.hide"),
        Binding("X", "app.show_dimensions", "show all dimensions", show=False, id="dimension.show"),
    ]
    rows = getters.query_one("#heat", LineList)

    def __init__(self) -> None:
        super().__init__()
        self._dimension = 0
        self._first = 0

    def body(self) -> list[Widget]:
        return [LineView(id="head"), LineList(id="heat", classes="grow")]

    def _dimensions(self) -> tuple[str, ...]:
        report = self.qa.report
        if report is None:
            return ()
        found = dict.fromkeys(s.dimension for gap in report.criteria for s in gap.segments)
        return tuple(name for name in found if name not in self.qa.hidden_dimensions)

    def chosen(self) -> CriterionGap | None:
        report = self.qa.report
        return report.criteria[self.rows.cursor] if report and self.rows.cursor < len(report.criteria) else None

    def asked(self) -> Asked | None:
        from qa_tui.reports.figures.figure import Asked

        gap, report = self.chosen(), self.qa.report
        return Asked(report, gap) if gap and report else None

    def row_text(self) -> str:
        return self.rows.cursor_text()

    def draw(self) -> None:
        report, dimensions = self.qa.report, self._dimensions()
        head = self.query_one("#head", LineView)
        if report is None or not dimensions:
            hidden = " Press X to show the hidden ones." if self.qa.hidden_dimensions else ""
            nothing = f"No dimension with segments is shown.{hidden} A roster gives shifts, queues and tenure."
            self.sentence.show(nothing if report else self.qa.state_words())
            head.show([])
            self.rows.show([])
            return
        self._dimension %= len(dimensions)
        dimension = dimensions[self._dimension]
        segments = view.segments_of(report.criteria, dimension)
        room = view.columns_that_fit(self.size.width or 80)
        self._first = min(self._first, max(0, len(segments) - room))
        shown = segments[self._first : self._first + room]
        more = f", {len(shown)} of {len(segments)} segments" if len(shown) < len(segments) else ""
        others = f" ({self._dimension + 1} of {len(dimensions)} dimensions{more})"
        self.sentence.show(
            f"Every criterion by {dimension}: low agents / agents and the mean{others}. ! = the low ones sit there."
        )
        threshold, glyphs = report.scope.threshold, self.qa.glyphs
        head.show_rows(1, lambda _number, width: view.header(shown, self.rows.line_width or width))

        def row(number: int, width: int) -> Line:
            at_cursor = number == self.rows.cursor
            return view.row(report.criteria[number], dimension, shown, width, threshold, glyphs, at_cursor=at_cursor)

        self.rows.show_rows(len(report.criteria), row)

    def on_resize(self) -> None:
        self.redraw()

    def action_turn(self, by: int) -> None:
        """To the segments that do not fit, then to the next dimension."""
        report, dimensions = self.qa.report, self._dimensions()
        if report is None or not dimensions:
            return
        segments = view.segments_of(report.criteria, dimensions[self._dimension % len(dimensions)])
        room = view.columns_that_fit(self.size.width or 80)
        first = self._first + by * room
        if 0 <= first < len(segments):
            self._first = first
        else:
            self._dimension, self._first = self._dimension + by, 0
        self.redraw()

    def action_hide(self) -> None:
        dimensions = self._dimensions()
        if dimensions:
            name = dimensions[self._dimension % len(dimensions)]
            self.qa.hidden_dimensions |= {name}
            self.qa.tell(f"{name} is hidden; it is tested all the same. X shows all.")

    def pick(self, gap: CriterionGap) -> None:
        if self.qa.report:
            self.rows.cursor = self.qa.report.criteria.index(gap)

    @on(LineList.Chosen, "#heat")
    def action_choose(self) -> None:
        if gap := self.chosen():
            self.qa.criterion = gap.id
            self.qa.action_step("segments")
