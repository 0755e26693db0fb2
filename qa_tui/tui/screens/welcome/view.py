"""The first screen in lines: recent files, then the folder that is being looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qa_tui.tui.lines import column, cut

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.domain.loading import LoadRequest
    from qa_tui.tui.glyphs import Glyphs
    from qa_tui.tui.lines import Line

SUFFIXES = frozenset(
    {
        ".csv", ".tsv", ".tab", ".txt", ".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet"
    }
)  # fmt: skip
"""Of files that hold scores, a roster or a rubric: what the readers know, without waiting for them."""
MOST_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the picker."""

    kind: Literal["recent", "tour", "demo", "parent", "folder", "file"]
    label: str
    path: Path | None = None
    request: LoadRequest | None = None


def entries_of(
    folder: Path, recent: tuple[tuple[str, LoadRequest], ...], *, has_played_demo: bool = False
) -> tuple[Entry, ...]:
    """Recent workspaces, the demo, the folder above, then folders and readable files by name. An unreadable folder is empty.

    The tour stands first for who was never here, and goes when there are files of one's own.
    """
    found = [Entry("recent", name, None, request) for name, request in recent[:5]]
    tour = [] if recent else [Entry("tour", "a session on a fictional team: 20 minutes")]
    demo = [
        Entry("demo", "a fictional team, as you left it" if has_played_demo else "a fictional team, ready to play with")
    ]
    found += demo + tour if has_played_demo else tour + demo
    found.append(Entry("parent", "..", folder.parent))
    try:
        inside = sorted(folder.iterdir(), key=lambda path: path.name.casefold())[:MOST_ENTRIES]
    except OSError:
        return tuple(found)
    visible = [path for path in inside if not path.name.startswith(".")]
    found += [Entry("folder", path.name, path) for path in visible if path.is_dir()]
    found += [
        Entry("file", path.name, path) for path in visible if path.suffix.casefold() in SUFFIXES and path.is_file()
    ]
    return tuple(found)


def hint(*, has_recent: bool, has_played_demo: bool) -> str:
    """What stands above the list."""
    if has_recent:
        return "Go on with what was open before, or open score files or a folder."
    if has_played_demo:
        return (
            "You know the demo. Now files of your own: open the folder that holds them (w: which files, and where your tool has "
            "them)."
        )
    return (
        "First time here? Enter takes the tour. With files of your own: open the folder that holds them (w: which files, and where "
        "your tool has them)."
    )


def row(entry: Entry, width: int, glyphs: Glyphs, *, at_cursor: bool, is_marked: bool) -> Line:
    kind = {"recent": "recent", "tour": "tour", "demo": "demo", "parent": "up", "folder": "folder", "file": ""}[
        entry.kind
    ]
    mark = glyphs.ready if is_marked else " "
    name = entry.label + ("/" if entry.kind == "folder" else "")
    shown: Line = (
        (glyphs.cursor if at_cursor else " ", "accent"),
        (mark, "accent"), (" ", ""),
        column(kind, 8, "muted"),
        column(name, max(width - 12, 10), "strong" if at_cursor else ""),
    )  # fmt: skip
    return cut(shown, width)
