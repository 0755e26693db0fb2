"""Bytecode, written before anything is timed: without it everything starts several times slower."""

from __future__ import annotations

import compileall
from pathlib import Path

import qa_tui


def compile_all() -> None:
    """The program's bytecode and that of its tests."""
    for package in (Path(qa_tui.__file__).parent, Path(__file__).parent.parent):
        compileall.compile_dir(package, quiet=1)
