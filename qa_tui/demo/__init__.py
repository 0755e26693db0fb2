"""The bundled data set: a fictional team with planted gaps, its transcripts and its past sessions."""

from __future__ import annotations
