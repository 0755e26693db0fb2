"""`qa-tui cache`: what is kept of files that were opened, so that they open at once the next time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put, put_json, put_table
from qa_tui.domain.safe_text import safe_line
from qa_tui.paths import find_home
from qa_tui.reports.words import count_of

if TYPE_CHECKING:
    import argparse

    from qa_tui.scores.cache import Kept

_SHOWN_FILES = 3


def run(options: argparse.Namespace) -> Exit:
    from qa_tui.audio.shelf import clear as clear_clips
    from qa_tui.audio.shelf import clips_in
    from qa_tui.scores.cache import clear, kept_in

    home = find_home(options.home)
    if options.action == "clear":
        count, size = clear(home.cache)
        fetched, fetched_size = clear(home.fetched)
        cleared = [clear_clips(folder) for folder in (home.clips, home.demo_clips)]
        clips, clip_size = sum(count for count, _ in cleared), sum(size for _, size in cleared)
        count, size = count + fetched, size + fetched_size + clip_size
        if options.json:
            put_json({"cleared": count, "clips": clips, "bytes": size})
        else:
            heard = f" and {count_of(clips, 'clip')} of excerpts" if clips else ""
            put(
                f"{count_of(count, 'data set')}{heard} cleared, {size / 1e6:,.1f} MB. Score files and sessions are untouched."
            )
        return Exit.OK
    kept = kept_in(home.cache)
    clips, clip_size = clips_in(home.clips)
    if options.json:
        put_json(
            {
                "directory": str(home.cache),
                "data_sets": [_facts(one) for one in kept],
                "clips": clips,
                "clip_bytes": clip_size,
            }
        )
        return Exit.OK
    if clips:
        put(f"{count_of(clips, 'clip')} of approved excerpts, {clip_size / 1e6:,.1f} MB, in {home.clips}.")
    if not kept and clips:
        return Exit.OK
    if not kept:
        put("Nothing is kept. Files that are opened are read once and open at once the next time.")
        return Exit.OK
    rows = [[_day(one), f"{one.evaluations:,}", f"{one.size / 1e6:,.1f} MB", _names(one)] for one in kept]
    put_table(["opened last", "evaluations", "size", "files"], rows, right=(1, 2))
    put()
    put(f"{count_of(len(kept), 'data set')} in {home.cache}. `qa-tui cache clear` deletes them; nothing else is lost.")
    return Exit.OK


def _day(kept: Kept) -> str:
    local = datetime.fromtimestamp(kept.used_at, UTC).astimezone()
    return f"{local:%Y-%m-%d %H:%M}" if kept.files else "damaged"


def _names(kept: Kept) -> str:
    shown = ", ".join(kept.files[:_SHOWN_FILES])
    more = f" and {len(kept.files) - _SHOWN_FILES} more" if len(kept.files) > _SHOWN_FILES else ""
    return safe_line(shown, 60) + more


def _facts(kept: Kept) -> dict[str, object]:
    return {
        "files": list(kept.files),
        "evaluations": kept.evaluations,
        "bytes": kept.size,
        "used_at": datetime.fromtimestamp(kept.used_at, UTC).isoformat(timespec="seconds"),
        "is_damaged": not kept.files,
    }
