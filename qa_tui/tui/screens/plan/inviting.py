"""The group that a session is for: chosen by a person, and looked at in private."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from qa_tui.domain.session import MOST_SEATS
from qa_tui.steps.invited import invited_flags
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.screens.plan import view
from qa_tui.tui.screens.plan.keys import PlanKeys

if TYPE_CHECKING:
    from qa_tui.domain.invited import InvitedGroup
    from qa_tui.domain.plan import Candidate


class InvitingKeys(PlanKeys):
    """Who comes, and what that means for the chosen calls."""

    invitable: tuple[InvitedGroup, ...] = ()

    def session_of(self) -> str:
        """Name of the segment that the plan is a session of; empty for the team's."""
        raise NotImplementedError

    def kept_plan(self) -> str | None:
        """The plan as the store knows it; None where nothing was kept yet."""
        raise NotImplementedError

    def begin_again(self) -> None:
        raise NotImplementedError

    def _key_of_group(self, group: InvitedGroup) -> str:
        store = self.qa.store()
        return store.call_key(group.token) if store else group.token

    def invited(self) -> InvitedGroup | None:
        """The group that was chosen; in a session of one segment its agents, where nobody chose."""
        chosen, segment = self.state.invited, self.session_of()
        if chosen:
            return next((group for group in self.invitable if self._key_of_group(group) == chosen), None)
        return next((group for group in self.invitable if segment and group.name == segment), None)

    def flags_of(self, candidate: Candidate) -> tuple[str, ...]:
        """Privately: what is awkward about a call before the group."""
        group, loaded = self.invited(), self.qa.loaded
        if group is None or loaded is None:
            return ()
        names = loaded.names
        return invited_flags(candidate, group, self.invitable, names)

    def cautions(self) -> list[str]:
        return view.people_cautions(self.shown_rows, self.invited())

    def action_copy_plan(self) -> None:
        """Take the plan that a group has played for another group."""
        from qa_tui.steps.plan_bundle import copy_plan

        store, chosen, plan = self.qa.store(), self.qa.criterion, self.kept_plan()
        played = store.last_played(self.qa.workspace, chosen) if store and chosen else None
        if store is None or played is None:
            self.qa.tell("No session has played a plan of this criterion yet.")
            return
        if plan is not None and store.approved(plan):
            self.qa.tell("This plan has approvals of its own. Leave its calls out first.", is_bad=True)
            return
        services = self.qa.services
        copy_plan(store, played[0], self.qa.workspace, services.new_id, services.clock())
        self.begin_again()

    @work
    async def action_invite(self) -> None:
        if self.plan_draft is None:
            return
        options = [(group, group.name, f"{len(group.agents)} agents") for group in self.invitable]
        group = self.invited()
        at = self.invitable.index(group) if group in self.invitable else 0
        chosen = await self.app.push_screen_wait(ChooseDialog("Who is invited?", options, self.qa.glyphs, at=at))
        if chosen is not None:
            seats = min(len(chosen.agents), MOST_SEATS)
            self.change(replace(self.state, invited=self._key_of_group(chosen), seats=seats))
            self.qa.tell(f"Invited: {chosen.name}, {seats} seats (s changes them).")
