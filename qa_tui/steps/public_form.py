"""What a second window is told of a session, phase by phase: plain JSON values from an allow-list.

Before the votes are in it gets marks, never levels; with the votes in it gets totals; QA's score is in it while it is shown and
gone afterwards. There is no key for an agent, a customer or a call.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa_tui.analysis.excerpt_agreement import judge_excerpt
from qa_tui.domain.disagreement import ActualScore, Outcome, OutcomeKind
from qa_tui.domain.event_form import decode_brief, encode_brief
from qa_tui.domain.excerpt import ShownExcerpt
from qa_tui.domain.parking import ParkedItem, Topic
from qa_tui.domain.room_view import HiddenRound, Mark, RevealedRound, TalliedRound
from qa_tui.domain.session import Ballot, CallRound, Phase, Session
from qa_tui.domain.session_events import Vote, VoteKind
from qa_tui.domain.shown import Blackened, CitedLine, Place, Read, Shown
from qa_tui.domain.transcript import Turn

if TYPE_CHECKING:
    from qa_tui.domain.disagreement import Judgement

ALLOWED = {
    "black": {"black"},
    Phase.OPENING: set(),
    Phase.TRIAL: {"marks"},
    Phase.TRIAL_SHOWN: {"totals", "levels"},
    Phase.BRIEF: {"marks"},
    Phase.EXCERPT: {"marks", "excerpt"},
    Phase.VOTE: {"marks"},
    Phase.VOTES_IN: {"totals"},
    Phase.HOW_YOU_VOTED: {"totals", "levels"},
    Phase.SCORE: {"totals", "levels", "score"},
    Phase.PARTNER: {"excerpt"},
    Phase.SAY_IT_BETTER: {"cited"},
    Phase.WRAP_UP: set(),
    Phase.CLOSED: set(),
}
"""Beside the session itself: what is told in which phase."""


def encode_shown(shown: Shown | Blackened) -> dict[str, Any]:
    """What a second window may know now."""
    if isinstance(shown, Blackened):
        return {"black": shown.words}
    phase = shown.session.phase
    told = {"session": _session(shown.session), **_round(shown), **_excerpt(shown), **_cited(shown)}
    return {key: value for key, value in told.items() if key == "session" or key in ALLOWED[phase]}


def _session(state: Session) -> dict[str, Any]:
    return {
        "seats": state.seats,
        "current": state.current,
        "phase": state.phase.value,
        "calibration": state.is_calibration,
        "apart": list(state.apart),
        "rounds": [
            {
                # Ids say nothing to a room, and a partner there is only to a low call.
                "brief": encode_brief(replace(played.brief, excerpt="", partner="")),
                "ballots": len(played.ballots),
                "cited": list(played.cited),
                "skipped": played.is_skipped,
                "outcome": _outcome(played.outcome),
                "note": played.note,
            }
            for played in state.rounds
        ],
        "parked": [[item.topic.value, item.text, item.owner, item.until] for item in state.parked],
        "barriers": [[topic.value, count] for topic, count in state.barriers],
    }


def _outcome(found: Outcome | None) -> list[Any] | None:
    return None if found is None else [found.kind.value, found.text, found.other, found.level]


def _round(shown: Shown) -> dict[str, Any]:
    view = shown.round
    if isinstance(view, HiddenRound):
        return {"marks": [mark.value for mark in view.marks]}
    tally = view.tally if isinstance(view, RevealedRound) else view
    told: dict[str, Any] = {
        "totals": [len(tally.levels), tally.passed, tally.not_applicable, tally.wording, tally.no_vote],
        "levels": list(tally.levels),
    }
    if isinstance(view, RevealedRound):
        actual = view.actual
        told["score"] = actual.as_json()
    return told


def _excerpt(shown: Shown) -> dict[str, Any]:
    if shown.excerpt is None:
        return {}
    turns = [[turn.speaker, turn.text] for turn in shown.excerpt.turns]
    of = shown.excerpt
    return {"excerpt": {"turns": turns, "first_line": of.first_line, "heard": of.heard, "read": _read(shown.read)}}


def _read(part: Read | None) -> dict[str, Any] | None:
    if part is None:
        return None
    end = None if part.end is None else [part.end.turn, part.end.character]
    return {"begin": [part.begin.turn, part.begin.character], "end": end, "page": list(part.page)}


def _cited(shown: Shown) -> dict[str, Any]:
    return {"cited": [[said.call, said.number, said.speaker, said.text] for said in shown.cited]} if shown.cited else {}


def decode_shown(body: dict[str, Any]) -> Shown | Blackened:
    """What a second window draws."""
    if "black" in body:
        return Blackened(body["black"])
    marks = [Mark(mark) for mark in body.get("marks", ())]
    state = _read_session(body["session"], marks)
    view, judgement = _read_round(body, state, marks)
    told = body.get("excerpt")
    excerpt = None
    if told is not None:
        turns = tuple(Turn(speaker, text) for speaker, text in told["turns"])
        excerpt = ShownExcerpt(turns, told["first_line"], told["heard"])
    if told is None:
        return Shown(state, view, judgement, cited=tuple(CitedLine(*said) for said in body.get("cited", ())))
    return Shown(state, view, judgement, excerpt, _read_part(told["read"]))


def _read_part(told: dict[str, Any] | None) -> Read | None:
    if told is None:
        return None
    end = None if told["end"] is None else Place(*told["end"])
    number, of = told["page"]
    return Read(Place(*told["begin"]), end, (number, of))


def _read_session(body: dict[str, Any], marks: list[Mark]) -> Session:
    """The session without a vote: the seats of the ballot that is on say only whether they have voted."""
    entries = tuple({Mark.IN: Vote(VoteKind.PASS), Mark.NO_VOTE: Vote(VoteKind.NO_VOTE)}.get(mark) for mark in marks)
    on = Ballot(entries or (None,) * body["seats"])
    rounds = []
    for played in body["rounds"]:
        outcome = played["outcome"]
        rounds.append(
            CallRound(
                brief=decode_brief(played["brief"]),
                ballots=(on,) * played["ballots"],
                outcome=None if outcome is None else Outcome(OutcomeKind(outcome[0]), *outcome[1:]),
                note=played["note"],
                cited=tuple(played["cited"]),
                is_skipped=played["skipped"],
            )
        )
    return Session(
        seats=body["seats"],
        rounds=tuple(rounds),
        current=body["current"],
        phase=Phase(body["phase"]),
        parked=tuple(ParkedItem(Topic(topic), *rest) for topic, *rest in body["parked"]),
        barriers=tuple((Topic(topic), count) for topic, count in body["barriers"]),
        trial=on,
        is_calibration=body["calibration"],
        apart=tuple(body["apart"]),
    )


def _read_round(
    body: dict[str, Any], state: Session, marks: list[Mark]
) -> tuple[HiddenRound | TalliedRound | RevealedRound, Judgement]:
    brief, again = state.round.brief, len(state.round.ballots) > 1
    if "totals" not in body:
        hidden = HiddenRound(state.number, state.of, brief, state.phase, again, tuple(marks), 0)
        return hidden, judge_excerpt((), brief.scale)
    count, passed, not_applicable, wording, no_vote = body["totals"]
    levels = tuple(body.get("levels", (brief.scale.minimum,) * count))
    present = count + passed + not_applicable + wording + no_vote
    tally = TalliedRound(
        state.number, state.of, brief, state.phase, again, levels, passed, not_applicable, wording, no_vote,
        state.round.outcome, state.round.note, state.round.cited,
    )  # fmt: skip
    judgement = judge_excerpt(levels, brief.scale, not_applicable=not_applicable, present=present)
    score = body.get("score")
    if score is None:
        return tally, judgement
    actual = ActualScore.from_json(score)
    with_score = judge_excerpt(levels, brief.scale, actual.value, not_applicable=not_applicable, present=present)
    return RevealedRound(tally, actual, with_score), judgement
