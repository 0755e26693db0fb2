"""An approval holds while transcript, roster and rules are what they were; else it lapses, and says why."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.domain.excerpt import Edits, Lift
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.plan import Candidate, Role
from qa_tui.domain.rubric import Scale
from qa_tui.domain.session import Rejected
from qa_tui.domain.vote_set import Use
from qa_tui.steps.desk import Desk
from qa_tui.steps.excerpt import Checked, Draft, approve, approve_played, check, draft, make_safe, may_lift
from qa_tui.steps.lapse import lapse_changed
from qa_tui.steps.live import LiveSession
from qa_tui.steps.loaded import Loaded
from tests.builders import NOW, clock
from tests.plans import approve_picks, drafted
from tests.secret_team import LOW_CALLS, write_secret_team

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.paths import Home
    from qa_tui.store.sessions import SessionStore


def load(folder: Path, home: Home) -> Loaded:
    found = compose.load_here(LoadRequest((str(folder),), NOW.date()), home)
    assert isinstance(found, Loaded)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_secret_team(tmp_path / "team")


def candidates(loaded: Loaded) -> list[Candidate]:
    return [pick.candidate for pick in drafted(loaded).vote_set.picks]


def on_desk(loaded: Loaded, candidate: Candidate) -> tuple[Draft, Checked]:
    desk = draft(candidate, compose.read_transcript)
    assert isinstance(desk, Draft)
    return desk, check(loaded, desk.transcript, candidate.agent)


def approve_all(store: SessionStore, loaded: Loaded) -> None:
    criterion = loaded.rubric.criterion("listening")
    assert criterion is not None
    store.make_plan("p1", "test", criterion, NOW)
    approve_picks(store, "p1", loaded, drafted(loaded).vote_set.picks)


def lapsed(store: SessionStore) -> list[str]:
    return sorted({excerpt.lapsed for excerpt in store.excerpts_of("p1").values() if excerpt.lapsed})


def test_nothing_lapses_while_nothing_changes(store: SessionStore, folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    approve_all(store, loaded)
    assert lapse_changed(store, "p1", load(folder, home), compose.read_transcript) == ()
    assert len(store.approved("p1")) == 6


def test_a_changed_transcript_takes_its_own_approval_back(store: SessionStore, folder: Path, home: Home) -> None:
    approve_all(store, load(folder, home))
    path = next((folder / "transcripts").glob(f"{LOW_CALLS[0]}*"))
    body = json.loads(path.read_text(encoding="utf-8"))
    body["turns"][1]["text"] += " And my sister said so."
    path.write_text(json.dumps(body), encoding="utf-8")
    assert lapse_changed(store, "p1", load(folder, home), compose.read_transcript) == ("the transcript",)
    assert len(store.approved("p1")) == 5
    assert lapsed(store) == ["the transcript has changed since this was approved"]


def test_a_changed_roster_takes_all_back(store: SessionStore, folder: Path, home: Home) -> None:
    approve_all(store, load(folder, home))
    with (folder / "roster.csv").open("a", encoding="utf-8") as stream:
        stream.write("AGQX9,Somebody Newcomer,one\n")
    assert lapse_changed(store, "p1", load(folder, home), compose.read_transcript) == ("the roster",)
    assert store.approved("p1") == {}


def test_a_missing_transcript_changes_nothing(store: SessionStore, folder: Path, home: Home) -> None:
    approve_all(store, load(folder, home))
    for path in (folder / "transcripts").iterdir():
        path.unlink()
    assert lapse_changed(store, "p1", load(folder, home), compose.read_transcript) == ()
    assert len(store.approved("p1")) == 6


def test_a_room_plays_nothing_that_older_rules_have_passed(store: SessionStore, folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    approve_all(store, loaded)
    key, excerpt = next(iter(store.approved("p1").items()))
    older = replace(excerpt, seal=replace(excerpt.seal, engine=excerpt.seal.engine - 1))
    call = next(call for call, found in store.call_keys(loaded.transcripts).items() if found == key)
    store.approve(older, call, store.sealed_score(excerpt.id), NOW)
    started = LiveSession.start(store, "p1", "s1", 4, clock)
    assert isinstance(started, Rejected)
    assert "look at it again" in started.reason
    assert lapse_changed(store, "p1", loaded, compose.read_transcript) == ("the rules of hiding",)
    again = LiveSession.start(store, "p1", "s1", 4, clock)
    assert isinstance(again, Rejected)
    assert "2 are approved so far" in again.reason


def test_what_was_edited_comes_back_with_the_excerpt(store: SessionStore, folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    criterion = loaded.rubric.criterion("listening")
    assert criterion is not None
    store.make_plan("p1", "test", criterion, NOW)
    candidate = candidates(loaded)[0]
    desk, checked = on_desk(loaded, candidate)
    edits = Edits(1, 3, ((3, 0, 1),), (Lift((3, 2, 4), "not a name"),), is_neutral=True)
    desk = desk.edited(edits)
    approve(store, "p1", desk, make_safe(desk, checked), checked, 0, "e0", NOW)
    kept = next(iter(store.excerpts_of("p1").values()))
    assert kept.edits == edits
    again = draft(candidate, compose.read_transcript, None, kept.history())
    assert isinstance(again, Draft)
    assert again.edits == edits


def test_undo_goes_back_step_by_step(folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    desk, _ = on_desk(loaded, candidates(loaded)[0])
    moved = desk.edited(desk.edits.starting_at(1))
    hidden = moved.edited(moved.edits.toggled((1, 0, 3)))
    assert hidden.undone().edits == moved.edits
    assert hidden.undone().undone().edits == desk.edits
    assert desk.undone() is desk
    assert desk.edited(desk.edits) is desk


def test_what_is_known_cannot_be_lifted(folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    desk, checked = on_desk(loaded, candidates(loaded)[0])
    safe = make_safe(desk, checked)
    names = [(s.turn, s.start, s.end) for s in safe.spans if s.kind in {"agent", "customer"}]
    assert names
    assert not any(may_lift(desk, checked, [name]) for name in names)


def test_what_was_decided_is_kept_in_order(store: SessionStore, folder: Path, home: Home) -> None:
    approve_all(store, load(folder, home))
    store.decide("p1", "small team", "they all agreed", NOW)
    store.decide("p1", "small team", "asked again", NOW)
    assert [(d.about, d.reason) for d in store.decisions("p1")] == [
        ("small team", "they all agreed"),
        ("small team", "asked again"),
    ]
    assert store.decisions("p2") == ()


def test_one_voice_is_heard_once_where_that_is_possible(folder: Path, home: Home) -> None:
    """Role by role the six calls are by six agents."""
    calls = candidates(load(folder, home))
    assert len({call.agent for call in calls if call.role is Role.LOW}) == 3
    assert len({call.agent for call in calls}) == 6


def desk_for(store: SessionStore, loaded: Loaded) -> Desk:
    criterion = loaded.rubric.criterion("listening")
    assert criterion is not None
    store.make_plan("p1", "test", criterion, NOW)
    return Desk(store, "p1", criterion, compose.read_transcript, {})


def opened(desk: Desk, candidate: Candidate) -> Draft:
    found = desk.open(candidate, None)
    assert isinstance(found, Draft)
    return found


def test_what_was_done_is_kept_before_anything_is_approved_and_undo_goes_on(
    store: SessionStore, folder: Path, home: Home
) -> None:
    loaded = load(folder, home)
    desk, candidate = desk_for(store, loaded), candidates(loaded)[0]
    first = opened(desk, candidate)
    desk.keep(first.edited(first.edits.toggled((1, 0, 2))), NOW)
    again = opened(desk, candidate)
    assert again.edits.hidden == ((1, 0, 2),)
    assert again.undone().edits == first.edits


def test_a_later_look_seals_the_score_of_today_not_that_of_the_first_look(
    store: SessionStore, folder: Path, home: Home
) -> None:
    loaded = load(folder, home)
    desk, candidate = desk_for(store, loaded), candidates(loaded)[0]
    first = opened(desk, candidate)
    desk.keep(first.edited(first.edits.toggled((1, 0, 2))), NOW)
    today = replace(candidate, actual=replace(candidate.actual, value=12.0))
    again = opened(desk, today)
    checked = check(loaded, again.transcript, today.agent)
    excerpt = approve(store, "p1", again, make_safe(again, checked), checked, 0, "e0", NOW)
    assert not isinstance(excerpt, str)
    assert store.sealed_score("e0").value == 12.0
    assert excerpt.edits is not None
    assert excerpt.edits.hidden == ((1, 0, 2),)


@pytest.mark.parametrize("change", ["criterion", "scale"])
def test_a_score_of_another_criterion_is_never_sealed(
    store: SessionStore, folder: Path, home: Home, change: str
) -> None:
    loaded = load(folder, home)
    desk, candidate = desk_for(store, loaded), candidates(loaded)[0]
    other = (
        replace(candidate, criterion="tone")
        if change == "criterion"
        else replace(candidate, actual=replace(candidate.actual, scale=Scale.between(1, 5)))
    )
    draft_of_other = opened(desk, other)
    checked = check(loaded, draft_of_other.transcript, other.agent)
    said = approve(store, "p1", draft_of_other, make_safe(draft_of_other, checked), checked, 0, "e0", NOW)
    assert isinstance(said, str)
    assert "another criterion" in said
    assert store.excerpts_of("p1") == {}


def test_what_was_done_to_other_words_is_not_done_to_these(store: SessionStore, folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    desk, candidate = desk_for(store, loaded), candidates(loaded)[0]
    first = opened(desk, candidate)
    last = len(first.transcript.turns[1].text)
    desk.keep(first.edited(replace(first.edits.toggled((1, last - 3, last)), first=1, last=2)), NOW)
    path = next(path for path in (folder / "transcripts").iterdir() if path.name.startswith(candidate.call_id))
    body = json.loads(path.read_text(encoding="utf-8"))
    body["turns"][1]["text"] = "Well."
    path.write_text(json.dumps(body), encoding="utf-8")
    again = opened(desk, candidate)
    assert (again.edits.first, again.edits.last, again.edits.hidden) == (1, 2, ())
    assert "the transcript has changed" in again.why
    make_safe(again, check(loaded, again.transcript, candidate.agent))


def test_a_missing_second_detector_takes_nothing_back(store: SessionStore, folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    approve_all(store, loaded)
    assert lapse_changed(store, "p1", loaded, compose.read_transcript, None) == ()
    assert len(store.approved("p1")) == 6


def test_a_call_that_is_played_by_hand_has_no_lines_that_could_change(
    store: SessionStore, folder: Path, home: Home
) -> None:
    loaded = load(folder, home)
    desk_for(store, loaded)
    approve_played(store, "p1", candidates(loaded)[0], 0, "e0", NOW, Use.VOTE)
    with (folder / "roster.csv").open("a", encoding="utf-8") as stream:
        stream.write("AGQX9,Somebody Newcomer,one\n")
    later = load(folder, home)
    assert lapse_changed(store, "p1", later, compose.read_transcript) == ()
    assert len(store.approved("p1")) == 1


def test_what_is_set_aside_is_not_played_and_keeps_its_approval(store: SessionStore, folder: Path, home: Home) -> None:
    loaded = load(folder, home)
    approve_all(store, loaded)
    key = next(iter(store.approved("p1")))
    store.set_use("p1", {key: Use.ASIDE})
    assert key not in store.approved("p1")
    assert key in store.excerpts_of("p1")
    store.set_use("p1", {key: Use.VOTE})
    assert key in store.approved("p1")
