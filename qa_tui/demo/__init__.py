"""The bundled data set: a fictional team with planted gaps, its transcripts and its past sessions."""

from __future__ import annotations

from datetime import date

AS_OF = date(2026, 10, 1)
"""The day after the last one of the bundled scores."""
