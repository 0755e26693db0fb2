"""Settings: what is wrong is said by line and field, and the method's own value is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.settings import Settings
from qa_tui.readers.settings_file import read_settings
from tests.files import write

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, text: str) -> tuple[Settings, list[str]]:
    settings, problems = read_settings(write(folder / "settings.yaml", text))
    return settings, [f"{p.where()}: {p.message}" for p in problems]


def test_a_setting_that_comes_twice_is_said(tmp_path: Path) -> None:
    settings, (problem,) = read(tmp_path, "threshold: 72\n\nthreshold: 80\n")
    assert settings.threshold == 80
    assert problem == "settings.yaml, line 3, threshold: threshold stands here a second time; the last one is used."


def test_no_file_and_an_empty_one_are_the_methods_own_values(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.yaml") == (Settings(), ())
    assert read(tmp_path, "") == (Settings(), [])
    assert read(tmp_path, "# nothing\n") == (Settings(), [])


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """\
threshold: 75
minimum_calls: 4
window_days: 14
universal_from: 66
mixed_from: 33
time_zone: Europe/Berlin
keys:
  scores.calls: x
"""
    settings, problems = read(tmp_path, text)
    assert problems == []
    assert settings == Settings(75, 4, 14, 66, 33, "Europe/Berlin", keys=(("scores.calls", "x"),))
    scope = settings.scope()
    assert (scope.threshold, scope.minimum_calls, scope.window_days) == (75, 4, 14)
    assert (scope.lines.universal, scope.lines.mixed) == (66, 33)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "threshold: 7O",
            "settings.yaml, line 1, threshold: expected a whole number from 1 to 100, found '7O'; 70 is used.",
        ),
        (
            "a: 1\nthreshold: 700",
            "settings.yaml, line 2, threshold: expected a whole number from 1 to 100, found 700; 70 is used.",
        ),
        (
            "minimum_calls: yes",
            "line 1, minimum_calls: expected a whole number from 1 to 1000, found True; 10 is used.",
        ),
        ("treshold: 75", "line 1, treshold: treshold is not a setting; is threshold meant?; known are threshold,"),
        (
            "time_zone: Berlin",
            "line 1, time_zone: expected an IANA name such as Europe/Berlin, found 'Berlin'; no time zone is used.",
        ),
        ("keys: x", "line 1, keys: expected lines of `action: key`, found 'x'"),
        (
            "mixed_from: 80",
            "line 1, mixed_from: expected mixed_from below universal_from, found 80; 60 and 40 is used.",
        ),
        ("- 1", "expected lines of `setting: value`"),
        ("a: [", "is not valid YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    settings, problems = read(tmp_path, text)
    assert settings == Settings()
    assert any(said in problem for problem in problems), problems
