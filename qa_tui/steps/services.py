"""Everything a front end is handed: wired once, by `compose`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qa_tui.domain.scope import Scope
from qa_tui.domain.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from qa_tui.anonymise.spans import NamedDetector
    from qa_tui.domain.completion import Completion
    from qa_tui.domain.importing import ImportMapping
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.domain.local_model import ModelProblem, ModelServer
    from qa_tui.domain.problem import Problem
    from qa_tui.domain.shown import Blackened, Shown
    from qa_tui.domain.transcript import Transcript
    from qa_tui.steps.loaded import Loaded, Unusable
    from qa_tui.steps.sound import Sound
    from qa_tui.steps.store import Store


@dataclass(frozen=True, eq=False, slots=True)
class Services:
    """The parts of a running program."""

    is_demo: bool
    """The demo has a workspace and a database of its own."""
    store: Callable[[], Store]
    """The store, opened for writing on first use."""
    load: Callable[[LoadRequest, Callable[[str], None]], Loaded | Unusable]
    cancel_load: Callable[[], None]
    read_transcript: Callable[[Path, str], Transcript | Problem]
    read_lines: Callable[[str, str], Transcript | None]
    """Call id and lines that a person typed -> their turns; None where nothing was said."""
    read_completions: Callable[[Path, str, date], tuple[tuple[Completion, ...], tuple[Problem, ...]]]
    """A learning system's export, its name and today -> who completed what, and what is wrong with the other rows."""
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    log: Path
    mappings: Callable[[], tuple[tuple[str, ImportMapping], ...]]
    """What a person decided about files, by header set: also while the demo is open."""
    demo_request: Callable[[], LoadRequest]
    """What the demo opens."""
    has_played_demo: Callable[[], bool]
    """Whether the demo, or the tour over it, was open here before."""
    elsewhere: Callable[[], Services]
    """The other of the two: the demo for a person's own files, and back."""
    scope: Scope = field(default_factory=Scope)
    settings: Settings = field(default_factory=Settings)
    settings_problems: tuple[Problem, ...] = ()
    detectors: Callable[[], tuple[NamedDetector, ...]] = tuple
    """Second opinions on what to hide; the first call may take seconds."""
    detector_problem: Callable[[], str] = str
    """Why one of them cannot look; empty where all can."""
    publish: Callable[[Shown | Blackened | None], None] = lambda _: None
    """Tells a second window what may be seen now; None ends it."""
    ask_model: Callable[[ModelServer, dict[str, Any]], str | ModelProblem] | None = None
    """Asks a model on this machine; None where nobody switched it on."""
    has_second_window: Callable[[], bool] = bool
    second_window: Callable[[], tuple[int, int] | None] = lambda: None
    """Columns and rows of the window that the room looks at, where it is another one."""
    """Whether the room has a window of its own to look at."""
    sound: Callable[[], Sound | None] = lambda: None
    """How excerpts are heard; None where the extra for it is not installed."""
    close: Callable[[], None] = lambda: None
