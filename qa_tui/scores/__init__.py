"""The call matrix: evaluations x criteria as arrays, with one integer code per evaluation and dimension."""

from __future__ import annotations
