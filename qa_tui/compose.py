"""The only place that knows every part: settings, readers, store and clock are wired here, for both front ends."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_tui.on_demand import (
    detectors_on_demand,
    is_presenting,
    problem_of,
    publish_on_demand,
    size_presented,
    sound_on_demand,
)
from qa_tui.paths import Home, demo_folder, rubrics_folder
from qa_tui.steps.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from qa_tui.domain.choices import Choices
    from qa_tui.domain.completion import Completion
    from qa_tui.domain.importing import ImportMapping
    from qa_tui.domain.loading import LoadRequest
    from qa_tui.domain.local_model import ModelProblem, ModelServer
    from qa_tui.domain.problem import Problem
    from qa_tui.domain.settings import Settings
    from qa_tui.domain.transcript import Transcript
    from qa_tui.steps.load import ReaderProcess
    from qa_tui.steps.loaded import Loaded, Unusable
    from qa_tui.store.sessions import SessionStore


def now() -> datetime:
    """The time of the clock on the wall, with its zone."""
    return datetime.now(UTC).astimezone()


def new_id() -> str:
    return uuid.uuid4().hex[:12]


def read_transcript(path: Path, shown: str, home: Home | None = None) -> Transcript | Problem:
    """A transcript; its speakers have the roles that a person gave them, as `home` remembers."""
    from qa_tui.domain.importing import About, ImportMapping
    from qa_tui.domain.problem import Problem
    from qa_tui.readers import registry
    from qa_tui.readers.header_set import speaker_set_of

    found = registry.read_transcript(path, shown)
    if isinstance(found, Problem) or not found.labels:
        return found
    known = dict(remembered_mappings(home)) if home else {}
    settled = known.get(speaker_set_of(found.source), ImportMapping())
    return found.with_roles(settled.answers(About.SPEAKER))


def read_lines(call_id: str, text: str) -> Transcript | None:
    """Lines that a person typed for a call without a transcript."""
    from qa_tui.readers.transcripts import typed_lines

    return typed_lines.read_lines(call_id, text)


def read_completions(path: Path, shown: str, today: date) -> tuple[tuple[Completion, ...], tuple[Problem, ...]]:
    """A learning system's export of who completed a practice."""
    from qa_tui.readers import completions

    return completions.read_completions(path, shown, today)


def load_here(
    request: LoadRequest, home: Home, progress: Callable[[str], None] = lambda _: None, *, for_answer: bool = False
) -> Loaded | Unusable:
    """Load and wait: for commands, where no key waits. What was decided about files with the same headers is used.

    Plain text is read here, with the start of a process saved; what is packed is not, for it may unpack to anything. What an
    answer needs is imported meanwhile, where one is asked for: reading a large file is waiting for other processes.
    """
    from qa_tui.readers.fingerprint import fingerprint
    from qa_tui.readers.load import load as read_here
    from qa_tui.readers.registry import are_plain_tables
    from qa_tui.steps.load import ReaderProcess, load

    settings, _ = settings_of(home)
    request = replace(request, remembered=remembered_mappings(home), zone=request.zone or settings.time_zone)
    reader = read_here if are_plain_tables(request.paths) else ReaderProcess(home.reader_log)

    def read(request: LoadRequest, directory: Path, progress: Callable[[str], None]) -> dict[str, Any]:
        if for_answer:
            threading.Thread(target=_import_analysis, daemon=True).start()
        return reader(request, directory, progress)

    if request.is_of_warehouse:
        return open_address(request, home, progress)
    return load(request, home.cache, read, fingerprint, progress)


def open_address(
    request: LoadRequest, home: Home, progress: Callable[[str], None] = lambda _: None
) -> Loaded | Unusable:
    """Scores that lie in a warehouse; the few calls that are fetched from it are read here."""
    from qa_tui.readers.fingerprint import fingerprint
    from qa_tui.readers.load import load as read_here
    from qa_tui.steps.warehouse import open_warehouse

    return open_warehouse(request, home.fetched, read_here, fingerprint, progress)


def _import_analysis() -> None:
    import scipy.special  # noqa: F401

    import qa_tui.analysis.criteria  # noqa: F401


def remembered_mappings(home: Home) -> tuple[tuple[str, ImportMapping], ...]:
    """Header set -> what a person decided; nothing where nothing has been kept yet."""
    if not home.database.exists():
        return ()
    store = open_store(home.database, writing=False)
    try:
        return store.mappings()
    finally:
        store.database.close()


class StoreOnDemand:
    """The store, opened for writing when it is first asked for."""

    def __init__(self, path: Path, prepare: Callable[[SessionStore], None] = lambda _: None) -> None:
        self._path = path
        self._prepare = prepare
        self._store: SessionStore | None = None

    def __call__(self) -> SessionStore:
        if self._store is None:
            self._store = open_store(self._path, writing=True)
            self._prepare(self._store)
        return self._store

    def close(self) -> None:
        if self._store is not None:
            self._store.database.close()
            self._store = None


def open_store(path: Path, *, writing: bool) -> SessionStore:
    """The store in `path`; a file of an older version is brought up to date first, with a copy beside it."""
    from qa_tui.store.database import OlderDatabaseError, open_database
    from qa_tui.store.sessions import SessionStore

    try:
        return SessionStore(open_database(path, now(), writing=writing))
    except OlderDatabaseError:
        open_database(path, now(), writing=True).close()
        return SessionStore(open_database(path, now(), writing=writing))


def settings_of(home: Home) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, and what is wrong in their file."""
    from qa_tui.readers.settings_file import read_settings

    return read_settings(home.settings)


def choices_of(home: Home, request: LoadRequest) -> Choices:
    """What persons said about these files in the app; nothing where they were never opened there."""
    from qa_tui.domain.choices import Choices

    if not home.database.exists():
        return Choices()
    store = open_store(home.database, writing=False)
    try:
        places = request.in_full(Path.cwd().as_posix()).places
        name = next((name for name, known in store.workspaces() if known.places == places), None)
        return store.choices(name) if name else Choices()
    finally:
        store.database.close()


def ask_model(server: ModelServer, body: dict[str, Any]) -> str | ModelProblem:
    """One question to a model on this machine."""
    from qa_tui.local_model import client

    return client.ask_model(server, body)


def services(home: Home, as_of: date | None = None) -> Services:
    """The parts for a person's own files, looked at as of a day or of the newest call."""
    return _services(home, StoreOnDemand(home.database), as_of, is_demo=False)


def demo_services(home: Home) -> Services:
    """The parts for the bundled data: a workspace and a database of its own, with past sessions in it."""
    from qa_tui.demo import AS_OF

    def fill(store: SessionStore) -> None:
        from qa_tui.demo.past_sessions import record_past_sessions

        record_past_sessions(store)

    store = StoreOnDemand(home.demo_database, fill)
    return _services(home, store, AS_OF, is_demo=True)


def _services(home: Home, store: StoreOnDemand, as_of: date | None, *, is_demo: bool) -> Services:
    settings, problems = settings_of(home)
    detectors = detectors_on_demand(settings)
    publish = publish_on_demand(home.public)

    def close() -> None:
        publish(None)
        store.close()

    @cache
    def reader() -> ReaderProcess:
        from qa_tui.steps.load import ReaderProcess

        return ReaderProcess(home.reader_log)

    def read(request: LoadRequest, progress: Callable[[str], None]) -> Loaded | Unusable:
        from qa_tui.readers.fingerprint import fingerprint
        from qa_tui.steps.load import load

        reader().begin()
        in_zone = replace(request, zone=request.zone or settings.time_zone)
        if request.is_of_warehouse:
            return open_address(in_zone, home, progress)
        return load(in_zone, home.cache, reader(), fingerprint, progress)

    return Services(
        is_demo=is_demo,
        store=store,
        load=read,
        cancel_load=lambda: reader().cancel(),
        read_transcript=lambda path, shown: read_transcript(path, shown, home),
        read_lines=read_lines,
        read_completions=read_completions,
        clock=now,
        new_id=new_id,
        log=home.log,
        mappings=lambda: remembered_mappings(home),
        demo_request=demo_request,
        has_played_demo=home.demo_database.exists,
        elsewhere=lambda: services(home) if is_demo else demo_services(home),
        scope=settings.scope(as_of),
        settings=settings,
        settings_problems=problems,
        detectors=detectors,
        detector_problem=lambda: problem_of(detectors()),
        publish=publish,
        ask_model=ask_model if settings.local_model == "on" else None,
        has_second_window=lambda: is_presenting(home.presenting),
        second_window=lambda: size_presented(home.presenting, home.presenting_size),
        sound=sound_on_demand(home.demo_clips if is_demo else home.clips, home.sound_log),
        close=close,
    )


def demo_request() -> LoadRequest:
    """The bundled files."""
    from qa_tui.domain.loading import LoadRequest

    folder = demo_folder()
    return LoadRequest(
        paths=(str(folder / "scores.csv"), str(folder / "scores_after.csv")),
        today=now().date(),
        rubric=str(rubrics_folder() / "voice_qa.yaml"),
        roster=str(folder / "roster.csv"),
        transcripts=str(folder / "transcripts"),
    )
