"""Steps 1 and 2 at one glance."""

from __future__ import annotations
