"""What a person can set: the rules' thresholds, the centre's time zone, the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.scope import MINIMUM_CALLS, THRESHOLD, WINDOW_DAYS, ClassLines, Scope

if TYPE_CHECKING:
    from datetime import date

LINES = ClassLines()


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with the method's own values where nothing is set."""

    threshold: int = THRESHOLD
    minimum_calls: int = MINIMUM_CALLS
    window_days: int = WINDOW_DAYS
    universal_from: int = LINES.universal
    mixed_from: int = LINES.mixed
    time_zone: str | None = None
    theme: str = "dark"
    """dark, light or contrast."""
    permission: str = "informed"
    """Whether an agent must agree before a call of theirs is played: required, informed or not_required."""
    presidio_model: str | None = None
    """Folder or package of a spaCy model: Presidio gives a second opinion on every call, and blocks where it cannot."""
    reveal: str = "apart"
    """Whether QA's score is shown apart from how the room voted, after the talk, or together with it."""
    effective_from: int = 8
    """Percent points from which training is called effective."""
    post_from: str = "deadline"
    """Whether the two weeks of the re-score begin after the last day of practice, or after the session."""
    local_model: str = "off"
    """Whether a card may be written anew by a model on this machine, each time after a person has read what is sent."""
    model_url: str = ""
    """Where the model's server listens, on this machine."""
    model_name: str = ""
    holidays: tuple[date, ...] = ()
    """Days on which no practice is due."""
    keys: tuple[tuple[str, str], ...] = ()
    """(id of an action, key) pairs."""

    @property
    def needs_permission(self) -> bool:
        return self.permission == "required"

    def scope(self, as_of: date | None = None) -> Scope:
        """The scope that these settings begin with."""
        return Scope(
            as_of=as_of,
            minimum_calls=self.minimum_calls,
            threshold=self.threshold,
            window_days=self.window_days,
            lines=ClassLines(self.universal_from, self.mixed_from),
        )


@dataclass(frozen=True, slots=True)
class SettingHelp:
    """One setting for people: what it does and where it acts."""

    name: str
    least: int
    most: int
    acts_on: str


@dataclass(frozen=True, slots=True)
class SettingChoice:
    """A setting that is one of a few words."""

    name: str
    options: tuple[str, ...]
    does: str

    @property
    def acts_on(self) -> str:
        return f"{', '.join(self.options[:-1])} or {self.options[-1]}: {self.does}"


@dataclass(frozen=True, slots=True)
class SettingText:
    """A setting that is a text."""

    name: str
    example: str
    acts_on: str


NUMBERS = (
    SettingHelp("threshold", 1, 100, "percent; an agent whose mean is below it is a low scorer (steps 1, 2)"),
    SettingHelp("minimum_calls", 1, 1000, "scored calls that an agent needs to count (steps 1, 2)"),
    SettingHelp("window_days", 1, 366, "days that the window holds (steps 1, 2)"),
    SettingHelp("universal_from", 1, 100, "percent of low agents from which a gap is the team's (step 2)"),
    SettingHelp("mixed_from", 1, 100, "percent of low agents from which a person decides (step 2)"),
    SettingHelp("effective_from", 1, 50, "percent points from which training is called effective (step 6)"),
)
TIME_ZONE_ACTS_ON = "IANA name such as Europe/Berlin; times with an offset are counted on their day there (step 1)"
CHOICES = (
    SettingChoice(
        "theme", ("dark", "light", "contrast"), "the colours; ctrl+p changes them until the end (everywhere)"
    ),
    SettingChoice(
        "permission",
        ("required", "informed", "not_required"),
        "whether an agent must agree before a call of theirs is played (step 3)",
    ),
    SettingChoice(
        "reveal", ("apart", "together"), "whether QA's score waits until the room has talked about its votes (step 4)"
    ),
    SettingChoice(
        "post_from",
        ("deadline", "session"),
        "what the two weeks of the re-score begin after: the last day of practice, or the session (step 6)",
    ),
    SettingChoice(
        "local_model",
        ("off", "on"),
        "whether L on a card may ask a model on this machine, after you have read what is sent (step 5)",
    ),
)
TEXTS = (
    SettingText(
        "model_url",
        "http://127.0.0.1:11434/v1",
        "address of an OpenAI-compatible model server on this machine (step 5)",
    ),
    SettingText("model_name", "llama3.1:8b", "name of the model there (step 5)"),
)
HOLIDAYS_ACT_ON = "days such as 2026-12-25 on which nobody works: no practice is due on them (step 5)"
PRESIDIO_ACTS_ON = (
    "folder or package of a spaCy model for the extra qa-tui[presidio], a second opinion on what to hide (step 3)"
)
KEYS_ACT_ON = "id of an action: key, such as scores.calls: x (private screens; `qa-tui settings` lists the ids)"
