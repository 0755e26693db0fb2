"""Plain frozen values and rules of the method: standard library only; no clock, no random, no input or output."""

from __future__ import annotations
