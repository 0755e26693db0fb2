"""The import dialog: what every file was taken for, and the questions only a person can answer."""

from __future__ import annotations
