"""A language model on this machine, where a person has one and switched it on. Nothing here speaks to any other machine."""

from __future__ import annotations
