"""One person under two ids is proposed, never merged in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.importing import About, Decision, ImportMapping
from tests.files import loaded, said, table, write

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "call_id,agent_id,agent_name,called_at,criterion,score,max_score"
ROWS = (
    "C1,A1,Mara Linden,2026-09-01,Tone,4,5",
    "C2,A1,Mara Linden,2026-09-02,Tone,4,5",
    'C3,mlinden,"Linden, Mara",2026-09-03,Tone,2,5',
    "C4,A2,Bo Stein,2026-09-03,Tone,2,5",
)


def test_two_ids_of_one_name_are_a_question(tmp_path: Path) -> None:
    path = write(tmp_path / "s.csv", table(*ROWS, header=HEADER))
    found = loaded(path)
    assert set(found.matrix.agents) == {"A1", "mlinden", "A2"}
    (doubt,) = found.files[0].doubts
    assert (doubt.about, doubt.subject, doubt.proposal, doubt.is_blocking) == (About.AGENT, "mlinden", "A1", False)
    assert any("one person under two ids, mlinden and A1 (85%)?" in line for line in said(found))
    assert set(loaded(path, accept=True).matrix.agents) == {"A1", "A2"}
    yes, no = (ImportMapping((Decision(About.AGENT, "mlinden", answer),)) for answer in ("A1", "-"))
    assert set(loaded(path, mapping=yes).matrix.agents) == {"A1", "A2"}
    settled = loaded(path, mapping=no)
    assert set(settled.matrix.agents) == {"A1", "mlinden", "A2"}
    assert settled.files[0].doubts == ()


@pytest.mark.parametrize("name", ["?", "Unassigned", "***", "n/a", ""])
def test_a_placeholder_is_nobodys_name(tmp_path: Path, name: str) -> None:
    rows = [f"C{n},A{n},{name},2026-09-01,Tone,4,5" for n in range(8)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=HEADER)), accept=True)
    assert len(found.matrix.agents) == 8


def test_three_ids_of_one_name_are_never_merged_unasked(tmp_path: Path) -> None:
    rows = [f"C{n},A{n},Test User,2026-09-01,Tone,4,5" for n in range(3)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=HEADER)), accept=True)
    assert len(found.matrix.agents) == 3


def test_what_was_merged_is_said(tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "s.csv", table(*ROWS, header=HEADER)), accept=True)
    assert any(
        line.startswith("warning: s.csv: mlinden is counted as A1: one person, Mara Linden") for line in said(found)
    )


def test_two_ids_of_the_roster_are_two_people(tmp_path: Path) -> None:
    path = write(tmp_path / "s.csv", table(*ROWS, header=HEADER))
    roster = write(
        tmp_path / "r.csv", "agent_id,agent_name,team\nA1,Mara Linden,x\nmlinden,Mara Linden,y\nA2,Bo Stein,x\n"
    )
    assert not any("two ids" in line for line in said(loaded(path, roster=roster)))
