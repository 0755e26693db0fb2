"""The printables by name: each is one template, filled with a packet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_tui.reports.printables.packet import Packet

PRINTABLES = {
    "guide": "the facilitator's own guide, QA's scores on a last page of its own",
    "handout": "what everybody gets: numbered lines, large print, no scores",
    "cards": "vote cards for every level, and for pass, does not apply and wording",
    "request": "the question to an agent whether a call of theirs may be played",
}
"""Name -> what it is."""


def print_packet(packet: Packet, name: str) -> bytes:
    """UTF-8 of one self-contained HTML file, made for paper; every text is escaped by the template engine."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from qa_tui.reports.printables import prompts

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"{name}.html.j2").render(packet=packet, prompts=prompts).encode()
