"""README, rubrics and packaging say and hold what they promise."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from qa_tui.arguments import build_parser
from qa_tui.paths import rubrics_folder
from qa_tui.tui.navigation import STEPS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_top_level_is_what_was_agreed() -> None:
    git = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if git.returncode:
        pytest.skip("not a clone: there is no list of tracked files")
    assert {name.partition("/")[0] for name in git.stdout.splitlines()} == {
        ".ci", ".gitignore", "LICENSE", "README.md", "pyproject.toml", "qa_tui", "rubrics", "tests",
    }  # fmt: skip


def test_the_readme_names_every_command_and_step() -> None:
    usage = build_parser().format_help()
    commands = re.search(r"\{(.+?)\}|^  COMMAND$", usage, re.MULTILINE)
    assert commands
    for action in build_parser()._actions:
        for name in action.choices or ():
            assert f"`{name}`" in README, name
    for step in STEPS:
        assert f"| `{step.key}` | {step.title} |" in README


def test_the_readme_has_the_two_commands_in_one_line_each() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert lines[0].endswith("qa-tui demo")
    assert lines[1].endswith("-m pytest")
    assert (ROOT / "qa_tui" / "demo" / "scores.svg").is_file()


def test_every_command_of_the_readme_works_as_printed(tmp_path: Path) -> None:
    """All but those that open the app, which the terminal tests do."""
    lines = [
        line.removeprefix(".venv/bin/qa-tui ") for line in README.splitlines() if line.startswith(".venv/bin/qa-tui ")
    ]
    assert len(lines) == 4
    for line in lines:
        words = line.split()
        done = subprocess.run(
            [sys.executable, "-m", "qa_tui", *words], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        opens_the_app = words[0] not in {"demo", "check", "gaps"}
        assert done.returncode == (2 if opens_the_app else 0), done.stderr
        assert not opens_the_app or "needs a terminal" in done.stderr


def test_what_must_be_pinned_is_and_the_rest_is_a_range() -> None:
    needed = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["test"]]
    exact = {name.partition("==")[0] for name in needed if "==" in name}
    assert exact == {"textual", "pytest-textual-snapshot"}
    assert all(">=" in name for name in PROJECT["project"]["dependencies"] if "==" not in name)


def test_the_pictures_ask_nobody_for_a_font() -> None:
    pictures = sorted((ROOT / "qa_tui" / "demo").glob("*.svg"))
    assert [picture.stem for picture in pictures] == ["outcome", "scores", "votes"]
    for picture in pictures:
        assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]+"', "", picture.read_text("utf-8"))
        assert f"(qa_tui/demo/{picture.name})" in README


def test_rubrics_are_found_in_an_editable_install() -> None:
    assert rubrics_folder() == ROOT / "rubrics"


def test_the_wheel_holds_the_only_copy_of_the_rubrics_and_finds_it(tmp_path: Path) -> None:
    source = tmp_path / "source"
    ignore = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, source, ignore=ignore)
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, source],
        capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    if "hatchling" in built.stderr + built.stdout and built.returncode:
        pytest.skip("hatchling is not installed here, and a wheel cannot be built without it")
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "qa_tui/rubrics/voice_qa.yaml" in names
    assert "qa_tui/demo/scores.csv" in names
    assert "qa_tui/tui/app.tcss" in names
    assert not [name for name in names if name.startswith(("tests/", "rubrics/"))]

    place = tmp_path / "installed"
    venv.create(place, with_pip=False, symlinks=sys.platform != "win32")
    zipfile.ZipFile(wheel).extractall(place / "wheel")
    code = "from qa_tui.paths import rubrics_folder; print(rubrics_folder())"
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    found = subprocess.run(
        [python, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(place / "wheel")}, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert Path(found.stdout.strip()) == place / "wheel" / "qa_tui" / "rubrics"
