"""Writes the bundled data set: `python -m qa_tui.demo.generate`. Seeded, so that it always writes the same bytes."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from qa_tui.demo import AS_OF
from qa_tui.demo.facts import (
    AFTER_DAYS,
    BLANKS,
    CALL_TYPES,
    EVALUATORS,
    FIRST_DAY,
    SEED,
    TRAINED_ON,
    TRUTH,
    UNTRAINED_GAIN,
    Member,
    team,
)
from qa_tui.paths import demo_folder, rubrics_folder
from qa_tui.readers.rubric import read_rubric

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.rubric import Criterion, Rubric

HEADER = (
    "call_id", "agent_id", "agent_name", "called_at", "criterion", "score", "max_score", "not_applicable", "evaluator_id",
    "evaluated_at", "call_type", "evidence_start", "evidence_end", "comment",
)  # fmt: skip
HOURS = {"early": (7, 14), "late": (13, 20), "night": (21, 28)}
FEWEST_SCORED = 11
PLANTED = "active_listening"


@dataclass(slots=True)
class Call:
    """One call to be scored."""

    member: Member
    at: datetime
    call_type: str
    evaluator: str
    evaluated_at: datetime
    id: str = ""
    fixed: dict[str, int] = field(default_factory=dict)
    evidence: tuple[float, float] | None = None
    comment: str = ""
    scores: dict[str, int | None] = field(default_factory=dict)
    """Points; None not applicable; a missing key is a blank."""


def rubric() -> Rubric:
    found, problems = read_rubric(rubrics_folder() / "voice_qa.yaml", "voice_qa.yaml")
    assert found is not None, problems
    return found


def _when(member: Member, first: date, days: int, rng: random.Random) -> datetime:
    last = days
    if member.left_on is not None:
        last = min(days, (member.left_on - first).days)
    start, end = HOURS[member.shift]
    minutes = rng.randrange(start * 60, end * 60)
    day = first + timedelta(days=rng.randrange(max(last, 1)))
    return datetime.combine(day, time(0)) + timedelta(minutes=minutes % 1440)


def _calls(first: date, days: int, rng: random.Random, transcripts: dict[str, Any]) -> list[Call]:
    calls: list[Call] = []
    names = dict(transcripts.items())
    for member in team():
        if member.left_on is not None and member.left_on <= first:
            continue
        own = [key for key, facts in names.items() if facts["agent"] == member.name]
        for number in range(member.calls):
            at = _when(member, first, days, rng)
            queue = member.queue if rng.random() < 0.8 else rng.choice(tuple(CALL_TYPES))
            evaluator = rng.choices([e for e, _ in EVALUATORS], [w for _, w in EVALUATORS])[0]
            evaluated = at + timedelta(hours=rng.randrange(20, 90))
            call = Call(member, at, rng.choice(CALL_TYPES[queue]), evaluator, evaluated)
            if number < len(own):
                facts = names[own[number]]
                call.id, call.call_type = own[number], facts["call_type"]
                call.fixed = {PLANTED: facts["score"]}
                start, end = facts["evidence"][0]
                call.evidence, call.comment = (start, end), facts["comment"]
            calls.append(call)
    calls[0].at = datetime.combine(first, time(9, 12))
    calls[1].at = datetime.combine(first + timedelta(days=days - 1), time(16, 40))
    calls.sort(key=lambda call: call.at)
    return calls


def _score(calls: list[Call], criterion: Criterion, target: float, not_applicable: float, rng: random.Random) -> None:
    """Give one agent's calls scores whose mean is as near to `target` percent as whole points allow."""
    top, bottom = int(criterion.scale.maximum), int(criterion.scale.minimum)
    spare = max(0, len(calls) - FEWEST_SCORED)
    absent = rng.sample(range(len(calls)), min(spare, round(not_applicable * len(calls))))
    scored = []
    for number, call in enumerate(calls):
        if number in absent and criterion.id not in call.fixed:
            call.scores[criterion.id] = None
        elif rng.random() < BLANKS and spare > len(absent) + 1 and criterion.id not in call.fixed:
            continue
        else:
            scored.append(call)
    for call in scored:
        drawn = round(rng.gauss(target / 100 * top, top * 0.17))
        call.scores[criterion.id] = call.fixed.get(criterion.id, min(top, max(bottom, drawn)))
    wanted = round(target / 100 * top * len(scored))
    free = [call for call in scored if criterion.id not in call.fixed]
    while (gap := wanted - sum(call.scores[criterion.id] or 0 for call in scored)) != 0:
        step = 1 if gap > 0 else -1
        movable = [c for c in free if bottom <= (c.scores[criterion.id] or 0) + step <= top]
        if not movable:
            break
        chosen = rng.choice(movable)
        chosen.scores[criterion.id] = (chosen.scores[criterion.id] or 0) + step


def _scored_calls(
    first: date, days: int, rng: random.Random, transcripts: dict[str, Any], *, after: bool
) -> list[Call]:
    calls = _calls(first, days, rng, transcripts)
    for criterion in rubric().criteria:
        truth = TRUTH[criterion.id]
        for member in team():
            own = [call for call in calls if call.member.id == member.id]
            is_low = member.id in truth.low
            spread = rng.uniform(-4.0, 4.0)
            target = (truth.lows if is_low else truth.others) + spread
            target = min(target, 67.0) if is_low else min(max(target, 73.0), 98.0)
            if after:
                was_trained = any(member.id in agents for agents in TRAINED_ON.values())
                gain = truth.gain if was_trained or criterion.id != PLANTED else UNTRAINED_GAIN
                target = min(98.0, target + gain + rng.uniform(-3.0, 3.0))
            _score(own, criterion, target, truth.not_applicable, rng)
    return calls


def _lines(calls: list[Call], scorecard: Rubric) -> list[list[str]]:
    result = []
    for call in calls:
        for criterion in scorecard.criteria:
            points = call.scores.get(criterion.id)
            is_na = criterion.id in call.scores and points is None
            text = (
                "" if points is None else criterion.scale.word(points).title() if criterion.scale.names else str(points)
            )
            planted = criterion.id == PLANTED and call.evidence is not None
            comment = call.comment if planted else ""
            if not comment and points is not None and criterion.scale.unit(points) <= 0.25 and len(call.id) % 2 == 0:
                comment = criterion.level_text(points)
            evidence = [f"{second:.1f}" for second in call.evidence] if planted and call.evidence else ["", ""]
            result.append(
                [
                    call.id, call.member.id, call.member.name, call.at.isoformat(timespec="minutes"), criterion.name, text,
                    f"{criterion.scale.maximum:g}", "1" if is_na else "", call.evaluator,
                    call.evaluated_at.date().isoformat(), call.call_type, *evidence, comment,
                ]
            )  # fmt: skip
    return result


def _write(path: Path, header: tuple[str, ...], lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def write(folder: Path) -> None:
    """Write scores.csv, scores_after.csv, roster.csv and the logs of the past sessions to `folder`."""
    from qa_tui.demo.past_sessions import write_logs

    scorecard = rubric()
    facts = json.loads((demo_folder() / "transcripts_evidence.json").read_text(encoding="utf-8"))
    for call_id, entry in facts.items():
        body = json.loads((demo_folder() / "transcripts" / f"{call_id}.json").read_text(encoding="utf-8"))
        entry["agent"] = body["people"]["agent"][0]
    rng = random.Random(SEED)
    before = _scored_calls(FIRST_DAY, (AS_OF - FIRST_DAY).days, rng, facts, after=False)
    after = _scored_calls(AS_OF, AFTER_DAYS, rng, {}, after=True)
    number = 10_300
    for call in (*before, *after):
        if not call.id:
            call.id = f"C{number}"
            number += 1
    _write(folder / "scores.csv", HEADER, _lines(before, scorecard))
    _write(folder / "scores_after.csv", HEADER, _lines(after, scorecard))
    roster = [
        [m.id, m.name, m.shift, m.queue, m.hired_on.isoformat(), m.left_on.isoformat() if m.left_on else ""]
        for m in team()
    ]
    _write(folder / "roster.csv", ("agent_id", "agent_name", "shift", "queue", "hire_date", "left_on"), roster)
    write_logs(folder / "sessions", scorecard)


if __name__ == "__main__":
    write(demo_folder())
