"""`qa-tui cache`: what is kept of files that were opened, so that they open at once the next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qa_tui.commands.exits import Exit, put, put_json, put_table, say
from qa_tui.domain.safe_text import safe_line
from qa_tui.paths import find_home
from qa_tui.reports.words import count_of

if TYPE_CHECKING:
    import argparse

    from qa_tui.paths import Home
    from qa_tui.scores.cache import Kept

_SHOWN_FILES = 3


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was deleted; files and sessions have it still."""

    data_sets: int
    clips: int
    size: int
    """Bytes."""

    def words(self) -> str:
        heard = f" and {count_of(self.clips, 'clip')} of excerpts" if self.clips else ""
        return f"{count_of(self.data_sets, 'data set')}{heard}"


def clear_kept(home: Home) -> Cleared:
    """Delete everything that is kept of opened files and of what a warehouse gave, and all clips."""
    from qa_tui.audio.shelf import clear as clear_clips
    from qa_tui.scores.cache import clear

    sets = [clear(folder) for folder in (home.cache, home.fetched)]
    clips = [clear_clips(folder) for folder in (home.clips, home.demo_clips)]
    return Cleared(
        sum(count for count, _ in sets), sum(count for count, _ in clips), sum(size for _, size in (*sets, *clips))
    )


def run(options: argparse.Namespace) -> Exit:
    from qa_tui.audio.shelf import clips_in
    from qa_tui.scores.cache import kept_in

    home = find_home(options.home)
    if options.action == "clear":
        cleared = clear_kept(home)
        if options.json:
            put_json({"cleared": cleared.data_sets, "clips": cleared.clips, "bytes": cleared.size})
        else:
            put(f"{cleared.words()} cleared, {cleared.size / 1e6:,.1f} MB. Score files and sessions are untouched.")
        left = [folder for folder in (home.cache, home.fetched) if kept_in(folder)]
        left += [folder for folder in (home.clips, home.demo_clips) if clips_in(folder)[0]]
        for folder in left:
            say(f"error: not everything in {folder} could be deleted. Check your permissions.")
        return Exit.BAD_INPUT if left else Exit.OK
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
