"""Unit tests of qa_tui.domain."""

from __future__ import annotations
