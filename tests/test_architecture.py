"""Rules about the code that a person would forget."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import qa_tui

PACKAGE = Path(qa_tui.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
STANDARD = sys.stdlib_module_names


def imports_of(path: Path) -> set[str]:
    """Top-level names of everything that a file imports, wherever the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").rglob("*.py")), ids=lambda path: path.stem)
def test_the_domain_is_plain_python_without_clock_chance_or_files(path: Path) -> None:
    outside = imports_of(path) - {"qa_tui"}
    assert outside <= STANDARD
    assert not outside & {"random", "time", "os", "pathlib", "io", "sqlite3", "socket", "subprocess", "logging"}


@pytest.mark.parametrize("folder", ["analysis", "anonymise", "domain", "scores"])
def test_pure_rooms_do_not_ask_the_clock(folder: str) -> None:
    for path in (PACKAGE / folder).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert ".now(" not in text, path
        assert ".today(" not in text, path


MOST_LINES = 300
LONGER_FOR_A_REASON = {
    "qa_tui/tui/screens/plan/screen.py": "one owner of the plan's state: what is drawn, laid, changed and opened answers one question",
}


def test_no_file_is_too_long_to_tell_one_story() -> None:
    told = [*FILES, *(PACKAGE.parent / "tests").rglob("*.py")]
    long = [path for path in told if len(path.read_text("utf-8").splitlines()) > MOST_LINES]
    assert {path.relative_to(PACKAGE.parent).as_posix() for path in long} == LONGER_FOR_A_REASON.keys()


def test_names_say_something() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not [path for path in FILES if path.stem in vague]


TALKS = {"socket", "http", "urllib", "ssl", "ftplib", "smtplib", "requests", "httpx"}
TO_THIS_MACHINE = PACKAGE / "local_model" / "client.py"


def test_one_file_alone_talks_and_to_this_machine_alone() -> None:
    """It looks at the address itself: tests/unit/local_model. Taking an address apart is no talking.

    What a person opens by its address is reached by that database's driver: `warehouse/connection.py` alone knows Ibis' doors.
    """
    for path in FILES:
        if path != TO_THIS_MACHINE:
            text = path.read_text("utf-8")
            takes_apart = (
                "import urllib.parse" in text or "from urllib.parse" in text
            ) and "urllib.request" not in text
            assert not imports_of(path) & (TALKS - ({"urllib"} if takes_apart else set())), path


def test_one_file_alone_connects_to_a_warehouse() -> None:
    doors = re.compile(r"ibis\.connect\(|\.connect\(str|SparkSession")
    assert [path for path in FILES if doors.search(path.read_text("utf-8"))] == [
        PACKAGE / "warehouse" / "connection.py"
    ]


def test_markup_is_never_read_from_text() -> None:
    """Static and Label read markup unless told otherwise; only the text gate makes content."""
    for path in (PACKAGE / "tui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "from_markup" not in text, path
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"Static", "Label"}:
                made = any(isinstance(a, ast.Call) and getattr(a.func, "id", "") == "Content" for a in call.args)
                assert made or any(word.arg == "markup" for word in call.keywords), f"{path}:{call.lineno}"


def fresh(code: str) -> str:
    """What a new interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


HEAVY = ("pandas", "numpy", "scipy", "rapidfuzz", "pydantic", "yaml", "sqlite3")


def test_the_version_costs_nothing() -> None:
    out = fresh(
        "import sys; from qa_tui.cli import main; main(['--version'])\n"
        f"print([n for n in {(*HEAVY, 'textual', 'rich')!r} if n in sys.modules])"
    )
    assert out.splitlines() == [f"qa-tui {qa_tui.__version__}", "[]"]


def test_the_app_is_imported_without_anything_heavy() -> None:
    assert fresh(f"import sys, qa_tui.tui.app; print([n for n in {HEAVY[:5]!r} if n in sys.modules])").strip() == "[]"


def test_the_first_frame_is_painted_before_anything_heavy_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens.first_frame"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "True []"


def test_the_reader_and_commands_do_not_import_textual() -> None:
    assert (
        fresh("import sys, qa_tui.readers.load, qa_tui.commands.gaps; print('textual' in sys.modules)").strip()
        == "False"
    )
