"""Tables of scores: what their columns mean, and their columns as arrays."""

from __future__ import annotations
