"""One file per format of evaluation exports."""

from __future__ import annotations
