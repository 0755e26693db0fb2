"""Who was in the room."""

from __future__ import annotations
