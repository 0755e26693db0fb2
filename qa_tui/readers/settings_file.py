"""The settings file: what is wrong in it is said by line and field, and the method's own value is used there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.settings import CHOICES, NUMBERS, TEXTS, SettingChoice, Settings, SettingText

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.readers.yaml_file import YamlBody

FIELDS = (
    *(number.name for number in NUMBERS),
    "time_zone",
    *(choice.name for choice in CHOICES),
    *(text.name for text in TEXTS),
    "presidio_model",
    "holidays",
    "keys",
)


def read_settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of `path`; the defaults where there is no such file."""
    if not path.exists():
        return Settings(), ()
    if not path.is_file():
        message = "is not a file. The method's own values are used; move it away or put a settings file there."
        return Settings(), (Problem(Severity.WARNING, path.name, message),)
    if path.stat().st_size == 0:
        return Settings(), ()
    from qa_tui.readers.yaml_file import read_yaml

    body = read_yaml(path, path.name)
    if isinstance(body, Problem):
        return Settings(), (body,)
    if body.value is None:
        return Settings(), ()
    if not isinstance(body.value, dict):
        message = f"expected lines of `setting: value`; known settings are {', '.join(FIELDS)}."
        return Settings(), (Problem(Severity.WARNING, path.name, message, 1),)
    return _Reading(body, path.name).settings()


class _Reading:
    def __init__(self, body: YamlBody, shown: str) -> None:
        self._body = body
        self._shown = shown
        self._problems: list[Problem] = []

    def settings(self) -> tuple[Settings, tuple[Problem, ...]]:
        given: dict[str, Any] = dict(self._body.value)
        for name, line in self._body.repeated():
            message = f"{safe_line(name, 40)} stands here a second time; the last one is used."
            self._problems.append(Problem(Severity.WARNING, self._shown, message, line, safe_line(name, 40)))
        found: dict[str, Any] = {}
        for number in NUMBERS:
            if number.name in given:
                value = given.pop(number.name)
                if isinstance(value, int) and not isinstance(value, bool) and number.least <= value <= number.most:
                    found[number.name] = value
                else:
                    expected = f"a whole number from {number.least} to {number.most}"
                    self._note(number.name, value, expected, getattr(Settings(), number.name))
        found |= self._time_zone(given.pop("time_zone", None))
        for choice in CHOICES:
            found |= self._choice(choice, given.pop(choice.name, None))
        for text in TEXTS:
            found |= self._text(text, given.pop(text.name, None))
        found |= self._presidio_model(given.pop("presidio_model", None))
        found |= self._holidays(given.pop("holidays", None))
        found |= self._keys(given.pop("keys", None))
        for name in given:
            self._problems.append(
                Problem(
                    Severity.WARNING,
                    self._shown,
                    f"{safe_line(str(name), 40)} is not a setting{_alike(str(name))}; known are {', '.join(FIELDS)}.",
                    self._body.line_of((name,)),
                    safe_line(str(name), 40),
                )
            )
        settings = Settings(**found)
        if settings.mixed_from >= settings.universal_from:
            where = "mixed_from" if "mixed_from" in found else "universal_from"
            self._note(where, found[where], "mixed_from below universal_from", "60 and 40")
            settings = replace(settings, universal_from=Settings().universal_from, mixed_from=Settings().mixed_from)
        return settings, tuple(self._problems)

    def _note(self, name: str, value: Any, expected: str, used: Any) -> None:
        message = f"expected {expected}, found {safe_line(repr(value), 60)}; {used} is used."
        self._problems.append(Problem(Severity.WARNING, self._shown, message, self._body.line_of((name,)), name))

    def _time_zone(self, value: Any) -> dict[str, str]:
        if value is None:
            return {}
        if isinstance(value, str) and is_time_zone(value):
            return {"time_zone": value}
        self._note("time_zone", value, "an IANA name such as Europe/Berlin", "no time zone")
        return {}

    def _choice(self, choice: SettingChoice, value: Any) -> dict[str, str]:
        if value is None:
            return {}
        if isinstance(value, bool):
            # YAML 1.1 reads an unquoted on or off as yes or no.
            value = "on" if value else "off"
        if value in choice.options:
            return {choice.name: value}
        self._note(choice.name, value, f"one of {', '.join(choice.options)}", getattr(Settings(), choice.name))
        return {}

    def _text(self, text: SettingText, value: Any) -> dict[str, str]:
        if value is None:
            return {}
        if isinstance(value, str):
            return {text.name: value.strip()}
        self._note(text.name, value, f"a text such as {text.example}", "nothing")
        return {}

    def _presidio_model(self, value: Any) -> dict[str, str]:
        if value is None:
            return {}
        if isinstance(value, str) and value.strip():
            return {"presidio_model": value.strip()}
        # Fail closed: who set something wanted a second opinion, so a value that names no model blocks as well.
        self._note("presidio_model", value, "the folder or package of a spaCy model", "a model that is not there")
        return {"presidio_model": safe_line(repr(value), 60)}

    def _holidays(self, value: Any) -> dict[str, tuple[date, ...]]:
        if value is None:
            return {}
        days = value if isinstance(value, list) else [value]
        kept = [day for day in days if isinstance(day, date) and not isinstance(day, datetime)]
        for day in days:
            if day not in kept:
                self._note("holidays", day, "days such as 2026-12-25", "no such day")
        return {"holidays": tuple(sorted(kept))}

    def _keys(self, value: Any) -> dict[str, tuple[tuple[str, str], ...]]:
        if value is None:
            return {}
        if isinstance(value, dict) and all(isinstance(key, str | int) for key in value.values()):
            return {"keys": tuple((str(action), str(key)) for action, key in value.items())}
        self._note("keys", value, "lines of `action: key`", "no other key")
        return {}


def _alike(name: str) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, FIELDS, scorer=fuzz.ratio, score_cutoff=60)
    return f"; is {found[0]} meant?" if found else ""


def is_time_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
