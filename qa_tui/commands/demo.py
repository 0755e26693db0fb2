"""`qa-tui demo`: the app on the bundled data, or the bundled files written to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, say
from qa_tui.commands.screen import open_screen
from qa_tui.paths import demo_folder, rubrics_folder
from qa_tui.readers.places import written_path

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

FILES = ("scores.csv", "scores_after.csv", "roster.csv")


def run(options: argparse.Namespace) -> Exit:
    if options.write:
        return _write(written_path(options.write))
    options.demo = True
    return open_screen(
        options, instead="qa-tui demo --write DIR, then qa-tui gaps DIR/scores.csv --roster DIR/roster.csv"
    )


def _is_another(place: Path, source: Path) -> bool:
    """Whether something else stands in a file's place."""
    return place.exists() and (not place.is_file() or place.read_bytes() != source.read_bytes())


def _write(folder: Path) -> Exit:
    import shutil

    sources = {folder / name: demo_folder() / name for name in FILES}
    sources[folder / "rubric.yaml"] = rubrics_folder() / "voice_qa.yaml"
    for transcript in sorted((demo_folder() / "transcripts").glob("*.json")):
        sources[folder / "transcripts" / transcript.name] = transcript
    try:
        changed = [place for place, source in sources.items() if _is_another(place, source)]
        if changed:
            say(
                f"error: {changed[0]} is there already and is not the demo's: nothing was written. Choose another folder."
            )
            return Exit.BAD_INPUT
        (folder / "transcripts").mkdir(parents=True, exist_ok=True)
        for place, source in sources.items():
            shutil.copyfile(source, place)
    except OSError as problem:
        say(f"error: {folder} cannot be written: {problem.strerror or problem}")
        return Exit.BAD_INPUT
    say(
        f"Wrote the demo to {folder}. Try: qa-tui gaps {folder}/scores.csv --roster {folder}/roster.csv --rubric {folder}/rubric.yaml"
    )
    say(
        f"Its transcripts are of calls in September: qa-tui plan {folder} --as-of 2026-10-01, or [ in the app, goes there."
    )
    return Exit.OK
