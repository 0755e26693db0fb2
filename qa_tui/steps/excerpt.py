"""One excerpt on the facilitator's desk: which lines, what is hidden, and the approval without which nothing is shown."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from qa_tui.domain.excerpt import ApprovedExcerpt, EditHistory, Edits, Seal
from qa_tui.domain.problem import Problem
from qa_tui.domain.vote_set import Use
from qa_tui.steps.evidence import best_passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from pathlib import Path

    from qa_tui.anonymise import Findings, Known, Result
    from qa_tui.anonymise.spans import NamedDetector
    from qa_tui.domain.disagreement import ActualScore
    from qa_tui.domain.excerpt import Decision
    from qa_tui.domain.plan import Candidate
    from qa_tui.domain.rubric import Criterion
    from qa_tui.domain.transcript import Stretch, Transcript
    from qa_tui.steps.loaded import Loaded

    Read = Callable[[Path, str], Transcript | Problem]

LINES_AROUND = 2
DEFAULT_LINES = 14


class ExcerptStore(Protocol):
    """What excerpts need of the store."""

    def approve(self, excerpt: ApprovedExcerpt, call_id: str, actual: ActualScore, now: datetime) -> None: ...
    def plan_criterion(self, plan: str) -> Criterion: ...
    def withdraw(self, plan: str, call_id: str) -> None: ...
    def keep_history(self, plan: str, call_id: str, history: EditHistory, now: datetime) -> None: ...
    def history_of(self, plan: str, call_id: str) -> EditHistory | None: ...
    def lapse(self, excerpt: str, why: str) -> None: ...
    def approved(self, plan: str) -> dict[str, ApprovedExcerpt]: ...
    def excerpts_of(self, plan: str) -> dict[str, ApprovedExcerpt]: ...
    def decide(self, plan: str, about: str, reason: str, now: datetime) -> None: ...
    def decisions(self, plan: str) -> tuple[Decision, ...]: ...
    def call_key(self, call_id: str) -> str: ...
    def call_keys(self, call_ids: Iterable[str]) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """One excerpt on the desk. Private: the text as it was said stands beside what a room would see."""

    candidate: Candidate
    transcript: Transcript
    edits: Edits
    before: tuple[Edits, ...] = ()
    """What undo goes back to, the latest last."""
    why: str = ""
    """Why these lines, in words; empty where a person chose them."""

    def edited(self, edits: Edits) -> Draft:
        return self if edits == self.edits else replace(self, edits=edits, before=(*self.before, self.edits))

    def history(self) -> EditHistory:
        """What is kept of it."""
        return EditHistory(text_hash(self.transcript), self.edits, self.before)

    def undone(self) -> Draft:
        return replace(self, edits=self.before[-1], before=self.before[:-1]) if self.before else self


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules know of one call, whatever a person then hides or lifts."""

    known: Known
    findings: Findings
    seal: Seal


def draft(
    candidate: Candidate, read: Read, criterion: Criterion | None = None, kept: EditHistory | None = None
) -> Draft | Problem:
    """The lines that were kept; else those that carry the evidence, or that signals suggest, with two lines around them."""
    from pathlib import Path

    path = Path(candidate.transcript)
    transcript = read(path, path.name)
    return transcript if isinstance(transcript, Problem) else draft_of(candidate, transcript, criterion, kept)


def draft_of(
    candidate: Candidate, transcript: Transcript, criterion: Criterion | None = None, kept: EditHistory | None = None
) -> Draft:
    """The excerpt of a transcript that has been read, or typed.

    What was done to other words than these is not done to them: of it only the start and the end are taken.
    """
    last_turn = len(transcript.turns) - 1
    if kept is not None and kept.text == text_hash(transcript) and kept.edits.fits(transcript.turns):
        return Draft(candidate, transcript, kept.edits, kept.before)
    if kept is not None and 0 <= kept.edits.first <= kept.edits.last <= last_turn:
        return Draft(
            candidate,
            transcript,
            Edits(kept.edits.first, kept.edits.last),
            why="the transcript has changed, so what was hidden or shown by hand is as the rules have it again",
        )
    passage = best_passage(transcript, candidate.evidence, criterion, candidate.comment)
    if passage is None:
        edits = Edits(0, min(DEFAULT_LINES - 1, last_turn))
        return Draft(candidate, transcript, edits, why="nothing points anywhere: the first lines")
    edits = Edits(max(0, passage.first - LINES_AROUND), min(last_turn, passage.last + LINES_AROUND))
    return Draft(candidate, transcript, edits, why=passage.why)


def known_team(loaded: Loaded) -> dict[str, set[str]]:
    """Id of everybody on the team -> every name that the roster or the scores give; where there is none, the name in the id.

    Whose name is not known is in it all the same: an id is hidden, too, and an approval is bound to all of them.
    """
    from qa_tui.anonymise.name_in_id import name_in_id

    matrix = loaded.matrix
    names: dict[str, set[str]] = {}
    given = [(agent.id, agent.name) for agent in loaded.roster]
    for agent, name in (*given, *zip(matrix.agents, matrix.agent_names, strict=True)):
        names.setdefault(agent, set()).update([name] if name else ())
    return {agent: known or {name for name in (name_in_id(agent),) if name} for agent, known in names.items()}


def _ids(agent: str) -> tuple[str, ...]:
    """The id, and the name in it that is one only as a whole."""
    from qa_tui.anonymise.name_in_id import name_as_a_whole

    return tuple(dict.fromkeys(filter(None, (agent, name_as_a_whole(agent)))))


def known_people(team: Mapping[str, AbstractSet[str]], transcript: Transcript, agent: str) -> Known:
    """Everybody whose name could be said in this call: its two people, and the whole team (agent id -> names).

    `agent` is the id of the agent on the call; empty where it is not known.
    """
    from qa_tui.anonymise import Known, Person

    names = {other: set(known) for other, known in team.items()}
    own = set(transcript.agent_names) | names.pop(agent, set())
    people = [
        Person(agent or "agent", "agent", tuple(sorted(own)), _ids(agent)),
        Person("customer", "customer", transcript.customer_names),
        *(Person(other, "other", tuple(sorted(known)), _ids(other)) for other, known in sorted(names.items())),
    ]
    return Known(tuple(people), {"number": (transcript.call_id,)} if len(transcript.call_id) > 3 else {})


def check(loaded: Loaded, transcript: Transcript, agent: str, detectors: Sequence[NamedDetector] = ()) -> Checked:
    """Look for everything that could identify somebody: the slow half, once for each call."""
    from qa_tui.anonymise import detect

    known = known_people(known_team(loaded), transcript, agent)
    findings = detect(transcript.turns, known, extra=detectors, is_late=time_limit())
    return Checked(known, findings, seal_of(transcript, known, detectors))


def time_limit() -> Callable[[], bool]:
    """Says when the time for one call is over."""
    from qa_tui.anonymise import LONGEST_SECONDS

    end = time.monotonic() + LONGEST_SECONDS
    return lambda: time.monotonic() > end


def seal_of(transcript: Transcript, known: Known, detectors: Sequence[NamedDetector] = ()) -> Seal:
    """What an approval of this call is bound to."""
    from qa_tui.anonymise import VERSION

    names = {name for person in known.people for name in person.names}
    values = {value for known_values in known.values.values() for value in known_values}
    values |= {own for person in known.people for own in person.ids}
    return Seal(
        text=text_hash(transcript),
        people=_hash([sorted(names), sorted(values)]),
        engine=VERSION,
        detectors=tuple(detector.name for detector in detectors),
    )


def text_hash(transcript: Transcript) -> str:
    """Says whether the turns of a call are what they were."""
    return _hash([[turn.speaker, turn.text] for turn in transcript.turns])


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def make_safe(desk: Draft, checked: Checked) -> Result:
    """What a room would see of the whole call, with the facilitator's own hiding and lifting."""
    from qa_tui.anonymise import Found, conceal

    edits = desk.edits
    return conceal(
        desk.transcript.turns,
        checked.known,
        checked.findings,
        manual=[Found(turn, start, end, "hidden", "facilitator") for turn, start, end in edits.hidden],
        lifted=[lift.stretch for lift in edits.lifted],
        neutral=edits.is_neutral,
    )


def may_lift(desk: Draft, checked: Checked, stretches: Sequence[Stretch]) -> bool:
    """Whether these masks can be taken away without showing what is known or a long number."""
    trial = replace(desk, edits=desk.edits.lifting("", *stretches))
    return not set(make_safe(trial, checked).withheld) - set(make_safe(desk, checked).withheld)


def approve(
    store: ExcerptStore,
    plan: str,
    desk: Draft,
    safe: Result,
    checked: Checked,
    position: int,
    new_id: str,
    now: datetime,
    use: Use = Use.VOTE,
) -> ApprovedExcerpt | str:
    """Keep the safe turns and seal the score; or say why the excerpt may not be shown."""
    edits = desk.edits
    planned, scored = store.plan_criterion(plan), desk.candidate
    if (planned.id, planned.scale) != (scored.criterion, scored.actual.scale):
        return (
            f"This excerpt was opened for another criterion than the plan's, {planned.name}. Go back and open it again."
        )
    if any(turn in safe.withheld for turn in range(edits.first, edits.last + 1)):
        if safe.reason == "verification":
            return "A line still holds something identifying. Hide the whole line (x) or move the start or end past it."
        return "This excerpt could not be checked, so it cannot be shown. Choose another call."
    shown = safe.turns[edits.first : edits.last + 1]
    candidate = desk.candidate
    excerpt = ApprovedExcerpt(
        id=new_id,
        plan=plan,
        role=candidate.role,
        call_type=candidate.call_type,
        turns=tuple(replace(turn, start=None, end=None) for turn in shown),
        first_line=edits.first + 1,
        text_hash=_hash([turn.text for turn in shown]),
        position=position,
        seal=checked.seal,
        edits=edits,
        use=use,
    )
    store.approve(excerpt, candidate.call_id, candidate.actual, now)
    store.keep_history(plan, candidate.call_id, desk.history(), now)
    return excerpt


def approve_played(
    store: ExcerptStore, plan: str, candidate: Candidate, position: int, new_id: str, now: datetime, use: Use
) -> None:
    """Keep a call that the facilitator plays with a player of their own: no lines, and its score sealed like any other."""
    from qa_tui.anonymise import VERSION

    excerpt = ApprovedExcerpt(
        id=new_id,
        plan=plan,
        role=candidate.role,
        call_type=candidate.call_type,
        turns=(),
        first_line=1,
        text_hash=_hash([]),
        position=position,
        seal=Seal(text="", people="", engine=VERSION),
        use=use,
    )
    store.approve(excerpt, candidate.call_id, candidate.actual, now)
