"""Unit tests of qa_tui.scores."""

from __future__ import annotations
