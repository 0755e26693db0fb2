"""Changing an excerpt at the keyboard: where it starts and ends, and which words of a line a room does not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.binding import Binding

from qa_tui.tui.screens.plan.approving import ask_why_shown
from qa_tui.tui.screens.plan.pieces import hidden_at, pieces_of
from qa_tui.tui.screens.private import PrivateScreen

if TYPE_CHECKING:
    from qa_tui.anonymise import Result
    from qa_tui.domain.excerpt import Edits
    from qa_tui.domain.transcript import Stretch
    from qa_tui.steps.excerpt import Checked, Draft
    from qa_tui.tui.screens.plan.pieces import Piece
    from qa_tui.tui.widgets.line_view import LineList


EDITING_KEYS = (
    Binding("left_square_bracket", "start", "start, end", key_display="[ ]", id="excerpt.start"),
    Binding("right_square_bracket", "end", "end here", key_display="]", show=False, id="excerpt.end"),
    Binding("x", "hide_line", "line", id="excerpt.hide"),
    Binding("left", "word(-1)", "word", key_display="← →", id="excerpt.word_before"),
    Binding("right", "word(1)", "word", show=False, id="excerpt.word_after"),
    Binding("w", "hide_word", "hide word", id="excerpt.hide_word"),
    Binding("l", "lift", "show", id="excerpt.lift"),
    Binding("u", "undo", "undo", id="excerpt.undo"),
    Binding("W", "hide_everywhere", "everywhere", id="excerpt.hide_everywhere"),
    Binding("L", "lift_everywhere", "show everywhere", show=False, id="excerpt.lift_everywhere"),
    Binding("p", "neutral", "he, she", id="excerpt.neutral"),
)
"""In the order of the line of keys, after the approval."""


class EditingKeys(PrivateScreen):
    """A screen with a draft of an excerpt, a cursor on one of its lines, and one on a word of that line."""

    rows: LineList

    def __init__(self, opened: Draft) -> None:
        super().__init__()
        self._draft = opened
        self._checked: Checked | None = None
        self._safe: Result | None = None
        self._owner: list[int] = []
        """Turn that each drawn line belongs to."""
        self._word = 0

    def _change(self, changed: Draft) -> None:
        raise NotImplementedError

    def _turn(self) -> int | None:
        return self._owner[self.rows.cursor] if self.rows.cursor < len(self._owner) else None

    def _pieces(self) -> tuple[Piece, ...]:
        turn, safe = self._turn(), self._safe
        if turn is None or safe is None or turn in safe.withheld:
            return ()
        return pieces_of(turn, self._draft.transcript.turns[turn].text, [s for s in safe.spans if s.turn == turn])

    def _piece(self) -> Piece | None:
        pieces = self._pieces()
        return pieces[min(self._word, len(pieces) - 1)] if pieces else None

    def _edit(self, edits: Edits) -> None:
        self._change(self._draft.edited(edits))

    def action_start(self) -> None:
        turn = self._turn()
        if turn is not None:
            self._edit(self._draft.edits.starting_at(turn))

    def action_end(self) -> None:
        turn = self._turn()
        if turn is not None:
            self._edit(self._draft.edits.ending_at(turn))

    def action_word(self, by: int) -> None:
        pieces = self._pieces()
        if pieces:
            self._word = min(max(min(self._word, len(pieces) - 1) + by, 0), len(pieces) - 1)
            self.draw()

    def action_hide_line(self) -> None:
        turn = self._turn()
        text = self._draft.transcript.turns[turn].text if turn is not None else ""
        if turn is not None and text:
            self._edit(self._draft.edits.toggled((turn, 0, len(text))))

    def _piece_to_hide(self) -> Piece | None:
        """The word that the cursor is on, where hiding it is a person's to decide; else say whose it is."""
        piece = self._piece()
        if piece is None:
            self.qa.tell("No word of this line is shown. x hides or shows a whole line.")
        elif piece.span is not None and not piece.is_by_hand:
            self.qa.tell("This is hidden already. l shows it again, for a reason.")
            return None
        return piece

    def action_hide_word(self) -> None:
        piece = self._piece_to_hide()
        if piece is not None:
            self._edit(self._draft.edits.toggled(*hidden_at(self._draft.edits, piece)))

    def action_hide_everywhere(self) -> None:
        piece = self._piece_to_hide()
        if piece is not None:
            edits = self._draft.edits
            here = hidden_at(edits, piece)
            found = {same for stretch in here for same in (stretch, *self._everywhere(stretch))}
            is_shown_again = set(here) <= set(edits.hidden)
            self._edit(edits.toggled(*sorted(found & set(edits.hidden) if is_shown_again else found)))

    def _everywhere(self, stretch: Stretch) -> tuple[Stretch, ...]:
        from qa_tui.anonymise.words import same_words

        return same_words(self._draft.transcript.turns, stretch)

    @work
    async def action_lift(self) -> None:
        piece = self._piece()
        if piece is not None:
            await self._lift(piece, (piece.stretch,))

    @work
    async def action_lift_everywhere(self) -> None:
        piece, safe = self._piece(), self._safe
        if piece is not None and safe is not None:
            same = set(self._everywhere(piece.stretch))
            masks = [(span.turn, span.start, span.end) for span in safe.spans]
            await self._lift(piece, tuple(mask for mask in masks if mask in same) or (piece.stretch,))

    async def _lift(self, piece: Piece, stretches: tuple[Stretch, ...]) -> None:
        """Show what a mask hides, for a reason that is kept; what is known stays hidden."""
        checked = self._checked
        if piece.span is None or checked is None:
            self.qa.tell("Nothing is hidden here. ← and → go to a mask.")
        elif piece.is_by_hand:
            self._edit(self._draft.edits.toggled(*hidden_at(self._draft.edits, piece)))
        else:
            reason = await ask_why_shown(self.qa, self._draft, checked, stretches)
            if reason:
                self._edit(self._draft.edits.lifting(reason, *stretches))

    def action_neutral(self) -> None:
        self._edit(self._draft.edits.with_neutral_toggled())

    def action_undo(self) -> None:
        if not self._draft.before:
            self.qa.tell("There is nothing to take back.")
            return
        self._change(self._draft.undone())
