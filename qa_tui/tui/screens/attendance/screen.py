"""Who was in the room. Private: it names agents, and says nothing about seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.message import Message

from qa_tui.domain.attendance import Presence, attendance_words
from qa_tui.domain.session import MOST_SEATS, Session
from qa_tui.domain.session_rules import replay
from qa_tui.reports.plan_words import day_words
from qa_tui.steps.invited import find_invitable, group_of
from qa_tui.tui.lines import column, cut
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from textual.widget import Widget

    from qa_tui.domain.invited import InvitedGroup
    from qa_tui.domain.recorded import SessionSummary
    from qa_tui.tui.lines import Line


@dataclass
class PeopleFound(Message):
    """Who could have been invited."""

    groups: tuple[InvitedGroup, ...]


class AttendanceScreen(PrivateScreen):
    """One line per invited agent."""

    MODE = "session"
    WORDS = (
        "Who was in the room, for practice and for the re-score: only who took part is measured, and who was absent comes to the "
        "next session. Votes belong to seats and never to names: nothing here says who sat where.\n\n"
        "space present or absent, r remote, l came late, e left early, A everybody present. Who came late or left early counts as trained; "
        "whoever heard under two thirds of the calls does not: u notes that. It can be put right at any time."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "present", "present, absent", id="attendance.toggle"),
        Binding("A", "everybody", "everybody", id="attendance.everybody"),
        Binding("r", "note('remote')", "remote", id="attendance.remote"),
        Binding("l", "note('came late')", "late", id="attendance.late"),
        Binding("e", "note('left early')", "left early", id="attendance.left"),
        Binding("u", "note('heard too little')", "under two thirds", id="attendance.part"),
        Binding("escape", "back", "back", id="back"),
    ]
    rows = getters.query_one("#people", LineList)

    def __init__(self, summary: SessionSummary) -> None:
        super().__init__()
        self._summary = summary
        self._people: tuple[str, ...] = ()
        self._keys: dict[str, str] = {}
        self._is_found = False
        self._seats = MOST_SEATS
        """Of the session; as many as there can be until it was looked up."""

    def body(self) -> list[Widget]:
        return [LineList(id="people", classes="grow")]

    def on_mount(self) -> None:
        super().on_mount()
        self._find()

    @work(thread=True, exclusive=True, group="people", exit_on_error=False)
    def _find(self) -> None:
        loaded = self.qa.loaded
        self.post_message(PeopleFound(find_invitable(loaded, self.qa.scope) if loaded is not None else ()))

    def on_people_found(self, message: PeopleFound) -> None:
        store = self.qa.store()
        self._is_found = True
        if store is not None:
            invited = store.plan_state(self._summary.plan).invited
            group = group_of(message.groups, invited, store.call_key)
        if store is not None and isinstance(state := replay(store.events(self._summary.id)), Session):
            self._seats = state.seats
        if store is not None and group is not None:
            self._people = tuple(sorted(group.agents))
            self._keys = store.agent_keys(self._people)
        self.redraw()

    def _noted(self) -> dict[str, Presence]:
        store = self.qa.store()
        return store.attendance(self._summary.id) if store else {}

    def draw(self) -> None:
        if not self._people:
            self.sentence.show(
                "No agents are known: open the score files first." if self._is_found else "One moment ..."
            )
            self.rows.show([])
            return
        noted, held_on = self._noted(), date.fromisoformat(self._summary.day)
        said = attendance_words(noted[key] for key in self._keys.values() if key in noted)
        open_ = sum(key not in noted for key in self._keys.values())
        left = f" {open_} not noted." if open_ else ""
        there = sum(presence is not Presence.ABSENT for presence in noted.values())
        if there > self._seats:
            left += f" More than the {self._seats} seats of the session."
        self.sentence.show(
            f"Who was in the session of {day_words(held_on)} on {self._summary.criterion}: {said or 'nobody noted yet'}.{left}"
        )
        glyphs = self.qa.glyphs
        names = self.qa.loaded.names if self.qa.loaded else {}

        def row(number: int, width: int) -> Line:
            agent = self._people[number]
            presence = noted.get(self._keys[agent])
            at_cursor = number == self.rows.cursor
            return cut(
                (
                    (glyphs.cursor if at_cursor else " ", "accent"),
                    (" ", ""),
                    column(agent, 12, "strong" if at_cursor else ""),
                    (" ", ""),
                    column(names.get(agent, ""), 28),
                    (presence.value if presence else "not noted", "" if presence else "muted"),
                ),
                width,
            )

        self.rows.show_rows(len(self._people), row)

    def _keep(self, found: dict[str, Presence | None]) -> None:
        store = self.qa.store()
        if store is not None and found:
            store.keep_attendance(self._summary.id, found, self.qa.services.clock())
            self.redraw()

    def _at_cursor(self) -> str | None:
        return self._keys[self._people[self.rows.cursor]] if self.rows.cursor < len(self._people) else None

    def action_present(self) -> None:
        key = self._at_cursor()
        if key is not None:
            is_there = self._noted().get(key) is Presence.PRESENT
            self._keep({key: Presence.ABSENT if is_there else Presence.PRESENT})

    def action_note(self, presence: str) -> None:
        key = self._at_cursor()
        if key is not None:
            self._keep({key: Presence(presence)})

    def action_everybody(self) -> None:
        noted = self._noted()
        self._keep({key: Presence.PRESENT for key in self._keys.values() if key not in noted})
