"""Asks for another wording, and notes what becomes of the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.days import day_of
from qa_tui.domain.disagreement import Flag
from qa_tui.domain.wording_request import RequestState, WordingRequest, effect_after, next_rubric
from qa_tui.readers.places import written_path
from qa_tui.tui.dialogs.choose import ChooseDialog
from qa_tui.tui.dialogs.entry import EntryDialog
from qa_tui.tui.typed_text import ask_text

if TYPE_CHECKING:
    from datetime import date

    from qa_tui.domain.disagreement import CriterionLedger
    from qa_tui.domain.rubric import Criterion
    from qa_tui.tui.app import QaApp

QUESTION = -1.0
"""Stands for the criterion's question among its levels."""


async def ask_request(app: QaApp, entry: CriterionLedger) -> WordingRequest | None:
    """A new request on a criterion's wording; None where it was left."""
    scale, now = entry.rounds[0].scale, current_wording(app, entry)
    parts = [(QUESTION, "the question", now.asks if now else "")]
    parts += [
        (level, f"level {scale.word(level)}", now.level_text(level) if now else "") for level in scale.vote_levels()
    ]
    at = 1 + scale.vote_levels().index(entry.boundary[0]) if entry.boundary else 0
    part = await app.push_screen_wait(ChooseDialog("Which text is to change?", parts, app.glyphs, at=at))
    if part is None:
        return None
    before = next(text for value, _, text in parts if value == part)
    known = app.known_team()
    text = await ask_text(
        app,
        lambda value: EntryDialog("Proposed wording", "Behaviour that can be heard, no names.", value, is_needed=True),
        known,
        before,
    )
    if not text or text == before:
        return None
    owner = await ask_text(
        app,
        lambda value: EntryDialog("Who decides?", "A role, such as the rubric's owner.", value, is_needed=True),
        known,
    )
    if not owner:
        return None
    services = app.services
    return WordingRequest(
        id=services.new_id(),
        criterion=entry.criterion,
        criterion_name=entry.name,
        wording_version=entry.wording_version,
        level=None if part == QUESTION else part,
        text=text,
        owner=owner,
        is_flagged=entry.flag is Flag.AMBIGUOUS,
        raised_on=services.clock().date(),
    )


def current_wording(app: QaApp, entry: CriterionLedger) -> Criterion | None:
    """The criterion as the open rubric words it, where that is the wording that was voted on."""
    criterion = app.loaded.rubric.criterion(entry.criterion) if app.loaded else None
    return criterion if criterion is not None and criterion.wording_version == entry.wording_version else None


async def ask_decision(app: QaApp, request: WordingRequest, last_session: date) -> WordingRequest | None:
    """What has become of a request; None where it was left."""
    today = app.services.clock().date()
    states = [
        (RequestState.SENT, "sent to whoever decides", ""),
        (RequestState.ACCEPTED, "accepted", "writes the next rubric file"),
        (RequestState.REJECTED, "rejected", ""),
    ]
    chosen = await app.push_screen_wait(ChooseDialog("What has become of it?", states, app.glyphs))
    if chosen is RequestState.SENT:
        return request.sent()
    if chosen is RequestState.REJECTED:
        why = await ask_text(
            app, lambda value: EntryDialog("Why not?", "In a few words.", value, is_needed=True), app.known_team()
        )
        return request.rejected(today, why) if why else None
    if chosen is not RequestState.ACCEPTED:
        return None
    proposed = max(effect_after(last_session), today)
    hint = "By default the day after the re-score: earlier would make before and after two different measures."
    text = await app.push_screen_wait(EntryDialog("From which day is it scored with?", hint, proposed.isoformat()))
    if text is None:
        return None
    try:
        return request.accepted(today, day_of(text))
    except ValueError:
        app.tell("Expected a day such as 2026-10-15. Nothing was changed.", is_bad=True)
        return None


def write_next_rubric(app: QaApp, request: WordingRequest, typed: str) -> str:
    """Write the rubric's next version; empty, or what is wrong."""
    from qa_tui.reports.rubric_file import rubric_file
    from qa_tui.reports.writer import write_whole

    loaded, target = app.loaded, written_path(typed).absolute()
    if loaded is None:
        return "No rubric is open."
    if target.suffix.casefold() not in {".yaml", ".yml"}:
        return "The name ends with .yaml."
    if target.exists():
        return f"{target.name} exists already: rubric files are kept. Choose another name."
    try:
        write_whole(target, rubric_file(next_rubric(loaded.rubric, request)).encode())
    except OSError as problem:
        return f"{target.parent}: cannot be written: {(problem.strerror or 'unknown').lower()}."
    since = f" from {request.effect_on} on" if request.effect_on else ""
    app.tell(f"Written: {target}. Open your files with --rubric {target.name}{since}.")
    return ""
