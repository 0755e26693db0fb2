"""Rubrics and rosters: what is wrong in them is named with file, line and field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.problem import Problem
from qa_tui.domain.rubric import Scale
from qa_tui.paths import rubrics_folder
from qa_tui.readers.registry import table_of
from qa_tui.readers.roster import read_roster
from qa_tui.readers.rubric import read_rubric
from tests.builders import FIVE
from tests.files import RUBRIC, write

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.people import Agent
    from qa_tui.domain.rubric import Rubric


def rubric_of(path: Path) -> tuple[Rubric | None, list[str]]:
    rubric, problems = read_rubric(path, path.name)
    return rubric, [f"{p.where()}: {p.message}" for p in problems]


def roster_of(path: Path) -> tuple[tuple[Agent, ...], list[str]]:
    source = table_of(path, path.name)
    if isinstance(source, Problem):
        return (), [f"{source.where()}: {source.message}"]
    roster, _, problems = read_roster(source, date(2026, 10, 1))
    return roster.agents, [f"{p.where()}: {p.message}" for p in problems]


def test_a_rubric(tmp_path: Path) -> None:
    rubric, problems = rubric_of(write(tmp_path / "r.yaml", RUBRIC))
    assert not problems
    assert rubric is not None
    listening, closing = rubric.criteria
    assert listening.scale == FIVE
    assert listening.level_text(5) == "Restates and checks."
    assert closing.scale == Scale.of_levels(0, 1, names=("no", "yes"))


def test_unquoted_no_and_yes_are_taken_as_written(tmp_path: Path) -> None:
    rubric, problems = rubric_of(
        write(tmp_path / "r.yaml", "name: V\ncriteria:\n  - {id: a, name: A, scale: {values: [no, yes]}}\n")
    )
    assert not problems
    assert rubric is not None
    assert rubric.criteria[0].scale.names == ("no", "yes")


def test_the_shipped_rubric_has_a_text_for_every_level() -> None:
    rubric, problems = rubric_of(rubrics_folder() / "voice_qa.yaml")
    assert not problems
    assert rubric is not None
    assert len(rubric.criteria) == 12
    missing = [(c.id, v) for c in rubric.criteria for v in c.scale.vote_levels() if not c.level_text(v)]
    assert not missing


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: V\ncriteria:\n  - id: a\n    name: A\n", "r.yaml, line 3, criteria[1].scale: "),
        ("name: V\ncriteria:\n  - id: a\n    name: A\n    scale: {min: 5, max: 1}\n", "r.yaml, line 5, criteria[1].scale"),
        ("name: V\ncriteria:\n  - id: a\n    name: A\n    scale: {min: 1, max: 5}\n    levels: {9: nine}\n", "r.yaml, line 6, criteria[1].levels.9: level 9 is not on the scale; expected 1, 2, 3, 4, 5"),
        ("name: V\ncriteria: []\n", "r.yaml, line 2, criteria: "),
        ("name: V\n", "r.yaml, line 1, criteria: "),
        ("- just\n- a list\n", "r.yaml"),
        ("name: [unclosed\n", "r.yaml, line 2"),
        ("name: V\ncriteria:\n  - &a {id: a, name: A, scale: {percent: true}}\n  - *a\n", "r.yaml"),
        ("!!python/object/apply:os.system ['true']\n", "r.yaml"),
        (
            "name: V\ncriteria:\n  - {id: a, name: A, scale: {percent: true}}\n  - {id: a, name: B, scale: {percent: true}}\n",
            'r.yaml, line 4, criteria[2].id: the id "a" is used twice',
        ),
        ("name: V\ncriteria:\n  - {id: a, name: A, scale: {percent: true}, colour: red}\n", "r.yaml, line 3, criteria[1].colour: "),
        ("\x00\x01", "r.yaml"),
    ],
)  # fmt: skip
def test_a_broken_rubric_names_file_line_and_field(tmp_path: Path, text: str, said: str) -> None:
    rubric, problems = rubric_of(write(tmp_path / "r.yaml", text))
    assert rubric is None
    assert any(line.startswith(said) for line in problems), problems


def test_a_yaml_bomb_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 14)]
    rubric, problems = rubric_of(write(tmp_path / "r.yaml", "\n".join(lines)))
    assert rubric is None
    assert problems == ["r.yaml: uses more than 100 YAML aliases; write the texts out."]


def test_a_roster(tmp_path: Path) -> None:
    text = "agent_id,agent_name,shift,hire_date,tenure_days\nA1,Ann,night,2024-01-31,\nA2,Bob,early,,90\n"
    (ann, bob), problems = roster_of(write(tmp_path / "roster.csv", text))
    assert not problems
    assert (ann.name, ann.hired_on, ann.dimensions) == ("Ann", date(2024, 1, 31), (("shift", "night"),))
    assert bob.hired_on == date(2026, 7, 3)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("A1,Ann,31.31.2024\n", 'r.csv, line 2, hire_date: "31.31.2024" is not a date: there is no such day.'),
        (",Ann,\n", "r.csv, line 2, agent_id: no agent id; the line is left out."),
        (
            "A1,Ann,\nA1,Anna,\n",
            'r.csv, line 3, agent_id: agent "A1" stands here a second time; the first line is kept.',
        ),
    ],
)
def test_a_roster_line_with_a_mistake_is_named(tmp_path: Path, rows: str, said: str) -> None:
    _, problems = roster_of(write(tmp_path / "r.csv", f"agent_id,agent_name,hire_date\n{rows}"))
    assert any(line.startswith(said) for line in problems), problems


def test_a_roster_without_agents_says_what_it_found(tmp_path: Path) -> None:
    agents, problems = roster_of(write(tmp_path / "r.csv", "person,shift\nA1,night\n"))
    assert not agents
    assert problems == ["r.csv, line 1: no column for the agent. Expected agent_id; found person, shift."]


def test_dates_of_a_roster_that_nothing_decides_are_taken_and_said(tmp_path: Path) -> None:
    rows = "A1,Ann,03/04/2021\nA2,Bob,01/01/2022\n"
    found, problems = roster_of(write(tmp_path / "r.csv", f"agent_id,agent_name,hire_date\n{rows}"))
    assert [agent.hired_on for agent in found] == [date(2021, 4, 3), date(2022, 1, 1)]
    (said,) = problems
    assert "nothing decides whether day or month comes first: taken as day first" in said
    decided, problems = roster_of(write(tmp_path / "r.csv", f"agent_id,agent_name,hire_date\n{rows}A3,Cy,25/01/2021\n"))
    assert (decided[0].hired_on, problems) == (date(2021, 4, 3), [])


def test_the_order_of_day_and_month_is_one_for_the_whole_roster(tmp_path: Path) -> None:
    head = "agent_id,agent_name,hire_date,left_on"
    proved = f"{head}\nA1,Ann,25/03/2024,05/12/2026\nA2,Bob,01/02/2024,\n"
    (ann, bob), problems = roster_of(write(tmp_path / "r.csv", proved))
    assert (ann.left_on, bob.hired_on, problems) == (date(2026, 12, 5), date(2024, 2, 1), [])
    open_ = f"{head}\nA1,Ann,,05/12/2026\nA2,Bob,,2026-09-01\nA3,Cy,,4 Oct 2026\nA4,Di,,2026/07/04\n"
    (ann, *others), problems = roster_of(write(tmp_path / "r.csv", open_))
    assert ann.left_on is None, "a day of leaving is never guessed"
    assert [one.left_on for one in others] == [date(2026, 9, 1), date(2026, 10, 4), date(2026, 7, 4)]
    assert problems == [
        'r.csv, line 2, left_on: "05/12/2026" may be two days; expected YYYY-MM-DD. The date is left out.'
    ]
