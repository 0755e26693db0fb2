"""The formats of reports by name. Each is one module with `write(page) -> bytes`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.reports.page import Page

FORMATS = {"html": "html", "md": "markdown", "csv": "csv_table", "xlsx": "workbook"}
"""Name, as `--format` takes it and as files end -> module, imported when it is used."""


def write_page(page: Page, name: str) -> bytes:
    """`page` in the format `name`."""
    written: bytes = import_module(f"qa_tui.reports.formats.{FORMATS[name]}").write(page)
    return written
