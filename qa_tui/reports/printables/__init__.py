"""What a facilitator prints for a session: guide, handout, vote cards and the request to an agent. One file and one template each."""

from __future__ import annotations
