"""Step 4, what the room sees."""

from __future__ import annotations
