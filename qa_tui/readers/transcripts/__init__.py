"""One file per format of transcripts."""

from __future__ import annotations
