"""One self-contained HTML file: no script, no address, readable on paper and by a screen reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.reports.page import Bar, cell_text

if TYPE_CHECKING:
    from qa_tui.reports.page import Page

TEMPLATE = "page.html.j2"


def write(page: Page) -> bytes:
    """UTF-8 of the page; every text is escaped by the template engine."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["text"] = cell_text
    environment.tests["bar"] = lambda cell: isinstance(cell, Bar)
    environment.tests["numeric"] = lambda cell: isinstance(cell, int | float)
    return environment.get_template(TEMPLATE).render(page=page).encode()
