"""One file per format a page can be written in."""

from __future__ import annotations
