"""Second opinions for the anonymiser, if a person sets one: they add to what is hidden, and block where they fail."""

from __future__ import annotations
