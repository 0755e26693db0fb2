"""Turns become safe turns: pure, deterministic, and closed when in doubt."""

from __future__ import annotations

from qa_tui.anonymise.engine import LONGEST_SECONDS, VERSION, anonymise, conceal, detect
from qa_tui.anonymise.spans import Detector, Findings, Found, Known, Person, Reason, Result, Span

__all__ = [
    "LONGEST_SECONDS", "VERSION", "Detector", "Findings", "Found", "Known", "Person", "Reason", "Result", "Span",
    "anonymise", "conceal", "detect",
]  # fmt: skip
