"""Steps 5 and 6."""

from __future__ import annotations
