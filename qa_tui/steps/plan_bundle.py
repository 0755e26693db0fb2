"""An approved plan as one file that a colleague's laptop can run: safe turns and sealed scores, and nothing that names anybody.

QA's scores are in it, because the reveal needs them: whoever opens the file in an editor can read them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa_tui.domain.disagreement import ActualScore
from qa_tui.domain.excerpt import ApprovedExcerpt, Seal
from qa_tui.domain.plan import Role
from qa_tui.domain.plan_state import PlanState
from qa_tui.domain.rubric import Criterion
from qa_tui.domain.safe_text import safe_block, safe_line
from qa_tui.domain.transcript import ROLES, Turn
from qa_tui.domain.vote_set import Use

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from qa_tui.steps.packet import PacketStore

FORM = "qa_tui_plan"
VERSION = 1
LONGEST_TURN = 8_000
MOST_EXCERPTS = 60
WORKSPACE = "shared plan"
PLAN_FILE = "plan.qa-tui.json"


def as_bytes(bundle: dict[str, Any]) -> bytes:
    """UTF-8, the same for the same plan."""
    return f"{json.dumps(bundle, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def bundle_of(store: PacketStore, plan: str) -> dict[str, Any]:
    """Everything a session needs of an approved plan, as plain JSON values; a half-day's second plan is in it."""
    state, second = store.plan_state(plan), store.second_of(plan)
    return {
        FORM: VERSION,
        "length": state.length.value,
        "seats": state.seats,
        **_part(store, plan),
        **({} if second is None else {"second": _part(store, second)}),
    }


def _part(store: PacketStore, plan: str) -> dict[str, Any]:
    """What there is of one criterion."""
    excerpts = []
    for excerpt in store.approved(plan).values():
        actual = store.sealed_score(excerpt.id)
        excerpts.append(
            {
                "role": excerpt.role.value,
                "use": excerpt.use.value,
                "call_type": excerpt.call_type,
                "first_line": excerpt.first_line,
                "engine": excerpt.seal.engine,
                "turns": [[turn.speaker, turn.text] for turn in excerpt.turns],
                "score": actual.as_json(),
            }
        )
    return {
        "criterion": store.plan_criterion(plan).as_json(),
        "objective": store.plan_state(plan).objective,
        "excerpts": excerpts,
    }


def take_bundle(store: PacketStore, body: Any, new_id: Callable[[], str], now: datetime) -> str:
    """Keep a plan that came as a file; returns its id.

    Raises:
        ValueError: it is not such a file, or not a whole one; the message says what was found.
    """
    if not isinstance(body, dict) or FORM not in body:
        raise ValueError("this is not a plan that qa-tui has written")
    if body[FORM] != VERSION:
        raise ValueError(f"the plan has form {safe_line(str(body[FORM]), 20)}; this qa-tui reads form {VERSION}")
    try:
        state = PlanState.from_json({**PlanState().as_json(), "length": body["length"], "seats": int(body["seats"])})
        parts = [_read_part(part, state) for part in (body, *([body["second"]] if "second" in body else []))]
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ValueError(
            f"the plan is not whole: {type(problem).__name__} at {safe_line(str(problem), 60)}"
        ) from problem
    if not all(part.entries for part in parts):
        raise ValueError("the plan holds no excerpt")
    plans = []
    for part in parts:
        plan = new_id()
        store.make_plan(plan, WORKSPACE, part.criterion, now)
        store.save_state(plan, part.state, now)
        for excerpt, actual in part.entries:
            store.approve(replace(excerpt, id=new_id(), plan=plan), new_id(), actual, now)
        plans.append(plan)
    if len(plans) > 1:
        store.pair(plans[0], plans[1])
    return plans[0]


@dataclass(frozen=True, slots=True)
class _Part:
    criterion: Criterion
    state: PlanState
    entries: list[tuple[ApprovedExcerpt, ActualScore]]


def _read_part(body: dict[str, Any], state: PlanState) -> _Part:
    return _Part(
        Criterion.from_json(body["criterion"]),
        replace(state, objective=safe_line(str(body["objective"]), 600)),
        [_excerpt(entry, number) for number, entry in enumerate(body["excerpts"][:MOST_EXCERPTS])],
    )


def _excerpt(entry: dict[str, Any], number: int) -> tuple[ApprovedExcerpt, ActualScore]:
    score = entry["score"]
    turns = tuple(
        Turn(speaker if speaker in ROLES else "unknown", safe_block(str(text), LONGEST_TURN))
        for speaker, text in entry["turns"]
    )
    excerpt = ApprovedExcerpt(
        id="",
        plan="",
        role=Role(entry["role"]),
        call_type=safe_line(str(entry["call_type"]), 60),
        turns=turns,
        first_line=int(entry["first_line"]),
        text_hash="",
        position=number,
        seal=Seal("", "", int(entry["engine"])),
        use=Use(entry["use"]),
    )
    actual = ActualScore.from_json(score)
    return excerpt, replace(actual, originals=tuple(safe_line(text, 40) for text in actual.originals))


def copy_plan(store: PacketStore, plan: str, workspace: str, new_id: Callable[[], str], now: datetime) -> str:
    """The same plan for another group, every approval that holds with it, and a half-day's second plan too; returns the copy's id."""
    copy, second = new_id(), store.second_of(plan)
    store.make_plan(copy, workspace, store.plan_criterion(plan), now)
    state = replace(store.plan_state(plan), session=None)
    for call, excerpt in store.excerpts_of(plan).items():
        # Passed over, or changed since: another call comes in its place.
        state = state.leaving_out(call) if excerpt.lapsed else state
    store.save_state(copy, state, now)
    store.copy_excerpts(plan, copy, new_id, now)
    if second is not None:
        store.pair(copy, copy_plan(store, second, workspace, new_id, now))
    return copy
