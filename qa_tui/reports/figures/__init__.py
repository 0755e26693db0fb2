"""Every figure of steps 1 and 2, explained: what it means, its formula in words, what it rests on, the rule's source."""

from __future__ import annotations
