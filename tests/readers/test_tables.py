"""Score tables as people have them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.importing import About, Decision, ImportMapping
from qa_tui.steps.loaded import Unusable
from tests.files import HEADER, RUBRIC, calls, cells, loaded, read, said, table, write

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    "C1,A1,2026-09-01,Active listening,4,5",
    "C1,A1,2026-09-01,Closing,yes,1",
    "C2,A2,2026-09-02,Active listening,0,5",
)


def test_a_long_table(tmp_path: Path, rubric: Path) -> None:
    found = loaded(write(tmp_path / "scores.csv", table(ROWS[0], ROWS[1])), rubric=rubric)
    assert cells(found) == {("C1", "listening"): 4.0, ("C1", "closing"): 1.0}
    assert not said(found)


def test_a_wide_table_gives_the_same_matrix_as_the_long_one(tmp_path: Path, rubric: Path) -> None:
    long = loaded(
        write(
            tmp_path / "long.csv",
            table(
                *[f"C{n},A{n % 3},2026-09-0{n},Active listening,{n % 5 + 1},5" for n in range(1, 10)],
                *[f"C{n},A{n % 3},2026-09-0{n},Closing,{'yes' if n % 2 else 'no'},1" for n in range(1, 10)],
            ),
        ),
        rubric=rubric,
    )
    wide = loaded(
        write(
            tmp_path / "wide.csv",
            table(
                *[f"C{n},A{n % 3},2026-09-0{n},{n % 5 + 1},{'Yes' if n % 2 else 'No'}" for n in range(1, 10)],
                header="Call ID,Agent ID,Call date,Active Listening (1-5),Closing",
            ),
        ),
        rubric=rubric,
    )
    assert cells(wide) == cells(long)
    assert (wide.rows.read, wide.rows.rejected) == (18, 0)


def test_a_wide_table_without_a_rubric_takes_its_scales_from_the_brackets(tmp_path: Path) -> None:
    found = loaded(
        write(
            tmp_path / "w.csv", table("C1,A1,2026-09-01,4,7", header="call,agent,call date,Listening (0-5),Tone (0-10)")
        )
    )
    assert [(c.name, c.scale.minimum, c.scale.maximum) for c in found.rubric.criteria] == [
        ("Listening", 0, 5),
        ("Tone", 0, 10),
    ]


def test_zero_blank_and_not_applicable_are_three_things(tmp_path: Path) -> None:
    rows = [f"C{n},A1,2026-09-01,Tone,{text},5" for n, text in enumerate(["0", "", "N/A", "n.a.", "5"])]
    points = [cells(loaded(write(tmp_path / "s.csv", table(*rows))))[f"C{n}", "tone"] for n in range(5)]
    assert points[0] == 0.0
    assert math.isnan(points[1])
    assert points[2] == points[3] == -math.inf
    assert points[4] == 5.0


@pytest.mark.parametrize(
    ("text", "points", "maximum"),
    [
        ("4", 4, 5),
        ("4/5", 4, 5),
        ("4 out of 5", 4, 5),
        ("80%", 4, 5),
        ('"4,5"', 4.5, 5),
        ("4.5", 4.5, 5),
        ("8/10", 8, 10),
    ],
)
def test_ways_to_write_a_score(tmp_path: Path, text: str, points: float, maximum: float) -> None:
    found = loaded(write(tmp_path / "s.csv", table(f"C1,A1,2026-09-01,Tone,{text},5")))
    value = found.matrix.value(0, 0)
    assert value / found.matrix.maximum(0, 0) == pytest.approx(points / maximum)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = table("C1,Zoë,2026-09-01,Tone,4,5").replace(",", delimiter)
    found = loaded(write(tmp_path / "s.csv", text.encode(encoding)))
    assert found.matrix.agents == ("Zoë",)
    assert not [line for line in said(found) if "UTF-8" in line]


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "s.csv", table("C1,Zoë,2026-09-01,Tone,4,5").encode("cp1252")))
    assert found.matrix.agents == ("Zoë",)
    assert "warning: s.csv: is not UTF-8; read as Windows-1252. Check names with accents." in said(found)


def test_a_quoted_line_end_and_the_lines_after_it_keep_their_numbers(tmp_path: Path) -> None:
    text = (
        f"{HEADER},comment\n"
        'C1,A1,2026-09-01,Tone,4,5,"two\nlines"\n'
        "C2,A1,2026-09-01,Tone,many,5,x\n"
        "C3,A1,yesterday,Tone,4,5,x\n"
    )
    found = loaded(write(tmp_path / "s.csv", text))
    lines = said(found)
    assert any(
        line.startswith('warning: s.csv, line 4, score: "many" is not a score of Tone; expected') for line in lines
    )
    assert any(line.startswith('warning: s.csv, line 5, called_at: "yesterday" is not a date') for line in lines)
    assert (found.rows.read, found.rows.rejected) == (3, 2)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",A1,2026-09-01,Tone,4,5", "line 3, call_id: no call_id; the row is left out."),
        ("C9,,2026-09-01,Tone,4,5", "line 3, agent_id: no agent_id; the row is left out."),
        ("C9,A1,,Tone,4,5", "line 3, called_at: no call date; the row is left out."),
        ("C9,A1,2026-13-01,Tone,4,5", 'line 3, called_at: "2026-13-01" is not a date: there is no such day'),
        ("C9,A1,2031-01-01,Tone,4,5", "line 3, called_at: the call is dated after today (2026-10-01)"),
        ("C9,A1,2026-09-01,,4,5", "line 3, criterion: no criterion; the row is left out."),
        ("C9,A1,2026-09-01,Tone,six,5", 'line 3, score: "six" is not a score of Tone; expected'),
        ("C9,A1,2026-09-01,Tone,6,5", 'line 3, score: "6" is not a score of Tone; expected'),
        ("C9,A1,2026-09-01,Tone,-1,5", 'line 3, score: "-1" is not a score of Tone; expected'),
        (
            "C9,A1,2026-09-01,Tone,4,5,extra,fields",
            "line 3: has more fields than the 6 of the header; the row is left out.",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_is_kept(tmp_path: Path, row: str, message: str) -> None:
    found = loaded(write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5", row, "C3,A1,2026-09-01,Tone,4,5")))
    assert any(line.removeprefix("warning: s.csv, ").startswith(message) for line in said(found)), said(found)
    assert found.rows.read == 3
    assert found.rows.rejected + found.rows.left_out == 1
    assert calls(found) >= {"C1", "C3"}


def test_a_call_of_two_agents_counts_for_each_and_is_said(tmp_path: Path) -> None:
    rows = ("C1,A1,2026-09-01,Tone,4,5", "C1,A2,2026-09-01,Tone,2,5")
    found = loaded(write(tmp_path / "s.csv", table(*rows)))
    assert sorted(found.matrix.value(row, 0) for row in range(found.matrix.evaluations)) == [2.0, 4.0]
    assert (found.rows.rejected, found.rows.left_out) == (0, 0)
    assert any("line 3: the rows of this call name two agents" in line for line in said(found))


def test_a_row_that_comes_twice_is_counted_and_the_newest_is_used(tmp_path: Path) -> None:
    header = "call_id,agent_id,called_at,criterion,score,max_score,evaluated_at"
    rows = ("C1,A1,2026-09-01,Tone,4,5,2026-09-03", "C1,A1,2026-09-01,Tone,2,5,2026-09-04")
    for order in (rows, rows[::-1]):
        found = loaded(write(tmp_path / "s.csv", table(*order, header=header)))
        assert cells(found) == {("C1", "tone"): 2.0}
        assert found.rows.left_out == 1
        assert any("came again later" in line for line in said(found))


def test_rows_that_come_twice_and_say_the_same_are_one(tmp_path: Path) -> None:
    found = loaded(write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5", "C1,A1,2026-09-01,Tone,4,5")))
    assert cells(found) == {("C1", "tone"): 4.0}
    assert found.rows.left_out == 1


def test_different_scores_of_one_cell_are_left_out_where_nothing_says_which_is_newer(tmp_path: Path) -> None:
    rows = (
        "C1,A1,2026-09-01,Tone,4,5",
        "C1,A1,2026-09-01,Tone,2,5",
        "C1,A1,2026-09-01,Tone,2,5",
        "C2,A1,2026-09-01,Tone,3,5",
    )
    found = loaded(write(tmp_path / "s.csv", table(*rows)))
    assert {call: points for (call, _), points in cells(found).items() if points == points} == {"C2": 3.0}  # noqa: PLR0124
    assert found.rows.left_out == 3
    (problem,) = [line for line in said(found) if "nothing says which is newer" in line]
    assert problem.startswith(
        "warning: s.csv, line 2: the same call, evaluator and criterion came with different scores"
    )


def test_read_is_used_and_rejected_and_left_out(tmp_path: Path) -> None:
    rows = [*ROWS, ROWS[0], "C4,,2026-09-02,Closing,yes,1"]
    found = loaded(write(tmp_path / "s.csv", table(*rows)))
    kept = sum(not math.isnan(points) for points in cells(found).values())
    assert (found.rows.read, kept, found.rows.rejected, found.rows.left_out) == (5, 3, 1, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "error: s.csv: is empty. Expected a header line and at least one row."),
        (b"\n\n", "error: s.csv: is empty."),
        (b"PK\x03\x04rest of a workbook", "error: s.csv: cannot be read as a workbook: File is not a zip file."),
        (b"%PDF-1.7 ...", "error: s.csv: is a PDF, not text."),
        (bytes(range(256)) * 40, "error: s.csv: is not a text file (it holds zero bytes)."),
        (b"call_id,agent_id,called_at,criterion,score\n", "error: s.csv, line 1: has a header but no rows."),
        (
            b"call_id,agent_id,called_at,criterion\nC1,A1,2026-09-01,Tone\n",
            "error: s.csv, line 1, score: no column for score. Expected call_id, agent_id, criterion, score; found call_id,",
        ),
        (
            b"call_id,agent_id,criterion,score\nC1,A1,Tone,4\n",
            "error: s.csv, line 1, called_at: no column for the date of the call (called_at)",
        ),
        (
            b'call_id,agent_id,called_at,criterion,score\nC1,A1,2026-09-01,Tone,"4\n' + b"C2,A1,2026-09-01,Tone,4\n" * 5,
            "error: s.csv, line ",
        ),
        (b"hello there", "error: s.csv, line 1, call_id: no column for call_id."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_gives_one_clear_message(tmp_path: Path, content: bytes, message: str) -> None:
    found = read(write(tmp_path / "s.csv", content))
    assert isinstance(found, Unusable)
    assert any(line.startswith(message) for line in said(found)), said(found)


def test_a_field_of_a_megabyte_is_only_long(tmp_path: Path) -> None:
    big = "x" * 1_000_000
    found = loaded(write(tmp_path / "s.csv", table(f"C1,{big},2026-09-01,Tone,4,5,{big}", header=f"{HEADER},comment")))
    assert len(found.matrix.agents) == 1
    assert all(len(line) < 600 for line in said(found))


def test_a_folder_is_sorted_out_by_content(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    write(folder / "a.csv", table(*ROWS))
    write(folder / "people.csv", "agent_id,agent_name,team\nA1,Ann,one\nA2,Bob,two\n")
    write(folder / "r.yaml", RUBRIC)
    write(folder / "calls" / "C1.txt", "Agent: Good morning.\nCustomer: Hello, I was charged twice.\n")
    write(folder / "notes.md", "# nothing\n")
    write(folder / ".hidden" / "x.csv", "broken")
    found = loaded(folder)
    assert found.rubric.name == "Voice QA"
    assert [agent.name for agent in found.roster] == ["Ann", "Bob"]
    assert set(found.transcripts) == {"C1"}


def test_one_bad_file_among_good_ones_is_a_problem_and_no_more(tmp_path: Path) -> None:
    write(tmp_path / "export" / "bad.csv", b"PK\x03\x04")
    write(tmp_path / "export" / "good.csv", table(*ROWS))
    found = loaded(tmp_path / "export")
    assert any(line.startswith("error: bad.csv: cannot be read as a workbook") for line in said(found))
    assert found.rows.read == 3


def test_a_near_name_is_proposed_and_never_taken_in_silence(tmp_path: Path) -> None:
    file = write(
        tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4", header="call_id,agnet_id,called_at,criterion,score")
    )
    found = read(file)
    assert isinstance(found, Unusable)
    assert found.needs_person
    assert any('is the column "agnet_id" agent_id (86%)?' in line and "--accept" in line for line in said(found))
    assert loaded(file, accept=True).matrix.agents == ("A1",)
    assert loaded(file, mapping=ImportMapping((Decision(About.COLUMN, "agnet_id", "agent_id"),))).matrix.agents == (
        "A1",
    )


def test_a_criterion_that_the_rubric_does_not_have_is_kept_and_said(tmp_path: Path, rubric: Path) -> None:
    found = loaded(write(tmp_path / "s.csv", table(ROWS[0], "C1,A1,2026-09-01,Hold time,3,5")), rubric=rubric)
    assert any('"Hold time" is not in the rubric; it is shown without level texts.' in line for line in said(found))
    assert len(found.rubric.criteria) == 3


def test_a_criterion_that_is_like_one_of_the_rubric_waits_for_a_person(tmp_path: Path, rubric: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Activ listning,3,5"))
    asked = read(file, rubric=rubric)
    assert isinstance(asked, Unusable)
    assert any('is "Activ listning" the rubric\'s "Active listening" (93%)?' in line for line in said(asked))
    assert cells(loaded(file, rubric=rubric, accept=True))["C1", "listening"] == 3.0
    new = ImportMapping((Decision(About.CRITERION, "Activ listning", "new"),))
    assert cells(loaded(file, rubric=rubric, mapping=new))["C1", "activ_listning"] == 3.0


def test_an_alias_is_the_criterion(tmp_path: Path, rubric: Path) -> None:
    found = loaded(write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Q4 - Listens,3,5")), rubric=rubric)
    assert cells(found)["C1", "listening"] == 3.0


def test_columns_with_few_values_become_dimensions(tmp_path: Path) -> None:
    rows = [f"C{n},A{n},2026-09-01,Tone,4,5,{'north' if n % 2 else 'south'},id-{n},2026-01-{n + 10}" for n in range(25)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},site,ticket,opened")))
    assert found.matrix.dimension_names == ("site",)
    (reading,) = [file for file in found.files if file.what == "scores"]
    assert reading.ignored == ("ticket", "opened")
