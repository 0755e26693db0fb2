"""What a review of the readers found: each would have given a wrong number, lost a score, or shown a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from qa_tui.anonymise import Known, anonymise
from qa_tui.domain.transcript import ROLES, Transcript, Turn
from qa_tui.readers.registry import read_transcript
from tests import connect_exports, exports, transcripts
from tests.files import HEADER, cells, loaded, read, said, table, write
from tests.readers.test_connect import connect
from tests.readers.test_exports import genesys, maestro, percents
from tests.six_scores import FIRST

if TYPE_CHECKING:
    from pathlib import Path


def test_a_speakers_name_is_a_name_and_never_the_label_of_a_turn(tmp_path: Path) -> None:
    text = transcripts.vtt().replace("<v Agent>", "<v Ann Vale>").replace("<v Customer>", "<v Zeb Quark>")
    found = read_transcript(write(tmp_path / "x.vtt", text), "x.vtt")
    assert isinstance(found, Transcript)
    assert [turn.speaker for turn in found.turns] == ["agent", "customer", "agent"]
    assert (found.agent_names, found.customer_names) == (("Ann Vale",), ("Zeb Quark",))
    body = transcripts.assemblyai()
    for utterance in body["utterances"]:
        utterance["speaker"] = {"A": "agent", "B": "Zebulon Quark"}[utterance["speaker"]]
    found = read_transcript(write(tmp_path / "x.json", json.dumps(body)), "x.json")
    assert isinstance(found, Transcript)
    assert found.customer_names == ("Zebulon Quark",)
    assert {turn.speaker for turn in found.turns} <= ROLES


def test_a_room_never_sees_what_a_file_calls_a_speaker() -> None:
    safe = anonymise([Turn("zebulon", "Hello."), Turn("agent", "Hello.")], Known(()))
    assert [turn.speaker for turn in safe.turns] == ["speaker 1", "agent"]


def test_criteria_of_one_evaluation_may_be_saved_one_after_the_other(tmp_path: Path) -> None:
    rows = [f"C1,A1,2026-09-01,K{n},{n},5,E1,2026-09-02T10:00:0{n}" for n in range(3)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},evaluation_id,evaluated_at")))
    assert cells(found) == {("C1", "k0"): 0.0, ("C1", "k1"): 1.0, ("C1", "k2"): 2.0}


def test_an_id_means_something_within_its_own_form_only(tmp_path: Path) -> None:
    other = connect_exports.connect_evaluation("C-3", evaluationDefinitionTitle="Billing", evaluationDefinitionId="d2")
    other["questions"][0]["questionText"] = "Explains the refund policy"
    found = loaded(
        connect(tmp_path / "x", connect_exports.connect_evaluation("C-1", evaluationDefinitionId="d1"), other)
    )
    assert {FIRST, "Explains the refund policy"} <= {criterion.name for criterion in found.rubric.criteria}


def test_an_evaluation_is_measured_by_the_form_that_travels_with_it(tmp_path: Path) -> None:
    small = exports.genesys_evaluation("C-2")
    large = exports.genesys_evaluation("C-1")
    for evaluation in (small, large):
        del evaluation["evaluationForm"]["id"]
    for question in small["evaluationForm"]["questionGroups"][0]["questions"]:
        question["answerOptions"] = [{"id": "a", "value": 0}, {"id": "b", "value": 5}]
    assert percents(loaded(genesys(tmp_path, large, small)))["C-1", "Checks understanding"] == 50.0


@pytest.mark.parametrize(
    ("header", "given", "percent"), [("Empathy (2.25)", "1.5", 66.6667), ("Empathy (0-0.25)", "0.25", 100)]
)
def test_a_maximum_keeps_its_decimals(tmp_path: Path, header: str, given: str, percent: float) -> None:
    found = loaded(
        write(tmp_path / "s.csv", table(f"C1,A1,2026-09-01,{given}", header=f"Call ID,Agent ID,Call date,{header}"))
    )
    assert float(found.matrix.percent(0, np.array([0]))[0]) == pytest.approx(percent, abs=0.01)


@pytest.mark.parametrize(
    "text", ["01-Oct-2026", "2026-10-01 10:00:00+02", "2026-10-01T10:00:00.123456+02:00", "2026-10-01T10:00Z"]
)
def test_a_zone_is_what_stands_behind_a_clock(tmp_path: Path, text: str) -> None:
    mixed = table(
        f"C1,A1,{text},Tone,4,5", "C2,A1,2026-09-01 10:00:00+01,Tone,4,5", "C3,A1,2026-09-01 10:00:00,Tone,4,5"
    )
    found = loaded(write(tmp_path / "s.csv", mixed))
    assert found.matrix.evaluations == 3
    assert str(found.matrix.local_time(0))[:13] == "2026-10-01 " + ("00" if "Oct" in text else "10")


def test_nought_and_one_under_a_percent_sign_are_none_and_all(tmp_path: Path) -> None:
    rows = [f"C{n},A1,2026-09-0{n + 1},{n % 2},0.{n + 1}" for n in range(4)]
    found = loaded(
        write(tmp_path / "s.csv", table(*rows, header="Call ID,Agent ID,Call date,Greeting %,Tone %")), accept=True
    )
    names = {criterion.name: n for n, criterion in enumerate(found.rubric.criteria)}
    column = next(place for name, place in names.items() if name.startswith("Greeting"))
    assert sorted(found.matrix.percent(column, np.arange(4)).tolist()) == [0, 0, 100, 100]


def test_two_people_of_one_name_are_asked_about(tmp_path: Path) -> None:
    rows = ["C1,A17,2026-09-01,Tone,4,5,Ann Vale", "C2,X99,2026-09-01,Tone,4,5,Ann Vale"]
    file = write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},agent_name"))
    roster = write(tmp_path / "people.csv", "agent_id,agent_name,shift\nA17,Ann Vale,night\n")
    found = loaded(file, roster=roster)
    assert set(found.matrix.agents) == {"A17", "X99"}
    assert any('is "Ann Vale (X99)" of the scores "Ann Vale" of the roster (90%)?' in line for line in said(found))


def test_maestro_sections_without_questions_are_kept_and_maxima_are_not_guessed(tmp_path: Path) -> None:
    row = exports.maestro_row
    questions = exports.MAESTRO_HEADER.replace("section_", "question_").replace("max_section", "max_question")
    maestro(tmp_path / "x", row("C-1", "s", FIRST, "5"), row("C-2", "s", FIRST, "10", maximum=""))
    write(tmp_path / "x" / "q.csv", f"{questions}\n{row('C-3', 'q', 'Listens', '10')}\n")
    found = loaded(tmp_path / "x")
    given = percents(found)
    assert (given["C-1", FIRST], given["C-2", FIRST], given["C-3", "Listens"]) == (50.0, 100.0, 100.0)


def test_a_rating_of_an_unlisted_category_has_no_scale(tmp_path: Path) -> None:
    write(tmp_path / "x" / "r.json", json.dumps({"conversations": [exports.zendesk_conversation("C-1", scale=4)]}))
    write(tmp_path / "x" / "c.json", json.dumps({"categories": [{"id": "11", "name": FIRST, "maxRating": 4}]}))
    found = loaded(tmp_path / "x")
    assert percents(found) == {("C-1", FIRST): 100.0}
    assert found.rows.left_out == 1


def test_self_service_is_no_self_assessment(tmp_path: Path) -> None:
    rows = ["C1,A1,2026-09-01,Tone,4,5,Self-service", "C2,A1,2026-09-01,Tone,4,5,Self assessment"]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},evaluation_type")))
    assert set(cells(found)) == {("C1", "tone")}


def test_a_legend_beside_the_scores_is_left_out_and_said(tmp_path: Path) -> None:
    write(tmp_path / "x" / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    write(tmp_path / "x" / "legend.csv", "Level,Meaning\none,bad\ntwo,good\n")
    found = loaded(tmp_path / "x")
    assert any("legend.csv: holds no scores; it is left out. Found Level, Meaning." in line for line in said(found))


def test_a_column_of_customers_is_no_segment(tmp_path: Path) -> None:
    rows = [f"C{n},A1,2026-09-01,Tone,4,5,Zeb {n % 3},{'ab'[n % 2]}" for n in range(9)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},Customer name,Site")))
    assert found.matrix.dimension_names == ("Site",)


def test_a_column_of_passes_makes_no_row_one_of_totals(tmp_path: Path) -> None:
    rows = [f"C{n},A1,2026-09-0{n + 1},Passed,{n}" for n in range(4)]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header="Call ID,Agent ID,Call date,Outcome,Tone (0-5)")))
    assert [criterion.name for criterion in found.rubric.criteria] == ["Tone"]


def test_one_hire_date_settles_the_order_of_the_others(tmp_path: Path) -> None:
    file = write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    people = "agent_id,agent_name,hire_date\nA1,Ann,03/04/2025\nA2,Bo,25/04/2025\n"
    found = loaded(file, roster=write(tmp_path / "people.csv", people))
    assert [str(agent.hired_on) for agent in found.roster] == ["2025-04-03", "2025-04-25"]


@pytest.mark.parametrize(
    "text",
    [
        '{"turns": [{"speaker": "agent", "text": "x", "words": null}]}',
        '{"turns": [{"speaker": "agent", "text": "x", "words": 5}]}',
        f'[{{"call_id": {"9" * 5_000}}}]',
        json.dumps(connect_exports.connect_evaluation("C-1")).replace(
            '"percentage": 100.0', f'"percentage": {"9" * 400}'
        ),
    ],
)
def test_odd_json_never_stops_the_reader(tmp_path: Path, text: str) -> None:
    write(tmp_path / "x" / "odd.json", text)
    write(tmp_path / "x" / "s.csv", table("C1,A1,2026-09-01,Tone,4,5"))
    assert ("C1", "tone") in cells(loaded(tmp_path / "x"))


def test_a_line_separator_inside_a_comment_ends_no_line(tmp_path: Path) -> None:
    body = {
        "call_id": "C1",
        "agent_id": "A1",
        "called_at": "2026-09-01",
        "criterion": "Tone",
        "score": 4,
        "max_score": 5,
    }
    lines = "\n".join(
        json.dumps({**body, "comment": "a\u2028b", "call_id": f"C{n}"}, ensure_ascii=False) for n in range(2)
    )
    assert len(cells(loaded(write(tmp_path / "s.jsonl", f"  # made by hand\n{lines}\n")))) == 2


def test_two_talkdesk_files_of_which_one_lacks_a_column(tmp_path: Path) -> None:
    row = exports.talkdesk_row
    write(tmp_path / "x" / "a.csv", f"{exports.TALKDESK_HEADER}\n{row('C-1', FIRST, '10')}\n")
    short = exports.TALKDESK_HEADER.replace(",Interaction ID", "")
    write(tmp_path / "x" / "b.csv", f"{short}\n{row('C-2', FIRST, '5').replace(',C-2,', ',')}\n")
    assert len(percents(loaded(tmp_path / "x"))) == 2


def test_nothing_is_said_of_a_mapping_where_nothing_can_be_asked(tmp_path: Path) -> None:
    found = read(write(tmp_path / "legend.csv", "Level,Meaning\none,bad\n"))
    assert any(line.startswith("error: legend.csv") for line in said(found))


# What a supervisor's own files showed ------------------------------------------------------------------------------------


def wide(folder: Path, header: str, *rows: str) -> Path:
    return write(folder / "s.csv", table(*rows, header=f"Call ID,Agent ID,Call date,{header}"))


def test_ids_that_are_numbers_keep_their_zeros(tmp_path: Path) -> None:
    rows = [f"00{n},{agent},2026-09-01,Tone,4,5,0{n}" for n, agent in enumerate(("0041", "41", "041"))]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},team")))
    assert set(found.matrix.agents) == {"0041", "41", "041"}
    assert set(found.matrix.dimension_labels[0]) == {"00", "01", "02"}


def test_half_points_of_a_scale_that_is_only_seen(tmp_path: Path) -> None:
    found = loaded(wide(tmp_path, "Tone,Care /5", "C1,A1,2026-09-01,2.5,5", "C2,A1,2026-09-02,5,2.5"), accept=True)
    assert found.rows.rejected == 0
    assert [(c.name, c.scale.maximum) for c in found.rubric.criteria] == [("Tone", 5), ("Care", 5)]
    assert any("Accepted as proposed." in line for line in said(found))


@pytest.mark.parametrize("words", [("Yes", "No", "Partial", "N/A"), ("Ja", "Nein", "Teilweise", "k.A.")])
def test_yes_no_and_partial(tmp_path: Path, words: tuple[str, ...]) -> None:
    rows = [f"C{n},A1,2026-09-0{n + 1},{word}" for n, word in enumerate(words)]
    found = loaded(wide(tmp_path, "Greeting", *rows), accept=True)
    given = {found.matrix.call_id(n): float(found.matrix.percent(0, np.array([n]))[0]) for n in range(4)}
    assert given == {"C0": 100.0, "C1": 0.0, "C2": 50.0, "C3": -np.inf}


def test_an_exact_name_leaves_nothing_for_one_that_is_like_it(tmp_path: Path) -> None:
    rubric = write(tmp_path / "r.yaml", "name: V\ncriteria:\n  - {id: tone, name: Greeting, scale: {min: 0, max: 5}}\n")
    file = wide(tmp_path, "Greeting,Greeting old", "C1,A1,2026-09-01,4,1")
    assert cells(loaded(file, rubric=rubric, accept=True))["C1", "tone"] == 4.0


def test_marks_against_a_call_are_no_criteria(tmp_path: Path) -> None:
    rows = ["C1,A1,2026-09-01,Tone,4,5", "C1,A1,2026-09-01,Critical Error,Yes,"]
    found = loaded(write(tmp_path / "s.csv", table(*rows)))
    assert cells(found) == {("C1", "tone"): 4.0}
    assert found.rows.left_out == 1
    columns = loaded(
        wide(tmp_path, "Tone (0-5),Auto Fail,Tone Weight,Final,Transfers", "C1,A1,2026-09-01,4,Yes,20,80,1"),
        accept=True,
    )
    assert [criterion.name for criterion in columns.rubric.criteria] == ["Tone"]


def test_drafts_and_deleted_evaluations_do_not_count(tmp_path: Path) -> None:
    rows = [f"C{n},A1,2026-09-01,Tone,{n},5,{status}" for n, status in enumerate(("Draft", "Deleted", "Completed"))]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},Status")))
    assert cells(found) == {("C2", "tone"): 2.0}
    assert found.rows.left_out == 2


def test_points_up_to_a_weight(tmp_path: Path) -> None:
    found = loaded(wide(tmp_path, "Greeting (20%)", "C1,A1,2026-09-01,20", "C2,A1,2026-09-02,5"), accept=True)
    assert sorted(found.matrix.percent(0, np.arange(2)).tolist()) == [25.0, 100.0]


def test_a_column_that_says_no_calibration(tmp_path: Path) -> None:
    rows = ["C1,A1,2026-09-01,Tone,4,5,No", "C2,A1,2026-09-01,Tone,0,5,Yes"]
    found = loaded(write(tmp_path / "s.csv", table(*rows, header=f"{HEADER},Calibration?")))
    assert cells(found) == {("C1", "tone"): 4.0}


def test_a_german_table(tmp_path: Path) -> None:
    text = (
        "Gesprächs-ID;Mitarbeiter;Datum;Bewertungsart;Kriterium;Punkte;Max. Punkte\n"
        "00123;Müller, Anna;01.05.2026;Standard;Begrüßung;2,5;5\n00123;Müller, Anna;01.05.2026;Kalibrierung;Begrüßung;0;5\n"
    )
    found = loaded(write(tmp_path / "s.csv", text.encode("cp1252")), accept=True)
    assert cells(found) == {("00123", "begrüssung"): 2.5}
    assert found.rows.left_out == 1


def test_a_file_among_the_transcripts_that_is_none_is_said(tmp_path: Path) -> None:
    write(tmp_path / "t" / "C1.txt", transcripts.lines())
    write(tmp_path / "t" / "C2.txt", "somebody said something\nand nobody knows who\n")
    found = loaded(write(tmp_path / "s.csv", table("C1,A1,2026-09-01,Tone,4,5")), transcripts=str(tmp_path / "t"))
    assert any("C2.txt: is no transcript this program knows; it is left out." in line for line in said(found))
