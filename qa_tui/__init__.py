"""From QA scores to a blind live training session and back, offline on one laptop."""

from __future__ import annotations

__version__ = "0.1.0"
