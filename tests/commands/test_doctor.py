"""`qa-tui doctor` looks and changes nothing; `qa-tui completion` writes what shells understand."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from qa_tui import compose
from tests.builders import make_plan_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qa_tui.paths import Home
    from tests.commands.conftest import Said


def findings(said: Said) -> dict[str, dict[str, Any]]:
    return {finding["about"]: finding for finding in said.json["findings"]}


def test_a_new_machine_is_fit_and_nothing_is_made(run: Callable[..., Said], home: Home) -> None:
    said = run("doctor", "--json")
    assert said.status == 0
    assert said.json["is_fit"]
    found = findings(said)
    assert found["terminal"]["state"] == "note", "here there is none"
    assert found["database"]["said"].startswith("not there yet")
    assert {"program", "colours", "letters", "data", "cache", "logs", "settings", "disk", "sound"} <= found.keys()
    assert not home.data.parent.exists()


def test_every_note_says_what_to_do(run: Callable[..., Said]) -> None:
    assert all(finding["remedy"] for finding in run("doctor", "--json").json["findings"] if finding["state"] != "ok")
    shown = run("doctor").out
    assert "terminal: the screens need a terminal" in shown
    assert shown.rstrip().endswith("Everything the program needs is there.")


def test_what_is_there_is_looked_at(run: Callable[..., Said], home: Home) -> None:
    store = compose.open_store(home.database, writing=True)
    make_plan_in(store)
    store.database.close()
    home.config.mkdir(parents=True)
    home.settings.write_text("threshold: 700\ntheme: pink\n", encoding="utf-8")
    home.data.chmod(0o755)
    found = findings(run("doctor", "--json"))
    assert found["database"]["said"].startswith("0 sessions")
    assert found["settings file"]["said"] == "2 values cannot be used"
    assert "line 1" in found["settings file"]["remedy"]
    assert found["data"]["remedy"] == f"chmod 700 {home.data}"


def test_what_keeps_the_program_from_working_is_a_problem(run: Callable[..., Said], home: Home) -> None:
    home.data.parent.mkdir(parents=True)
    home.data.write_text("a file where the folder should be", encoding="utf-8")
    said = run("doctor", "--json")
    assert said.status == 3
    data = findings(said)["data"]
    assert data["state"] == "problem"
    assert data["remedy"] == f"{home.data} is a file: move it away, or choose another folder with --home DIR."
    assert run("doctor").out.rstrip().endswith("What is marked PROBLEM keeps the program from working.")


def test_a_file_for_a_home_is_said_by_every_command(run: Callable[..., Said], home: Home) -> None:
    home.data.parent.parent.mkdir(parents=True, exist_ok=True)
    home.data.parent.write_text("a file", encoding="utf-8")
    said = run("session", "list")
    assert said.status == 3
    assert said.err == f"error: {home.data.parent} is a file, not a folder. Choose a folder with --home DIR.\n"


def test_a_folder_for_a_settings_file_is_said(run: Callable[..., Said], home: Home) -> None:
    home.settings.mkdir(parents=True)
    found = findings(run("doctor", "--json"))["settings file"]
    assert found["state"] == "note"
    assert "is not a file. The method's own values are used" in found["remedy"]


def test_the_demo_is_looked_at_where_it_is_there(run: Callable[..., Said], home: Home) -> None:
    run("session", "list", "--demo")
    assert "nothing of yours is in it" in findings(run("doctor", "--json"))["demo"]["said"]
    home.demo_database.write_bytes(os.urandom(5_000))
    assert findings(run("doctor", "--json"))["demo"]["state"] == "problem"


def test_a_database_that_is_none_is_a_problem(run: Callable[..., Said], home: Home) -> None:
    home.data.mkdir(parents=True)
    home.database.write_bytes(os.urandom(5_000))
    said = run("doctor", "--json")
    assert said.status == 3
    assert findings(said)["database"]["state"] == "problem"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_knows_the_commands(run: Callable[..., Said], shell: str) -> None:
    said = run("completion", shell)
    assert said.status == 0
    assert "disagreements" in said.out
    assert "--as-of" in said.out


def test_bash_completes_with_it(run: Callable[..., Said], tmp_path: Path) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash").out, encoding="utf-8")
    (tmp_path / "scores.csv").touch()
    bash = shutil.which("bash")
    assert bash is not None
    program = f"""
    source {script}
    ask() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${{#COMP_LINE}}; COMPREPLY=()
        $(complete -p qa-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/') qa-tui "${{COMP_WORDS[COMP_CWORD]}}" ""; echo "${{COMPREPLY[@]}}"; }}
    ask qa-tui dis
    ask qa-tui gaps --crit
    cd {tmp_path}; ask qa-tui gaps sco
    """
    done = subprocess.run([bash, "--norc", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["disagreements", "--criterion", "scores.csv"], done.stderr
