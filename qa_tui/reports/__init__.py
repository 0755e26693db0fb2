"""Results as text for people and as JSON for programs."""

from __future__ import annotations
