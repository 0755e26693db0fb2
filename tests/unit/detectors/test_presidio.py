"""Presidio itself, on a spaCy pipeline that is made on the spot: what it finds is hidden, and nothing is fetched."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not (find_spec("spacy") and find_spec("presidio_analyzer")), reason="the extra qa-tui[presidio] is not installed"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("models") / "one_name"
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.detectors.run_presidio", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr, "nothing is written over a screen"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_it_finds_is_hidden_and_what_identifies_nobody_is_not(told: dict[str, Any]) -> None:
    assert "llama" in told["alone"][0]
    assert told["status"] != "blocked"
    assert "llama" not in told["both"][0]
    assert "example" not in told["both"][0]
    assert "German" in told["both"][1]
    assert {"email", "name"} <= set(told["kinds"])


def test_it_says_which_model_it_was(told: dict[str, Any]) -> None:
    assert told["name"].startswith("presidio-analyzer")
    assert told["name"].endswith("one_name 1.2.3")


def test_nothing_is_fetched(told: dict[str, Any]) -> None:
    assert told["asked"] == []
