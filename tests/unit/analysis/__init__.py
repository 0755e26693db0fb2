"""Unit tests of qa_tui.analysis."""

from __future__ import annotations
