"""`qa-tui report session`, `takeaway` and `disagreements`: what sessions recorded, anonymous, in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.commands.conftest import Said

EMPATHY = "1cc449411873"
"""The demo's last session on empathy."""
ABOUT = ("session", "takeaway", "disagreements")


@pytest.mark.parametrize("about", ABOUT)
@pytest.mark.parametrize("kind", ["html", "md", "csv", "xlsx", "json"])
def test_every_format(about: str, kind: str, run: Callable[..., Said], tmp_path: Path) -> None:
    target = tmp_path / f"page.{kind}"
    which = () if about == "disagreements" else ("--session", EMPATHY)
    said = run("report", about, "--demo", *which, "-o", target)
    assert said.status == 0, said.err
    body = target.read_bytes()
    if kind == "xlsx":
        assert CalamineWorkbook.from_path(target).sheet_names
        return
    text = body.decode()
    assert "Empathy" in text
    assert "http" not in text
    if kind == "json":
        assert json.loads(text)
    if about == "takeaway" and kind != "json":
        assert "QA's score" not in text
        assert "What we agreed" in text or kind == "csv"


def test_the_session_page_tells_what_happened(run: Callable[..., Said]) -> None:
    text = run("report", "session", "--demo", "--session", EMPATHY, "--format", "md").out
    for part in (
        "2 of 4 calls split the room.", "Fair: 7 of 8 cards said yes", "two readings stand", "What stops people doing the top level",
        "Any two people differ by",
    ):  # fmt: skip
        assert part in text


def test_the_ledgers_page_tells_what_it_rests_on(run: Callable[..., Said]) -> None:
    text = run("report", "disagreements", "--demo", "--format", "md").out
    assert "Wording unclear: Empathy." in text
    assert (
        "Agreement beyond chance is 0.69 (0.39 to 1.00), 1 being complete: not yet known (Krippendorff's alpha, ordinal; Gwet's AC2 0.81)."
        in text
    )
    body = run("disagreements", "--demo", "--criterion", "empathy", "--json").json["criteria"][0]
    assert body["agreement"]["alpha"]["metric"] == "ordinal"
    assert body["agreement"]["no_line_because"] == "people did not keep to one side of a line"
    assert "by_seat" not in json.dumps(body)


def test_one_session_by_its_id(run: Callable[..., Said], recorded: str) -> None:
    assert "1 of 1 call split the room." in run("report", "session", "--session", recorded, "--format", "md").out
    missing = run("report", "session", "--session", "nothing", "--format", "md")
    assert (missing.status, missing.err.strip()) == (4, "No such session has been recorded.")


def test_nothing_recorded_is_said(run: Callable[..., Said], tmp_path: Path) -> None:
    for about in ABOUT:
        assert run("report", about).status == 4
        assert run("report", about, tmp_path).status == 2
        assert run("report", about, "-o", tmp_path / "x.doc").status == 2
