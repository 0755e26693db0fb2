"""The word cursor: every word and every mask of a turn once, and the right one stands out whatever the line breaks."""

from __future__ import annotations

import pytest

from qa_tui.anonymise import Known, Person, anonymise
from qa_tui.domain.excerpt import Edits
from qa_tui.domain.transcript import Turn
from qa_tui.tui.lines import hanging, plain
from qa_tui.tui.screens.plan.pieces import hidden_at, pieces_of, with_piece

KNOWN = Known((Person("A1", "agent", ("Ann Smith",)),))
TEXT = "Well, this is Ann Smith - I'll ring 0471 555 19 20 today, o\u2019clock. Ann?"


def test_words_and_masks_in_order() -> None:
    result = anonymise([Turn("agent", TEXT)], KNOWN)
    pieces = pieces_of(0, TEXT, result.spans)
    assert [piece.shown for piece in pieces] == [
        "Well", "this", "is", "[Agent]", "I'll", "ring", "[Number]", "today", "o\u2019clock", "[Agent]",
    ]  # fmt: skip
    assert [TEXT[p.stretch[1] : p.stretch[2]] for p in pieces if p.span] == ["Ann Smith", "0471 555 19 20", "Ann"]


@pytest.mark.parametrize("width", [24, 30, 44, 120])
def test_the_piece_stands_out_and_nothing_else_changes(width: int) -> None:
    result = anonymise([Turn("agent", TEXT)], KNOWN)
    lines = hanging(("  1 AGENT     ", ""), result.turns[0].text, width)
    for piece in pieces_of(0, TEXT, result.spans):
        marked = with_piece(lines, piece)
        assert [plain(shown) for shown in marked] == [plain(shown) for shown in lines]
        assert "".join(text for shown in marked for text, role in shown if role == "here") == piece.shown


def test_a_mask_of_ones_own_is_shown_again_by_the_same_key() -> None:
    edits = Edits(0, 0, ((0, 0, 4), (0, 6, 10), (1, 0, 4)))
    hidden = anonymise([Turn("agent", TEXT)], KNOWN, manual=())
    word = pieces_of(0, TEXT, hidden.spans)[0]
    assert hidden_at(edits, word) == ((0, 0, 4),)
