"""Events, plans and workspaces in one SQLite file."""

from __future__ import annotations
