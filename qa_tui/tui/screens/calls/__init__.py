"""The calls behind a number, and one call."""

from __future__ import annotations
