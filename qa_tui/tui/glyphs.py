"""The marks that screens draw with, in Unicode or, where a terminal's font is poor, in ASCII. Each reads without colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of marks."""

    full: str
    eighths: str
    """Parts of a bar, from one eighth to seven."""
    limit: str
    """The threshold in a bar."""
    low: str
    """Beside a mean below the threshold, and an agent below it."""
    dot: str
    """An agent who is not below."""
    open: str
    """An agent who could be on either side."""
    few: str
    """An agent with too few calls."""
    vote_in: str
    no_vote: str
    no_vote_yet: str
    cursor: str
    here: str
    """Under the step that is on."""
    ready: str
    """Beside what is approved or chosen."""
    can_start: str
    """Beside a step that has what it needs."""
    attention: str
    score: str
    """Points at QA's score."""
    heavy: str
    light: str
    spark: str
    """Heights of a trend, the lowest first."""


UNICODE = Glyphs(
    full="█", eighths="▏▎▍▌▋▊▉", limit="┊", low="▼", dot="○", open="◌", few="·", vote_in="●", no_vote="–", no_vote_yet="·",
    cursor="▌", here="━", ready="✓", can_start="•", attention="!", score="◀", heavy="━", light="─", spark="▁▂▃▄▅▆▇█",
)  # fmt: skip
ASCII = Glyphs(
    full="#", eighths="", limit="|", low="v", dot="o", open="?", few=".", vote_in="*", no_vote="-", no_vote_yet=".",
    cursor=">", here="=", ready="+", can_start="*", attention="!", score="<", heavy="=", light="-", spark="_.-=^",
)  # fmt: skip


def bar(share: float, cells: int, glyphs: Glyphs) -> str:
    """A bar of at most `cells` cells for `share` 0..1, without trailing spaces."""
    eighths = round(min(max(share, 0.0), 1.0) * cells * 8)
    whole, part = divmod(eighths, 8)
    if not glyphs.eighths:
        return glyphs.full * (whole + (part >= 4))
    return glyphs.full * whole + (glyphs.eighths[part - 1] if part else "")


def spark(values: tuple[float | None, ...], glyphs: Glyphs, low: float = 0.0, high: float = 100.0) -> str:
    """One mark per value between `low` and `high`, a space where there is none."""
    steps = len(glyphs.spark)
    return "".join(
        " " if v is None else glyphs.spark[min(steps - 1, max(0, int((v - low) / (high - low) * steps)))]
        for v in values
    )
