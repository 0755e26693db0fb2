"""The command line's commands, one file each: results on standard output, talk on standard error."""

from __future__ import annotations
