"""Plans, what was approved for them, and what was decided about them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.rubric import Criterion
from qa_tui.domain.vote_set import Use
from qa_tui.store import excerpts, sound
from qa_tui.store.database import StoreError
from qa_tui.store.workspaces import WorkspaceStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from qa_tui.domain.clip import Clip
    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.excerpt import ApprovedExcerpt, Decision, EditHistory
    from qa_tui.domain.plan_state import PlanState


@dataclass(frozen=True, slots=True)
class PlanStore(WorkspaceStore):
    """Everything about plans in one database."""

    def make_plan(self, plan: str, workspace: str, criterion: Criterion, now: datetime) -> None:
        body = json.dumps(criterion.as_json(), ensure_ascii=False)
        with self.database.atomic() as cursor:
            cursor.execute("INSERT INTO plans VALUES (?, ?, ?, ?)", (plan, workspace, body, now.isoformat()))

    def open_plan(self, workspace: str, criterion: str) -> str | None:
        """The newest plan of a criterion that no session has used yet."""
        rows = self.database.rows(
            "SELECT id, criterion FROM plans WHERE workspace = ? AND id NOT IN (SELECT plan FROM played_plans) ORDER BY made_at DESC, rowid DESC",
            (workspace,),
        )
        return next((row["id"] for row in rows if json.loads(row["criterion"])["id"] == criterion), None)

    def newest_plan(self, workspace: str | None = None) -> str | None:
        """The newest plan with approved excerpts that no session has used yet, of one workspace or of all; of two, the first."""
        rows = self.database.rows(
            "SELECT id FROM plans WHERE id NOT IN (SELECT plan FROM played_plans UNION SELECT second FROM second_plans)"
            " AND (id IN (SELECT plan FROM excerpts WHERE use <> 'aside')"
            " OR id IN (SELECT second_plans.plan FROM second_plans JOIN excerpts ON excerpts.plan = second WHERE use <> 'aside'))"
            " AND workspace = coalesce(?, workspace) ORDER BY made_at DESC, rowid DESC LIMIT 1",
            (workspace,),
        )
        return rows[0]["id"] if rows else None

    def pair(self, plan: str, second: str | None) -> None:
        """Take a second plan into the session of the first, or none."""
        with self.database.atomic() as cursor:
            cursor.execute(
                "DELETE FROM second_plans WHERE plan IN (?, ?) OR second IN (?, ?)", (plan, second, plan, second)
            )
            if second is not None:
                cursor.execute("INSERT INTO second_plans VALUES (?, ?)", (plan, second))

    def second_of(self, plan: str) -> str | None:
        """The plan that the session of this one plays after it."""
        rows = self.database.rows("SELECT second FROM second_plans WHERE plan = ?", (plan,))
        return rows[0]["second"] if rows else None

    def first_of(self, plan: str) -> str | None:
        """The plan whose session plays this one after it."""
        rows = self.database.rows("SELECT plan FROM second_plans WHERE second = ?", (plan,))
        return rows[0]["plan"] if rows else None

    def plan_workspace(self, plan: str) -> str:
        """Name of the workspace a plan was made in; empty for a plan that is not there."""
        rows = self.database.rows("SELECT workspace FROM plans WHERE id = ?", (plan,))
        return rows[0]["workspace"] if rows else ""

    def plan_criterion(self, plan: str) -> Criterion:
        rows = self.database.rows("SELECT criterion FROM plans WHERE id = ?", (plan,))
        if not rows:
            raise StoreError(f"there is no plan {plan}")
        return Criterion.from_json(json.loads(rows[0]["criterion"]))

    def approve(self, excerpt: ApprovedExcerpt, call_id: str, actual: ActualScore, now: datetime) -> None:
        excerpts.approve(self.database, excerpt, self.call_key(call_id), actual, now)

    def copy_excerpts(self, plan: str, copy: str, new_id: Callable[[], str], now: datetime) -> None:
        excerpts.copy_excerpts(self.database, plan, copy, new_id, now)

    def last_played(self, workspace: str, criterion: str) -> tuple[str, int] | None:
        """The newest plan of a criterion that a session has played, and how many sessions have."""
        rows = self.database.rows(
            "SELECT id, criterion FROM plans WHERE workspace = ? AND id IN (SELECT plan FROM played_plans) AND id IN (SELECT plan FROM excerpts)"
            " ORDER BY made_at DESC, rowid DESC",
            (workspace,),
        )
        fitting = [row for row in rows if json.loads(row["criterion"])["id"] == criterion]
        return (fitting[0]["id"], len(fitting)) if fitting else None

    def keep_clip(self, excerpt: str, clip: Clip, now: datetime) -> None:
        sound.keep_clip(self.database, excerpt, clip, now)

    def clip_of(self, excerpt: str) -> Clip | None:
        return sound.clip_of(self.database, excerpt)

    def clip_keys(self) -> frozenset[str]:
        return sound.clip_keys(self.database)

    def allow_recording(self, call_id: str, *, is_allowed: bool, now: datetime) -> None:
        sound.allow_recording(self.database, self.call_key(call_id), is_allowed=is_allowed, now=now)

    def is_recording_allowed(self, call_id: str) -> bool | None:
        return sound.is_recording_allowed(self.database, self.call_key(call_id))

    def withdraw(self, plan: str, call_id: str) -> None:
        excerpts.withdraw(self.database, plan, self.call_key(call_id))

    def keep_history(self, plan: str, call_id: str, history: EditHistory, now: datetime) -> None:
        excerpts.keep_history(self.database, plan, self.call_key(call_id), history, now)

    def history_of(self, plan: str, call_id: str) -> EditHistory | None:
        """What was done to a call's excerpt so far."""
        return excerpts.history_of(self.database, plan, self.call_key(call_id))

    def lapse(self, excerpt: str, why: str) -> None:
        excerpts.lapse(self.database, excerpt, why)

    def excerpts_of(self, plan: str) -> dict[str, ApprovedExcerpt]:
        return excerpts.excerpts_of(self.database, plan)

    def approved(self, plan: str) -> dict[str, ApprovedExcerpt]:
        """Excerpts that a session of the plan may use and whose approval holds, by call key, in playing order."""
        return {
            key: excerpt
            for key, excerpt in self.excerpts_of(plan).items()
            if not excerpt.lapsed and excerpt.use is not Use.ASIDE
        }

    def excerpt(self, excerpt: str) -> ApprovedExcerpt:
        return excerpts.read_excerpt(self.database, excerpt)

    def sealed_score(self, excerpt: str) -> ActualScore:
        return excerpts.sealed_score(self.database, excerpt)

    def set_use(self, plan: str, uses: Mapping[str, Use]) -> None:
        excerpts.set_use(self.database, plan, uses)

    def save_state(self, plan: str, state: PlanState, now: datetime) -> None:
        excerpts.save_state(self.database, plan, state, now)

    def plan_state(self, plan: str) -> PlanState:
        return excerpts.plan_state(self.database, plan)

    def decide(self, plan: str, about: str, reason: str, now: datetime) -> None:
        excerpts.decide(self.database, plan, about, reason, now)

    def decisions(self, plan: str) -> tuple[Decision, ...]:
        return excerpts.decisions(self.database, plan)

    def call_key(self, call_id: str) -> str:
        """What a call is known by in the store: a salted hash, since ids of calls may hold names."""
        return self.call_keys((call_id,))[call_id]

    def call_keys(self, call_ids: Iterable[str]) -> dict[str, str]:
        """Call id -> call key."""
        salt = self.database.rows("SELECT value FROM salt")[0]["value"]
        return {call: hashlib.sha256(f"{salt}:{call}".encode()).hexdigest()[:24] for call in call_ids}
