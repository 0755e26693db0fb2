"""Turns become safe turns: pure, deterministic, and closed when in doubt."""

from __future__ import annotations

from qa_tui.anonymise.engine import VERSION, anonymise
from qa_tui.anonymise.spans import Detector, Found, Known, Person, Result, Span

__all__ = ["VERSION", "Detector", "Found", "Known", "Person", "Result", "Span", "anonymise"]
