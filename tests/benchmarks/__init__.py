"""Measurements, run by hand: they print ratios and medians and never fail on the clock."""

from __future__ import annotations
