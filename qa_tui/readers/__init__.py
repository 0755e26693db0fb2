"""Files become a call matrix, a rubric, a roster and transcripts; what is wrong with them becomes problems."""

from __future__ import annotations
