"""One folder per screen."""

from __future__ import annotations
