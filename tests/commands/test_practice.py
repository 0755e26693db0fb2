"""Steps 5 and 6 from the command line, on the demo's cycle and on one of its own."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from qa_tui.demo.facts import team
from tests.unit.local_model.test_local_model import GOOD, says, stub

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa_tui.paths import Home
    from tests.commands.conftest import Said

NAMES = [name for member in team() for name in (member.name, member.name.split()[0], member.name.split()[1])]
IDS = [member.id for member in team()]
EMPATHY = "1cc449411873"


def test_nothing_is_there_yet(run: Callable[..., Said]) -> None:
    for words in (
        ("practice", "list"),
        ("practice", "approve", "1"),
        ("outcome",),
        ("cycle", "show"),
        ("bundle",),
        ("report", "outcome"),
    ):
        said = run(*words)
        assert said.status == 4, words
        assert said.err.startswith("No session has been held yet: a cycle begins with one."), words
    assert run("cycle", "list").err.startswith("No session has been held yet")
    assert run("cycle", "list", "--json").json == {"cycles": []}


def test_the_board_of_the_demo(run: Callable[..., Said]) -> None:
    said = run("practice", "list", "--demo")
    assert said.status == 0
    assert (
        "Active listening: 14 of 15 done (11 reached 80 %) · 1 overdue · 1 waived. 1 agent for the next session."
        in said.out
    )
    assert "For the next session: Luis Herrera." in said.out
    body = run("practice", "list", "--demo", "--json").json
    assert len(body["rows"]) == 16
    assert {row["state"] for row in body["rows"]} == {"completed", "overdue", "waived"}
    assert "call type" not in said.out
    card = run("practice", "show", "1", "--demo").out
    assert "The customer begins" in card
    assert not [name for name in NAMES if name in card]


def test_a_card_is_decided_once_and_only_with_a_name(run: Callable[..., Said]) -> None:
    said = run("practice", "approve", "1", "--by", "JK", "--demo")
    assert (said.status, said.err.strip()) == (3, "error: card 1 is approved: only a card in review can be approved.")
    assert run("practice", "approve", "9", "--by", "JK", "--demo").status == 3
    assert run("practice", "reject", "1", "--why", "no", "--demo").status == 3


def test_an_export_is_taken_with_names_confirmed_and_taken_back(run: Callable[..., Said], tmp_path: Path) -> None:
    export = tmp_path / "lms.csv"
    export.write_text(
        'Learner,Completion date,Score %,Graded by\n"Patterson, Drew",2026-10-09,84,JK\nRosa Sliva,2026-10-08,90,JK\nNobody,2026-10-08,50,JK\n',
        encoding="utf-8",
    )
    said = run("practice", "record", "--from", export, "--demo")
    assert said.status == 3
    assert "Rosa Sliva: is Rosa Silva meant?" in said.err
    assert "nothing was recorded" in said.err
    assert "14 of 15 done" in run("practice", "list", "--demo").out
    said = run("practice", "record", "--from", export, "--accept", "--demo")
    assert (said.status, said.out.strip()) == (0, "2 recorded of 3 rows.")
    assert "Nobody has no assignment in this cycle." in said.err
    assert "15 of 15 done" in run("practice", "list", "--demo").out
    assert run("practice", "record", "--from", export, "--accept", "--demo").status == 4, (
        "the same file again adds nothing"
    )
    assert run("practice", "undo", "--demo").out.strip() == "2 taken back."
    assert "14 of 15 done" in run("practice", "list", "--demo").out


def test_one_practice_is_noted_waived_and_reminded(run: Callable[..., Said]) -> None:
    said = run("practice", "remind", "--demo")
    assert "Drew Patterson: by Fri 9 Oct 2026 (overdue)" in said.out
    assert "%" not in said.out, "a reminder holds no score"
    assert run("practice", "record", "A23", "--score", "200", "--demo").status == 3
    assert run("practice", "record", "Nobody", "--score", "80", "--demo").status == 3
    assert run("practice", "record", "--demo").status == 2
    said = run("practice", "waive", "A23", "--demo")
    assert (said.status, said.err.strip()) == (
        3,
        "error: Drew Patterson: to waive a practice needs a reason. Say it with --why.",
    )
    assert (
        run(
            "practice", "record", "drew patterson", "--score", "82", "--by", "JK", "--on", "2026-10-12", "--demo"
        ).status
        == 0
    )
    assert run("practice", "remind", "--demo").err.strip() == "Nobody is to be reminded."
    assert run("practice", "assign", "--demo").status == 4


@pytest.mark.parametrize("about", ["practice", "outcome"])
@pytest.mark.parametrize("kind", ["html", "md", "csv", "xlsx", "json", "ics"])
def test_every_format(about: str, kind: str, run: Callable[..., Said], tmp_path: Path) -> None:
    target = tmp_path / f"page.{kind}"
    said = run("report", about, "--demo", "-o", target)
    assert said.status == 0, said.err
    body = target.read_bytes()
    if kind == "xlsx":
        sheets = CalamineWorkbook.from_path(target)
        text = "\n".join(str(row) for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python())
    elif kind == "ics":
        events = list(Calendar.from_ical(body).walk("VEVENT"))
        assert len(events) == (2 if about == "practice" else 1)
        text = "\n".join(str(event["SUMMARY"]) for event in events)
    else:
        text = body.decode()
        assert "http" not in text
    if about == "outcome" or kind == "ics":
        assert not [name for name in (*NAMES, *IDS) if name in text], "it is for management: nobody is named"
    if kind == "json":
        assert json.loads(text)


def test_who_asks_for_names_gets_them_marked_as_private(run: Callable[..., Said]) -> None:
    text = run("report", "outcome", "--demo", "--names", "--format", "md").out
    assert "private: it names agents" in text
    assert "Noor Haddad" in text
    assert run("outcome", "--demo", "--json", "--names").json["anonymised"] is False


def test_sheets_are_one_file_each_and_hold_nobody_elses_name(run: Callable[..., Said], tmp_path: Path) -> None:
    said = run("report", "sheets", "--demo", "-o", tmp_path / "sheets", "--format", "md")
    assert said.status == 0, said.err
    files = sorted((tmp_path / "sheets").iterdir())
    assert len(files) == 16
    text = (tmp_path / "sheets" / "practice_A01.md").read_text(encoding="utf-8")
    assert "Maya Lindqvist" in text
    others = [member.name for member in team() if member.id != "A01"]
    assert not [name for name in others if name in text]
    assert "%" not in text.replace("80 %", ""), "no score but the aim"
    assert run("report", "sheets", "--demo").status == 2
    assert run("report", "sheets", "--demo", "-o", tmp_path / "one", "--agent", "A02").status == 0
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["practice_A02.html"]


def test_a_bundle_says_what_it_holds_and_every_sum_is_right(run: Callable[..., Said], tmp_path: Path) -> None:
    target = tmp_path / "cycle.zip"
    assert run("bundle", "--demo", "-o", target).status == 0
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as book:
        manifest = json.loads(book.read("manifest.json"))
        listed = {entry["name"]: entry for entry in manifest["files"]}
        assert set(book.namelist()) == {"manifest.json", *listed}
        for name, entry in listed.items():
            assert hashlib.sha256(book.read(name)).hexdigest() == entry["sha256"]
        texts = [book.read(name).decode("utf-8", "replace") for name in book.namelist() if not name.endswith(".xlsx")]
    assert {
        "outcome.html",
        "session_1.html",
        "session_2.html",
        "takeaway_1.html",
        "deadlines.ics",
        "rescore.ics",
    } <= set(listed)
    assert manifest["anonymised"] is True
    assert not [name for name in NAMES if any(name in text for text in texts)]
    assert run("bundle", "--demo", "--names", "-o", target).status == 0
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as book:
        assert json.loads(book.read("manifest.json"))["anonymised"] is False
        assert "assignments.xlsx" in book.namelist()


def test_ids_stand_before_or_behind_the_options(run: Callable[..., Said]) -> None:
    assert run("practice", "record", "--demo", "A23", "--score", "80", "--on", "2026-10-12").status == 0
    assert run("practice", "waive", "--why", "on leave", "--demo", "A12", "A09").out.startswith("2 waived.")
    assert run("cycle", "show", "--demo", EMPATHY).out.startswith("Empathy")
    assert run("practice", "show", "--demo", "1", "2").out.count("The customer begins") == 2
    with pytest.raises(SystemExit):
        run("gaps", "scores.csv", "--nonsense")


def test_another_course_another_name_and_a_day_to_come_do_not_count(run: Callable[..., Said], tmp_path: Path) -> None:
    export = tmp_path / "lms.csv"
    export.write_text(
        "agent_id,name,course,completed_on,score\n"
        "A23,Drew Patterson,Refund policy,2026-10-09,84\n"
        "A23,Maya Lindqvist,Active listening practice,2026-10-09,84\n"
        "A23,Drew Patterson,active_listening-2026-10-01,2030-10-09,84\n",
        encoding="utf-8",
    )
    said = run("practice", "record", "--from", export, "--demo")
    assert said.status == 4
    assert "of another course, Refund policy" in said.err
    assert "the id is Drew Patterson's and the name is Maya Lindqvist" in said.err
    assert "2030-10-09 has not come yet" in said.err
    export.write_text("agent_id,course,completed_on,score\nA23,AL autumn,2026-10-09,84\n", encoding="utf-8")
    said = run("practice", "record", "--from", export, "--demo")
    assert said.status == 3
    assert "none of these courses is this cycle's: AL autumn" in said.err
    assert run("practice", "record", "--from", export, "--course", "AL autumn", "--demo").status == 0


def test_a_local_model_is_asked_only_where_it_is_set_and_read(
    run: Callable[..., Said], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("practice", "draft", "1", "--llm", "--demo").status == 2
    home.settings.parent.mkdir(parents=True, exist_ok=True)
    home.settings.write_text("local_model: on\nmodel_url: http://10.0.0.7:1/v1\nmodel_name: m\n", encoding="utf-8")
    said = run("practice", "draft", "1", "--llm", "--yes", "--demo")
    assert (said.status, "not on this machine" in said.err) == (5, True)
    with stub(says(json.dumps(GOOD))) as (url, asked):
        home.settings.write_text(f"local_model: on\nmodel_url: {url}\nmodel_name: m\n", encoding="utf-8")
        monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
        said = run("practice", "draft", "1", "--llm", "--demo")
        assert said.status == 2, "nobody read it in a terminal"
        assert "somebody has to read it first" in said.err
        assert asked == []
        said = run("practice", "draft", "1", "--llm", "--yes", "--demo")
        assert said.status == 0, said.err
        assert '"opening_line' in said.err.replace("\\", ""), "it is printed in any case"
    assert len(asked) == 1
    assert "I waited for it all day." in run("practice", "show", "1", "--demo").out
