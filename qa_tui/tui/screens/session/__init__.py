"""Step 4, the private side: getting ready, and coming back."""

from __future__ import annotations
