"""Nothing leaves the text gate that a terminal obeys or a reader is fooled by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from qa_tui.domain.safe_text import cell_width, fit, safe_block, safe_line, text_width
from qa_tui.tui.lines import cut, line, paragraph, plain, width, wrap

HOSTILE = (
    "[/", "[b]bold[/b]", "[@click=app.quit]x[/]", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b2J", "a\u202eb\u202c",
    "\u2066x\u2069", "nul\x00", "bell\x07", "back\x08\x08", "line\nfeed", "carriage\rreturn", "tab\there", "\ufeffbom",
    "zero\u200bwidth", "\ud800", "\U000e0041tag", "e\u0301", "漢字", "👩‍👩‍👧", "x" * 1_000_000,
)  # fmt: skip
anything = st.text() | st.sampled_from(HOSTILE)


@given(anything, st.integers(1, 500))
def test_a_line_is_printable_bounded_and_stays_so(text: str, limit: int) -> None:
    clean = safe_line(text, limit)
    assert len(clean) <= limit
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for c in clean)
    assert safe_line(clean, limit) == clean


@given(anything)
def test_a_block_keeps_line_ends_and_nothing_else(text: str) -> None:
    assert all(c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} for c in safe_block(text))


@given(anything, st.integers(0, 80))
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, cells: int) -> None:
    assert text_width(fit(text, cells)) == cells


@given(anything, st.integers(1, 80))
def test_a_cut_line_fits(text: str, cells: int) -> None:
    assert width(cut(line(text, ("more", "low")), cells)) <= cells


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), max_size=60), st.integers(2, 40))
def test_wrapping_loses_no_letter(text: str, cells: int) -> None:
    parts = wrap(safe_line(text), cells)
    assert "".join(parts) == safe_line(text)
    assert all(text_width(part) <= cells for part in parts)


@given(st.text(max_size=200))
def test_a_paragraph_never_breaks_the_edge(text: str) -> None:
    assert all(width(shown) <= 30 for shown in paragraph(text, 30, indent=4))


@example("\u4dc0")
@example("\U0001d300")
@given(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]))
def test_widths_are_those_that_textual_counts(character: str) -> None:
    if safe_line(character) == character:
        assert cell_width(character) == cell_len(character), hex(ord(character))


@pytest.mark.parametrize("text", ["[/", "[b]bold[/b]", "[@click=app.quit]x[/]", "{} %s", "\\[x]"])
def test_markup_is_only_text(text: str) -> None:
    assert plain(line(text)) == text
