"""The keys of the plan: each is a wish, kept with the plan, after which the plan is drafted anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from qa_tui.domain.agenda import Length
from qa_tui.domain.days import day_of
from qa_tui.domain.plan_state import Permission, PlanState
from qa_tui.domain.session import MOST_SEATS
from qa_tui.readers.places import written_path
from qa_tui.reports.plan_words import PERMISSIONS
from qa_tui.reports.printables.registry import PRINTABLES
from qa_tui.steps.half_day import join, part
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.dialogs.patterns import PatternsDialog
from qa_tui.tui.dialogs.plan_facts import PlanFactsDialog
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.typed_text import ask_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_tui.domain.failure_pattern import FailurePattern
    from qa_tui.domain.half_day import OtherHalf
    from qa_tui.domain.plan_draft import PlanDraft
    from qa_tui.tui.lines import Line
    from qa_tui.tui.screens.plan.view import PlanRow
    from qa_tui.tui.widgets.line_view import LineList


class PlanKeys(PrivateScreen):
    """What can be asked of a plan. The screen below says how it is kept and drawn."""

    MODE = "plan"
    WORDS = (
        "One session on one criterion, drafted for you: low calls (under 60 %) as different as possible, each with a good call "
        "(80 % or more) of the same type, one call beside the line, one good call to vote on, and one low call in reserve. The "
        "room votes on the ones marked vote, in an order that says nothing. Why each call is there stands beside it.\n\n"
        "Enter opens an excerpt: you see what a room would see, and approve it. At the approval QA's score is sealed, so that a "
        "changed file alters nothing. What is not approved cannot be shown. N goes to the next that needs you.\n\n"
        "space leaves a call out or takes it; + and - take more or fewer low calls; l makes it a half-day; b takes a second criterion into it, which has calls of its own (n goes there); w says who comes, and s how many are "
        "in the room; D the day of the session; o writes the objective; m notes whether the call's agent agreed; c takes the plan that a group has played, approvals and all, for another group; p takes a call without a transcript: type "
        "its lines, or play it yourself; f names and merges the ways in which calls fail; e prints guide, "
        "handout, vote cards and the request; i shows the whole plan. Everything is kept and drafted anew after every wish; the same wishes give the same plan."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "open excerpt", id="plan.open"),
        Binding("N", "next_open", "next to do", id="plan.next"),
        Binding("space", "leave_out", "take or leave", id="plan.choose"),
        Binding("i", "facts", "whole plan", id="plan.facts"),
        Binding("m", "permission", "permission", id="plan.permission"),
        Binding("plus", "lows(1)", "more calls", key_display="+ -", id="plan.more"),
        Binding("minus", "lows(-1)", "fewer calls", key_display="-", show=False, id="plan.fewer"),
        Binding("o", "objective", "objective", id="plan.objective"),
        Binding("s", "seats", "seats", id="plan.seats"),
        Binding("w", "invite", "who comes", id="plan.invite"),
        Binding("D", "day", "day", id="plan.day"),
        Binding("l", "length", "half-day", id="plan.length"),
        Binding("b", "second", "second criterion", id="plan.second"),
        Binding("c", "copy_plan", "for another group", id="plan.copy"),
        Binding("p", "without_file", "type or play", id="plan.without_file"),
        Binding("f", "patterns", "failures", id="plan.patterns"),
        Binding("e", "print", "print", id="plan.print"),
        Binding("n", "next_criterion", "another criterion", id="plan.criterion"),
        Binding("u", "app.undo_scope", "undo scope", show=False, id="scope.undo"),
    ]
    rows: LineList

    def __init__(self) -> None:
        super().__init__()
        self.state = PlanState()
        self.plan_draft: PlanDraft | None = None
        self.shown_rows: Sequence[PlanRow] = ()

    def change(self, state: PlanState) -> None:
        raise NotImplementedError

    def found_patterns(self) -> tuple[FailurePattern, ...]:
        raise NotImplementedError

    def other_half(self) -> OtherHalf | None:
        raise NotImplementedError

    def plan_id(self) -> str | None:
        raise NotImplementedError

    def row_at_cursor(self) -> PlanRow | None:
        raise NotImplementedError

    def fact_lines(self, width: int) -> list[Line]:
        raise NotImplementedError

    def _key_of(self, row: PlanRow) -> str:
        store = self.qa.store()
        return store.call_key(row.candidate.call_id) if store else row.candidate.call_id

    def action_leave_out(self) -> None:
        row = self.row_at_cursor()
        if row is not None:
            key = self._key_of(row)
            self.change(self.state.leaving_out(key) if row.is_chosen else self.state.pinning(key))

    def action_lows(self, by: int) -> None:
        changed = self.state.with_lows(by)
        if changed == self.state:
            self.qa.tell("A session has three to six low calls, the reserve with them.")
            return
        self.change(changed)

    def action_length(self) -> None:
        store, plan, other = self.qa.store(), self.plan_id(), self.other_half()
        if store is not None and plan is not None and other is not None:
            part(store, plan, self.qa.services.clock())
            self.qa.tell(f"90 minutes hold one criterion: {other.name} has a plan to itself again, approvals and all.")
        is_half = self.state.length is Length.HALF_DAY
        self.change(replace(self.state, length=Length.SESSION if is_half else Length.HALF_DAY))

    @work
    async def action_second(self) -> None:
        """Take a second criterion into the session, which makes it a half-day."""
        store, plan, other = self.qa.store(), self.plan_id(), self.other_half()
        report, loaded = self.qa.report, self.qa.loaded
        if store is None or plan is None or report is None or loaded is None:
            return
        if other is not None and other.is_first:
            self.qa.tell(f"This is the second criterion of the half-day on {other.name}: n goes there.")
            return
        options = [(gap.id, gap.name, gap.verdict.value) for gap in report.criteria if gap.id != self.qa.criterion]
        chosen = await self.app.push_screen_wait(
            ChooseDialog("Which criterion comes second, after the break?", options, self.qa.glyphs)
        )
        second = loaded.rubric.criterion(chosen) if chosen else None
        if second is None:
            return
        services = self.qa.services
        join(store, plan, second, self.qa.workspace, services.new_id, services.clock())
        self.change(store.plan_state(plan))
        self.qa.tell(f"A half-day on two criteria. Approve the calls on {second.name} as well: n goes there.")

    def action_next_open(self) -> None:
        rows, here = self.shown_rows, self.rows.cursor
        following = [*range(here + 1, len(rows)), *range(min(here + 1, len(rows)))]
        waiting = [n for n in following if rows[n].waits]
        if not waiting and self.qa.services.settings.needs_permission:
            waiting = [n for n in following if rows[n].is_chosen and rows[n].permission is Permission.NOT_ASKED]
        if waiting:
            self.rows.cursor = waiting[0]
        else:
            self.qa.tell("Nothing is left to do.")

    def action_next_criterion(self) -> None:
        report = self.qa.report
        if report and self.qa.criterion:
            ids = [gap.id for gap in report.criteria]
            place = ids.index(self.qa.criterion) if self.qa.criterion in ids else -1
            self.qa.criterion = ids[(place + 1) % len(ids)]

    def action_facts(self) -> None:
        if self.plan_draft is not None:
            self.app.push_screen(PlanFactsDialog(self.fact_lines))

    @work
    async def action_patterns(self) -> None:
        drafted, found = self.plan_draft, self.found_patterns()
        if drafted is None or not found:
            self.qa.tell("The rubric names no behaviours of this criterion, so no failure can be told from another.")
            return
        dialog = PatternsDialog(found, drafted.patterns, self.qa.glyphs, self.qa.known_team())
        named = await self.app.push_screen_wait(dialog)
        if named is not None and named != self.state.patterns:
            self.change(replace(self.state, patterns=named))

    @work
    async def action_permission(self) -> None:
        row = self.row_at_cursor()
        if row is None or row.use is None:
            return
        options = [(permission, words, "") for permission, words in PERMISSIONS.items()]
        at = list(PERMISSIONS).index(row.permission)
        title = f"{row.candidate.agent}: may this call be played?"
        chosen = await self.app.push_screen_wait(ChooseDialog(title, options, self.qa.glyphs, at=at))
        if chosen is not None:
            self.change(self.state.with_permission(self._key_of(row), chosen))

    @work
    async def action_objective(self) -> None:
        if self.plan_draft is None:
            return
        hint = "What agents will do, at 80 % or higher in a scored practice scenario. Empty takes the rubric's."
        text = await ask_text(
            self.qa,
            lambda value: EntryDialog("Objective", hint, value),
            self.qa.known_team(),
            self.plan_draft.objective,
        )
        if text is not None and text != self.plan_draft.objective:
            self.change(replace(self.state, objective=text))

    @work
    async def action_print(self) -> None:
        """Guide, handout, vote cards and the request, from what is approved."""
        plan = self.plan_id()
        if plan is None:
            return
        hint = f"A folder for {', '.join(PRINTABLES)}: open them in a browser and print."
        await self.ask_until("Print", hint, str(Path.cwd()), lambda typed: self._print(plan, typed))

    def _print(self, plan: str, typed: str) -> str:
        """Write the printables; empty, or what is wrong with the folder."""
        from qa_tui.reports.printables.registry import print_packet
        from qa_tui.reports.writer import write_whole
        from qa_tui.steps.packet import packet_of
        from qa_tui.steps.plan_bundle import PLAN_FILE, as_bytes, bundle_of

        store, folder = self.qa.store(), written_path(typed).absolute()
        if store is None:
            return self.qa.store_problem
        packet = packet_of(store, plan)
        try:
            for name in PRINTABLES:
                write_whole(folder / f"{name}.html", print_packet(packet, name))
            write_whole(folder / PLAN_FILE, as_bytes(bundle_of(store, plan)))
        except OSError as problem:
            return f"{folder}: cannot be written: {(problem.strerror or 'unknown').lower()}."
        said = (
            f"Written to {folder}: {', '.join(f'{name}.html' for name in PRINTABLES)}, and {PLAN_FILE} for a colleague."
        )
        left = "" if packet.voted else " No call is approved yet, so guide and handout hold none."
        self.qa.tell(f"{said}{left}")
        return ""

    @work
    async def action_seats(self) -> None:
        text = await self.app.push_screen_wait(EntryDialog("How many are in the room?", "", str(self.state.seats)))
        if text is None:
            return
        if text.isdecimal() and 1 <= int(text) <= MOST_SEATS:
            self.change(replace(self.state, seats=int(text)))
        else:
            self.qa.tell(f"Expected a number from 1 to {MOST_SEATS}.", is_bad=True)

    @work
    async def action_day(self) -> None:

        drafted = self.plan_draft
        if drafted is None:
            return
        hint = "Such as 2026-10-15. Empty takes the first day that has a fresh baseline."
        value = drafted.calendar.session.isoformat()
        text = await self.app.push_screen_wait(EntryDialog("Day of the session", hint, value))
        if text is None or text == value:
            return
        try:
            day = day_of(text) if text else None
        except ValueError:
            self.qa.tell("Expected a day such as 2026-10-15.", is_bad=True)
            return
        if day is not None and day < drafted.calendar.selection.start:
            self.qa.tell("That is before the calls were taken.", is_bad=True)
            return
        self.change(replace(self.state, session=day))
