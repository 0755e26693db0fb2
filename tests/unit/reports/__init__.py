"""Unit tests of qa_tui.reports."""

from __future__ import annotations
