"""Numbers from the call matrix and from votes: pure functions to frozen results."""

from __future__ import annotations
