"""Which files are needed, what must stand in them, and where a tool has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.tui.dialogs.reading import ReadingDialog
from qa_tui.tui.lines import EMPTY, hanging, line

if TYPE_CHECKING:
    from qa_tui.tui.lines import Line

FILES = (
    ("scores", "Needed. One line for each call and criterion (call, agent, date, criterion, score), or a column for each criterion."),
    ("roster", "Better with it. Agent and name; every other column, such as team or shift, is a segment."),
    ("rubric", "Better with it. YAML with what each level means; `qa-tui rubric new` drafts one from your scores."),
    ("transcripts", "For sessions. One file for each call, named by the id of the call or with the id in it."),
    ("recordings", "If you have them. WAV, MP3, FLAC or OGG beside the transcripts, named by the id of the call."),
)  # fmt: skip
TOOLS = (
    ("Amazon Connect", "the evaluation files of its storage bucket (folder Evaluations), or the analytics table; Contact Lens and Transcribe files as transcripts"),
    ("Genesys Cloud", "evaluations of the Quality API, and transcripts, as JSON"),
    ("Zendesk QA", "its reviews, as JSON of its API"),
    ("MaestroQA", "the CSV files of one export, together"),
    ("Playvox", "evaluations and scorecards, together"),
    ("Talkdesk", "Explore, dataset QM Evaluation Analysis, as CSV with the fields of each question"),
    ("Google CCAI", "Quality AI's scorecard results, as JSON"),
    ("a warehouse", "a table, by its address such as duckdb:///qa.duckdb?table=scores (t types it)"),
    ("any other tool", "its export as CSV or a workbook: what each column is, is asked where it is in doubt"),
)  # fmt: skip


class NeededDialog(ReadingDialog):
    """What to look for, for whoever opens the program for the first time."""

    def __init__(self) -> None:
        super().__init__("Which files, and where they come from")

    def lines(self, width: int) -> list[Line]:
        shown: list[Line] = []
        for name, said in FILES:
            shown += hanging((f"{name:<13}", "accent"), said, width)
        shown += [EMPTY, line(("Where a tool has its scores", "strong"))]
        for name, said in TOOLS:
            shown += hanging((f"{name:<16}", "accent"), said, width)
        shown += [EMPTY]
        return shown
