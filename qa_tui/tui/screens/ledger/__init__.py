"""The disagreement ledger."""

from __future__ import annotations
