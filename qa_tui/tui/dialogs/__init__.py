"""Small questions above a screen."""

from __future__ import annotations
