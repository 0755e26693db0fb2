"""What the sessions that were held have recorded."""

from __future__ import annotations
