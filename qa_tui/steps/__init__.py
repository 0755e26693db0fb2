"""One file per thing a person does, shared by the screens and the command line."""

from __future__ import annotations
