"""The bundled data is what the generator writes, and holds the truth that was planted in it."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from qa_tui import compose
from qa_tui.demo import facts, generate
from qa_tui.domain.plan import Role
from qa_tui.paths import demo_folder, find_home
from qa_tui.readers.registry import read_transcript
from qa_tui.steps.excerpt import Draft, check, draft, make_safe
from qa_tui.steps.gaps import find_gaps
from qa_tui.steps.loaded import Loaded
from tests.plans import drafted

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.gaps import GapReport
    from qa_tui.domain.transcript import Transcript

FOLDER = demo_folder()
TRANSCRIPTS = sorted((FOLDER / "transcripts").glob("*.json"))


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    found = compose.load_here(compose.demo_request(), find_home(str(tmp_path_factory.mktemp("demo"))))
    assert isinstance(found, Loaded)
    return found


@pytest.fixture(scope="module")
def report(loaded: Loaded) -> GapReport:
    found = find_gaps(loaded, compose.demo_services(find_home(None)).scope)
    assert found is not None
    return found


def test_the_generator_writes_these_very_bytes(tmp_path: Path) -> None:
    generate.write(tmp_path)
    logs = [f"sessions/{path.name}" for path in (FOLDER / "sessions").iterdir()]
    assert len(logs) == 5
    for name in ("scores.csv", "scores_after.csv", "roster.csv", *logs):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_the_size_of_the_team() -> None:
    rows, roster = rows_of("scores.csv"), rows_of("roster.csv")
    assert len({row["call_id"] for row in rows}) >= 400
    assert len(roster) == 24
    assert Counter(row["shift"] for row in roster) == {"early": 8, "late": 8, "night": 8}
    assert len({row["queue"] for row in roster}) == 3
    assert len({row["criterion"] for row in rows}) == 12
    assert len({row["evaluator_id"] for row in rows}) == 3
    assert sum(bool(row["left_on"]) for row in roster) == 2
    days = sorted({row["called_at"][:10] for row in rows})
    assert (days[0], days[-1]) == ("2026-09-01", "2026-09-30")


def test_zeros_blanks_and_not_applicable_are_in_it() -> None:
    rows = rows_of("scores.csv")
    assert any(row["score"] == "0" for row in rows)
    assert any(row["score"] == "" and not row["not_applicable"] for row in rows)
    assert any(row["not_applicable"] or row["score"] == "N/A" for row in rows)


def test_every_agent_but_one_has_ten_scored_calls_on_every_criterion(report: GapReport) -> None:
    assert [agent for agent, _, _ in report.under_minimum] == [facts.FEW_CALLS]
    for gap in report.criteria:
        few = {agent.agent for agent in gap.agents if agent.scored < 10}
        assert few <= {facts.FEW_CALLS}


def test_the_planted_truth_is_found(report: GapReport) -> None:
    verdicts = {gap.id: gap.verdict.value for gap in report.criteria}
    assert report.topic == "active_listening"
    assert verdicts["active_listening"] == "universal"
    assert verdicts["compliance"] == "clustered"
    assert verdicts["empathy"] == "mixed"
    for name, truth in facts.TRUTH.items():
        gap = next(gap for gap in report.criteria if gap.id == name)
        assert {a.agent for a in gap.agents if a.status.value == "low"} == set(truth.low), name


def test_one_agent_is_a_coaching_case(report: GapReport) -> None:
    gap = next(gap for gap in report.criteria if gap.id == "call_control")
    low = [agent for agent in gap.agents if agent.status.value == "low"]
    assert len(low) == 1
    assert low[0].mean is not None
    assert low[0].mean < 50


def transcript(path: Path) -> Transcript:
    found = read_transcript(path, path.name)
    assert not hasattr(found, "message"), found
    return found


def test_forty_transcripts_of_six_call_types_low_good_and_at_the_line() -> None:
    assert len(TRANSCRIPTS) == 40
    scores = {row["call_id"]: row for row in rows_of("scores.csv") if row["criterion"] == "Active listening"}
    by_type: dict[str, list[int]] = defaultdict(list)
    for path in TRANSCRIPTS:
        row = scores[transcript(path).call_id]
        by_type[row["call_type"]].append(int(row["score"]))
    assert len(by_type) == 6
    for values in by_type.values():
        assert sum(value <= 2 for value in values) >= 2
        assert sum(value >= 4 for value in values) >= 2
    assert Counter(value for values in by_type.values() for value in values).keys() == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_is_a_whole_call_with_its_evidence_in_it(path: Path) -> None:
    found = transcript(path)
    assert len(found.turns) >= 10
    assert found.agent_names
    assert found.customer_names
    assert {turn.speaker for turn in found.turns} == {"agent", "customer"}
    starts = [turn.start for turn in found.turns if turn.start is not None]
    assert starts == sorted(starts)
    evidence = json.loads((FOLDER / "transcripts_evidence.json").read_text(encoding="utf-8"))
    assert found.call_id in json.dumps(evidence)


def test_no_two_transcripts_are_alike_but_for_names() -> None:
    from rapidfuzz import fuzz

    texts = [" ".join(turn.text for turn in transcript(path).turns) for path in TRANSCRIPTS]
    for n, one in enumerate(texts):
        for other in texts[n + 1 :]:
            assert fuzz.ratio(one, other) < 70


def test_every_proposed_excerpt_can_be_approved_and_names_nobody(loaded: Loaded) -> None:
    plan = drafted(loaded, "active_listening", scope=compose.demo_services(find_home(None)).scope)
    picks = plan.vote_set.picks
    assert len(picks) == 8
    assert plan.vote_set.missing == ()
    assert len({pick.candidate.agent for pick in picks}) == 8
    assert len({pick.candidate.call_type for pick in picks if pick.candidate.role is Role.LOW}) == 3
    names = {part for agent in loaded.roster for part in agent.name.split()}
    for pick in picks:
        desk = draft(pick.candidate, compose.read_transcript)
        assert isinstance(desk, Draft)
        result = make_safe(desk, check(loaded, desk.transcript, pick.candidate.agent))
        assert result.status == "ok"
        said = " ".join(turn.text for turn in result.turns[desk.edits.first : desk.edits.last + 1])
        assert not [name for name in names if f" {name} " in f" {said} " and name not in {"Will", "Grace", "Drew"}]
