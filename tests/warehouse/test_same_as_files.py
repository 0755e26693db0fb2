"""What is asked of a warehouse is what reading the same rows from a file gives: every integer, every call."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from qa_tui import compose
from qa_tui.domain.calls import CallFilter
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.problem import NotAnsweredError
from qa_tui.domain.scope import Scope
from qa_tui.paths import find_home
from qa_tui.reports.gap_json import gap_json
from qa_tui.steps.gaps import find_calls, find_gaps
from qa_tui.steps.loaded import Loaded, Unusable
from tests.builders import NOW
from tests.files import RUBRIC, loaded, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.warehouse.backends import Store

CRITERIA = {"Active listening": 5, "Closing": 1, "Product facts": 10, "Tone of voice": 5}


def rows(seed: int = 1, *, evaluators: int = 1, calls: int = 700) -> pd.DataFrame:
    """Seventy days of calls, some still to come; of several evaluators, blanks, two maxima, half points, slips, loose names."""
    generator = np.random.default_rng(seed)
    found: list[dict[str, Any]] = []
    for n in range(calls):
        agent = n % 23
        day = pd.Timestamp("2026-07-28") + pd.Timedelta(minutes=int(generator.integers(0, 70 * 1440)))
        several = int(generator.integers(1, evaluators + 1)) if n % 3 == 0 else 1
        for evaluator in range(several):
            for number, (criterion, top) in enumerate(CRITERIA.items()):
                maximum = top * 2 if criterion == "Product facts" and n % 4 == 0 else top
                chance = 0.3 + 0.03 * agent - 0.1 * number
                points = float(generator.binomial(maximum, min(max(chance, 0.05), 0.95)))
                if criterion == "Tone of voice" and n % 5 == 0:
                    points = min(points + 0.5, float(maximum))
                blank = generator.random() < 0.05
                points += 40 if n % 97 == 11 else 0
                found.append(
                    {
                        "call_id": f"C{n:05d}",
                        "agent_id": f"A{agent:02d}" + (" " if n % 50 == 7 else ""),
                        "agent_name": f"Agent {agent}",
                        "called_at": day,
                        "criterion": criterion,
                        "score": None if blank else points,
                        "max_score": maximum,
                        "evaluator_id": f"Q{(agent + evaluator) % 4}",
                        "call_type": "billing" if n % 2 else "repair",
                        "shift": "night" if agent < 9 else "day",
                        "queue": ["a", "b", "c"][(agent + (n % 7 == 0)) % 3],
                        "comment": "rushed the end" if n % 90 == 4 else "",
                    }
                )
    return pd.DataFrame(found)


def opened(address: str, rubric: Path, **more: Any) -> Loaded | Unusable:
    request = LoadRequest((address,), NOW.date(), rubric=str(rubric), **more)
    return compose.load_here(request, find_home(None))


def both(store: Store, frame: pd.DataFrame, folder: Path, **more: Any) -> tuple[Loaded, Loaded]:
    rubric = write(folder / "rubric.yaml", RUBRIC)
    path = folder / "scores.csv"
    frame.to_csv(path, index=False)
    there = opened(store(frame), rubric, **more)
    assert isinstance(there, Loaded), there.problems
    return there, loaded(path, rubric=rubric, **more)


def answer(found: Loaded, scope: Scope) -> dict[str, Any]:
    report = find_gaps(found, scope)
    assert report is not None
    return gap_json(report, ())


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two answers differ; numbers may in what adding in another order makes of them."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted(one.keys() | other.keys())
        return [found for key in keys for found in differences(one.get(key), other.get(key), f"{where}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            found
            for n, (a, b) in enumerate(zip(one, other, strict=True))
            for found in differences(a, b, f"{where}[{n}]")
        ]
    if isinstance(one, float) and isinstance(other, float) and abs(one - other) <= 0.011:
        return []
    return [] if one == other else [f"{where}: {one} is not {other}"]


SCOPES = (
    Scope(minimum_calls=5),
    Scope(minimum_calls=5, segments=(("shift", "night"),)),
    Scope(minimum_calls=3, segments=(("queue", "b"),), window_days=20),
    Scope(minimum_calls=5, as_of=NOW.date().replace(year=2026, month=9, day=10), window_days=31),
)


@pytest.mark.parametrize("evaluators", [1, 3])
def test_the_gaps_are_the_same(store: Store, tmp_path: Path, evaluators: int) -> None:
    there, here = both(store, rows(evaluators=evaluators), tmp_path)
    for scope in SCOPES:
        assert not differences(answer(there, scope), answer(here, scope))
    sums, expected = (found.sums.of(_window(here)) for found in (there, here))
    for one, other in zip(sums.standings, expected.standings, strict=True):
        assert one.denominator == other.denominator
        assert one.sums.tolist() == other.sums.tolist()
        assert one.scored.tolist() == other.scored.tolist()


def _window(found: Loaded) -> Any:
    from qa_tui.steps.gaps import window_of

    return window_of(found, Scope())


@pytest.mark.parametrize("evaluators", [1, 3])
def test_the_calls_are_the_same(store: Store, tmp_path: Path, evaluators: int) -> None:
    there, here = both(store, rows(3, evaluators=evaluators), tmp_path)
    asked = (
        CallFilter("listening"),
        CallFilter("listening", below=60, above=20),
        CallFilter("product_facts", agent="A07"),
        CallFilter("closing", evaluator="Q1", call_type="repair"),
        CallFilter("closing", segments=(("shift", "night"),), text="rushed"),
        CallFilter("listening", text="C0012 agent"),
    )
    for wanted in asked:
        page, whole = (find_calls(found, Scope(), wanted) for found in (there, here))
        listed = [[replace(part.calls[n], row=0) for n in range(len(part.calls))] for part in (page, whole)]
        assert page.total == whole.total
        assert listed[0] == listed[1]
    nothing = find_calls(there, Scope(), CallFilter("closing", text="nowhere-at-all"))
    assert (nothing.total, len(nothing.calls)) == (0, 0)


def test_texts_as_scores_and_dates_are_understood(store: Store, tmp_path: Path) -> None:
    frame = rows(5)
    frame["score"] = ["n/a" if n % 17 == 0 else None if pd.isna(v) else f" {v:g}" for n, v in enumerate(frame["score"])]
    frame["called_at"] = frame["called_at"].dt.strftime("%Y-%m-%d %H:%M:%S")
    there, here = both(store, frame, tmp_path)
    assert not differences(answer(there, SCOPES[0]), answer(here, SCOPES[0]))
    assert find_gaps(there, Scope()).criteria[0].not_applicable > 0  # type: ignore[union-attr]


def test_a_table_without_maxima_takes_them_from_the_rubric(store: Store, tmp_path: Path) -> None:
    frame = rows(6).drop(columns="max_score")
    frame = frame.loc[frame["criterion"].isin(["Active listening", "Closing"])]
    frame = frame.assign(criterion=frame["criterion"].replace("Active listening", "Q4 - listens"))
    there, here = both(store, frame, tmp_path)
    assert not differences(answer(there, SCOPES[0]), answer(here, SCOPES[0]))


def test_scores_that_come_twice_are_not_summed(store: Store, tmp_path: Path) -> None:
    frame = rows(7)
    rubric = write(tmp_path / "rubric.yaml", RUBRIC)
    found = opened(store(pd.concat([frame, frame])), rubric)
    assert isinstance(found, Unusable)
    (problem,) = found.problems
    assert "come twice" in problem.message


def test_a_sample_says_what_it_is(store: Store, tmp_path: Path) -> None:
    there, here = both(store, rows(8), tmp_path)
    assert there.is_sample
    assert not here.is_sample
    note = there.problems[0]
    assert "is asked where it lies" in note.message
    assert there.rows.read == here.rows.read
    assert there.matrix.evaluations <= here.matrix.evaluations


def _with_ids_as_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(call_id=frame["call_id"].str[1:].astype(int))


def _with_unnamed_evaluators(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(evaluator_id=frame["evaluator_id"].where(frame["evaluator_id"] != "Q2", ""))


def _with_maxima_that_are_none(frame: pd.DataFrame) -> pd.DataFrame:
    is_hit = (frame["criterion"] == "Active listening") & (frame.index % 40 < 20)
    return frame.assign(max_score=frame["max_score"].where(~is_hit, 0))


def _with_days_of_evaluation(frame: pd.DataFrame) -> pd.DataFrame:
    later = frame["called_at"] + pd.Timedelta(hours=1)
    return frame.assign(evaluated_at=later, called_at=frame["called_at"].where(frame["call_id"] > "C00050"))


def _with_loose_ids(frame: pd.DataFrame) -> pd.DataFrame:
    loose = frame.index % 4 == 1
    return frame.assign(
        call_id=frame["call_id"].where(~loose, frame["call_id"] + " "),
        evaluator_id=frame["evaluator_id"].where(~loose, " " + frame["evaluator_id"]),
    )


def _with_blank_segments(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(shift=frame["shift"].where(frame["call_id"].str[-1] != "3", ""))


def _with_rows_of_nobody(frame: pd.DataFrame) -> pd.DataFrame:
    extra = frame.iloc[:3].assign(agent_id="", called_at=frame["called_at"].max())
    return pd.concat([frame, extra], ignore_index=True)


def _with_work_columns(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(part=frame["shift"], points=frame["queue"], agent=frame["agent_name"]).drop(columns="queue")


CHANGES = (
    _with_ids_as_numbers, _with_unnamed_evaluators, _with_maxima_that_are_none, _with_days_of_evaluation, _with_loose_ids,
    _with_blank_segments, _with_rows_of_nobody, _with_work_columns,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_tables_as_people_have_them(
    store: Store, tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    frame = change(rows(9, evaluators=2))
    there, here = both(store, frame, tmp_path)
    for scope in SCOPES[:2]:
        assert not differences(answer(there, scope), answer(here, scope))


def test_what_only_old_rows_show_is_said_when_they_are_asked_for(store: Store, tmp_path: Path) -> None:
    frame = rows(10)
    old = frame[frame["called_at"] < frame["called_at"].min() + pd.Timedelta(days=3)].iloc[5:9]
    rubric = write(tmp_path / "rubric.yaml", RUBRIC)
    found = opened(store(pd.concat([frame, old], ignore_index=True)), rubric)
    if isinstance(found, Loaded):
        with pytest.raises(NotAnsweredError, match="come twice"):
            find_gaps(found, Scope(as_of=frame["called_at"].min().date() + timedelta(days=20), window_days=20))
    else:
        assert "come twice" in found.problems[0].message


def test_texts_that_no_sum_understands_are_said(store: Store, tmp_path: Path) -> None:
    frame = rows(11)
    texts = [None if pd.isna(v) else f"{v:g}" for v in frame["score"]]
    texts[40] = "80%"
    found = opened(store(frame.assign(score=pd.Series(texts, frame.index))), write(tmp_path / "rubric.yaml", RUBRIC))
    assert isinstance(found, Unusable)
    assert 'such as "80%"' in found.problems[0].message


def test_a_table_may_grow_while_it_is_open(postgres: Store, tmp_path: Path) -> None:
    frame = rows(12)
    known = frame[frame["agent_id"].str.strip() != "A22"]
    rubric = write(tmp_path / "rubric.yaml", RUBRIC)
    there = opened(postgres(known), rubric)
    assert isinstance(there, Loaded)
    before = answer(there, Scope(minimum_calls=4))
    postgres(frame)
    assert not differences(answer(there, Scope(minimum_calls=4)), before)
    find_gaps(there, Scope(minimum_calls=4, window_days=12))


def test_pages_do_not_overlap(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa_tui.steps.warehouse_calls.PAGE", 50)
    there, here = both(store, rows(13, evaluators=3, calls=400), tmp_path)
    whole = find_calls(here, Scope(), CallFilter("listening"))
    listed = []
    for start in range(0, whole.total, 50):
        page = find_calls(there, Scope(), CallFilter("listening"), start)
        assert page.total == whole.total
        listed += [(page.calls[n].call_id, page.calls[n].evaluator) for n in range(len(page.calls))]
    assert sorted(listed) == sorted((whole.calls[n].call_id, whole.calls[n].evaluator) for n in range(whole.total))
