"""`qa-tui rubric`: check a rubric file, or draft one from the criteria that score files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put, put_json, put_table, say, say_problems
from qa_tui.commands.reading import ask
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.places import written_path

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.rubric import Criterion


def run(options: argparse.Namespace) -> Exit:
    return _check(options) if options.action == "check" else _new(options)


def _check(options: argparse.Namespace) -> Exit:
    from qa_tui.readers.rubric import read_rubric

    if len(options.paths) != 1:
        say("error: one rubric file at a time.")
        return Exit.USAGE
    given = options.paths[0]
    path = written_path(given)
    if not path.is_file():
        say(f"error: {safe_line(given, 120)}: does not exist.")
        return Exit.BAD_INPUT
    rubric, problems = read_rubric(path, safe_line(path.name, 120))
    say_problems(problems)
    if rubric is None:
        return Exit.BAD_INPUT
    missing = {criterion.id: what_is_missing(criterion) for criterion in rubric.criteria}
    if options.json:
        put_json({**rubric.as_json(), "missing": missing})
        return Exit.OK
    version = f", version {rubric.version}" if rubric.version else ""
    put(f"{safe_line(rubric.name, 80)}{version}: {len(rubric.criteria)} criteria, no mistakes.")
    rows = [
        [
            c.id,
            c.name,
            ", ".join(c.scale.word(v) for v in c.scale.values) or f"{c.scale.minimum:g} to {c.scale.maximum:g}",
        ]
        for c in rubric.criteria
    ]
    put_table(["id", "name", "scale"], rows)
    for criterion in rubric.criteria:
        for what in missing[criterion.id]:
            put(f"{criterion.name}: {what}")
    return Exit.OK


def what_is_missing(criterion: Criterion) -> list[str]:
    """What a session on this criterion would lack."""
    bare = [criterion.scale.word(v) for v in criterion.scale.values if not criterion.level_text(v)]
    found = []
    if bare:
        found.append(f"no text for level {', '.join(bare)}: a session has nothing to point at.")
    if not criterion.asks:
        found.append("no question (`asks`): the room is not told what to look for.")
    if not criterion.behaviours:
        found.append("no behaviours: the session's objective is built from them.")
    if not criterion.signals:
        found.append("no signals: evidence cannot be suggested where the scores name none.")
    return found


def _new(options: argparse.Namespace) -> Exit:
    from qa_tui.reports.rubric_draft import rubric_draft

    asked = ask(options)
    if isinstance(asked, Exit):
        return asked
    loaded = asked.loaded
    say_problems(loaded.problems)
    text = rubric_draft(loaded.matrix, loaded.rubric)
    if options.output is None:
        put(text.rstrip())
        return Exit.OK
    target = written_path(options.output)
    try:
        with target.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        say(f"error: {safe_line(options.output, 120)}: exists already; nothing was written. Choose another name.")
        return Exit.USAGE
    except OSError as problem:
        say(f"error: {safe_line(options.output, 120)}: cannot be written: {problem.strerror}.")
        return Exit.BAD_INPUT
    say(
        f"{target}: {len(loaded.rubric.criteria)} criteria. Write the level texts, then check it: qa-tui rubric check {target}"
    )
    return Exit.OK
