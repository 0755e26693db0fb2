"""The full-screen interface: the only package that imports Textual."""

from __future__ import annotations
